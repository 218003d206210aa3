import { describe, expect, test } from "vitest";
import { linkTo, linkToSheet, linkToTerm, placeOf, readAddress } from "./address.ts";

describe("addresses", () => {
  test("name a lesson, a run and a seed", () => {
    expect(readAddress("#/raft-election?run=abc_-")).toMatchObject({
      lesson: "raft-election",
      run: "abc_-",
      seed: null,
    });
    expect(readAddress("#/cap?run=x&challenge=merge")).toMatchObject({ challenge: "merge" });
    expect(readAddress("/cap?seed=7")).toMatchObject({ lesson: "cap", run: null, seed: 7 });
  });

  test("without a lesson are the beginning", () => {
    for (const hash of ["", "#", "#/", "/"]) expect(readAddress(hash).lesson).toBeNull();
  });

  test("with nonsense in them are read as far as they make sense", () => {
    expect(readAddress("#/cap/?seed=-1&x=%&embed=yes&theme=pink&play=2")).toEqual({
      lesson: "cap",
      run: null,
      challenge: null,
      seed: null,
      embed: false,
      theme: null,
      play: null,
      language: null,
    });
  });

  test("say how a frame of another page wants it", () => {
    expect(readAddress("#/cap?embed=1&theme=dark&play=0")).toMatchObject({
      embed: true,
      theme: "dark",
      play: false,
    });
    expect(readAddress("#/cap?run=abc&embed=1&play=1")).toMatchObject({ run: "abc", play: true });
    expect(readAddress("#/cap?lang=de")).toMatchObject({ lesson: "cap", language: "de" });
  });

  test("are read as they are written", () => {
    expect(readAddress(linkTo("cap", "xyz")).run).toBe("xyz");
    expect(readAddress(linkTo("cap", null)).lesson).toBe("cap");
  });

  test("lead to a page beside the laboratory", () => {
    const place = (hash: string) => placeOf(readAddress(hash));
    for (const hash of ["", "#/", "#"]) expect(place(hash)).toEqual({ is: "home" });
    expect(place("#/check")).toEqual({ is: "check" });
    expect(place("#/glossary")).toEqual({ is: "glossary", term: null });
    expect(place(linkToTerm("majority"))).toEqual({ is: "glossary", term: "majority" });
    expect(place(linkToSheet("cap"))).toEqual({ is: "sheet", lesson: "cap" });
    for (const hash of ["#/cap", "#/cap?run=x", "#/?seed=7", "#/?run=x", "#/?embed=1", "#/cap/x"])
      expect(place(hash), hash).toEqual({ is: "lesson" });
  });
});
