import { availableParallelism } from "node:os";
import { scenarioAt } from "../kernel/variant.ts";
import type { Script } from "../kernel/intervention.ts";
import type { Scenario } from "../kernel/scenario.ts";
import { parseScript } from "../kernel/script.ts";
import { parseDuration, type Micros } from "../kernel/time.ts";
import { vocabularyOf } from "../kernel/vocabulary.ts";
import { unknownWord } from "../kernel/words.ts";
import { ALLOWANCES, neutralAllowance, type Allowance } from "../search/allowance.ts";
import type { Explored, Method, SearchRequest } from "../search/request.ts";
import type { FlagKinds, Flags } from "./flags.ts";
import { scenarioNamed } from "./lessons.ts";
import { readScriptFile } from "./recording.ts";
import { withFlags } from "./run.ts";
import { searchInPool, type Pooled } from "./search-pool.ts";
import { UsageError } from "./usage.ts";

export const SEARCH_FLAGS: FlagKinds = {
  json: "switch",
  seed: "one",
  budget: "one",
  runs: "one",
  method: "one",
  promise: "one",
  allow: "many",
  workers: "one",
  script: "one",
  from: "one",
  "rule-off": "many",
  set: "many",
};

/** The JSON document of `search`. */
export interface SearchOutcome {
  readonly found: boolean;
  /** The broken promise. */
  readonly violated?: string;
  readonly promised?: boolean;
  readonly sentence?: string;
  readonly interventions?: number;
  readonly events?: number;
  readonly script?: string;
  readonly explored: Explored & { readonly seconds: number };
  readonly interrupted: boolean;
}

const METHODS: readonly Method[] = ["walks", "exhaustive", "both"];
const DEFAULT_BUDGET = 60_000_000;
const MOST_WORKERS = 64;

/** `search <lesson> …`: looks for a bad run. @throws UsageError, ScriptError */
export async function searchCommand(
  flags: Flags,
  complain: (sentence: string) => void,
): Promise<SearchOutcome> {
  const [lesson, ...more] = flags.words;
  if (lesson === undefined || more.length > 0)
    throw new UsageError("search takes one lesson, like “search raft-election”");
  const scenario = await scenarioNamed(lesson);
  const request = requestOf(flags, scenario);
  const { runs } = request;
  const most = runs === null ? MOST_WORKERS : Math.max(1, runs);
  const workers = Math.min(workersOf(flags), most);
  const orders = Array.from({ length: workers }, (_, index) => ({
    lesson,
    request: {
      ...request,
      runs: runs === null ? null : Math.ceil((runs - index) / workers),
      worker: { index, of: workers },
    },
  }));
  const interrupt = new AbortController();
  const stop = (): void => interrupt.abort();
  process.once("SIGINT", stop);
  try {
    const file = new URL("./search-worker.js", import.meta.url);
    const budget = durationOf(flags, "budget", DEFAULT_BUDGET) / 1000;
    return outcomeOf(await searchInPool(file, orders, budget, interrupt.signal, complain));
  } finally {
    process.off("SIGINT", stop);
  }
}

function requestOf(flags: Flags, scenario: Scenario): SearchRequest {
  const vocabulary = vocabularyOf(scenario);
  const file = flags.one("script");
  const text = file === null ? `scenario ${scenario.id}` : readScriptFile(file);
  const base: Script = parseScript(text, vocabulary);
  if (base.scenario !== scenario.id)
    throw new UsageError(`${file} is a script of ${base.scenario}, not of ${scenario.id}`);
  // `--seed` is the search's own chance; where the run has begun, its seed is the script's.
  const { seed: _, ...script } = withFlags(base, flags, vocabulary);
  const end = file === null ? 0 : (base.until ?? base.steps.at(-1)?.at ?? 0);
  const here = scenarioAt(scenario, script.knobs);
  return {
    script: { ...script, seed: base.seed },
    from: durationOf(flags, "from", end),
    allowance: allowanceOf(flags, here),
    target: targetOf(flags, here),
    method: methodOf(flags),
    seed: wholeNumber(flags, "seed") ?? 1,
    runs: wholeNumber(flags, "runs"),
    states: null,
    worker: { index: 0, of: 1 },
  };
}

function methodOf(flags: Flags): Method {
  const word = flags.one("method") ?? "both";
  const method = METHODS.find((each) => each === word);
  if (method === undefined) throw new UsageError(unknownWord("method", word, METHODS));
  return method;
}

function targetOf(flags: Flags, scenario: Scenario): string | null {
  const target = flags.one("promise");
  const monitors = scenario.monitors.map(({ id }) => id);
  if (target !== null && !monitors.includes(target))
    throw new UsageError(unknownWord("promise", target, monitors));
  return target;
}

function allowanceOf(flags: Flags, scenario: Scenario): Allowance {
  const allowance: { -readonly [K in keyof Allowance]: number } = neutralAllowance(scenario);
  for (const word of flags.many("allow")) {
    const [name, count] = word.split("=", 2) as [string, string | undefined];
    const kind = ALLOWANCES.find((each) => each === name);
    if (kind === undefined) throw new UsageError(unknownWord("kind of fault", name, ALLOWANCES));
    if (count === undefined || count === "")
      throw new UsageError(`--allow is written --allow crashes=2, not “${word}”`);
    allowance[kind] = Number(count);
  }
  return allowance;
}

function workersOf(flags: Flags): number {
  const workers = wholeNumber(flags, "workers") ?? Math.min(availableParallelism(), MOST_WORKERS);
  if (workers < 1 || workers > MOST_WORKERS)
    throw new UsageError(`--workers ${workers}: a search has 1 to ${MOST_WORKERS} workers`);
  return workers;
}

function wholeNumber(flags: Flags, name: string): number | null {
  const text = flags.one(name);
  if (text === null) return null;
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(number))
    throw new UsageError(
      `--${name} “${text}” is no whole number from 0 to ${Number.MAX_SAFE_INTEGER}`,
    );
  return number;
}

function durationOf(flags: Flags, name: string, otherwise: Micros): Micros {
  const text = flags.one(name);
  if (text === null) return otherwise;
  const time = parseDuration(text);
  if (time === null)
    throw new UsageError(`--${name} “${text}” is no time; write 60s, 2.5s or 200ms, at most a day`);
  return time;
}

function outcomeOf({ found, explored, seconds, interrupted }: Pooled): SearchOutcome {
  return {
    found: found !== null,
    ...(found && {
      violated: found.monitor,
      promised: found.promised,
      sentence: found.expert,
      interventions: found.interventions,
      events: found.events,
      script: found.script,
    }),
    explored: { ...explored, seconds: Math.round(seconds * 1000) / 1000 },
    interrupted,
  };
}

/** The outcome for people. Everything but the script is comment, so that the whole is a script that `replay` takes. */
export function printSearch(outcome: SearchOutcome): string {
  const { runs, states, depth, seconds, complete } = outcome.explored;
  const count = (number: number): string => number.toLocaleString("en");
  const explored = `${count(runs)} walks, ${count(states)} states${depth > 0 ? `, everything up to ${depth} steps` : ""}, ${seconds.toFixed(1)} s`;
  const ended = outcome.interrupted ? "; ended by hand" : "";
  if (!outcome.found) {
    const reach = complete ? " All that the allowance admits was looked at." : "";
    return `# nothing found in ${explored}${ended}.${reach} That is no proof that nothing is there.\n`;
  }
  return [
    `# ${outcome.violated}${outcome.promised ? "" : " (not promised here)"}: ${outcome.sentence}`,
    `# ${outcome.interventions} interventions, ${count(outcome.events ?? 0)} events; found in ${explored}${ended}`,
    outcome.script,
  ].join("\n");
}
