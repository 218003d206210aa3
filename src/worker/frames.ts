/** Turns the run at the playhead into the frame that the page needs: the difference to the frame before. */
import { NEUTRAL, printLatency, type LinkConditions } from "../kernel/conditions.ts";
import { isCrowd } from "../kernel/crowd.ts";
import type { Deeds } from "../kernel/deeds.ts";
import type { Alarm } from "../kernel/journal.ts";
import type { Network } from "../kernel/network.ts";
import { printIntervention } from "../kernel/script-text.ts";
import type { Lane, Run } from "../kernel/run.ts";
import type { EventId } from "../kernel/trace.ts";
import type { NodeView } from "../kernel/view.ts";
import type { Flight, NodeState, Timer, World } from "../kernel/world.ts";
import { say, translate } from "../languages/say.ts";
import type {
  AlarmFrame,
  Caption,
  Conditions,
  FlightFrame,
  Frame,
  Landing,
  LaneFrame,
  NetworkFrame,
  NodeFrame,
  TraceRow,
} from "../wire/frame.ts";
import { Rows } from "./rows.ts";

/** At most so many rows go to the page when a lane is shown anew; the newest. */
const MOST_ROWS = 60_000;
/** How far back a caption is looked for after a jump, in trace events. */
const CAPTION_REACH = 4_000;
/** An answer that went well is not told within so long of anything else, in simulated µs. */
const STORY_TIME = 2_000_000;
/** Networks with more directions than this tell only those that hands have changed. */
const MOST_DIRECTIONS = 400;

interface SentNode {
  readonly state: unknown;
  readonly status: NodeState["status"];
  readonly disk: unknown;
  readonly clock: unknown;
  readonly remark: string | null;
  readonly slow: number;
  readonly traitor: string | null;
  readonly timers: readonly Timer[];
}

export class Frames {
  private number = 0;
  private hash = "";
  private readonly rows: Rows;
  private nodes: (SentNode | undefined)[] = [];
  private flights = new Map<number, Flight>();
  private network: Network | null = null;
  private timersHeld = false;
  private settings: unknown = null;
  private meters: readonly unknown[] = [];
  private findings: readonly unknown[] = [];
  private lanes = "";
  private lane: Lane | null = null;
  private lastRow: EventId = 0;
  private lastEvent: EventId = 0;
  /** The last row that tells the story, and the last answer that went well. */
  private story: TraceRow | null = null;
  private answer: TraceRow | null = null;
  /** The trace events of the lane's interventions, in order. */
  private interventions: EventId[] = [];

  constructor(
    private readonly run: Run,
    private readonly deeds: Deeds,
  ) {
    this.rows = new Rows(run.scenario);
  }

  /**
   * @param whole send everything, because the playhead has jumped.
   * @param playing the run goes on at once: a crowd's fingerprint, which takes all of its nodes, is left as it was.
   */
  make(whole: boolean, alarm: Alarm | null, playing = false): Frame {
    const { run } = this;
    const { world } = run;
    if (whole || run.lane !== this.lane) {
      whole = true;
      this.nodes = [];
      this.flights = new Map();
    }
    const landed = whole ? [] : this.landings(world);
    const rows = this.newRows();
    const frame: Frame = {
      number: ++this.number,
      time: world.time,
      step: world.steps,
      event: world.lastEvent,
      end: Math.max(run.lane.end, world.time),
      hash: this.fingerprint(whole || alarm !== null || !playing),
      whole,
      nodes: this.changedNodes(world),
      flights: this.changedFlights(world),
      landed,
      network: this.changedNetwork(world),
      settings: this.changed("settings", world.settings, whole),
      readings: this.readings(world, whole),
      verdicts: this.verdicts(world, whole),
      caption: this.findCaption(world, whole, rows?.added ?? []),
      rows,
      lanes: this.changedLanes(),
      undo: this.deeds.next,
      alarm: alarm && this.describeAlarm(alarm),
      counters: { ...world.counters },
    };
    this.lastEvent = world.lastEvent;
    return frame;
  }

  private fingerprint(anew: boolean): string {
    if (anew || !isCrowd(this.run.scenario.nodes)) this.hash = this.run.hash();
    return this.hash;
  }

  private changed<T>(name: "settings", value: T, whole: boolean): T | null {
    if (!whole && this[name] === value) return null;
    this[name] = value;
    return value;
  }

  // ── Nodes and messages ──────────────────────────────────────────────────────────────────────────────────────

  private changedNodes(world: World): NodeFrame[] {
    const frames: NodeFrame[] = [];
    world.nodes.forEach((node, i) => {
      const sent = this.nodes[i];
      const same =
        sent !== undefined &&
        sent.state === node.state &&
        sent.status === node.status &&
        sent.disk === node.disk &&
        sent.clock === node.clock &&
        sent.remark === node.remark &&
        sent.slow === node.slow &&
        sent.traitor === node.traitor &&
        sent.timers.length === node.timers.length &&
        sent.timers.every((timer, k) => timer === node.timers[k]);
      if (same) return;
      const { state, status, disk, clock, remark, slow, traitor } = node;
      const timers = node.timers.slice();
      this.nodes[i] = { state, status, disk, clock, remark, slow, traitor, timers };
      frames.push(this.nodeFrame(node));
    });
    return frames;
  }

  /** All nodes of a world that is looked at aside. */
  nodesOf(world: World): NodeFrame[] {
    return world.nodes.map((node) => this.nodeFrame(node));
  }

  private nodeFrame(node: NodeState): NodeFrame {
    const timers = node.timers.map(({ label, set, time, waits }) => ({
      label,
      set,
      due: time,
      waits: waits !== null,
    }));
    return {
      id: node.spec.id,
      status: node.status,
      mode: node.mode,
      view: this.viewOf(node),
      timers,
      clock: node.clock,
      remark: node.remark === null ? null : translate(node.remark),
      slow: node.slow,
      traitor: node.traitor,
    };
  }

  private viewOf(node: NodeState): NodeView {
    const presenter = this.run.scenario.presenters[node.spec.kind];
    if (!presenter) throw new Error(`kind ${node.spec.kind} has no presenter`);
    if (node.status !== "crashed") return presenter.view(node.state, { id: node.spec.id });
    return {
      role: say`down`,
      tone: "crashed",
      shape: node.spec.kind === "client" ? "rounded" : "circle",
      ...presenter.down(node.disk),
    };
  }

  private changedFlights(world: World): FlightFrame[] {
    const frames: FlightFrame[] = [];
    for (const flight of world.flights.values()) {
      if (this.flights.get(flight.id) === flight) continue;
      this.flights.set(flight.id, flight);
      const from = world.nodes[flight.from]!.spec.id;
      const to = world.nodes[flight.to]!.spec.id;
      const { id, sent, since, progress, arrives, waits, cause } = flight;
      frames.push({
        id,
        from,
        to,
        view: this.rows.messageView(from, flight.message),
        sent,
        since,
        progress,
        arrives,
        waits: waits === "turn" ? "node" : waits,
        cause,
      });
    }
    return frames;
  }

  /** What has become of the messages that the page still shows. */
  private landings(world: World): Landing[] {
    const gone = new Set<number>();
    for (const id of this.flights.keys()) if (!world.flights.has(id)) gone.add(id);
    if (gone.size === 0) return [];
    const landed: Landing[] = [];
    for (const event of this.run.trace.range(this.lastEvent + 1, world.lastEvent)) {
      if (!gone.has(event.message)) continue;
      if (event.kind === "deliver")
        landed.push({ id: event.message, time: event.time, lost: null });
      else if (event.kind === "drop")
        landed.push({
          id: event.message,
          time: event.time,
          lost: { reason: event.data.reason, at: event.data.at },
        });
    }
    for (const id of gone) this.flights.delete(id);
    return landed;
  }

  // ── Network, meters, verdicts ───────────────────────────────────────────────────────────────────────────────

  private changedNetwork(world: World): NetworkFrame | null {
    const { network, holdTimers } = world;
    if (this.network === network && this.timersHeld === holdTimers) return null;
    this.network = network;
    this.timersHeld = holdTimers;
    const { scenario } = this.run;
    // In a crowd only what hands have touched is told; what a partition cuts, the partition says.
    const pairs = [...(isCrowd(scenario.nodes) ? network.touched() : network.directions())];
    const name = (i: number) => scenario.nodes[i]!.id;
    const directions = pairs.map(([a, b]) => ({
      a,
      b,
      from: name(a),
      to: name(b),
      link: network.link(a, b)!,
    }));
    const conditions = directions.map(({ a, b, from, to, link }) => {
      const own = scenario.links(scenario.nodes[a]!, scenario.nodes[b]!) ?? {};
      const is = conditionsOf(link.conditions);
      const usual = conditionsOf({ ...NEUTRAL, ...own });
      return { from, to, ...is, usual: sameConditions(is, usual) ? null : usual };
    });
    return {
      cut: directions.filter(({ link }) => link.cut).map(({ from, to }) => ({ from, to })),
      held: directions.filter(({ link }) => link.held).map(({ from, to }) => ({ from, to })),
      holdAll: network.holdAll,
      holdTimers,
      partition: network.partition,
      conditions:
        pairs.length <= MOST_DIRECTIONS
          ? conditions
          : conditions.filter(({ usual }) => usual !== null),
    };
  }

  private readings(world: World, whole: boolean): Frame["readings"] {
    if (!whole && this.meters.every((memory, i) => memory === world.meters[i])) return null;
    this.meters = world.meters.slice();
    return this.run.scenario.meters
      .flatMap((meter, i) => [...meter.read(world.meters[i], world)])
      .map((reading) => ({ ...reading, label: translate(reading.label) }));
  }

  private verdicts(world: World, whole: boolean): Frame["verdicts"] {
    // `promised` depends on the settings, which were compared just before.
    if (
      !whole &&
      this.findings.length > 0 &&
      this.findings[0] === world.settings &&
      world.findings.every((finding, i) => finding === this.findings[i + 1])
    )
      return null;
    this.findings = [world.settings, ...world.findings];
    return this.run.scenario.monitors.map((monitor, i) => ({
      id: monitor.id,
      finding: world.findings[i]!,
      promised: monitor.promised?.(world.settings) ?? true,
    }));
  }

  private describeAlarm(alarm: Alarm): AlarmFrame {
    const event = this.run.event(alarm.event);
    const row = event && this.rows.row(event);
    return {
      kind: alarm.kind,
      event: alarm.event,
      simple: row?.simple ?? "",
      expert: row?.expert ?? "",
    };
  }

  // ── Trace ───────────────────────────────────────────────────────────────────────────────────────────────────

  private newRows(): { from: EventId; added: TraceRow[] } | null {
    const { lane, trace } = this.run;
    if (lane !== this.lane) {
      const shared =
        this.lane !== null && lane.parent === this.lane.id
          ? Math.min(this.lastRow, lane.fromEvent)
          : 0;
      this.lane = lane;
      this.lastRow = Math.max(shared, trace.last - MOST_ROWS);
      this.interventions = this.interventions.filter((id) => id <= shared);
      return { from: shared + 1, added: this.takeRows(trace.last) };
    }
    return trace.last === this.lastRow
      ? null
      : { from: this.lastRow + 1, added: this.takeRows(trace.last) };
  }

  private takeRows(last: EventId): TraceRow[] {
    const added: TraceRow[] = [];
    for (const event of this.run.events(this.lastRow + 1, last)) {
      if (event.kind === "intervention") this.interventions.push(event.id);
      added.push(this.rows.row(event));
    }
    this.lastRow = last;
    return added;
  }

  /** The last row worth a sentence. An answer that went well waits until the story has had its time. */
  private findCaption(world: World, whole: boolean, added: readonly TraceRow[]): Caption | null {
    if (whole || world.lastEvent < this.lastEvent) {
      this.story = null;
      this.answer = null;
      this.lookBack(world.lastEvent, Math.max(1, world.lastEvent - CAPTION_REACH));
    } else if (added.length > 0) {
      for (const row of added) if (row.id <= world.lastEvent) this.hear(row);
    } else {
      this.lookBack(world.lastEvent, this.lastEvent + 1);
    }
    const { story, answer } = this;
    const told = answer && (!story || answer.time - story.time > STORY_TIME) ? answer : story;
    return told && captionOf(told);
  }

  private hear(row: TraceRow): void {
    if (row.weight === "detail") return;
    if (row.kind === "return" && row.weight === "event" && row.tone === "client") this.answer = row;
    else this.story = row;
  }

  private lookBack(last: EventId, first: EventId): void {
    const heard: TraceRow[] = [];
    for (let id = last; id >= first; id--) {
      const event = this.run.trace.get(id);
      if (!event) break;
      const row = this.rows.row(event);
      if (row.weight === "detail") continue;
      heard.push(row);
      if (row.kind !== "return") break;
    }
    for (const row of heard.reverse()) this.hear(row);
  }

  // ── Lanes ───────────────────────────────────────────────────────────────────────────────────────────────────

  private changedLanes(): LaneFrame[] | null {
    const { run } = this;
    const key = `${run.lane.id}/${run.lanes.map((lane) => `${lane.id}:${lane.steps.length}:${lane.name ?? ""}`).join()}/${this.interventions.length}`;
    if (key === this.lanes) return null;
    this.lanes = key;
    return run.lanes.map((lane) => ({
      id: lane.id,
      label: run.labelOf(lane),
      name: lane.name,
      parent: lane.parent,
      from: lane.from,
      end: lane.end,
      current: lane === run.lane,
      interventions: lane.steps.map(({ at, what }, i) => ({
        at,
        text: printIntervention(what),
        do: what.do,
        event: lane === run.lane ? (this.interventions[i] ?? null) : null,
      })),
    }));
  }
}

function conditionsOf({ latency, loss, duplication, order }: LinkConditions): Conditions {
  return { latency: printLatency(latency), loss, duplication, order };
}

function sameConditions(a: Conditions, b: Conditions): boolean {
  return (
    a.latency === b.latency &&
    a.loss === b.loss &&
    a.duplication === b.duplication &&
    a.order === b.order
  );
}

function captionOf(row: TraceRow): Caption {
  const { id, time, node, simple, expert, source } = row;
  return { event: id, time, node, simple, expert, ...(source === undefined ? {} : { source }) };
}
