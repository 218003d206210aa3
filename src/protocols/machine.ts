/**
 * Joins XState to the kernel. A protocol's node is an XState machine made with `setup()` and the actions below; its
 * states, guards and `after` delays are what learners see. {@link defineNode} turns it into a `Behavior`.
 *
 * The kernel owns time, so no actor ever runs: the machine's own pure `transition` is called with one inert scope per
 * machine. (XState's exported `transition()` builds an actor for every call and costs four to seven times as much.)
 * Therefore machines must neither invoke nor spawn.
 */
import {
  createActor,
  type ActorScope,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type AnyStateNode,
  type EventObject,
  type StateValue,
} from "xstate";
import type {
  Behavior,
  Boot,
  Disk,
  Effect,
  EffectParams,
  Step,
  Stimulus,
} from "../kernel/behavior.ts";
import type { Luck } from "../kernel/chance.ts";
import type { Settings } from "../kernel/settings.ts";
import type { Micros } from "../kernel/time.ts";
import type { Chart, ChartState, ChartTransition } from "../kernel/view.ts";

/** What the kernel adds to every event. */
export type Heard = Pick<Stimulus, "now" | "luck">;

/** A message as its receiver sees it: its own fields, who sent it, the local clock, this step's chance. */
export type Received<M> = M & Heard & { readonly from: string };

/** Events that every node may get. `command` reaches clients only. */
export type CommonEvent =
  | (Heard & { readonly type: "settings"; readonly settings: Settings })
  | (Heard & { readonly type: "command"; readonly operation: EffectParams["call"]["operation"] });

/**
 * The kernel's effects as XState actions: `{ type: "send", params: ({ context }) => ({ to, message }) }`. Where `params` come
 * out as null, nothing is done.
 */
export const effects = {
  send: (_: unknown, _params: EffectParams["send"] | null) => {},
  sendEach: (_: unknown, _params: EffectParams["sendEach"]) => {},
  broadcast: (_: unknown, _params: EffectParams["broadcast"]) => {},
  /** A timer of its own name, where a state's `after` would not do: one for each of several workers. */
  setTimer: (_: unknown, _params: EffectParams["setTimer"] | null) => {},
  cancelTimer: (_: unknown, _params: EffectParams["cancelTimer"] | null) => {},
  restartTimer: (_: unknown, _params: EffectParams["restartTimer"]) => {},
  persist: (_: unknown, _params: EffectParams["persist"] | null) => {},
  call: (_: unknown, _params: EffectParams["call"]) => {},
  return: (_: unknown, _params: EffectParams["return"]) => {},
  note: (_: unknown, _params: EffectParams["note"] | null) => {},
};

/** The chance of the step that an event began, also when that step is the start. */
export function luckOf(event: EventObject): Luck {
  const heard = event as EventObject & { luck?: Luck; input?: Boot };
  return heard.luck ?? heard.input?.luck ?? 0;
}

/** The local clock at the step that an event began, also when that step is the start. */
export function nowOf(event: EventObject): Micros {
  const heard = event as EventObject & { now?: Micros; input?: Boot };
  return heard.now ?? heard.input?.now ?? 0;
}

/** An event as the message that brought it: for guards and changes that stand under that message's name alone. */
export function messageOf<M>(event: EventObject): Received<M> {
  return event as unknown as Received<M>;
}

/**
 * For a machine with this context: guards and changes that only one message can bring see it as what it is,
 * `given<Vote, boolean>((context, vote) => …)`.
 */
export function givenIn<C>() {
  return <M, R>(f: (context: C, message: Received<M>) => R) =>
    ({ context, event }: { readonly context: C; readonly event: EventObject }): R =>
      f(context, messageOf<M>(event));
}

/** What the disk held when the node started; for what is done in that very step. */
export function diskAtStart(event: EventObject): Disk {
  return (event as unknown as { readonly input: Boot }).input.disk;
}

const AFTER = "xstate.after.";

/** The node's program, from its machine. The machine's input is the kernel's {@link Boot}. */
export function defineNode(machine: AnyStateMachine): Behavior<AnyMachineSnapshot> {
  let collected: Effect[] = [];
  let scope: ActorScope<AnyMachineSnapshot, EventObject> | null = null;
  const labels = new Map<string, string>();

  /** `xstate.after.electionTimeout.raft.follower` is the timer that learners know as `electionTimeout`. */
  const labelOf = (id: string): string => {
    let label = labels.get(id);
    if (label === undefined) {
      const name = id.startsWith(AFTER) ? id.slice(AFTER.length) : id;
      labels.set(id, (label = name.split(".")[0]!));
    }
    return label;
  };

  const collect = (action: { readonly type: string; readonly params: unknown }): void => {
    switch (action.type) {
      case "xstate.raise": {
        const { event, id, delay } = action.params as {
          event: EventObject;
          id: string | undefined;
          delay: number | undefined;
        };
        // Without a delay XState has raised it within this very step.
        if (delay === undefined) return;
        const timer = id ?? event.type;
        collected.push({
          type: "setTimer",
          params: { id: timer, label: labelOf(timer), delay, event },
        });
        return;
      }
      case "xstate.cancel":
        collected.push({
          type: "cancelTimer",
          params: { id: (action.params as { sendId: string }).sendId },
        });
        return;
      default:
        if (!Object.hasOwn(effects, action.type))
          throw new Error(`action ${action.type} is no effect of the kernel`);
        if (action.params !== null) collected.push(action as Effect);
    }
  };

  const inertScope = (input: Boot): ActorScope<AnyMachineSnapshot, EventObject> => {
    const self = createActor(machine, { input });
    return {
      self,
      system: self.system,
      id: machine.id,
      sessionId: machine.id,
      logger: () => {},
      defer: () => {},
      emit: () => {},
      stopChild: () => {},
      actionExecutor: collect as ActorScope<AnyMachineSnapshot, EventObject>["actionExecutor"],
    } as ActorScope<AnyMachineSnapshot, EventObject>;
  };

  const finish = (state: AnyMachineSnapshot): Step<AnyMachineSnapshot> => {
    if (state.status === "error") throw state.error;
    return { state, effects: collected };
  };

  return {
    boot(input) {
      scope ??= inertScope(input);
      collected = [];
      return finish(machine.getInitialSnapshot(scope as never, input) as AnyMachineSnapshot);
    },
    react(state, stimulus) {
      collected = [];
      return finish(
        machine.transition(state as never, stimulus, scope as never) as AnyMachineSnapshot,
      );
    },
    mode: (state) => modeOf(state.value),
    data: (state) => ({ value: state.value, context: state.context as unknown }),
    chart: () => chartOf(machine),
  };
}

/** `follower`, `up.follower`; the regions of a parallel state joined by `+`. */
function modeOf(value: StateValue): string {
  if (typeof value === "string") return value;
  return Object.entries(value)
    .map(([name, inner]) =>
      inner === undefined
        ? name
        : typeof inner === "object" && Object.keys(inner).length === 0
          ? name
          : `${name}.${modeOf(inner)}`,
    )
    .join("+");
}

/** The machine as plain data, so that the chart on the page is the machine that runs. */
function chartOf(machine: AnyStateMachine): Chart {
  const states: ChartState[] = [];
  const transitions: ChartTransition[] = [];
  const pathOf = (node: AnyStateNode): string => node.path.join(".");
  const visit = (node: AnyStateNode): void => {
    for (const child of Object.values(node.states)) {
      const parent = child.parent && child.parent.path.length > 0 ? pathOf(child.parent) : null;
      states.push({
        id: pathOf(child),
        name: child.key,
        parent,
        initial: node.initial?.target.includes(child) ?? false,
      });
      visit(child);
    }
    for (const [event, candidates] of node.transitions) {
      if (event === "settings") continue;
      for (const candidate of candidates) add(node, event, candidate);
    }
    for (const candidate of node.always ?? []) add(node, "", candidate);
  };
  const add = (
    node: AnyStateNode,
    event: string,
    candidate: { target?: readonly AnyStateNode[] | undefined; guard?: unknown },
  ): void => {
    transitions.push({
      from: pathOf(node),
      to: candidate.target?.[0] ? pathOf(candidate.target[0]) : pathOf(node),
      event: event.startsWith(AFTER) ? `after ${event.slice(AFTER.length).split(".")[0]}` : event,
      guard: guardName(candidate.guard),
      internal: candidate.target === undefined,
    });
  };
  visit(machine.root);
  return { states, transitions };
}

function guardName(guard: unknown): string | null {
  if (typeof guard === "string") return guard;
  if (
    typeof guard === "object" &&
    guard !== null &&
    "type" in guard &&
    typeof guard.type === "string"
  )
    return guard.type;
  return null;
}
