/** Curves, as meters tell them. */
export type { Axis, Plot, Series } from "../kernel/monitor.ts";
