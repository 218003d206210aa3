/** Breach: a test is nobody's library. */
export * from "./time.test.ts"; // refused: boundaries/dependencies
