import type { Script } from "../kernel/intervention.ts";
import { Run } from "../kernel/run.ts";
import { parseActions, parseScript, scenarioOf, ScriptError } from "../kernel/script.ts";
import { printStep } from "../kernel/script-text.ts";
import { parseDuration, SECOND, type Micros } from "../kernel/time.ts";
import { vocabularyOf, type Vocabulary } from "../kernel/vocabulary.ts";
import { unknownWord } from "../kernel/words.ts";
import type { Flags } from "./flags.ts";
import { scenarioNamed } from "./lessons.ts";
import { outcomeOf, type RunOutcome } from "./outcome.ts";
import { readRecording, readScriptFile } from "./recording.ts";
import { UsageError } from "./usage.ts";

const DEFAULT_SPAN = 30 * SECOND;

/** `run <lesson> …`: plays the script that the flags describe. @throws UsageError, ScriptError */
export async function runCommand(flags: Flags): Promise<RunOutcome> {
  const file = flags.one("script");
  const text = file === null ? null : readScriptFile(file);
  const [named, ...more] = flags.words;
  if (more.length > 0) throw new UsageError(`run takes one lesson, not also “${more[0]}”`);
  const id = named ?? (text === null ? null : scenarioOf(text));
  if (id === null) throw new UsageError("run needs a lesson, like “run cap”");
  const scenario = await scenarioNamed(id);
  const vocabulary = vocabularyOf(scenario);
  const base: Script =
    text === null
      ? { scenario: id, seed: 1, knobs: {}, rules: {}, steps: [] }
      : parseScript(text, vocabulary);
  if (base.scenario !== id)
    throw new UsageError(`${file} is a script of ${base.scenario}, not of ${id}`);
  const script = withFlags(base, flags, vocabulary);
  const span = flags.one("for");
  const until = span === null ? (script.until ?? DEFAULT_SPAN) : duration(span);
  const run = new Run(scenario, script);
  run.seek(until);
  return outcomeOf(run);
}

/** `replay <file or link>`: plays a recording to its end and compares. @throws UsageError, ScriptError */
export async function replayCommand(
  flags: Flags,
): Promise<RunOutcome & { readonly hashMatches: boolean | null }> {
  const [source, ...more] = flags.words;
  if (source === undefined || more.length > 0)
    throw new UsageError("replay takes one script file or one link");
  const text = readRecording(source);
  const id = scenarioOf(text);
  if (id === null)
    throw new ScriptError(
      0,
      "the recording names no scenario; its first line should be like “scenario cap”",
    );
  const scenario = await scenarioNamed(id);
  const script = parseScript(text, vocabularyOf(scenario));
  const run = new Run(scenario, script);
  run.seek(script.until ?? DEFAULT_SPAN);
  return {
    ...outcomeOf(run),
    hashMatches: script.hash === undefined ? null : script.hash === run.hash(),
  };
}

/** A script with the settings, actions and seed that flags give. @throws UsageError, ScriptError */
export function withFlags(base: Script, flags: Flags, vocabulary: Vocabulary): Script {
  const knobs = { ...base.knobs };
  for (const setting of flags.many("set")) {
    const [knob, value] = setting.split("=", 2) as [string, string | undefined];
    if (value === undefined)
      throw new UsageError(`--set is written --set mode=AP, not “${setting}”`);
    const values = Object.hasOwn(vocabulary.knobs, knob) ? vocabulary.knobs[knob]! : null;
    if (!values) throw new UsageError(unknownWord("knob", knob, Object.keys(vocabulary.knobs)));
    if (!values.includes(value))
      throw new UsageError(unknownWord(`value of ${knob}`, value, values));
    knobs[knob] = value;
  }
  const rules = { ...base.rules };
  for (const rule of flags.many("rule-off")) {
    if (!vocabulary.rules.includes(rule))
      throw new UsageError(unknownWord("rule", rule, vocabulary.rules));
    rules[rule] = false;
  }
  const why = vocabulary.unworkable(vocabulary.start({ knobs, rules }));
  if (why !== null) throw new UsageError(why);
  const there = vocabulary.under(knobs);
  checkSteps(base, knobs, there);
  const lines = flags.many("do");
  const actions = lines.length === 0 ? [] : parseActions(lines.join("\n"), there, 0);
  const steps = [...base.steps, ...actions].sort((a, b) => a.at - b.at);
  const given = flags.one("seed");
  return { ...base, knobs, rules, steps, seed: given === null ? base.seed : seedOf(given) };
}

/** The file's steps must make sense under what the flags choose before the start. */
function checkSteps(base: Script, knobs: Script["knobs"], vocabulary: Vocabulary): void {
  const turned = vocabulary.atStart.filter((knob) => knobs[knob] !== base.knobs[knob]);
  if (turned.length === 0) return;
  for (const step of base.steps) {
    try {
      parseActions(printStep(step), vocabulary, 0);
    } catch (error) {
      if (!(error instanceof ScriptError)) throw error;
      const given = turned.map((knob) => `--set ${knob}=${knobs[knob]}`).join(" ");
      throw new UsageError(`with ${given}, “${printStep(step)}” is not possible: ${error.what}`);
    }
  }
}

function seedOf(text: string): number {
  const seed = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(seed))
    throw new UsageError(
      `“${text}” is no seed: a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`,
    );
  return seed;
}

function duration(text: string): Micros {
  const time = parseDuration(text);
  if (time === null)
    throw new UsageError(`--for “${text}” is no time; write 30s, 2.5s or 200ms, at most a day`);
  return time;
}
