export const anything = 1; // refused: boundaries/no-unknown-files
