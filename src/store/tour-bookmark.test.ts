import { afterEach, describe, expect, test, vi } from "vitest";
import { forgetTour, keepTour, keptTour } from "./tour-bookmark.ts";

function shelf(): Map<string, string> {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
  return kept;
}

afterEach(() => vi.unstubAllGlobals());

describe("where a tour was left", () => {
  const bookmark = { step: 3, since: 120, script: "scenario cap\nuntil 4s\n" };

  test("is kept for each lesson, and forgotten when the tour is over", () => {
    shelf();
    keepTour("cap", bookmark);
    expect(keptTour("cap")).toEqual(bookmark);
    expect(keptTour("raft-reads")).toBeNull();
    forgetTour("cap");
    expect(keptTour("cap")).toBeNull();
  });

  test("is not there where the browser keeps nothing, and where something else is kept", () => {
    expect(keptTour("cap")).toBeNull();
    const kept = shelf();
    for (const text of [
      "{",
      "7",
      "null",
      '{"step":-1,"since":0,"script":""}',
      '{"step":1,"since":"x"}',
    ]) {
      kept.set("netsplit.tour.cap", text);
      expect(keptTour("cap"), text).toBeNull();
    }
  });

  test("a run that is too long for it is not kept", () => {
    shelf();
    keepTour("cap", { ...bookmark, script: "x".repeat(70_000) });
    expect(keptTour("cap")).toBeNull();
  });
});
