/**
 * Raft does not guarantee liveness in the face of network faults (Howard & Abraham 2020), measured over ten simulated
 * minutes of each seed: which rules it takes in which network. Nothing here is about safety, which must hold throughout.
 */
import { describe, expect, test } from "vitest";
import { emptyScript } from "../../kernel/intervention.ts";
import { Run } from "../../kernel/run.ts";
import type { Trouble } from "../../kernel/scenario.ts";
import { parseActions } from "../../kernel/script.ts";
import { MINUTE, SECOND, type Micros } from "../../kernel/time.ts";
import { vocabularyOf } from "../../kernel/vocabulary.ts";
import { electionSafety } from "../../protocols/raft/invariants/elections.ts";
import { leaderOf, raftOf, SERVER } from "../../protocols/raft/world.ts";
import { partialPartition, strandedLeader } from "./partial-partitions.ts";
import { scenario } from "./scenario.ts";

const SEEDS = 20;
/** Ten minutes in all, of which the first may be turmoil. */
const WATCHED = 10 * MINUTE;
const SETTLED = 1 * MINUTE;
/** What must go on must have gone on within any so long a time. */
const WINDOW = 30 * SECOND;
/** Messages that were under way at the beginning have arrived. */
const CALM = 5 * SECOND;

const vocabulary = vocabularyOf(scenario);

/** The cluster at one moment after the network became what it is. */
interface Moment {
  readonly time: Micros;
  /** The highest term anywhere. */
  readonly term: number;
  /** Who leads, in which term: `n3 in term 7`. */
  readonly leader: string | null;
  /** The highest index that any server has known to be committed. */
  readonly committed: number;
}

interface Watched {
  readonly seed: number;
  /** Who led when it began. */
  readonly first: string;
  /** One each second. */
  readonly moments: readonly Moment[];
  /** The longest that anybody stayed leader without a break, in simulated µs. */
  readonly longestReign: Micros;
}

function act(run: Run, lines: readonly string[]): void {
  for (const action of parseActions(lines.join("\n"), vocabulary, run.time)) run.act(action);
}

/** Ten minutes under a preset that was opened while somebody led; `rules` are turned `after` a while of it. */
function watch(
  preset: Trouble,
  seed: number,
  { rules = [], after = 0 }: { readonly rules?: readonly string[]; readonly after?: Micros } = {},
): Watched {
  const run = new Run(scenario, emptyScript(scenario.id, seed));
  run.seek(12 * SECOND);
  while (leaderOf(run.world) === null) run.seek(run.time + SECOND);
  const first = leaderOf(run.world)!;
  act(run, preset.script(run.world));
  run.seek(run.time + after);
  if (rules.length > 0) act(run, rules);
  const began = run.time;
  const event = run.world.lastEvent;
  const leading = run.world.nodes.flatMap(({ spec, mode }) => (mode === "leader" ? [spec.id] : []));
  const moments: Moment[] = [];
  for (let time = 0; time <= WATCHED; time += SECOND) {
    run.seek(began + time);
    moments.push(momentOf(run, time, moments.at(-1)?.committed ?? 0));
  }
  const safety = run.world.findings[scenario.monitors.indexOf(electionSafety as never)];
  expect(safety?.verdict, `seed ${seed}: Election Safety`).toBe("holds");
  return { seed, first, moments, longestReign: longestReign(run, leading, began, event) };
}

function momentOf(run: Run, time: Micros, committed: number): Moment {
  const servers = run.world.nodes.flatMap((node) => raftOf(node) ?? []);
  const id = leaderOf(run.world);
  const leader = servers.find((server) => server.id === id);
  return {
    time,
    term: Math.max(...servers.map(({ currentTerm }) => currentTerm)),
    leader: leader ? `${id} in term ${leader.currentTerm}` : null,
    committed: Math.max(committed, ...servers.map(({ commitIndex }) => commitIndex)),
  };
}

/** @param leading who led when it began. @param event the last trace event before. */
function longestReign(run: Run, leading: readonly string[], began: Micros, event: number): Micros {
  const since = new Map(leading.map((id) => [id, began]));
  let longest = 0;
  const end = (node: string, time: Micros) => {
    longest = Math.max(longest, time - since.get(node)!);
    since.delete(node);
  };
  for (const { kind, node, time, data } of run.events(event + 1, run.world.lastEvent)) {
    if (kind !== "mode" || node === null) continue;
    if (data.to === "leader") since.set(node, time);
    else if (data.from === "leader") end(node, time);
  }
  for (const node of [...since.keys()]) end(node, run.time);
  return longest;
}

/** The windows of a run, as pairs of their first and last moments. */
function windows(moments: readonly Moment[], from: Micros): [Moment, Moment][] {
  const length = WINDOW / SECOND;
  const found: [Moment, Moment][] = [];
  for (let i = from / SECOND; i + length < moments.length; i += length)
    found.push([moments[i]!, moments[i + length]!]);
  expect(found.length).toBeGreaterThan(10);
  return found;
}

function expectProgress({ moments, seed }: Watched): void {
  for (const [first, last] of windows(moments, SETTLED))
    expect(last.committed, `seed ${seed} at ${first.time}`).toBeGreaterThan(first.committed);
}

/** One leader, of one term, from `from` to the end. Answers whom. */
function expectOneLeader({ moments, seed }: Watched, from: Micros): string {
  const leaders = new Set(
    moments.filter(({ time }) => time >= from).map(({ leader, term }) => `${leader}, ${term}`),
  );
  expect(leaders.size, `seed ${seed}: ${[...leaders].join("; ")}`).toBe(1);
  const [only = ""] = leaders;
  expect(only).toMatch(/^(n\d) in term (\d+), \2$/);
  return only.slice(0, 2);
}

const seeds = Array.from({ length: SEEDS }, (_, i) => i + 1);

describe("links 1-2, 1-3, 2-3, 4-2 and 5-3, server 3 leads", () => {
  test("plain Raft never settles: terms climb, and no leader lasts", () => {
    const reigns: Micros[] = [];
    for (const seed of seeds) {
      const watched = watch(partialPartition, seed);
      for (const [first, last] of windows(watched.moments, 0))
        expect(last.term, `seed ${seed} at ${first.time}`).toBeGreaterThan(first.term + 3);
      reigns.push(watched.longestReign);
    }
    // An outsider stands at the latest 2.4 s after it last heard anybody; some more until its term has come round.
    expect(Math.max(...reigns)).toBeLessThan(10 * SECOND);
  });

  test("with pre-vote the leader that was there stays, in its term, and gets things done", () => {
    for (const seed of seeds) {
      const watched = watch(partialPartition, seed, { rules: ["rule pre-vote on"] });
      expect(expectOneLeader(watched, 0)).toBe(watched.first);
      expect(watched.longestReign).toBe(WATCHED);
      expectProgress(watched);
    }
  });

  test("pre-vote that comes after a minute of turmoil ends it, with check-quorum or without", () => {
    for (const seed of seeds) {
      const rules = ["rule pre-vote on", ...(seed % 2 === 0 ? ["rule check-quorum on"] : [])];
      const watched = watch(partialPartition, seed, { rules, after: MINUTE });
      expectOneLeader(watched, SETTLED);
      expectProgress(watched);
    }
  });
});

describe("server 5 is down, links 1-2, 1-3, 2-3 and 4-2, server 4 leads", () => {
  test("pre-vote alone stays stuck: the same leader for ever, and nothing is committed", () => {
    for (const seed of seeds) {
      const watched = watch(strandedLeader, seed);
      expect(expectOneLeader(watched, 0)).toBe(watched.first);
      const { committed } = watched.moments.find(({ time }) => time >= CALM)!;
      expect(watched.moments.at(-1)!.committed, `seed ${seed}`).toBe(committed);
    }
  });

  test("check-quorum recovers, at once or after a minute: another leader, and work gets done", () => {
    for (const seed of seeds) {
      const after = seed % 2 === 0 ? MINUTE : 0;
      const watched = watch(strandedLeader, seed, { rules: ["rule check-quorum on"], after });
      expect(expectOneLeader(watched, SETTLED)).not.toBe(watched.first);
      expectProgress(watched);
    }
  });

  test("plain Raft gets out of it by itself: it is pre-vote that needs check-quorum", () => {
    for (const seed of seeds) {
      const watched = watch(strandedLeader, seed, { rules: ["rule pre-vote off"] });
      expect(expectOneLeader(watched, SETTLED)).not.toBe(watched.first);
      expectProgress(watched);
    }
  });
});

test("the presets find their network whatever the present one, and who has crashed", () => {
  for (const [preset, before] of [
    [partialPartition, ["crash n2", "cut n1-n3", "partition n1 n4 | n3 n5"]],
    [strandedLeader, ["crash n2", "pause n4", "cut n3>n5"]],
  ] as const) {
    for (const seed of seeds) {
      const run = new Run(scenario, emptyScript(scenario.id, seed));
      run.seek(12 * SECOND);
      act(run, before);
      const leader = leaderOf(run.world);
      const lines = preset.script(run.world);
      if (leader === null) {
        expect(lines).toEqual([]);
        continue;
      }
      act(run, lines);
      const { network, nodes } = run.world;
      const down = nodes.filter(({ status }) => status === "crashed").map(({ spec }) => spec.id);
      expect(down).toHaveLength(preset === strandedLeader ? 1 : 0);
      if (preset === strandedLeader && leader !== "n2") expect(down).toEqual(["n2"]);
      expect(nodes.every(({ status }) => status !== "paused")).toBe(true);
      const up = nodes.filter(({ spec, status }) => spec.kind === SERVER && status === "up");
      const open = (a: number, b: number) => network.link(a, b)?.cut === false;
      const degree = (a: number) => up.filter(({ index }) => index !== a && open(a, index)).length;
      // 5-3-1-2-4 with 2-3, and 4-2 with the triangle 1-2-3: by how many links each has, the leader's first.
      const degrees = up.map(({ index }) => degree(index)).toSorted((a, b) => a - b);
      expect(degrees).toEqual(preset === strandedLeader ? [1, 2, 2, 3] : [1, 1, 2, 3, 3]);
      expect(degree(nodes.find(({ spec }) => spec.id === leader)!.index)).toBe(
        preset === strandedLeader ? 1 : 3,
      );
    }
  }
});
