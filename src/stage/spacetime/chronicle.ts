/**
 * The rows of a run, sorted by what the diagram draws of them: bands of state and events for each node, messages as
 * lines, what hands and judges did. It follows the rows as they grow or are left behind by a fork, and never begins anew for
 * a frame.
 */
import type { FlightFrame, TraceRow } from "../../wire/frame.ts";
import { HappenedBefore } from "../../wire/happened-before.ts";
import type { Manifest } from "../../wire/manifest.ts";
import type { Glyph, Tone } from "../colours.ts";

/** A node in one state, from `time` until the next band. */
export interface Band {
  readonly place: number;
  /** Simulated µs. */
  readonly time: number;
  readonly status: "up" | "paused" | "crashed";
  readonly mode: string;
  /** The state's own name, without those around it. */
  readonly name: string;
  readonly tone: Tone;
}

/** A client's operation from its call to its return. */
export interface Span {
  readonly place: number;
  /** Null while it is open. */
  end: number | null;
  endPlace: number;
  outcome: "ok" | "fail" | "unknown" | null;
}

/** A node's line. */
export interface Track {
  readonly id: string;
  readonly kind: string;
  readonly bands: Band[];
  /** Places of its events. */
  readonly events: number[];
  /** Places of those that have a mark of their own. */
  readonly marks: number[];
  readonly spans: Span[];
}

/** A message from its sending to its end. */
export interface Line {
  readonly id: number;
  /** Indices of tracks. */
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly tone: Tone;
  readonly glyph: Glyph;
  /** Place and simulated time of its sending, or of its being copied. */
  readonly place: number;
  readonly sent: number;
  /** The message that it is a copy of, when it was copied on the way. */
  readonly of: Line | null;
  /** When it came to wait for a hand. */
  held: number | null;
  heldPlace: number;
  /** Place and time of its delivery or loss; null while it is on its way. */
  end: number | null;
  endPlace: number;
  /** How far it came, 0 to 1. */
  share: number;
  lost: boolean;
  /** When it was last said to arrive, while it is on its way. */
  arrives: number | null;
}

const NOWHERE = -1;
/** Lines that last longer than this are kept apart, so that the others are found by where they begin. In simulated µs. */
const LONG = 1_500_000;

export class Chronicle {
  readonly rows: TraceRow[] = [];
  readonly tracks: readonly Track[];
  readonly lines: Line[] = [];
  /** Places of what hands did, and of verdicts. */
  readonly hands: number[] = [];
  readonly verdicts: number[] = [];
  readonly order: HappenedBefore = new HappenedBefore();
  readonly #index: ReadonlyMap<string, number>;
  readonly #tones: ReadonlyMap<string, ReadonlyMap<string, Tone>>;
  readonly #messages = new Map<number, Line>();
  readonly #open = new Map<number, Line>();
  #long: Line[] = [];
  #revision = -1;
  #source: readonly TraceRow[] | null = null;

  constructor(manifest: Manifest) {
    this.tracks = manifest.nodes.map(({ id, kind }) => ({
      ...{ id, kind, bands: [], events: [], marks: [], spans: [] },
    }));
    this.#index = new Map(this.tracks.map((track, i) => [track.id, i]));
    this.#tones = new Map(
      Object.entries(manifest.charts).map(([kind, chart]) => [
        kind,
        new Map(chart.states.flatMap(({ id, tone }) => (tone ? [[id, tone] as const] : []))),
      ]),
    );
  }

  /** Goes along with the rows; says whether anything changed. Rows that stay are the very same objects. */
  follow(rows: readonly TraceRow[], revision: number): boolean {
    if (rows === this.#source && revision === this.#revision) return false;
    this.#source = rows;
    this.#revision = revision;
    const kept = this.#shared(rows);
    if (kept < this.rows.length) this.#truncate(kept);
    for (let place = kept; place < rows.length; place++) this.#take(rows[place]!, place);
    return true;
  }

  /** Learns from messages on their way where their lines lead. */
  expect(flights: Iterable<FlightFrame>): void {
    for (const { id, arrives } of flights) {
      const line = this.#open.get(id);
      if (line) line.arrives = arrives;
    }
  }

  trackOf(node: string | null): number {
    return node === null ? NOWHERE : (this.#index.get(node) ?? NOWHERE);
  }

  line(message: number): Line | undefined {
    return this.#messages.get(message);
  }

  /** Every line that may be seen between two times, in no particular order. */
  *between(from: number, to: number): Generator<Line> {
    const { lines } = this;
    for (let i = firstFrom(lines.length, (at) => lines[at]!.sent >= from - LONG); ; i++) {
      const line = lines[i];
      if (!line || line.sent > to) break;
      if (line.end === null ? line.sent >= from - LONG : line.end >= from) yield line;
    }
    for (const line of this.#long)
      if (line.sent < from - LONG && line.end !== null && line.end >= from) yield line;
    for (const line of this.#open.values()) if (line.sent < from - LONG) yield line;
  }

  /** How many rows at the beginning are the ones already known. */
  #shared(rows: readonly TraceRow[]): number {
    const most = Math.min(rows.length, this.rows.length);
    if (most === 0 || rows[0] !== this.rows[0]) return 0;
    if (rows[most - 1] === this.rows[most - 1]) return most;
    return firstFrom(most, (place) => rows[place] !== this.rows[place]);
  }

  #truncate(length: number): void {
    const beyond = (place: number): boolean => place >= length;
    this.rows.length = length;
    this.order.truncate(length);
    for (const list of [this.hands, this.verdicts]) cut(list, beyond);
    for (const { bands, events, marks, spans } of this.tracks) {
      cut(events, beyond);
      cut(marks, beyond);
      cut(bands, (band) => beyond(band.place));
      cut(spans, (span) => beyond(span.place));
      for (const span of spans)
        if (beyond(span.endPlace))
          Object.assign(span, { end: null, endPlace: NOWHERE, outcome: null });
    }
    for (const line of this.lines) {
      if (beyond(line.place)) {
        this.#messages.delete(line.id);
        this.#open.delete(line.id);
      } else {
        if (beyond(line.heldPlace)) Object.assign(line, { held: null, heldPlace: NOWHERE });
        if (beyond(line.endPlace)) {
          Object.assign(line, { end: null, endPlace: NOWHERE, share: 1, lost: false });
          this.#open.set(line.id, line);
        }
      }
    }
    cut(this.lines, (line) => beyond(line.place));
    this.#long = this.#long.filter((line) => line.end !== null && !beyond(line.place));
  }

  #take(row: TraceRow, place: number): void {
    this.rows.push(row);
    this.order.push(row);
    const track = this.tracks[this.trackOf(row.node)];
    switch (row.kind) {
      case "intervention":
        this.hands.push(place);
        return;
      case "verdict":
        this.verdicts.push(place);
        return;
      case "send":
      case "duplicate":
        this.#depart(row, place);
        break;
      case "held":
      case "deliver":
      case "drop":
        this.#arrive(row, place);
        break;
      case "mode":
      case "crash":
      case "restart":
      case "pause":
      case "resume":
        if (track) this.#turn(track, row, place);
        break;
      case "call":
        track?.spans.push({ place, end: null, endPlace: NOWHERE, outcome: null });
        break;
      case "return":
        if (track) answer(track, row, place);
        break;
      default:
        break;
    }
    // What happens to a message on its way belongs to its line, not to its sender's.
    if (track && row.kind !== "duplicate" && row.kind !== "held" && row.kind !== "drop")
      track.events.push(place);
    if (track && (MARKED.has(row.kind) || (row.kind === "note" && row.weight === "turn")))
      track.marks.push(place);
  }

  #depart(row: TraceRow, place: number): void {
    const from = this.trackOf(row.node);
    const to = this.trackOf(row.peer);
    if (from === NOWHERE || to === NOWHERE) return;
    const { message: id, label, tone = "plain", glyph = "circle", time: sent } = row;
    const of = row.of === undefined ? null : (this.#messages.get(row.of) ?? null);
    const line: Line = {
      ...{ id, from, to, label, tone, glyph, place, sent, of },
      ...{ held: null, heldPlace: NOWHERE, end: null, endPlace: NOWHERE, share: 1, lost: false },
      arrives: null,
    };
    this.lines.push(line);
    this.#messages.set(id, line);
    this.#open.set(id, line);
  }

  #arrive(row: TraceRow, place: number): void {
    const line = this.#messages.get(row.message);
    if (!line) return;
    if (row.kind === "held") {
      line.held = row.time;
      line.heldPlace = place;
      return;
    }
    line.end = row.time;
    line.endPlace = place;
    line.lost = row.kind === "drop";
    line.share = row.kind === "drop" ? (row.at ?? 1) : 1;
    this.#open.delete(line.id);
    if (line.end - line.sent > LONG) this.#long.push(line);
  }

  #turn(track: Track, row: TraceRow, place: number): void {
    const { bands } = track;
    const last = bands.at(-1);
    const { time } = row;
    if (row.kind === "mode") {
      const { from, to } = row.mode ?? { from: "", to: "" };
      // The rows before it are gone, but not what they led to.
      if (!last && from !== "") bands.push(this.#band(track, place, 0, "up", from));
      bands.push(this.#band(track, place, time, last?.status === "paused" ? "paused" : "up", to));
    } else {
      const status = STATUS[row.kind as keyof typeof STATUS];
      const mode = row.kind === "crash" || row.kind === "restart" ? "" : (last?.mode ?? "");
      bands.push(this.#band(track, place, time, status, mode));
    }
  }

  #band(track: Track, place: number, time: number, status: Band["status"], mode: string): Band {
    return { place, time, status, mode, name: nameOf(mode), tone: this.#toneOf(track.kind, mode) };
  }

  /** A state's colour family, or else that of the state around it; of regions side by side, the first one's. */
  #toneOf(kind: string, mode: string): Tone {
    const tones = this.#tones.get(kind);
    for (const region of mode.split("+")) {
      for (
        let path = region;
        path !== "";
        path = path.slice(0, Math.max(0, path.lastIndexOf(".")))
      ) {
        const tone = tones?.get(path);
        if (tone) return tone;
      }
    }
    return kind === "client" ? "client" : "plain";
  }
}

const MARKED: ReadonlySet<TraceRow["kind"]> = new Set([
  ...(["timer", "crash", "restart", "pause", "resume", "fault", "remark"] as const),
]);

/** Clients finish what they began first. */
function answer(track: Track, row: TraceRow, place: number): void {
  const span = track.spans.findLast(
    (each, i, all) => each.end === null && (i === 0 || all[i - 1]!.end !== null),
  );
  if (!span) return;
  span.end = row.time;
  span.endPlace = place;
  span.outcome = row.outcome ?? "unknown";
}

const STATUS = { crash: "crashed", restart: "up", pause: "paused", resume: "up" } as const;

function nameOf(mode: string): string {
  return mode
    .split("+")
    .map((region) => region.slice(region.lastIndexOf(".") + 1))
    .join("+");
}

/** Removes the end of a list, from the first that is beyond. */
function cut<T>(list: T[], beyond: (item: T) => boolean): void {
  list.length = firstFrom(list.length, (at) => beyond(list[at]!));
}

/** The first index for which the condition holds, given that it holds for all later ones. */
export function firstFrom(length: number, holds: (at: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
