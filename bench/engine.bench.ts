/**
 * How much the engine costs over the bare machines: delivered messages a second with the same machines on the same
 * events, (0) fed straight to `machine.transition`, (1) through the engine, (2) with trace and checkpoints, (3) with
 * the invariants too. Goals: at least 65 %, 45 % and 30 % of (0).
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
import { raftClientMachine } from "../src/protocols/raft/client.ts";
import { raftMachine } from "../src/protocols/raft/machine.ts";
import {
  play,
  recordStimuli,
  script,
  settings,
  SPAN,
  steady,
  unjudged,
  type Heard,
} from "./steady-raft.ts";

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

function feedMachines(heard: readonly Heard[]): void {
  const machines: AnyStateMachine[] = steady.nodes.map((node) =>
    node.kind === "client" ? raftClientMachine : raftMachine,
  );
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

const heard = recordStimuli();
const delivered = play(new Engine(unjudged, script.seed, settings, { monitored: false }));

const bare = best(() => (feedMachines(heard), delivered));
const engine = best(() => play(new Engine(unjudged, script.seed, settings, { monitored: false })));
const history = best(() => {
  const run = new Run(unjudged, script);
  run.advance(SPAN);
  return run.world.counters.delivered;
});
const judged = best(() => {
  const run = new Run(steady, script);
  run.advance(SPAN);
  return run.world.counters.delivered;
});

console.log(
  `five Raft servers and a client, ${delivered} delivered messages, ${heard.length} stimuli`,
);
row("machine.transition alone", bare, null);
row("engine", engine, 65);
row("engine, trace, checkpoints", history, 45);
row("… and invariants", judged, 30);

function row(name: string, rate: number, goal: number | null): void {
  const share = (100 * rate) / bare;
  const told =
    goal === null
      ? "baseline"
      : `${share.toFixed(0)} % of the baseline; goal ${goal} %${share < goal ? "  MISSED" : ""}`;
  console.log(
    `  ${name.padEnd(28)} ${Math.round(rate).toLocaleString("en").padStart(9)} messages/s  ${told}`,
  );
}
