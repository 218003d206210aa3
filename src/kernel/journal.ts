import type { NodeId } from "./behavior.ts";
import type { MessageId } from "./intervention.ts";
import type { Scenario } from "./scenario.ts";
import {
  KIND_NUMBER,
  TraceRecord,
  type EventId,
  type TraceData,
  type TraceEvent,
  type TraceKind,
} from "./trace.ts";
import type { NodeState, World } from "./world.ts";

/** What may be left out where only speed counts; a run with a page or a verdict has all of it. */
export interface JournalOptions {
  /** Takes every trace event, in order. Without it none is made unless a monitor needs it. */
  readonly sink?: (event: TraceEvent) => void;
  /** Whether monitors and meters are folded. Default true. */
  readonly monitored?: boolean;
}

/** Why the engine asks its driver to stop and look. */
export interface Alarm {
  readonly kind: "violation" | "fault";
  readonly event: EventId;
}

/** Writes a trace event, folds it into the world's fingerprint, and answers its number. */
export type Emit = <K extends TraceKind>(
  kind: K,
  node: NodeId | null,
  peer: NodeId | null,
  message: MessageId,
  cause: EventId,
  data: TraceData[K],
) => EventId;

/** Writes down what happens and lets monitors and meters see it, step by step. */
export class Journal {
  private readonly events: TraceEvent[] = [];
  private readonly sink: ((event: TraceEvent) => void) | null;
  private readonly monitored: boolean;
  private readonly observed: boolean;
  private readonly index: ReadonlyMap<NodeId, number>;

  constructor(
    private readonly host: { readonly world: World; alarm: Alarm | null },
    private readonly scenario: Scenario,
    options: JournalOptions,
  ) {
    this.sink = options.sink ?? null;
    this.monitored =
      (options.monitored ?? true) && scenario.monitors.length + scenario.meters.length > 0;
    this.observed = this.sink !== null || this.monitored;
    this.index = new Map(scenario.nodes.map((node, i) => [node.id, i]));
  }

  /** Monitors and meters begin, in a world where nothing has happened yet. */
  open(): void {
    if (!this.monitored) return;
    const { world } = this.host;
    const { monitors, meters } = this.scenario;
    world.memories = monitors.map((monitor) => monitor.start(world));
    world.findings = monitors.map((monitor, i) => monitor.judge(world.memories[i], world));
    world.meters = meters.map((meter) => meter.start(world));
  }

  readonly emit: Emit = <K extends TraceKind>(
    kind: K,
    node: NodeId | null,
    peer: NodeId | null,
    message: MessageId,
    cause: EventId,
    data: TraceData[K],
  ): EventId => {
    const world = this.host.world;
    const id = ++world.lastEvent;
    const place = node === null ? -1 : this.index.get(node)!;
    const a = Math.imul(world.hashA ^ (KIND_NUMBER[kind] + (place << 8)), 0x01000193);
    const b = Math.imul(world.hashB ^ message, 0x85ebca6b);
    world.hashA = Math.imul(a ^ world.time, 0x01000193) ^ (b >>> 15);
    world.hashB = Math.imul(b ^ cause, 0xc2b2ae35) ^ (a >>> 13);
    if (this.observed)
      this.events.push(
        new TraceRecord(id, world.time, kind, node, peer, message, cause, data) as TraceEvent,
      );
    return id;
  };

  /** Folds what happened into monitors and meters and hands it to the sink. */
  conclude(node: NodeState | null, before: unknown): void {
    if (!this.observed) return;
    const events = this.events;
    if (this.monitored) this.fold(node, before, events);
    if (this.sink) for (const event of events) this.sink(event);
    events.length = 0;
  }

  private fold(node: NodeState | null, before: unknown, events: TraceEvent[]): void {
    const world = this.host.world;
    const { monitors, meters } = this.scenario;
    const view = { node, before, events };
    for (let i = 0; i < meters.length; i++) {
      const meter = meters[i]!;
      const before = world.meters[i];
      const memory = meter.observe(before, view, world);
      if (memory === before) continue;
      world.meters[i] = memory;
      const remark = meter.remark?.(memory, before);
      if (!remark) continue;
      const { node: about, word, simple, expert, cause } = remark;
      world.node(about).remark = word;
      this.emit("remark", about, null, 0, cause, { word, simple, expert });
    }
    for (let i = 0; i < monitors.length; i++) {
      const monitor = monitors[i]!;
      const memory = monitor.observe(world.memories[i], view, world);
      if (memory === world.memories[i]) continue;
      world.memories[i] = memory;
      const finding = monitor.judge(memory, world);
      const changed = finding.verdict !== world.findings[i]!.verdict;
      world.findings[i] = finding;
      if (!changed) continue;
      const cause = finding.events?.at(-1) ?? events.at(-1)?.id ?? 0;
      const promised = monitor.promised?.(world.settings) ?? true;
      const event = this.emit("verdict", null, null, 0, cause, {
        monitor: monitor.id,
        finding,
        promised,
      });
      if (finding.verdict === "violated" && promised)
        this.host.alarm = { kind: "violation", event };
    }
  }
}
