/** Breach: one of everything that would make two runs differ. */
export const now = Date.now(); // refused: eslint/no-restricted-globals
export const clock = performance.now(); // refused: eslint/no-restricted-globals
export const timer = setTimeout(() => {}, 1); // refused: eslint/no-restricted-globals
export const again = setInterval(() => {}, 1); // refused: eslint/no-restricted-globals
export const page = document.body; // refused: eslint/no-restricted-globals
export const view = window.innerWidth; // refused: eslint/no-restricted-globals
export const dice = crypto.randomUUID(); // refused: eslint/no-restricted-globals
export const net = fetch("/"); // refused: eslint/no-restricted-globals
export const sly = globalThis; // refused: eslint/no-restricted-globals
export const luck = Math.random(); // refused: eslint/no-restricted-properties
export const { random } = Math; // refused: eslint/no-restricted-properties
export const order = "a".localeCompare("b"); // refused: eslint/no-restricted-properties
