/** Breach: React in the store, the kernel past the wire. */
import { useSyncExternalStore } from "react"; // refused: boundaries/dependencies
import { later } from "#src/kernel/later.ts"; // refused: boundaries/dependencies
export const hook = [useSyncExternalStore, later];
