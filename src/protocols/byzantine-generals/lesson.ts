/** What lessons on oral messages share: their nodes’ looks and the names of their timers. */
import type { Presenter } from "../../kernel/view.ts";
import { commanderPresenter, lieutenantPresenter } from "./view.ts";
import { COMMANDER, LIEUTENANT } from "./world.ts";

export const generalsTimers: readonly string[] = ["nextOrder", "roundEnd"];

export const generalsPresenters: Readonly<Record<string, Presenter>> = {
  [COMMANDER]: commanderPresenter,
  [LIEUTENANT]: lieutenantPresenter,
};
