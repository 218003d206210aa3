import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printProgress, ProgressFileError, readProgress } from "./progress-file.ts";
import { DEEDS, merged, MOST_DONE, Progress, type Done, type Shelf } from "./progress.ts";

function shelf(): Shelf & { readonly items: Map<string, string> } {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

const id = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,12}$/);
const deed: fc.Arbitrary<Done> = fc
  .record(
    { lesson: id, what: fc.constantFrom(...DEEDS), id, stars: fc.integer({ min: 0, max: 3 }) },
    { requiredKeys: ["lesson", "what", "id"] },
  )
  .map((each) => ({ ...each }));
const deeds = fc.array(deed, { maxLength: 30 });

describe("progress", () => {
  it("survives being kept and being written to a file and read back", () => {
    fc.assert(
      fc.property(deeds, (list) => {
        const kept = shelf();
        const one = new Progress(kept);
        for (const each of list) one.done(each);
        expect(new Progress(kept).list.getState()).toEqual(one.list.getState());
        const two = new Progress(null);
        two.add(readProgress(printProgress(one.list.getState())));
        expect(two.list.getState()).toEqual(one.list.getState());
      }),
    );
  });

  it("merges without losing a deed or a star, and merging again changes nothing", () => {
    fc.assert(
      fc.property(deeds, deeds, (a, b) => {
        const both = merged(a, b);
        for (const each of [...a, ...b]) {
          const found = both.find(
            (one) => one.lesson === each.lesson && one.what === each.what && one.id === each.id,
          );
          expect(found?.stars ?? -1).toBeGreaterThanOrEqual(each.stars ?? -1);
        }
        expect(merged(both, a, b)).toEqual(both);
      }),
    );
  });

  it("tells only of what is new", () => {
    const progress = new Progress(shelf());
    const told: number[] = [];
    progress.subscribe((list) => told.push(list.length));
    const done: Done = { lesson: "cap", what: "challenge", id: "stale-read", stars: 2 };
    progress.done(done);
    progress.done(done);
    progress.done({ ...done, stars: 1 });
    progress.done({ ...done, stars: 3 });
    expect(told).toEqual([1, 1]);
    expect(progress.of("cap", "challenge")).toEqual([{ ...done, stars: 3 }]);
    expect(progress.has("cap", "challenge", "stale-read")).toBe(true);
    expect(progress.has("cap", "tour", "stale-read")).toBe(false);
  });

  it("keeps what another tab has noted meanwhile", () => {
    const kept = shelf();
    const [here, there] = [new Progress(kept), new Progress(kept)];
    here.done({ lesson: "cap", what: "opened", id: "cap" });
    there.done({ lesson: "raft-reads", what: "opened", id: "raft-reads" });
    expect(there.list.getState()).toHaveLength(2);
    here.refresh();
    expect(here.list.getState()).toHaveLength(2);
  });

  it("is bounded, and forgets everything when asked to", () => {
    const kept = shelf();
    const progress = new Progress(kept);
    progress.add(
      Array.from({ length: MOST_DONE + 5 }, (_, i) => ({
        lesson: "cap",
        what: "challenge",
        id: `c${i}`,
      })),
    );
    expect(progress.list.getState()).toHaveLength(MOST_DONE);
    progress.reset();
    expect(progress.list.getState()).toEqual([]);
    expect(kept.items.size).toBe(0);
  });

  it("passes over what is damaged on the shelf, and works where nothing can be kept", () => {
    for (const text of ["{", "[]", "null", '{"version":2,"done":[]}', '{"version":1,"done":7}']) {
      const kept = shelf();
      kept.items.set("netsplit.progress", text);
      expect(new Progress(kept).list.getState()).toEqual([]);
    }
    const kept = shelf();
    kept.items.set(
      "netsplit.progress",
      '{"version":1,"done":[{"lesson":"cap","what":"opened","id":"cap"},{"lesson":"<b>"},null]}',
    );
    expect(new Progress(kept).list.getState()).toHaveLength(1);
    const forbidden: Shelf = {
      getItem: () => {
        throw new Error("forbidden");
      },
      setItem: () => {
        throw new Error("full");
      },
      removeItem: () => {
        throw new Error("forbidden");
      },
    };
    const progress = new Progress(forbidden);
    progress.done({ lesson: "cap", what: "opened", id: "cap" });
    expect(progress.has("cap", "opened")).toBe(true);
    progress.reset();
    expect(progress.has("cap", "opened")).toBe(false);
  });
});

describe("a progress file from elsewhere", () => {
  it.each([
    ["", /no JSON/],
    ["[1]", /no object/],
    ['{"a":1}', /lacks “netsplit”/],
    ['{"netsplit":"progress","version":9,"done":[]}', /version 9; this page reads version 1/],
    ['{"netsplit":"progress","version":1}', /no list “done”/],
    [
      '{"netsplit":"progress","version":1,"done":[{"lesson":"cap","what":"opened","id":"cap"},{"lesson":"cap","what":"won","id":"x"}]}',
      /^Deed 2 .*“what”\.$/,
    ],
    [
      '{"netsplit":"progress","version":1,"done":[{"lesson":"cap","what":"challenge","id":"x","stars":9}]}',
      /^Deed 1 .*stars other than 0 to 3\.$/,
    ],
    [
      '{"netsplit":"progress","version":1,"done":[{"lesson":"../x","what":"tour","id":"x"}]}',
      /^Deed 1 .*“lesson”\.$/,
    ],
    [
      `{"netsplit":"progress","version":1,"done":[${Array(MOST_DONE + 1)
        .fill("1")
        .join()}]}`,
      /the most that is read/,
    ],
    [" ".repeat(1_000_001), /too long/],
  ])("is refused in one sentence: %.60s", (text, why) => {
    expect(() => readProgress(text)).toThrow(ProgressFileError);
    expect(() => readProgress(text)).toThrow(why);
  });

  it("never throws anything else, and never takes in what is no deed", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(() => readProgress(text)).toThrow(ProgressFileError);
      }),
    );
  });
});
