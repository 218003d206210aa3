/** Breach: the kernel knows nothing of ours, by any spelling of import. */
import { quorum } from "#src/structures/quorum.ts"; // refused: boundaries/dependencies
import { quorum as again } from "../structures/quorum.ts"; // refused: boundaries/dependencies
import type { Verdict } from "../judge/verdict.ts"; // refused: boundaries/dependencies
export { post } from "../wire/post.ts"; // refused: boundaries/dependencies
export * from "../wire/post.ts"; // refused: boundaries/dependencies
export const lazily = () => import("../judge/verdict.ts"); // refused: boundaries/dependencies
export type Hidden = import("../judge/verdict.ts").Verdict; // refused: boundaries/dependencies
export const things: readonly [number, number, Verdict?] = [quorum, again];
