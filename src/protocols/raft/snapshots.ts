/** Log compaction (Ongaro & Ousterhout 2014, §7; Ongaro 2014, §5.1). */
import { compactTo, logOf, termAt } from "../../structures/log.ts";
import { configurationAt, configurationIn } from "./configurations.ts";
import type { InstallSnapshotReply, InstallSnapshot } from "./messages.ts";
import { baseConfiguration, type RaftContext } from "./state.ts";

/** After how many applied entries a server takes a snapshot; 0: never. */
function snapshotEvery(context: RaftContext): number {
  const knob = context.knobs["snapshots"];
  if (knob === undefined) return context.config.snapshotEvery ?? 0;
  return knob === "off" ? 0 : Number(knob);
}

/** Whether so much has been applied since the last snapshot that the next is due. */
export function isDue(context: RaftContext): boolean {
  const every = snapshotEvery(context);
  const last = context.snapshot?.lastIncludedIndex ?? 0;
  return every > 0 && context.lastApplied - last >= every;
}

/**
 * Takes a snapshot of what has been applied. Half as many entries as it comes after stay in the log, so that a follower
 * that is only a little behind does not need the snapshot.
 */
export function takeSnapshot(context: RaftContext): Partial<RaftContext> {
  const { log, lastApplied } = context;
  const base = baseConfiguration(context);
  const snapshot = {
    lastIncludedIndex: lastApplied,
    lastIncludedTerm: termAt(log, lastApplied) ?? 0,
    configuration: configurationAt(log, lastApplied, base).configuration,
    machine: context.machine,
  };
  const keep = Math.floor(snapshotEvery(context) / 2);
  return { snapshot, log: compactTo(log, lastApplied - keep), snapshotMoved: true };
}

/** Figure 13, receiver 5 to 8. A snapshot of what is known already changes nothing. */
export function installSnapshot(
  context: RaftContext,
  { snapshot }: InstallSnapshot,
): Partial<RaftContext> {
  const { lastIncludedIndex: index, lastIncludedTerm: term } = snapshot;
  if (index <= context.commitIndex) return { applied: [], snapshotMoved: false };
  const agrees = termAt(context.log, index) === term;
  const log = agrees ? compactTo(context.log, index) : logOf<never>([], index, term);
  const members = configurationIn(log, { index, configuration: snapshot.configuration });
  return {
    snapshot,
    log,
    members,
    commitIndex: index,
    lastApplied: index,
    machine: snapshot.machine,
    applied: [],
    snapshotMoved: true,
  };
}

export function installSnapshotReply(
  context: RaftContext,
  message: InstallSnapshot,
): InstallSnapshotReply {
  return {
    type: "InstallSnapshotReply",
    term: context.currentTerm,
    index: message.snapshot.lastIncludedIndex,
    ...(message.round === undefined ? {} : { round: message.round }),
  };
}
