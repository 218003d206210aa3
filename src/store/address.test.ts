import { describe, expect, test } from "vitest";
import { linkTo, readAddress } from "./address.ts";

describe("addresses", () => {
  test("name a lesson, a run and a seed", () => {
    expect(readAddress("#/raft-election?run=abc_-")).toMatchObject({
      lesson: "raft-election",
      run: "abc_-",
      seed: null,
    });
    expect(readAddress("/cap?seed=7")).toMatchObject({ lesson: "cap", run: null, seed: 7 });
  });

  test("without a lesson are the beginning", () => {
    for (const hash of ["", "#", "#/", "/"]) expect(readAddress(hash).lesson).toBeNull();
  });

  test("with nonsense in them are read as far as they make sense", () => {
    expect(readAddress("#/cap/?seed=-1&x=%&embed=yes&theme=pink&play=2")).toEqual({
      lesson: "cap",
      run: null,
      seed: null,
      embed: false,
      theme: null,
      play: null,
    });
  });

  test("say how a frame of another page wants it", () => {
    expect(readAddress("#/cap?embed=1&theme=dark&play=0")).toMatchObject({
      embed: true,
      theme: "dark",
      play: false,
    });
    expect(readAddress("#/cap?run=abc&embed=1&play=1")).toMatchObject({ run: "abc", play: true });
  });

  test("are read as they are written", () => {
    expect(readAddress(linkTo("cap", "xyz")).run).toBe("xyz");
    expect(readAddress(linkTo("cap", null)).lesson).toBe("cap");
  });
});
