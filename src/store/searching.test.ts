import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createStore } from "zustand/vanilla";
import type { Manifest } from "../wire/manifest.ts";
import type { Allowance, Explored, SearchCall, SearchReply, Told } from "../wire/searching.ts";
import { firstPage, type Page } from "./page.ts";
import type { WorkerLike } from "./port.ts";
import { emptyRun, type Run } from "./run.ts";
import { BadRunSearch, poolSize, type Searched } from "./searching.ts";

class Bench implements WorkerLike {
  onmessage: WorkerLike["onmessage"] = null;
  onerror: WorkerLike["onerror"] = null;
  onmessageerror: WorkerLike["onmessageerror"] = null;
  readonly asked: SearchCall[] = [];
  postMessage(message: unknown): void {
    this.asked.push(message as SearchCall);
  }
  terminate(): void {}
  say(reply: SearchReply): void {
    this.onmessage?.({ data: reply } as MessageEvent);
  }
}

const ALLOWANCE: Allowance = {
  crashes: 1,
  cuts: 2,
  partitions: 0,
  pauses: 0,
  drops: 0,
  duplicates: 0,
  delays: 3,
  drifts: 0,
  fires: 0,
  requests: 0,
  betrayals: 0,
};
const EXPLORED: Explored = {
  runs: 8,
  states: 80,
  depth: 0,
  frontier: 0,
  steps: 800,
  complete: false,
};
const NOTHING: SearchReply = { is: "nothing", explored: EXPLORED };

function found(interventions: number): SearchReply {
  const script = `scenario cap\nseed ${8 + interventions}\nat 1s crash n1\nuntil 2s\nhash 0123456789abcdef\n`;
  const told = { script, interventions, at: 2_000_000, simple: "It broke." } as Told;
  return { is: "found", found: told, explored: EXPLORED };
}

/** The lesson open in a laboratory that writes down what is asked of it. */
function laboratory(cores: number) {
  const benches: Bench[] = [];
  const did: string[] = [];
  const page = createStore<Page>(() => ({
    ...firstPage(true, false, true),
    opened: 1,
    pane: "search",
    manifest: {
      scenario: "cap",
      knobs: [],
      rules: [{ id: "write-back" }],
    } as unknown as Manifest,
  }));
  const live = createStore<Run>(() => ({
    ...emptyRun(),
    time: 5_000_000,
    settings: { knobs: {}, rules: { "write-back": false } },
    lanes: [{ id: 1, current: true, interventions: [] }] as unknown as Run["lanes"],
  }));
  let playing = false;
  const lab: Searched = {
    page,
    live,
    get playing() {
      return playing;
    },
    searchers: {
      cores,
      make: () => {
        benches.push(new Bench());
        return benches.at(-1)!;
      },
    },
    record: () => Promise.resolve({ text: "scenario cap\nseed 4\nuntil 5s\n" }),
    laneScript: () => Promise.resolve("scenario cap\nseed 4\nat 1s heal\n"),
    openInstead: (script) => {
      did.push(`open ${script.replaceAll("\n", "; ")}`);
      page.setState({ opened: page.getState().opened + 1 });
      return Promise.resolve(null);
    },
    seek: (to) => Promise.resolve(void did.push(`seek ${to}`)),
    visit: (event) => Promise.resolve(void did.push(`visit ${event}`)),
    play: () => {
      playing = true;
      did.push("play");
    },
    pause: () => {
      playing = false;
      did.push("pause");
    },
    say: (text) => did.push(`say ${text}`),
  };
  let now = 0;
  const search = new BadRunSearch(lab, () => now);
  const pass = (ms: number): void => {
    now += ms;
    vi.advanceTimersByTime(ms);
  };
  /** Ready to search: the lesson's usual allowance has come. */
  const prepare = (): void => {
    search.prepare();
    benches.splice(0)[0]!.say({ is: "usual", allowance: ALLOWANCE });
  };
  return { search, benches, did, page, live, prepare, pass };
}

describe("the search on the page", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test("one core is left for the page; there is always one worker and never a crowd", () => {
    expect([1, 2, 4, 9, 64, Number.NaN].map(poolSize)).toEqual([1, 1, 3, 8, 8, 1]);
  });

  test("each worker gets its share; the settings are those on the stage", async () => {
    const { search, benches, prepare } = laboratory(4);
    prepare();
    search.choose({ seed: 7 });
    await search.start();
    const script = "scenario cap\nseed 7\nrule write-back off\n";
    const order = { method: "both", script, from: 0, seed: 7, allowance: ALLOWANCE };
    expect(benches.map((bench) => bench.asked[0])).toMatchObject(
      [0, 1, 2].map((index) => ({ ...order, share: { index, of: 3 } })),
    );
  });

  test("to try everything from one moment on, under one seed, takes one worker", async () => {
    const { search, benches, prepare } = laboratory(4);
    prepare();
    search.choose({ method: "exhaustive" });
    await search.start();
    expect(benches).toHaveLength(3);
    search.choose({ from: "now" });
    await search.start();
    expect(benches.slice(3).map((bench) => bench.asked[0])).toMatchObject([
      { method: "exhaustive", from: 5_000_000, share: { index: 0, of: 1 } },
    ]);
  });

  test("from this moment on what was done before stays as it was", async () => {
    const { search, benches, prepare, did } = laboratory(2);
    prepare();
    search.choose({ from: "now" });
    await search.start();
    expect(did).toEqual(["pause"]);
    expect(benches[0]!.asked[0]).toMatchObject({
      method: "both",
      script: "scenario cap\nseed 4\nuntil 5s\n",
      from: 5_000_000,
    });
  });

  test("stopped half-way it keeps what was explored", async () => {
    const { search, benches, prepare, pass } = laboratory(2);
    prepare();
    await search.start();
    const progress = { phase: "walks", explored: EXPLORED, best: null } as const;
    benches[0]!.say({ is: "progress", progress });
    pass(1_000);
    expect(search.state.getState().progress?.explored.runs).toBe(8);
    search.stop();
    expect(benches[0]!.asked.at(-1)).toEqual({ do: "stop" });
    benches[0]!.say({ is: "nothing", explored: { ...EXPLORED, runs: 11 } });
    const { phase, stopped, progress: kept } = search.state.getState();
    expect({ phase, stopped, runs: kept?.explored.runs }).toEqual({
      phase: "over",
      stopped: true,
      runs: 11,
    });
  });

  test("it ends by itself when its time is spent", async () => {
    const { search, benches, prepare, pass } = laboratory(2);
    prepare();
    search.choose({ seconds: 3 });
    await search.start();
    pass(2_900);
    expect(benches[0]!.asked).toHaveLength(1);
    pass(400);
    expect(benches[0]!.asked.at(-1)).toEqual({ do: "stop" });
    benches[0]!.say(NOTHING);
    expect(search.state.getState()).toMatchObject({ phase: "over", stopped: false, found: null });
  });

  test("what was found plays from its beginning, and the learner's own run comes back", async () => {
    const { search, benches, did, prepare } = laboratory(2);
    search.watch();
    prepare();
    await search.start();
    benches[0]!.say(found(1));
    expect(search.state.getState()).toMatchObject({ phase: "over", found: { interventions: 1 } });
    await search.show();
    await search.show({ event: 12, at: 0 });
    expect(did).toEqual([
      "open scenario cap; seed 9; at 1s crash n1; ",
      "seek 0",
      "play",
      "pause",
      "visit 12",
    ]);
    did.length = 0;
    await search.back();
    expect(did).toEqual(["open scenario cap; seed 4; at 1s heal; ", "pause", "seek 5000000"]);
    expect(search.state.getState().own).toBeNull();
    expect(search.showing).toBe(false);
  });

  test("it is stopped where it breaks what nobody promised; a broken promise stops it by itself", async () => {
    const { search, benches, did, live, prepare } = laboratory(2);
    prepare();
    await search.start();
    benches[0]!.say(found(1));
    await search.show();
    did.length = 0;
    live.setState({ time: 1_999_999 });
    expect(did).toEqual([]);
    live.setState({ time: 2_000_400 });
    expect(did).toEqual(["pause", "seek 2000000"]);
    await search.show();
    did.length = 0;
    live.setState({ time: 2_000_000, alarm: {} as Run["alarm"] });
    expect(did).toEqual([]);
  });

  test("a second find takes the place of the first; the learner’s own run is still the learner’s", async () => {
    const { search, benches, did, page, prepare } = laboratory(2);
    prepare();
    await search.start();
    benches[0]!.say(found(2));
    await search.show();
    const { own } = search.state.getState();
    search.searchOn();
    benches[1]!.say(found(1));
    expect(search.showing).toBe(false);
    await search.show();
    expect(did.filter((each) => each.startsWith("open"))).toHaveLength(2);
    expect(search.state.getState().own).toEqual(own);
    // Something else has been opened since: that is what comes back.
    page.setState({ opened: page.getState().opened + 1 });
    expect(search.showing).toBe(false);
    await search.show();
    expect(search.state.getState().own).not.toBe(own);
  });

  test("a found run that somebody has changed on the stage is opened anew", async () => {
    const { search, benches, did, live, prepare } = laboratory(2);
    prepare();
    await search.start();
    benches[0]!.say(found(1));
    await search.show();
    const { own } = search.state.getState();
    live.setState({
      lanes: [{ id: 2, current: true, interventions: [] }] as unknown as Run["lanes"],
    });
    expect(search.showing).toBe(false);
    await search.show();
    expect(did.filter((each) => each.startsWith("open"))).toHaveLength(2);
    expect(search.state.getState().own).toEqual(own);
  });

  test("knobs that a walk has turned are not taken for the learner’s choice; rules are switched on the stage", async () => {
    const { search, benches, live, prepare } = laboratory(2);
    prepare();
    live.setState({ settings: { knobs: { mode: "CP" }, rules: { "write-back": true } } });
    await search.start();
    benches[0]!.say(found(1));
    await search.show();
    live.setState({ settings: { knobs: { mode: "AP" }, rules: { "write-back": false } } });
    expect(search.settings).toEqual({ knobs: { mode: "CP" }, rules: { "write-back": false } });
    await search.back();
    expect(search.settings.knobs).toEqual({ mode: "AP" });
  });

  test("it searches on for a shorter run, and keeps the one it has until it finds one", async () => {
    const { search, benches, prepare } = laboratory(2);
    prepare();
    await search.start();
    benches[0]!.say(found(5));
    search.searchOn();
    const [first, second] = benches;
    expect(second!.asked[0]).not.toEqual(first!.asked[0]);
    second!.say(found(5));
    expect(search.state.getState()).toMatchObject({ phase: "searching" });
    second!.say(found(2));
    expect(search.state.getState()).toMatchObject({ phase: "over", found: { interventions: 2 } });
  });

  test("an impossible order is refused in a sentence, and the choices stay", async () => {
    const { search, benches, prepare } = laboratory(4);
    prepare();
    search.choose({ allowance: { ...ALLOWANCE, crashes: -1 } });
    await search.start();
    benches[0]!.say({ is: "refused", why: "crashes: “-1” is no number of faults" });
    expect(search.state.getState()).toMatchObject({
      phase: "ready",
      refusal: "Crashes: “-1” is no number of faults",
      choices: { allowance: { crashes: -1 } },
    });
  });

  test("a worker that dies costs one sentence", async () => {
    const { search, benches, prepare } = laboratory(3);
    prepare();
    search.choose({ method: "walks" });
    await search.start();
    benches[0]!.onerror?.({ message: "out of memory" } as ErrorEvent);
    expect(search.state.getState().losses).toEqual([
      "A search worker has stopped working (out of memory). The other one goes on.",
    ]);
    expect(search.state.getState().phase).toBe("searching");
    benches[1]!.onerror?.({ message: "out of memory" } as ErrorEvent);
    expect(search.state.getState().losses[1]).toContain("None is left; what was explored is kept.");
    expect(search.state.getState().phase).toBe("over");
  });

  test("a find is told where nobody looks at the search", async () => {
    const { search, benches, did, prepare } = laboratory(2);
    prepare();
    const leave = search.watch();
    await search.start();
    benches[0]!.say(found(3));
    expect(did).toEqual([]);
    leave();
    leave();
    search.searchOn();
    benches[1]!.say(found(2));
    expect(did).toEqual(["say A bad run was found. It broke."]);
  });

  test("another lesson begins anew, and ends what was searched for the one before", async () => {
    const { search, benches, page, prepare } = laboratory(2);
    prepare();
    expect(search.state.getState().choices?.allowance).toEqual(ALLOWANCE);
    search.prepare();
    expect(benches).toHaveLength(0);
    await search.start();
    const manifest = { ...page.getState().manifest!, scenario: "raft-election" };
    page.setState({ manifest });
    expect(search.state.getState()).toMatchObject({ phase: "ready", choices: null });
    benches[0]!.say(found(1));
    expect(search.state.getState().found).toBeNull();
    search.prepare();
    expect(benches[1]!.asked[0]).toMatchObject({ do: "usual" });
  });
});
