/**
 * How much the engine costs over the bare machines: delivered messages a second with the same machines on the same
 * events, (0) fed straight to `machine.transition`, (1) through the engine, (2) with trace and checkpoints, (3) with
 * the invariants too. Goals: at least 65 %, 45 % and 30 % of (0) for five Raft servers; for a thousand members who gossip, 40 % for
 * the engine.
 */
import {
  createActor,
  type ActorScope,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type EventObject,
} from "xstate";
import { Engine } from "../src/kernel/engine.ts";
import { Run } from "../src/kernel/run.ts";
import { epidemicMachine } from "../src/protocols/epidemic/machine.ts";
import { raftClientMachine } from "../src/protocols/raft/client.ts";
import { raftMachine } from "../src/protocols/raft/machine.ts";
import { gossipCrowd } from "./gossip-crowd.ts";
import { steadyRaft } from "./steady-raft.ts";
import { play, recordStimuli, type Heard, type Subject } from "./stimuli.ts";

const ROUNDS = 5;

/** Messages a second of the best round; the others warm up, or met somebody else's work on the machine. */
function best(measure: () => number): number {
  let rate = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    const delivered = measure();
    rate = Math.max(rate, delivered / ((performance.now() - start) / 1000));
  }
  return rate;
}

/** @param machines of the nodes, by their places. */
function feedMachines(machines: readonly AnyStateMachine[], heard: readonly Heard[]): void {
  const scopes = new Map<AnyStateMachine, ActorScope<AnyMachineSnapshot, EventObject>>();
  const states: AnyMachineSnapshot[] = [];
  for (const { node, boot, stimulus } of heard) {
    const machine = machines[node]!;
    if (boot) {
      let scope = scopes.get(machine);
      if (!scope) {
        const self = createActor(machine, { input: boot });
        const nothing = () => {};
        scope = {
          self,
          system: self.system,
          id: "bare",
          sessionId: "bare",
          logger: nothing,
          defer: nothing,
          emit: nothing,
          stopChild: nothing,
          actionExecutor: nothing,
        } as never;
        scopes.set(machine, scope!);
      }
      states[node] = machine.getInitialSnapshot(scope as never, boot) as AnyMachineSnapshot;
    } else {
      states[node] = machine.transition(
        states[node] as never,
        stimulus!,
        scopes.get(machine) as never,
      ) as AnyMachineSnapshot;
    }
  }
}

measure("five Raft servers and a client", steadyRaft, [65, 45, 30], (kind) =>
  kind === "client" ? raftClientMachine : raftMachine,
);
measure("a thousand members who gossip", gossipCrowd, [40, null, null], () => epidemicMachine);

/** @param goals in per cent of the bare machines, for each of the rows; null: none. */
function measure(
  name: string,
  subject: Subject,
  goals: readonly (number | null)[],
  machineOf: (kind: string) => AnyStateMachine,
): void {
  const { scenario, unjudged, script, settings, span } = subject;
  const heard = recordStimuli(subject);
  const machines = scenario.nodes.map(({ kind }) => machineOf(kind));
  const fresh = () => new Engine(unjudged, script.seed, settings, { monitored: false });
  const delivered = play(fresh(), span);
  const advance = (what: typeof scenario) => () => {
    const run = new Run(what, script);
    run.advance(span);
    return run.world.counters.delivered;
  };
  const bare = best(() => (feedMachines(machines, heard), delivered));
  console.log(`${name}, ${delivered} delivered messages, ${heard.length} stimuli`);
  row("machine.transition alone", bare, bare, null);
  row(
    "engine",
    best(() => play(fresh(), span)),
    bare,
    goals[0]!,
  );
  row("engine, trace, checkpoints", best(advance(unjudged)), bare, goals[1]!);
  row("… and invariants", best(advance(scenario)), bare, goals[2]!);
}

function row(name: string, rate: number, bare: number, goal: number | null): void {
  const share = (100 * rate) / bare;
  const told =
    rate === bare
      ? "baseline"
      : `${share.toFixed(0)} % of the baseline${goal === null ? "" : `; goal ${goal} %${share < goal ? "  MISSED" : ""}`}`;
  console.log(
    `  ${name.padEnd(28)} ${Math.round(rate).toLocaleString("en").padStart(9)} messages/s  ${told}`,
  );
}
