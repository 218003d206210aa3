/** Operations as they are taken, coordinated one at a time, and answered. */
import type { EffectParams, NodeId, Outcome } from "../../kernel/behavior.ts";
import { phrase } from "../../languages/say.ts";
import { newest, type Siblings } from "../../structures/siblings.ts";
import type { ClientMessage, Forward, ForwardReply, Reply, Result } from "./messages.ts";
import type { Request, Coordination, ReplicaContext, Change } from "./state.ts";

/** A request in one form, whether a client asks or another replica forwards. */
export function requestOf(message: (ClientMessage | Forward) & { readonly from: NodeId }): Request {
  const { from, op, key } = message;
  const common = { op, key, replyTo: from };
  switch (message.type) {
    case "Read":
      return { ...common, client: from, f: "read", value: null };
    case "Write":
      return { ...common, client: from, f: "write", value: message.value };
    case "Forward":
      return { ...common, client: message.client, f: message.f, value: message.value };
  }
}

/** A copy of a request is not taken again, also not after a crash. */
export function isCopy(context: ReplicaContext, request: Request): boolean {
  return (context.asked[request.client] ?? 0) >= request.op;
}

export function accept(context: ReplicaContext, request: Request): Change {
  return {
    asked: { ...context.asked, [request.client]: request.op },
    queue: [...context.queue, request],
  };
}

/** Begins to coordinate the operation that has waited longest. */
export function takeNext(context: ReplicaContext): Change {
  const request = context.queue[0]!;
  return {
    queue: context.queue.slice(1),
    current: {
      request,
      copies: { [context.id]: context.copies[request.key] ?? [] },
      versions: null,
      stored: [],
      primary: null,
    },
  };
}

// ── Answering ─────────────────────────────────────────────────────────────────────────────────────────────────

/** Sends a result to whoever waits for it. */
export function replyTo(request: Request, result: Result): EffectParams["send"] {
  const { client, op } = request;
  const message: Reply | ForwardReply =
    request.replyTo === client
      ? { type: "Reply", op, result }
      : { type: "ForwardReply", client, op, result };
  return { to: request.replyTo, message };
}

/** The answer to an operation that was done: the value of highest tag, and its siblings where there are some. */
export function done(context: ReplicaContext, versions: Siblings): Result {
  const version = newest(versions);
  return {
    outcome: "ok",
    value: version?.value ?? null,
    tag: version?.tag ?? null,
    ...(versions.length > 1 ? { siblings: versions.map((each) => each.value) } : {}),
    coordinator: context.id,
    mode: context.mode,
  };
}

/** The answer to one that was not, or of which nothing is known. */
export function notDone(context: ReplicaContext, outcome: Outcome, reason: string): Result {
  return {
    outcome,
    value: null,
    tag: null,
    coordinator: context.id,
    mode: context.mode,
    reason,
  };
}

/**
 * How an operation ends that is given up now, in Jepsen's terms: a read never has an effect; a write certainly had
 * none as long as nobody was told to store it; beyond that nobody knows.
 */
export function outcomeWhenGivenUp(coordination: Coordination): Outcome {
  const { request, versions, primary } = coordination;
  return request.f === "write" && (versions !== null || primary !== null) ? "unknown" : "fail";
}

/** The operation is over: its answer is remembered in case it gets lost. */
export function finish(context: ReplicaContext, result: Result): Change {
  const { request } = context.current!;
  return {
    current: null,
    answers: { ...context.answers, [request.client]: { op: request.op, result } },
    refusal: result.outcome === "ok" ? null : (result.reason ?? null),
  };
}

/** Everything open is answered before the store changes its mode: nobody is left to guess. */
export function answersAtSwitch(context: ReplicaContext): EffectParams["sendEach"] {
  const reason = phrase("the store was switched over");
  const waiting = context.queue.map((request) =>
    replyTo(request, notDone(context, "fail", reason)),
  );
  if (context.current === null) return waiting;
  const outcome = outcomeWhenGivenUp(context.current);
  return [replyTo(context.current.request, notDone(context, outcome, reason)), ...waiting];
}
