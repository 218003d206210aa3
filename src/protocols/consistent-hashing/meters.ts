/** What comes and goes costs, and how evenly keys lie, beside what is published of both. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Meter, Plot, Reading, Series } from "../../kernel/monitor.ts";
import type { World } from "../../kernel/world.ts";
import { fingerprint } from "../../kernel/chance.ts";
import { phrase, say, translate } from "../../languages/say.ts";
import { capacityOf } from "../../structures/bounded-loads.ts";
import { expectedSpread, spreadOf, virtualNodes } from "../../structures/hash-ring.ts";
import { cameOrWent } from "./invariants.ts";
import type { Change, Transfer } from "./messages.ts";
import { expectedMoves, movedBetween, PLACEMENTS, type Placement } from "./placement.ts";
import { NODE } from "./node-state.ts";
import { changeIn, keysIn, nodesIn, storeOf } from "./world.ts";

export const PLACEMENT_NAMES: Readonly<Record<Placement, string>> = {
  ring: phrase("hash ring"),
  mod: phrase("mod N"),
  jump: phrase("jump hash"),
  rendezvous: phrase("rendezvous"),
  bounded: phrase("bounded loads"),
};

function percent(part: number, whole: number): number {
  return (100 * part) / whole;
}

/** To a tenth, as a curve shows it. */
function rounded(value: number): number {
  return Math.round(10 * value) / 10;
}

// ── Keys that move ────────────────────────────────────────────────────────────────────────────────────────────

/** What one change has moved so far. */
interface Moved {
  readonly change: Change;
  readonly keys: ReadonlySet<string>;
}

interface Moves {
  readonly last: Moved | null;
  /** The last join or leave under each placement. */
  readonly turns: Partial<Readonly<Record<Placement, Moved>>>;
}

/** How many members there are with the one that comes or goes; null where nobody does. */
function largerOf(change: Change): number | null {
  const turn = cameOrWent(change);
  if (turn === null || (turn.came ?? turn.went) === null) return null;
  return Math.max(change.before!.members.length, change.now.members.length);
}

/** The share of keys that are expected to move with a change, in percent; null where there is no formula. */
function expectedOf(change: Change, placement: Placement): number | null {
  const larger = largerOf(change);
  const share = larger === null ? null : expectedMoves(placement, larger);
  return share === null ? null : 100 * share;
}

/** The keys that the last change has moved, beside the share that the literature expects. */
export const keysMoved: Meter<Moves> = {
  id: "moved",
  start: () => ({ last: null, turns: {} }),
  observe(memory, { events }) {
    let next = memory;
    for (const event of events) {
      if (event.kind !== "send") continue;
      const { message } = event.data;
      if (message.type !== "NewView" && message.type !== "Transfer") continue;
      const { change } = message as unknown as { readonly change: Change };
      const { epoch, placement } = change.now;
      const epochs = next.last?.change.now.epoch ?? 1;
      if (epoch < epochs) continue;
      let last =
        epoch > epochs || next.last === null ? { change, keys: new Set<string>() } : next.last;
      const keys = message.type === "Transfer" ? (message as unknown as Transfer).keys : [];
      if (keys.some(({ key }) => !last.keys.has(key)))
        last = { change, keys: new Set([...last.keys, ...keys.map(({ key }) => key)]) };
      if (last === next.last || epoch === 1) continue;
      const turns =
        largerOf(change) === null || last.keys.size === 0
          ? next.turns
          : { ...next.turns, [placement]: last };
      next = { last, turns };
    }
    return next;
  },
  read({ last }, world): readonly Reading[] {
    const expected = last === null ? null : expectedOf(last.change, last.change.now.placement);
    const moved = last === null ? null : percent(last.keys.size, keysIn(world));
    return [
      {
        id: "moved",
        label: say`keys moved`,
        value: moved,
        unit: "%",
        tone: moved === null ? "plain" : moved > 50 ? "bad" : "good",
      },
      {
        id: "expected",
        label: say`published`,
        value: expected,
        unit: "%",
        tone: "plain",
      },
    ];
  },
  plots({ last, turns }, world): readonly Plot[] {
    const keys = keysIn(world);
    const names = PLACEMENTS.map((placement) => translate(PLACEMENT_NAMES[placement]));
    const change = last !== null && largerOf(last.change) !== null ? last.change : null;
    const series = (
      id: string,
      label: string,
      looks: Pick<Series, "kind" | "shape">,
      value: (placement: Placement) => number | null,
    ): Series => ({
      id,
      label,
      ...looks,
      points: PLACEMENTS.flatMap((placement, i) => {
        const share = value(placement);
        return share === null ? [] : [[i, rounded(share)] as const];
      }),
    });
    return [
      {
        id: "moved",
        title: say`Keys that move when a node joins or leaves`,
        x: { label: say`placement`, unit: "", from: -0.5, to: names.length - 0.5, names },
        y: { label: say`keys moved`, unit: "%", from: 0, to: 100 },
        series: [
          series("run", say`in this run`, { kind: "measured", shape: "bars" }, (placement) => {
            const turn = turns[placement];
            return turn ? percent(turn.keys.size, keys) : null;
          }),
          ...(change === null
            ? []
            : [
                series(
                  "computed",
                  say`the last change, for each placement`,
                  { kind: "measured", shape: "points" },
                  (placement) =>
                    percent(
                      movedBetween(
                        { ...change.before!, placement },
                        { ...change.now, placement },
                        keys,
                      ).length,
                      keys,
                    ),
                ),
                series(
                  "expected",
                  say`expected`,
                  { kind: "published", shape: "points" },
                  (placement) => expectedOf(change, placement),
                ),
              ]),
        ],
      },
    ];
  },
};

// ── How evenly keys lie ───────────────────────────────────────────────────────────────────────────────────────

interface Loads {
  readonly counts: Readonly<Record<NodeId, number>>;
  /** The newest view: what is expected of it changes with it. */
  readonly change: Change | null;
}

/** Numbers of virtual nodes for which evenness is shown. */
const VIRTUAL = [1, 2, 5, 10, 20, 35, 50, 75, 100, 150, 200];

function countsIn(world: World): Readonly<Record<NodeId, number>> {
  return Object.fromEntries(
    nodesIn(world).map((node) => [node.spec.id, Object.keys(storeOf(node)).length]),
  );
}

/** The fullest node against the mean, keys at each node beside K/N, and evenness by the number of virtual nodes. */
export const loadSpread: Meter<Loads> = {
  id: "loads",
  start: () => ({ counts: {}, change: null }),
  observe(memory, { node }, world) {
    if (node === null) return memory;
    const { kind, id } = node.spec;
    if (kind === NODE) {
      const count = Object.keys(storeOf(node)).length;
      return memory.counts[id] === count
        ? memory
        : { ...memory, counts: { ...memory.counts, [id]: count } };
    }
    const change = changeIn(world);
    return change === memory.change || change === undefined ? memory : { ...memory, change };
  },
  read({ counts, change }, world): readonly Reading[] {
    if (change === null) return [];
    const mean = keysIn(world) / change.now.members.length;
    const most = Math.max(...change.now.members.map((id) => counts[id] ?? 0));
    return [
      {
        id: "fullest",
        label: say`fullest × K/N`,
        value: rounded(most / mean),
        unit: "",
        tone: most > 2 * mean ? "bad" : "plain",
      },
    ];
  },
  plots({ change }, world): readonly Plot[] {
    if (change === null) return [];
    const { members, placement, bound } = change.now;
    const counts = countsIn(world);
    const names = Object.keys(counts).toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
    const level = (id: string, label: string, value: number): Series => ({
      id,
      label,
      kind: "published",
      shape: "line",
      points: [
        [-0.5, rounded(value)],
        [names.length - 0.5, rounded(value)],
      ],
    });
    const keys = keysIn(world);
    return [
      {
        id: "loads",
        title: say`Keys at each node`,
        x: { label: say`node`, unit: "", from: -0.5, to: names.length - 0.5, names },
        y: { label: say`keys`, unit: "", from: 0 },
        series: [
          {
            id: "now",
            label: say`now`,
            kind: "measured",
            shape: "bars",
            points: names.map((id, i) => [i, counts[id]!] as const),
          },
          level("mean", "K/N", keys / members.length),
          ...(placement === "bounded"
            ? [level("bound", "⌈c·K/N⌉", capacityOf(bound, keys, members.length))]
            : []),
        ],
      },
      {
        id: "spread",
        title: say`How uneven the ring is, by virtual nodes`,
        x: { label: say`virtual nodes of each node`, unit: "", from: 1, to: VIRTUAL.at(-1)! },
        y: { label: say`standard deviation of shares, of the mean`, unit: "%", from: 0 },
        series: [
          {
            id: "measured",
            label: say`the ring of these nodes`,
            kind: "measured",
            shape: "points",
            points: VIRTUAL.map(
              (each) =>
                [each, rounded(100 * spreadOf(virtualNodes(members, each, fingerprint)))] as const,
            ),
          },
          {
            id: "expected",
            label: say`expected, about 1/√V`,
            kind: "published",
            shape: "line",
            points: VIRTUAL.map(
              (each) => [each, rounded(100 * expectedSpread(members.length, each))] as const,
            ),
          },
        ],
      },
    ];
  },
};
