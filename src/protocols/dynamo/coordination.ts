/** A coordinator’s operations, one at a time: whom it asks, who has answered, and whom it asks further. */
import type { EffectParams, NodeId } from "../../kernel/behavior.ts";
import { between, drawAgain, type Luck } from "../../kernel/chance.ts";
import type { Micros } from "../../kernel/time.ts";
import type { ClientRequest } from "../client.ts";
import type {
  ReadRequest,
  ReadResponse,
  Ticket,
  Version,
  WriteAck,
  WriteRequest,
} from "./messages.ts";
import { homeOf, preferenceList } from "./ring.ts";
import {
  mapHints,
  STRICT_QUORUM,
  type Hint,
  type Hints,
  type Request,
  type Asked,
  type Operation,
  type DynamoContext,
  type Change,
  ruleOn,
  isNewer,
  newer,
  tagOf,
  copyOf,
  fosteredOf,
  store,
} from "./state.ts";
import { withHint } from "./hints.ts";

export function requestOf({ from, op, operation }: ClientRequest & { from?: NodeId }): Request {
  const { f, key = "", value = null } = operation;
  return { client: from!, op, f: f === "write" ? "write" : "read", key, value };
}

/** A copy of a request is not taken again: a write would be done twice, the second time as something newer. */
export function isCopy({ asked }: DynamoContext, { client, op }: Request): boolean {
  return (asked[client] ?? 0) >= op;
}

export function enqueue(context: DynamoContext, request: Request): Change {
  return {
    asked: { ...context.asked, [request.client]: request.op },
    queue: [...context.queue, request],
  };
}

/** So many of them, drawn at random, in their own order. */
function draw(luck: Luck, nodes: readonly NodeId[], count: number): readonly NodeId[] {
  const left = [...nodes];
  const drawn = new Set<NodeId>();
  for (let i = 0; i < count && left.length > 0; i++) {
    const at = between(drawAgain(luck, i), 0, left.length - 1);
    drawn.add(left.splice(at, 1)[0]!);
  }
  return nodes.filter((node) => drawn.has(node));
}

function begin(context: DynamoContext, now: Micros, luck: Luck): Operation {
  const { quorums, config, queue } = context;
  const request = queue[0]!;
  const home = homeOf(request.key, config.ring, quorums.n);
  const need = request.f === "read" ? quorums.r : quorums.w;
  // One event may begin two operations, one after the other.
  const asked = quorums.asks === "all" ? home : draw(drawAgain(luck, 100 + request.op), home, need);
  return {
    ...request,
    began: now,
    home,
    need,
    strict: ruleOn(context, STRICT_QUORUM),
    batch: asked.map((to) => ({ to, hint: null })),
    standIns: [],
    version: null,
    answers: {},
  };
}

/** The coordinator's own part of what it asks of the nodes of a batch. */
function askSelf(context: DynamoContext, current: Operation): Change {
  const own = current.batch.find(({ to }) => to === context.id);
  if (!own) return { current };
  const batch = current.batch.filter((each) => each !== own);
  const { key, version } = current;
  if (current.f === "read") {
    const held = own.hint === null ? copyOf(context, key) : fosteredOf(context, key);
    return { current: { ...withFound(current, context.id, held), batch } };
  }
  const answered = {
    ...current,
    batch,
    answers: { ...current.answers, [context.id]: version!.tag },
  };
  // What it stands in for it keeps as a hint already.
  if (own.hint !== null) return { current: answered };
  return { current: answered, ...store(context, key, version!) };
}

export function beginRead(context: DynamoContext, now: Micros, luck: Luck): Change {
  const queue = context.queue.slice(1);
  return { queue, ...askSelf(context, begin(context, now, luck)) };
}

/**
 * The write gets its tag, and whoever else it belongs to a hint, before anybody hears of it: so a coordinator that crashes in the middle still
 * knows whom to tell.
 */
export function beginWrite(context: DynamoContext, now: Micros, luck: Luck): Change {
  const operation = begin(context, now, luck);
  const { key, value, home, batch } = operation;
  const seen = tagOf(fosteredOf(context, key))?.counter ?? 0;
  const counter = Math.max(now, seen + 1, context.issued + 1);
  const version: Version = { value, tag: { counter, by: context.id } };
  const hint: Hint = { ...version, since: now, overdue: false };
  const stores = batch.some(({ to }) => to === context.id);
  const hints = home
    .filter((node) => node !== context.id || !stores)
    .reduce((all, node) => withHint(all, node, key, hint), context.hints);
  return {
    queue: context.queue.slice(1),
    issued: counter,
    hints,
    ...askSelf(context, { ...operation, version }),
  };
}

export function writeRequest(
  { client, op, key, version }: Operation,
  hint: NodeId | null,
): WriteRequest {
  return { type: "WriteRequest", client, op, key, version: version!, hint };
}

export function readRequest({ client, op, key }: Operation, standIn: boolean): ReadRequest {
  return { type: "ReadRequest", client, op, key, standIn };
}

/** The requests of the present batch. */
export function requests({ current }: DynamoContext): EffectParams["sendEach"] {
  return current!.batch.map(({ to, hint }) => ({
    to,
    message:
      current!.f === "write" ? writeRequest(current!, hint) : readRequest(current!, hint !== null),
  }));
}

export function writeAck({ client, op, key, version, hint }: WriteRequest): WriteAck {
  return { type: "WriteAck", client, op, key, tag: version.tag, hint };
}

export function readResponse(
  context: DynamoContext,
  { client, op, key, standIn }: ReadRequest,
): ReadResponse {
  const version = standIn ? fosteredOf(context, key) : copyOf(context, key);
  return { type: "ReadResponse", client, op, key, version, standIn };
}

export function isAboutCurrent({ current }: DynamoContext, { client, op }: Ticket): boolean {
  return current?.client === client && current.op === op;
}

function withFound(current: Operation, node: NodeId, version: Version | null): Operation {
  return {
    ...current,
    version: newer(version, current.version),
    answers: { ...current.answers, [node]: tagOf(version) },
  };
}

/** An answer to the present operation; late ones change nothing here. */
export function recordAck(
  context: DynamoContext,
  { from, ...ack }: WriteAck & { from: NodeId },
): Change {
  if (!isAboutCurrent(context, ack)) return {};
  const current = context.current!;
  return { current: { ...current, answers: { ...current.answers, [from]: ack.tag } } };
}

export function recordFound(
  context: DynamoContext,
  { from, ...response }: ReadResponse & { from: NodeId },
): Change {
  return { current: withFound(context.current!, from, response.version) };
}

export function hasQuorum({ current }: DynamoContext, f: Request["f"]): boolean {
  return current?.f === f && Object.keys(current.answers).length >= current.need;
}

/** Which of its home nodes have not answered, nor anybody in their place. */
export function silentOf({ home, answers, standIns }: Operation): readonly NodeId[] {
  return home.filter(
    (node) =>
      !(node in answers) && !standIns.some(({ to, hint }) => hint === node && to in answers),
  );
}

/** Of which nodes a write has reached nobody so far who counts: they are kept for from now on. */
export function overdueHints({ hints, current }: DynamoContext): Hints {
  const { key, home, answers, version } = current!;
  return mapHints(hints, (hint, node, of) =>
    of === key && home.includes(node) && !(node in answers) && !isNewer(hint.tag, tagOf(version))
      ? { ...hint, overdue: true }
      : hint,
  );
}

/**
 * Somebody is silent. They are asked again; a sloppy quorum also asks, for each of them, the next node on the preference list that has not been
 * asked yet (§4.6).
 */
export function askFurther(context: DynamoContext): Change {
  const current = context.current!;
  const silent = silentOf(current);
  const again = silent.map((to): Asked => ({ to, hint: null }));
  const list = preferenceList(current.key, context.config.ring);
  const free = current.strict
    ? []
    : list.filter(
        (node) => !current.home.includes(node) && !current.standIns.some(({ to }) => to === node),
      );
  const further = silent.slice(0, free.length).map((hint, i): Asked => ({ to: free[i]!, hint }));
  const asking: Operation = {
    ...current,
    batch: [...again, ...further],
    standIns: [...current.standIns, ...further],
  };
  const change = askSelf(context, asking);
  if (current.f === "read") return change;
  return { ...change, hints: overdueHints(context) };
}
