/** What client sessions are for (Ongaro & Ousterhout 2014, §8; Ongaro 2014, §6.3), folded incrementally over the run. */
import type { NodeId } from "../../../kernel/behavior.ts";
import { HOLDS, type Finding, type Monitor } from "../../../kernel/monitor.ts";
import { contextOf, raftOf } from "../world.ts";
import { phrase, say } from "../../../languages/say.ts";

interface Effect {
  readonly op: number;
  readonly index: number;
}

interface Effects {
  /** Each client's latest requests that took effect, and by which entry. */
  readonly clients: ReadonlyMap<NodeId, readonly Effect[]>;
  readonly finding: Finding;
}

/** A client's requests of longer ago are not repeated any more. */
const REMEMBERED = 32;

/** A request that its client repeats takes effect once: in every state machine by one and the same entry. */
export const effectOnce: Monitor<Effects> = {
  id: "effect-once",
  title: phrase("A repeated request takes effect once"),
  simple: phrase("If you ask twice because you heard no answer, it is still done only once."),
  source: "Raft §8; Ongaro 2014 §6.3",
  start: () => ({ clients: new Map(), finding: HOLDS }),
  observe(memory, step) {
    const raft = raftOf(step.node);
    if (!raft || raft.applied.length === 0 || memory.finding.verdict === "violated") return memory;
    if (contextOf(step.before)?.applied === raft.applied) return memory;
    let { clients } = memory;
    for (const { index, command, how } of raft.applied) {
      if (command.is !== "operation" || command.operation.f !== "write" || how !== "done") continue;
      const { client, op, operation } = command;
      const effects = clients.get(client) ?? [];
      const first = effects.find((effect) => effect.op === op);
      if (first && first.index !== index) {
        const finding: Finding = {
          verdict: "violated",
          simple: say`${client} asked once to write ${operation.key} = ${String(operation.value)}, and it was done twice.`,
          expert: say`${client}'s request ${op} (${operation.key} = ${String(operation.value)}) took effect by entry ${first.index} and again by entry ${index}.`,
          nodes: [raft.id, client],
          events: [step.events[0]?.id ?? 0],
        };
        return { clients, finding };
      }
      if (!first)
        clients = new Map(clients).set(client, [...effects, { op, index }].slice(-REMEMBERED));
    }
    return clients === memory.clients ? memory : { ...memory, clients };
  },
  judge: (memory) => memory.finding,
};
