import { describe, expect, test } from "vitest";
import { linkTo, readAddress } from "./address.ts";

describe("addresses", () => {
  test("name a lesson, a run and a seed", () => {
    expect(readAddress("#/raft-election?run=abc_-")).toEqual({
      lesson: "raft-election",
      run: "abc_-",
      seed: null,
    });
    expect(readAddress("/cap?seed=7")).toEqual({ lesson: "cap", run: null, seed: 7 });
  });

  test("without a lesson are the beginning", () => {
    for (const hash of ["", "#", "#/", "/"]) expect(readAddress(hash).lesson).toBeNull();
  });

  test("with nonsense in them are read as far as they make sense", () => {
    expect(readAddress("#/cap/?seed=-1&x=%")).toEqual({ lesson: "cap", run: null, seed: null });
  });

  test("are read as they are written", () => {
    expect(readAddress(linkTo("cap", "xyz")).run).toBe("xyz");
    expect(readAddress(linkTo("cap", null)).lesson).toBe("cap");
  });
});
