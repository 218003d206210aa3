/** Views as everybody keeps them: the first one, a newer one, and who is concerned by a change. */
import type { Boot, Disk, NodeId } from "../../kernel/behavior.ts";
import type { Settings } from "../../kernel/settings.ts";
import type { Change } from "./messages.ts";
import { layoutIn } from "./placement.ts";

/** What everybody is told of the service at its start. */
export interface ServiceConfig {
  /** Who belongs at the start. */
  readonly members: readonly NodeId[];
  /** How many keys there are: `k1` to `kK`. */
  readonly keys: number;
}

/** The view with which a service starts: its members, placed as the settings say. */
export function firstChange({ members }: ServiceConfig, { knobs }: Settings): Change {
  return { before: null, now: { epoch: 1, members, ...layoutIn(knobs) } };
}

/** The view that somebody starts with: what the disk holds, or else the first. */
export function changeAtStart({ disk, config, settings }: Boot): Change {
  const kept = disk as { readonly change?: Change } & Disk;
  return kept.change ?? firstChange(config as ServiceConfig, settings);
}

export function isNewer(change: Change, than: Change): boolean {
  return change.now.epoch > than.now.epoch;
}

/** Everybody who has keys to give or to get. */
export function concerned({ before, now }: Change): readonly NodeId[] {
  return [...new Set([...(before?.members ?? []), ...now.members])];
}
