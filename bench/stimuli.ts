/** A lesson as engine benchmarks measure it: what its nodes hear in a span of simulated time. */
import type { Boot, Stimulus } from "../src/kernel/behavior.ts";
import { Engine } from "../src/kernel/engine.ts";
import type { Script } from "../src/kernel/intervention.ts";
import type { Scenario } from "../src/kernel/scenario.ts";
import type { Settings } from "../src/kernel/settings.ts";
import type { Micros } from "../src/kernel/time.ts";

export interface Subject {
  /** As it is taught, with judges. */
  readonly scenario: Scenario;
  /** The same without them. */
  readonly unjudged: Scenario;
  readonly script: Script;
  readonly settings: Settings;
  /** Simulated time of one measurement. */
  readonly span: Micros;
}

/** What one node was told, in order. */
export interface Heard {
  readonly node: number;
  readonly boot?: Boot;
  readonly stimulus?: Stimulus;
}

/** Everything that the nodes hear in one measurement, for feeding the machines without an engine. */
export function recordStimuli({ unjudged, script, settings, span }: Subject): Heard[] {
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
  play(new Engine(listening, script.seed, settings, { monitored: false }), span);
  return heard;
}

/** Runs an engine from its start for the span; answers how many messages it delivered. */
export function play(engine: Engine, span: Micros): number {
  engine.start();
  while (engine.next(span)) continue;
  return engine.world.counters.delivered;
}
