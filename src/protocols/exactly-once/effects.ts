/** What became of each transfer, as an onlooker knows it who sees the bank and its clients at once: nobody among them does. */
import type { NodeId, Outcome } from "../../kernel/behavior.ts";
import type { StepView } from "../../kernel/monitor.ts";
import type { EventId, TraceEvent } from "../../kernel/trace.ts";
import type { World } from "../../kernel/world.ts";
import type { Guarantee } from "./messages.ts";
import { bankOf } from "./world.ts";

/** One transfer, whatever number of copies of its request there are. */
export interface TransferEffects {
  readonly client: NodeId;
  readonly op: number;
  readonly to: string;
  readonly amount: string;
  /** What was promised when it was asked for. */
  readonly guarantee: Guarantee;
  /** The `call` event. */
  readonly call: EventId;
  /** The events by which the bank took the money from the payer, and gave it to the payee. */
  readonly debits: readonly EventId[];
  readonly credits: readonly EventId[];
  /** What its client was told; null while it waits. */
  readonly outcome: Outcome | null;
  /** The event by which it was told; 0 while it waits. */
  readonly told: EventId;
  /** Its client has given up. */
  readonly abandoned: boolean;
}

/** The latest transfers of each client, the oldest first. */
export type Effects = ReadonlyMap<NodeId, readonly TransferEffects[]>;

/** Copies of transfers of longer ago are not on their way any more. */
const REMEMBERED = 24;

/** How often it has taken effect, in whole or in part. */
export function timesDone({ debits, credits }: TransferEffects): number {
  return Math.max(debits.length, credits.length);
}

/** The effects after a step; the very same when it has changed none. */
export function afterStep(effects: Effects, { events }: StepView, world: World): Effects {
  let next = effects;
  for (const event of events) next = after(next, event, world);
  return next;
}

function after(effects: Effects, event: TraceEvent, world: World): Effects {
  switch (event.kind) {
    case "call": {
      const { op, operation } = event.data;
      return remembered(effects, {
        client: event.node!,
        op,
        to: operation.key ?? "",
        amount: String(operation.value),
        guarantee: world.settings.knobs["mode"] as Guarantee,
        call: event.id,
        debits: [],
        credits: [],
        outcome: null,
        told: 0,
        abandoned: false,
      });
    }
    case "return":
      return changed(effects, event.node!, event.data.op, () => ({
        outcome: event.data.outcome,
        told: event.id,
      }));
    case "note": {
      const about = event.data.about ?? {};
      const op = about["op"] as number;
      if (event.data.note === "gave-up")
        return changed(effects, event.node!, op, () => ({ abandoned: true }));
      if (event.data.note !== "moved") return effects;
      const { part } = about as { readonly part: "all" | "debit" | "credit" };
      return changed(effects, about["client"] as NodeId, op, ({ debits, credits }) => ({
        debits: part === "credit" ? debits : [...debits, event.id],
        credits: part === "debit" ? credits : [...credits, event.id],
      }));
    }
    default:
      return effects;
  }
}

function remembered(effects: Effects, transfer: TransferEffects): Effects {
  const before = effects.get(transfer.client) ?? [];
  return new Map(effects).set(transfer.client, [...before, transfer].slice(-REMEMBERED));
}

/** Changes the client's latest transfer of this number: one whose disk was wiped counts anew. */
function changed(
  effects: Effects,
  client: NodeId,
  op: number,
  change: (transfer: TransferEffects) => Partial<TransferEffects>,
): Effects {
  const before = effects.get(client) ?? [];
  const place = before.findLastIndex((each) => each.op === op);
  const transfer = before[place];
  if (transfer === undefined) return effects;
  return new Map(effects).set(client, before.with(place, { ...transfer, ...change(transfer) }));
}

/** Whether nothing is left that could still do it: no copy of its request is on its way, and none is with the bank. */
export function isOver({ client, op }: TransferEffects, world: World): boolean {
  const bank = bankOf(world);
  const is = (request: { readonly client: NodeId; readonly op: number }): boolean =>
    request.client === client && request.op === op;
  if (bank && (bank.queue.some(is) || (bank.job !== null && is(bank.job.request)))) return false;
  const from = world.node(client).index;
  for (const flight of world.flights.values())
    if (
      flight.from === from &&
      flight.fate === "arrives" &&
      (flight.message as { readonly op?: number }).op === op
    )
      return false;
  return true;
}
