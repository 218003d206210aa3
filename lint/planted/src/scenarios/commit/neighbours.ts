/** Breach: other scenarios by glob, and everything, by a pattern that begins at home. */
export const others = import.meta.glob("../*/meta.ts"); // refused: netsplit/glob-imports
export const kernel = import.meta.glob("./../../kernel/*.ts"); // refused: netsplit/glob-imports
