/** What new settings make of a replica. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Settings } from "../../kernel/settings.ts";
import { lastWriteWins } from "../../structures/siblings.ts";
import { type ReplicaContext, type Change, settingsOf } from "./state.ts";
import { inOrder } from "./one-site.ts";

/** New settings: a changed mode leaves nothing under way; a changed way with conflicts applies to what is there. */
export function learnSettings(context: ReplicaContext, settings: Settings): Change {
  const next = settingsOf(settings);
  const switched = next.mode !== context.mode;
  const collapses = next.conflicts === "last-write-wins" && context.conflicts === "keep-both";
  const copies = collapses
    ? Object.fromEntries(
        Object.entries(context.copies).map(([key, versions]) => [
          key,
          lastWriteWins(versions, versions),
        ]),
      )
    : context.copies;
  // What one replica has settled the old way and another one the new way would never be compared again.
  const anew = next.mode === "AP" && !switched && next.conflicts !== context.conflicts;
  const everybody = next.silencePolicy === "stop" ? { view: inOrder(context, context.peers) } : {};
  return {
    ...next,
    ...everybody,
    copies,
    ...(switched ? { current: null, queue: [], refusal: null } : {}),
    ...(anew ? { hints: owedBy(context.peers, Object.keys(copies).sort()) } : {}),
    ...(next.rules["hinted-handoff"] === false ? { hints: {} } : {}),
  };
}

/** Hints of these keys for each of these peers. */
function owedBy(peers: readonly NodeId[], keys: readonly string[]): ReplicaContext["hints"] {
  return Object.fromEntries(peers.map((peer) => [peer, keys]));
}
