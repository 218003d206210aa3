/** Clean: the heap is the one package that the kernel may use. */
import TinyQueue from "tinyqueue";
import { later } from "./later.ts";
export interface Time {
  readonly at: number;
}
export const queue = new TinyQueue([later]);
