/** What hands can do to one thing, in the order of a menu. Inspector, menu and palette offer the same. Pure. */
import { say } from "../languages/say.ts";
import type { FlightFrame } from "../wire/frame.ts";
import { linked, type Manifest } from "../wire/manifest.ts";
import type { Run } from "./run.ts";
import { isCut, partitionLine, resetLines } from "./scripts.ts";
import type { Target } from "./target.ts";

export interface Act {
  readonly kind:
    | "crash"
    | "restart"
    | "wipe"
    | "pause"
    | "resume"
    | "slow"
    | "isolate"
    | "fire"
    | "traitor"
    | "cut"
    | "heal"
    | "hold"
    | "release"
    | "reset"
    | "deliver"
    | "drop"
    | "duplicate"
    | "overtake"
    | "back";
  readonly label: string;
  /** Script lines. */
  readonly line: string;
  readonly help?: string;
}

/** How slow a node becomes by one press, in ms. */
const SLOW = 50;

export function actsOn(target: Target, run: Run, manifest: Manifest): readonly Act[] {
  switch (target.is) {
    case "node":
      return nodeActs(target.id, run, manifest);
    case "link":
      return linkActs(target.from, target.to, run, manifest);
    case "message": {
      const flight = run.flights.get(target.id);
      return flight ? messageActs(flight, run) : [];
    }
    case "event":
      return [];
  }
}

function nodeActs(id: string, run: Run, manifest: Manifest): readonly Act[] {
  const node = run.nodes.get(id);
  if (!node) return [];
  const others = manifest.nodes.map((card) => card.id).filter((other) => other !== id);
  const alone = partitionLine([[id], others]);
  const isolate: Act[] = alone
    ? [
        {
          kind: "isolate",
          label: say`Isolate`,
          line: alone,
          help: say`Nobody hears it, it hears nobody`,
        },
      ]
    : [];
  if (node.status === "crashed") {
    return [
      { kind: "restart", label: say`Restart`, line: `restart ${id}` },
      {
        kind: "wipe",
        label: say`Restart with an empty disk`,
        line: `restart ${id} wiped`,
        help: say`It has lost its disk too`,
      },
      ...isolate,
    ];
  }
  return [
    { kind: "crash", label: say`Crash`, line: `crash ${id}` },
    node.status === "up"
      ? {
          kind: "pause",
          label: say`Pause`,
          line: `pause ${id}`,
          help: say`It freezes and keeps its state, as in a stop-the-world collection`,
        }
      : { kind: "resume", label: say`Resume`, line: `resume ${id}` },
    node.slow === 0
      ? {
          kind: "slow",
          label: say`Slow`,
          line: `slow ${id} ${SLOW}ms`,
          help: say`It takes ${SLOW} ms for each message and each timer`,
        }
      : { kind: "slow", label: say`At full speed`, line: `slow ${id} 0ms` },
    ...isolate,
    ...treacheryActs(id, node.traitor, manifest),
    ...(node.status === "up" ? node.timers : []).map(({ label }): Act => {
      return { kind: "fire", label: say`Ring ${label}`, line: `fire ${id} ${label}` };
    }),
  ];
}

function treacheryActs(id: string, traitor: string | null, manifest: Manifest): readonly Act[] {
  const kind = manifest.nodes.find((card) => card.id === id)?.kind ?? "";
  const open = manifest.treacheries.filter((each) => each.kinds.includes(kind));
  const acts = open
    .filter((each) => each.id !== traitor)
    .map((each): Act => {
      const line = `traitor ${id} ${each.id}`;
      return { kind: "traitor", label: say`Traitor: ${each.label}`, line, help: each.help };
    });
  return traitor === null
    ? acts
    : [{ kind: "traitor", label: say`Honest again`, line: `traitor ${id} honest` }, ...acts];
}

function linkActs(a: string, b: string, run: Run, manifest: Manifest): readonly Act[] {
  const exists = (from: string, to: string): boolean => linked(manifest, from, to);
  const ways = (
    [
      [a, b],
      [b, a],
    ] as const
  ).filter(([from, to]) => exists(from, to));
  const both = ways.length === 2;
  const whole = ways.every(([from, to]) => isCut(run, from, to));
  const name = both ? `${a}-${b}` : ways.map(([from, to]) => `${from}>${to}`).join("");
  const acts: Act[] = [
    whole
      ? { kind: "heal", label: both ? say`Heal both ways` : say`Heal`, line: `heal ${name}` }
      : { kind: "cut", label: both ? say`Cut both ways` : say`Cut`, line: `cut ${name}` },
  ];
  for (const [from, to] of both ? ways : []) {
    const cut = isCut(run, from, to);
    const kind = cut ? "heal" : "cut";
    acts.push({
      kind,
      label: cut ? say`Heal ${from} → ${to}` : say`Cut ${from} → ${to}`,
      line: `${kind} ${from}>${to}`,
    });
  }
  for (const [from, to] of ways) {
    const held = isHeld(run, from, to);
    const kind = held ? "release" : "hold";
    acts.push({
      kind,
      label: held ? say`Release ${from} → ${to}` : say`Hold ${from} → ${to}`,
      line: `${kind} ${from}>${to}`,
      help: say`Held messages wait at their end until a hand delivers them`,
    });
  }
  const reset = resetOf(run, a, b);
  if (reset !== null) acts.push({ kind: "reset", label: say`As the lesson has it`, line: reset });
  return acts;
}

/** Whether what comes this way waits for a hand. */
export function isHeld({ network }: Run, from: string, to: string): boolean {
  return network.holdAll || network.held.some((each) => each.from === from && each.to === to);
}

/** The lines that make both directions between two nodes as the lesson has them; null where they are so. */
export function resetOf(run: Run, a: string, b: string): string | null {
  const lines = run.network.conditions
    .filter(({ from, to }) => (from === a && to === b) || (from === b && to === a))
    .flatMap((one) => resetLines(one) ?? []);
  return lines.length === 0 ? null : lines.join("; ");
}

function messageActs(flight: FlightFrame, run: Run): readonly Act[] {
  const { id, waits } = flight;
  if (waits === "node") return [];
  const overtake = overtakeLine(flight, run);
  return [
    { kind: "deliver", label: say`Deliver now`, line: `deliver m${id}` },
    { kind: "drop", label: say`Drop`, line: `drop m${id}` },
    { kind: "duplicate", label: say`Duplicate`, line: `duplicate m${id}` },
    ...(overtake === null
      ? []
      : [{ kind: "overtake" as const, label: say`Let it overtake`, ...overtake }]),
    { kind: "back", label: say`Back to its start`, line: `move m${id} 0%` },
  ];
}

/** The line that lets a message arrive just before the one ahead of it; null where none is, or the link keeps order. */
function overtakeLine(
  { id, from, to, arrives, waits }: FlightFrame,
  { flights, network }: Run,
): { readonly line: string; readonly help: string } | null {
  const fifo = network.conditions.some(
    (one) => one.from === from && one.to === to && one.order === "fifo",
  );
  if (waits !== null || fifo) return null;
  const ahead = [...flights.values()]
    .filter(
      (other) =>
        other.from === from && other.to === to && other.waits === null && other.arrives < arrives,
    )
    .sort((a, b) => b.arrives - a.arrives)[0];
  if (!ahead) return null;
  return {
    line: `delay m${id} -${arrives - ahead.arrives + 1}us`,
    help: say`It arrives just before m${ahead.id}`,
  };
}
