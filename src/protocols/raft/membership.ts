/**
 * How the cluster's members change (Ongaro & Ousterhout 2014, §6; Ongaro 2014, §4): one server at a time, or any number
 * by joint consensus. A new server first catches up without a vote (§4.2.1 of the dissertation). A leader changes nothing
 * before it has committed an entry of its own term (Ongaro, raft-dev, July 2015) and the change before.
 */
import type { NodeId, Operation } from "../../kernel/behavior.ts";
import {
  enterJointTo,
  isJoint,
  isVoter,
  leaveJointOf,
  membersOf,
  votersOnly,
  type Configuration,
} from "../../structures/configuration.ts";
import { printValue } from "../../kernel/operation.ts";
import { lastIndex } from "../../structures/log.ts";
import type { Request } from "./messages.ts";
import { appendCommand, ownTermCommitted } from "./replication.ts";
import { ruleOn, type CatchingUp, type RaftContext } from "./state.ts";

/** Why a leader refuses a change of members. */
export type ChangeRefusal =
  | "change-under-way"
  | "no-own-commit"
  | "not-one-server"
  | "unknown-server"
  | "nobody-left"
  | "catch-up-failed";

/** Waiting longer than so many quorum checks, a change is given up. */
const PATIENCE = 4;

export function isChange(operation: Operation): boolean {
  return operation.f === "add" || operation.f === "remove" || operation.f === "members";
}

/** The voters that a change asks for: `add n4`, `remove n1`, `members n1+n4+n5`; null where it names nobody. */
function wanted(voters: readonly NodeId[], operation: Operation): readonly NodeId[] | null {
  const named = printValue(operation.value ?? "")
    .split("+")
    .filter((server) => server !== "");
  if (named.length === 0) return null;
  switch (operation.f) {
    case "add":
      return [...new Set([...voters, ...named])];
    case "remove":
      return voters.filter((server) => !named.includes(server));
    default:
      return [...new Set(named)];
  }
}

/** What a leader makes of a request for a change: the configuration to append, nothing to do, or a refusal. */
export function plannedChange(
  context: RaftContext,
  operation: Operation,
): { readonly next: Configuration } | { readonly refusal: ChangeRefusal } | "no-change" {
  const { configuration, index } = context.members;
  const voters = wanted(configuration.voters, operation);
  const known = [context.id, ...context.peers];
  if (voters === null || voters.some((server) => !known.includes(server)))
    return { refusal: "unknown-server" };
  const underWay = isJoint(configuration) || index > context.commitIndex;
  if (context.catchingUp !== null) return { refusal: "change-under-way" };
  if (underWay && ruleOn(context, "commit-before-next-change"))
    return { refusal: "change-under-way" };
  if (!ownTermCommitted(context) && ruleOn(context, "noop-before-change"))
    return { refusal: "no-own-commit" };
  if (voters.length === 0) return { refusal: "nobody-left" };
  const added = voters.filter((server) => !configuration.voters.includes(server));
  const removed = configuration.voters.filter((server) => !voters.includes(server));
  if (added.length + removed.length === 0) return "no-change";
  if (context.knobs["method"] === "joint") {
    // Two joint phases at once have no meaning, whatever the rules.
    if (isJoint(configuration)) return { refusal: "change-under-way" };
    return {
      next: ruleOn(context, "joint-consensus")
        ? enterJointTo(configuration, voters)
        : votersOnly(voters),
    };
  }
  return added.length + removed.length > 1
    ? { refusal: "not-one-server" }
    : { next: votersOnly(voters) };
}

/** A change begins: new servers are to catch up first. */
export function beginChange(
  context: RaftContext,
  next: Configuration,
  request: Request,
): Partial<RaftContext> {
  const members = membersOf(context.members.configuration);
  // A leader on its way out that is called back holds the log already.
  const servers = membersOf(next).filter(
    (server) => !members.includes(server) && server !== context.id,
  );
  const goal = lastIndex(context.log);
  const catchingUp: CatchingUp = { servers, goal, next, request, checks: 0 };
  return {
    catchingUp,
    // They may have been members before; what they hold is not known.
    nextIndex: { ...context.nextIndex, ...Object.fromEntries(servers.map((s) => [s, goal + 1])) },
    matchIndex: { ...context.matchIndex, ...Object.fromEntries(servers.map((s) => [s, 0])) },
  };
}

/** Whether the servers of the change under way hold enough of the log to become members. */
export function caughtUp({ catchingUp, matchIndex }: RaftContext): boolean {
  return (
    catchingUp !== null &&
    catchingUp.servers.every((server) => (matchIndex[server] ?? 0) >= catchingUp.goal)
  );
}

/** A quorum check while servers catch up; null in place of a change that has waited long enough. */
export function waitedOn(catchingUp: CatchingUp): CatchingUp | null {
  return catchingUp.checks + 1 >= PATIENCE
    ? null
    : { ...catchingUp, checks: catchingUp.checks + 1 };
}

/** The new configuration enters the log, and counts from now on. */
export function appendChange(context: RaftContext): Partial<RaftContext> {
  const { next: configuration, request } = context.catchingUp!;
  const begun = { ...context, catchingUp: null };
  return {
    catchingUp: null,
    ...appendCommand(begun, { is: "configuration", configuration, request }),
  };
}

/** §6: the joint configuration is committed, so that the new one may follow. */
export function jointCommitted(context: RaftContext): boolean {
  const { configuration, index } = context.members;
  return isJoint(configuration) && index <= context.commitIndex;
}

/** The joint phase ends: the new configuration alone enters the log. Who asked for the change is answered once it is committed. */
export function appendLeaveJoint(context: RaftContext): Partial<RaftContext> {
  const joint = context.log.entries[context.members.index - context.log.baseIndex - 1]?.command;
  const request = joint?.is === "configuration" ? joint.request : null;
  const configuration = leaveJointOf(context.members.configuration);
  return appendCommand(context, { is: "configuration", configuration, request });
}

/** §6: a leader that is not in the committed configuration steps down. */
export function hasLeft(context: RaftContext): boolean {
  const { configuration, index } = context.members;
  return (
    index <= context.commitIndex && !isJoint(configuration) && !isVoter(configuration, context.id)
  );
}
