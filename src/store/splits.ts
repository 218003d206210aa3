/** Ready-made ways to part a network, for any lesson: made from its nodes, its links and who leads now. Pure. */
import { say } from "../languages/say.ts";
import type { Manifest } from "../wire/manifest.ts";
import type { Run } from "./run.ts";
import { partitionLine } from "./scripts.ts";

/** A named way to part the network. */
export interface Split {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  /** Lines that do it; they heal first where something is cut, so that the name says all. */
  readonly script: string;
}

/** More lines than this would flood the script. */
const MOST_CUTS = 200;

/** The node that leads: one with a crown or in the leader's colour; null where nobody does. */
export function leaderOf(run: Run): string | null {
  const up = [...run.nodes.values()].filter((node) => node.status !== "crashed");
  const leader = up.find(({ view }) => view.crown === true || view.tone === "leader");
  return leader?.id ?? null;
}

/**
 * The splits that this network allows.
 * @param centre the node that some of them are about; the leader, or the first server, when it is null.
 * @param other the node that cannot hear the centre in “all but one”; the next server when it is null.
 */
export function splitsOf(
  manifest: Manifest,
  run: Run,
  centre: string | null,
  other: string | null,
): readonly Split[] {
  const all = manifest.nodes.map((node) => node.id);
  const servers = manifest.nodes.filter((node) => node.kind !== "client").map((node) => node.id);
  const hub = centre ?? leaderOf(run) ?? servers[0];
  if (hub === undefined || all.length < 2) return [];
  const has = directions(manifest);
  const linked = (a: string, b: string): boolean => has(a, b) || has(b, a);
  const cutPair = (a: string, b: string): string | null => {
    if (has(a, b) && has(b, a)) return `cut ${a}-${b}`;
    if (has(a, b)) return `cut ${a}>${b}`;
    return has(b, a) ? `cut ${b}>${a}` : null;
  };
  const pick =
    other !== null && other !== hub && linked(hub, other)
      ? other
      : [...servers, ...all].find((id) => id !== hub && linked(hub, id));
  const [left, right] = halves(manifest);
  const bridge = servers.includes(hub) ? hub : servers[0];
  const without = (side: readonly string[]): string[] => side.filter((id) => id !== bridge);

  const broken = run.network.cut.length > 0 || run.network.partition !== null;
  const split = (id: string, label: string, help: string, lines: string | null): Split | null =>
    lines === null ? null : { id, label, help, script: broken ? `heal; ${lines}` : lines };

  const found: (Split | null)[] = [
    split(
      "isolate",
      say`Isolate ${hub}`,
      say`Nobody hears ${hub} any more, and ${hub} hears nobody.`,
      partitionLine([[hub], all.filter((id) => id !== hub)]),
    ),
    split(
      "split-brain",
      say`Split brain`,
      say`Two halves that cannot hear each other, with clients on both sides where there are any.`,
      partitionLine([left, right]),
    ),
    split(
      "bridge",
      say`Bridge over ${bridge}`,
      say`Two halves that cannot hear each other; ${bridge} hears both.`,
      servers.length < 3 ? null : partitionLine([without(left), without(right)]),
    ),
    split(
      "ring",
      say`Ring`,
      say`Every server hears only its two neighbours.`,
      servers.length < 4 || servers.length > MOST_CUTS ? null : cuts(ringCuts(servers, cutPair)),
    ),
    pick === undefined
      ? null
      : split(
          "all-but-one",
          say`${hub} and ${pick} apart`,
          say`Everyone hears everyone, only ${hub} and ${pick} do not hear each other.`,
          cuts([cutPair(hub, pick)]),
        ),
    split(
      "deaf",
      say`${hub} deaf`,
      say`Everyone hears ${hub}, but ${hub} hears nobody: every way to it is cut.`,
      cuts(all.filter((id) => has(id, hub)).map((id) => `cut ${id}>${hub}`)),
    ),
  ];
  return found.filter((each) => each !== null);
}

/** Whether a direction exists, asked many times. */
function directions({ links }: Manifest): (from: string, to: string) => boolean {
  if (links === "all") return (from, to) => from !== to;
  const listed = new Set(links.map(({ from, to }) => `${from}>${to}`));
  return (from, to) => listed.has(`${from}>${to}`);
}

function cuts(lines: readonly (string | null)[]): string | null {
  const real = lines.filter((line) => line !== null);
  return real.length === 0 || real.length > MOST_CUTS ? null : real.join("; ");
}

function ringCuts(
  servers: readonly string[],
  cutPair: (a: string, b: string) => string | null,
): (string | null)[] {
  const lines: (string | null)[] = [];
  servers.forEach((a, i) => {
    servers.forEach((b, k) => {
      const neighbours = k === i + 1 || (i === 0 && k === servers.length - 1);
      if (k > i && !neighbours) lines.push(cutPair(a, b));
    });
  });
  return lines;
}

/** Servers from left to right in two halves, the smaller one first; clients in turn on either side. */
function halves(manifest: Manifest): [string[], string[]] {
  const across = [...manifest.nodes].sort((a, b) => a.place.x - b.place.x);
  const servers = across.filter((node) => node.kind !== "client");
  const clients = across.filter((node) => node.kind === "client");
  const middle = Math.floor(servers.length / 2);
  const clientsLeft = Math.ceil(clients.length / 2);
  const chosen = new Set(
    [...servers.slice(0, middle), ...clients.slice(0, clientsLeft)].map((node) => node.id),
  );
  const ids = manifest.nodes.map((node) => node.id);
  return [ids.filter((id) => chosen.has(id)), ids.filter((id) => !chosen.has(id))];
}
