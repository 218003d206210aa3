/** Five Raft servers in steady state with a client: what the engine is measured on. */
import { emptyScript } from "../src/kernel/intervention.ts";
import type { Boot, Stimulus } from "../src/kernel/behavior.ts";
import { Engine } from "../src/kernel/engine.ts";
import type { Scenario } from "../src/kernel/scenario.ts";
import { startingSettings } from "../src/kernel/settings.ts";
import { SECOND } from "../src/kernel/time.ts";
import { scenario } from "../src/scenarios/raft-election/scenario.ts";

/** Simulated time of one measurement: some 60,000 delivered messages. */
export const SPAN = 3_600 * SECOND;

export const script = emptyScript(scenario.id, 7);
export const steady: Scenario = scenario;
/** The same without judges. */
export const unjudged: Scenario = { ...scenario, monitors: [], meters: [] };
export const settings = startingSettings(scenario);

/** What one node was told, in order. */
export interface Heard {
  readonly node: number;
  readonly boot?: Boot;
  readonly stimulus?: Stimulus;
}

/** Everything that the nodes hear in one measurement, for feeding the machines without an engine. */
export function recordStimuli(): Heard[] {
  const heard: Heard[] = [];
  const listening: Scenario = {
    ...unjudged,
    nodes: unjudged.nodes.map((spec, node) => ({
      ...spec,
      behavior: {
        ...spec.behavior,
        boot(boot) {
          heard.push({ node, boot });
          return spec.behavior.boot(boot);
        },
        react(state, stimulus) {
          heard.push({ node, stimulus });
          return spec.behavior.react(state, stimulus);
        },
      },
    })),
  };
  play(new Engine(listening, script.seed, settings, { monitored: false }));
  return heard;
}

/** Runs an engine from its start for the span; answers how many messages it delivered. */
export function play(engine: Engine): number {
  engine.start();
  while (engine.next(SPAN)) continue;
  return engine.world.counters.delivered;
}
