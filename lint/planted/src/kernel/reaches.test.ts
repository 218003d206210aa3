/** Breach: a test of a layer sees what the layer sees, and no other package. */
import { select } from "d3"; // refused: boundaries/dependencies
import { expect, it } from "vitest";
import { verdict } from "../judge/verdict.ts"; // refused: boundaries/dependencies
it("reaches", () => expect([select, verdict]).toBeTruthy());
