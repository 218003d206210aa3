/** A thousand members who tell each other news and never lose interest: a thousand rumours a round. */
import { emptyScript } from "../src/kernel/intervention.ts";
import { startingSettings } from "../src/kernel/settings.ts";
import { SECOND } from "../src/kernel/time.ts";
import { scenarioAt } from "../src/kernel/variant.ts";
import { scenario as lesson } from "../src/scenarios/gossip/scenario.ts";
import type { Subject } from "./stimuli.ts";

const knobs = { members: "1000", k: "never" };
const scenario = scenarioAt(lesson, knobs);

/** Some 30,000 delivered messages. */
export const gossipCrowd: Subject = {
  scenario,
  unjudged: { ...scenario, monitors: [], meters: [] },
  script: { ...emptyScript(lesson.id, 7), knobs },
  settings: startingSettings(lesson, { knobs }),
  span: 20 * SECOND,
};
