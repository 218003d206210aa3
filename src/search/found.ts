import type { Script } from "../kernel/intervention.ts";
import { Run } from "../kernel/run.ts";
import { printScript } from "../kernel/script-text.ts";
import { parseScript } from "../kernel/script.ts";
import type { Scenario } from "../kernel/scenario.ts";
import { scenarioAt } from "../kernel/variant.ts";
import { vocabularyOf } from "../kernel/vocabulary.ts";
import { phrase, say } from "../languages/say.ts";
import { FAULT, type Found } from "./request.ts";
import type { Shrunk } from "./shrink.ts";

/**
 * A bad run as it is handed out: its script as text, which has been read back, played from its start and convicted again.
 * Null when that fails, which only a scenario that is not deterministic brings about.
 * @param kept how many of its interventions were there before the search.
 */
export function foundRun(scenario: Scenario, run: Shrunk, kept: number): Found | null {
  const script: Script = {
    ...run.start,
    version: scenario.version,
    until: run.at,
    steps: run.steps.map(({ at, what }) => ({ at, what })),
  };
  const { conviction } = run;
  const monitor = conviction.kind === "fault" ? FAULT : conviction.data.monitor;
  const replayed = convictAgain(scenario, printScript(script), monitor);
  if (replayed === null) return null;
  const counts = {
    script: printScript({ ...script, hash: replayed.hash() }),
    at: run.at,
    interventions: run.steps.length - kept,
    events: run.events,
  };
  if (conviction.kind === "fault") {
    const sentence = say`${conviction.node ?? say`A node`}’s program failed: ${conviction.data.error}`;
    const title = phrase("A program failed");
    return { ...counts, monitor, promised: true, title, simple: sentence, expert: sentence };
  }
  const { finding, promised } = conviction.data;
  const { title, simple } = scenarioAt(scenario, run.start.knobs).monitors.find(
    ({ id }) => id === monitor,
  )!;
  return {
    ...counts,
    monitor,
    promised,
    title,
    simple: finding.simple ?? simple,
    expert: finding.expert ?? title,
  };
}

/** Plays a script's text to its end; the run when it breaks that promise there, else null. */
export function convictAgain(scenario: Scenario, text: string, monitor: string): Run | null {
  const vocabulary = vocabularyOf(scenario);
  const script = parseScript(text, vocabulary);
  const run = new Run(scenario, script);
  run.seek(script.until ?? 0);
  if (monitor === FAULT) {
    const thrown = run.events(1, run.world.lastEvent).some(({ kind }) => kind === "fault");
    return thrown ? run : null;
  }
  const place = run.scenario.monitors.findIndex(({ id }) => id === monitor);
  return run.world.findings[place]?.verdict === "violated" ? run : null;
}
