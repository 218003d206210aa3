import { describe, expect, test } from "vitest";
import { createStore } from "zustand/vanilla";
import type { Standing } from "../wire/frame.ts";
import type { Teaching } from "../wire/manifest.ts";
import type { Follow } from "../wire/sentences.ts";
import type { Lab } from "./lab.ts";
import { Learning } from "./learning.ts";
import type { Done } from "./progress.ts";

const teaching: Teaching = {
  tour: {
    opens: ["seed 1"],
    steps: [
      { id: "first", waits: true },
      { id: "second", waits: true },
    ],
  },
  predictions: [{ id: "who", opens: ["seed 4", "set workload off"] }],
  challenges: [{ id: "break", opens: ["seed 3"], allows: null, most: 3, best: 1 }],
  records: [],
};

/** A page with a worker that says what the test wants. */
class Bench {
  readonly opened: string[] = [];
  readonly followed: (Follow | null)[] = [];
  readonly acted: string[] = [];
  readonly done: Done[] = [];
  playing = false;
  onFollowed: ((standing: Standing) => void) | null = null;
  readonly page = createStore<Record<string, unknown>>(() => ({
    lesson: "nowhere",
    manifest: { scenario: "nowhere", teaching },
    opened: 1,
    learning: false,
  }));
  readonly live = createStore(() => ({ event: 77 }));
  readonly learning: Learning;

  constructor() {
    this.learning = new Learning(this as unknown as Lab, { done: (deed) => this.done.push(deed) });
  }

  async openInstead(script: string): Promise<string | null> {
    this.opened.push(script);
    this.page.setState({ opened: Number(this.page.getState()["opened"]) + 1 });
    return null;
  }
  async follow(what: Follow | null): Promise<null> {
    this.followed.push(what);
    return null;
  }
  async tryTo(text: string): Promise<boolean> {
    this.acted.push(text);
    return true;
  }
  async record() {
    return { text: "scenario nowhere", packed: "" };
  }
  play(): void {
    this.playing = true;
  }
  pause(): void {
    this.playing = false;
  }
  say(): void {}
  showStage(): void {}
}

const step = (id: string, event: number | null, action: readonly string[] = []): Standing => ({
  is: "step",
  id,
  met: event === null ? null : { at: 1, event },
  points: [],
  names: {},
  action,
});

describe("what the page teaches with", () => {
  test("a tour's step counts from the moment at which the one before came true", async () => {
    const bench = new Bench();
    await bench.learning.startTour();
    expect(bench.opened).toEqual(["scenario nowhere\nseed 1\n"]);
    expect(bench.followed.at(-1)).toEqual({ is: "step", id: "first", since: 0 });
    bench.onFollowed!(step("first", null, ["crash n1"]));
    await bench.learning.doStep();
    expect(bench.acted).toEqual(["crash n1"]);
    expect(bench.playing).toBe(true);
    bench.onFollowed!(step("first", 12));
    await bench.learning.next();
    expect(bench.followed.at(-1)).toEqual({ is: "step", id: "second", since: 12 });
    // What is said of another step is not for this one.
    bench.onFollowed!(step("first", 12));
    expect(bench.learning.state.getState().course).toMatchObject({ step: 1, standing: null });
    // Skipped: from here on.
    await bench.learning.next();
    expect(bench.done).toEqual([{ lesson: "nowhere", what: "tour", id: "tour" }]);
    expect(bench.followed.at(-1)).toBeNull();
  });

  const prediction = (asked: boolean, option: string | null): Standing => ({
    is: "prediction",
    id: "who",
    asked: asked
      ? { at: 1, options: [{ id: "n1" }, { id: "n2" }], names: {}, action: ["crash n3"] }
      : null,
    points: [],
    outcome: option === null ? null : { option, events: [5], at: 2 },
  });

  test.each([
    ["n2", 1],
    ["n1", 0],
  ])(
    "a question stops the run; the answer %s is worth %d when the run says n2",
    async (said, stars) => {
      const bench = new Bench();
      await bench.learning.predict("who", 9);
      expect(bench.opened).toEqual(["scenario nowhere\nseed 9\nset workload off\n"]);
      bench.play();
      bench.onFollowed!(prediction(false, null));
      expect(bench.playing).toBe(true);
      bench.onFollowed!(prediction(true, null));
      expect(bench.playing).toBe(false);
      await bench.learning.answer(said);
      expect(bench.acted).toEqual(["crash n3"]);
      expect(bench.playing).toBe(true);
      // No second answer.
      await bench.learning.answer("n2");
      expect(bench.learning.state.getState().course).toMatchObject({ answer: said });
      bench.onFollowed!(prediction(true, "n2"));
      expect(bench.playing).toBe(false);
      expect(bench.done).toEqual([{ lesson: "nowhere", what: "prediction", id: "who", stars }]);
    },
  );

  test("a challenge counts as done only where its run is an attempt at it; a star is for the fewest actions", async () => {
    const bench = new Bench();
    const standing = (unfit: string | null, actions: number): Standing => ({
      is: "challenge",
      id: "break",
      unfit,
      actions,
      forbidden: null,
      progress: 1,
      met: { at: 1, event: 3, actions },
    });
    await bench.learning.attempt("break");
    bench.onFollowed!(standing("it begins with seed 4", 1));
    expect(bench.done).toEqual([]);
    bench.onFollowed!(standing(null, 2));
    bench.onFollowed!(standing(null, 1));
    expect(bench.done.map(({ stars }) => stars)).toEqual([0, 1]);
    expect(await bench.learning.judge("elsewhere")).toBe(false);
  });

  test("another lesson ends what was under way, another run of the same one does not", async () => {
    const bench = new Bench();
    await bench.learning.attempt("break");
    bench.page.setState({ opened: 9 });
    expect(bench.followed.at(-1)).toEqual({ is: "challenge", id: "break" });
    bench.page.setState({ opened: 10, lesson: "other", manifest: { scenario: "other", teaching } });
    expect(bench.learning.state.getState().course).toBeNull();
    expect(bench.page.getState()["learning"]).toBe(false);
  });
});
