/** Breach: the heap is the kernel's alone. */
import TinyQueue from "tinyqueue"; // refused: boundaries/dependencies
export const heap = TinyQueue;
