import type {
  AlarmFrame,
  Caption,
  FlightFrame,
  Frame,
  LaneFrame,
  NetworkFrame,
  NodeFrame,
  VerdictFrame,
} from "../wire/frame.ts";
import { Rows } from "./rows.ts";

/** A message that was lost, kept a moment so that one sees it die where it was lost. */
export interface Fallen {
  readonly flight: FlightFrame;
  readonly reason: string;
  readonly at: number;
  /** Simulated µs of the loss. */
  readonly time: number;
  /** Wall ms when the page learned of it. */
  readonly seen: number;
}

/** The run at the playhead, whole: what the frames add up to. */
export interface Run {
  readonly number: number;
  /** Simulated µs. */
  readonly time: number;
  readonly step: number;
  readonly event: number;
  readonly end: number;
  readonly hash: string;
  readonly nodes: ReadonlyMap<string, NodeFrame>;
  readonly flights: ReadonlyMap<number, FlightFrame>;
  readonly fallen: readonly Fallen[];
  readonly network: NetworkFrame;
  readonly settings: NonNullable<Frame["settings"]>;
  readonly readings: NonNullable<Frame["readings"]>;
  readonly verdicts: readonly VerdictFrame[];
  readonly caption: Caption | null;
  readonly rows: Rows;
  readonly revision: number;
  readonly lanes: readonly LaneFrame[];
  readonly undo: Frame["undo"];
  readonly alarm: AlarmFrame | null;
  readonly counters: Readonly<Record<string, number>>;
}

/** How long a lost message stays to be seen, in wall ms. */
const MOURNING = 1_400;

/** A run of which nothing is known yet. */
export function emptyRun(): Run {
  return {
    number: 0,
    time: 0,
    step: 0,
    event: 0,
    end: 0,
    hash: "",
    nodes: new Map(),
    flights: new Map(),
    fallen: [],
    network: {
      cut: [],
      held: [],
      holdAll: false,
      holdTimers: false,
      partition: null,
      conditions: [],
    },
    settings: { knobs: {}, rules: {} },
    readings: [],
    verdicts: [],
    caption: null,
    rows: new Rows(),
    revision: 0,
    lanes: [],
    undo: { undo: null, redo: null },
    alarm: null,
    counters: {},
  };
}

/** The run after a frame. Parts that the frame leaves alone stay the very same objects. */
export function fold(run: Run, frame: Frame, wall: number): Run {
  if (frame.rows) run.rows.replace(frame.rows.from, frame.rows.added);
  return {
    number: frame.number,
    time: frame.time,
    step: frame.step,
    event: frame.event,
    end: frame.end,
    hash: frame.hash,
    nodes: nodesAfter(run, frame),
    ...flightsAfter(run, frame, wall),
    network: frame.network ?? run.network,
    settings: frame.settings ?? run.settings,
    readings: frame.readings ?? run.readings,
    verdicts: frame.verdicts ?? run.verdicts,
    caption: frame.caption ?? (frame.whole ? null : run.caption),
    rows: run.rows,
    revision: run.rows.revision,
    lanes: frame.lanes ?? run.lanes,
    undo: frame.undo,
    alarm: frame.alarm,
    counters: frame.counters,
  };
}

function nodesAfter(run: Run, frame: Frame): Run["nodes"] {
  if (frame.nodes.length === 0 && !frame.whole) return run.nodes;
  const nodes = new Map(frame.whole ? [] : run.nodes);
  for (const node of frame.nodes) nodes.set(node.id, node);
  return nodes;
}

function flightsAfter(run: Run, frame: Frame, wall: number): Pick<Run, "flights" | "fallen"> {
  const kept = frame.whole ? [] : run.fallen.filter((each) => wall - each.seen < MOURNING);
  const same = kept.length === run.fallen.length ? run.fallen : kept;
  if (!frame.whole && frame.flights.length === 0 && frame.landed.length === 0) {
    return { flights: run.flights, fallen: same };
  }
  const flights = new Map(frame.whole ? [] : run.flights);
  for (const flight of frame.flights) flights.set(flight.id, flight);
  const fallen = [...kept];
  for (const landing of frame.landed) {
    const flight = flights.get(landing.id);
    flights.delete(landing.id);
    if (flight && landing.lost) {
      const { reason, at } = landing.lost;
      fallen.push({ flight, reason, at, time: landing.time, seen: wall });
    }
  }
  return { flights, fallen: fallen.length === 0 ? NONE : fallen };
}

const NONE: readonly Fallen[] = [];
