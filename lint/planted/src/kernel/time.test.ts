/** Clean: a test may use the test tools, Node, and real time. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { later } from "./later.ts";
it("is fast", () => expect([performance.now(), readFileSync, fc, later]).toBeTruthy());
