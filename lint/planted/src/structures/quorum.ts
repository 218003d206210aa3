/** Clean. */
export const quorum = 3;
