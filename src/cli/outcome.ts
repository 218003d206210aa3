import type { Run } from "../kernel/run.ts";
import { printDuration } from "../kernel/time.ts";

/** What a run came to: the JSON document of `run` and `replay`. Times in simulated µs. */
export interface RunOutcome {
  readonly scenario: string;
  readonly seed: number;
  readonly until: number;
  /** The same for the same script, here and in the page. */
  readonly hash: string;
  readonly events: number;
  readonly delivered: number;
  readonly nodes: readonly {
    readonly id: string;
    readonly role: string;
    readonly status: string;
  }[];
  readonly verdicts: readonly VerdictOutcome[];
  readonly counters: Readonly<Record<string, number>>;
  /** A protocol machine threw; the run went on without its node. */
  readonly faults: readonly {
    readonly node: string | null;
    readonly time: number;
    readonly error: string;
  }[];
}

export interface VerdictOutcome {
  readonly name: string;
  readonly verdict: "holds" | "violated" | "unknown";
  /** Whether the system promises it under the settings at the end. */
  readonly promised: boolean;
  readonly evidence?: {
    readonly sentence: string;
    readonly nodes: readonly string[];
    readonly events: readonly number[];
  };
}

export function outcomeOf(run: Run): RunOutcome {
  const { world, scenario } = run;
  const faults: { node: string | null; time: number; error: string }[] = [];
  for (const event of run.events(1, world.lastEvent)) {
    if (event.kind === "fault")
      faults.push({ node: event.node, time: event.time, error: event.data.error });
  }
  return {
    scenario: scenario.id,
    seed: run.script.seed,
    until: world.time,
    hash: run.hash(),
    events: world.lastEvent,
    delivered: world.counters.delivered,
    nodes: world.nodes.map((node) => ({
      id: node.spec.id,
      role:
        node.status === "crashed"
          ? "down"
          : (scenario.presenters[node.spec.kind]?.view(node.state, { id: node.spec.id }).role ??
            node.mode),
      status: node.status,
    })),
    verdicts: scenario.monitors.map((monitor, i): VerdictOutcome => {
      const { verdict, expert, nodes = [], events = [] } = world.findings[i]!;
      const promised = monitor.promised?.(world.settings) ?? true;
      return {
        name: monitor.id,
        verdict,
        promised,
        ...(expert === undefined ? {} : { evidence: { sentence: expert, nodes, events } }),
      };
    }),
    counters: { ...world.counters },
    faults,
  };
}

/** Whether anything in it deserves exit code 1. */
export function isBad(outcome: RunOutcome): boolean {
  return (
    outcome.faults.length > 0 || outcome.verdicts.some((verdict) => verdict.verdict === "violated")
  );
}

/** The outcome for people. */
export function printOutcome(outcome: RunOutcome): string {
  const lines = [
    `${outcome.scenario}, seed ${outcome.seed}, ${printDuration(outcome.until)}: ${outcome.events} events, ${outcome.delivered} messages delivered`,
    ...outcome.nodes.map(
      ({ id, role, status }) =>
        `  ${id.padEnd(4)} ${role}${status === "paused" ? " (paused)" : ""}`,
    ),
    ...outcome.verdicts.map(
      ({ name, verdict, promised, evidence }) =>
        `  ${verdict.padEnd(9)} ${name}${promised ? "" : " (not promised here)"}${evidence ? `: ${evidence.sentence}` : ""}`,
    ),
    ...outcome.faults.map(
      ({ node, time, error }) => `  fault     ${node ?? ""} at ${printDuration(time)}: ${error}`,
    ),
    `  hash      ${outcome.hash}`,
  ];
  return `${lines.join("\n")}\n`;
}
