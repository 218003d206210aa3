/** Clean: a file of the same layer. */
export const later = Math.max(1, 2);
