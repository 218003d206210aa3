/** Five Raft servers in steady state with a client: what the engine is measured on. */
import { emptyScript } from "../src/kernel/intervention.ts";
import { startingSettings } from "../src/kernel/settings.ts";
import { SECOND } from "../src/kernel/time.ts";
import { scenario } from "../src/scenarios/raft-election/scenario.ts";
import type { Subject } from "./stimuli.ts";

export const script = emptyScript(scenario.id, 7);
export const steady = scenario;

/** Some 60,000 delivered messages. */
export const steadyRaft: Subject = {
  scenario,
  unjudged: { ...scenario, monitors: [], meters: [] },
  script,
  settings: startingSettings(scenario),
  span: 3_600 * SECOND,
};
