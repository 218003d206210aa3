/** The search's side of the page: an order in, replies out, in slices. What runs it (a worker, a test) does not matter. */
import { inEnglish, say, translate } from "../languages/say.ts";
import type { Scenario } from "../kernel/scenario.ts";
import { parseScript, scenarioOf, ScriptError } from "../kernel/script.ts";
import { scenarioAt } from "../kernel/variant.ts";
import { vocabularyOf } from "../kernel/vocabulary.ts";
import { unknownWord } from "../kernel/words.ts";
import { neutralAllowance, SearchError } from "../search/allowance.ts";
import type { Explored, Found, Outcome, Report } from "../search/request.ts";
import { convictAgain } from "../search/found.ts";
import { search } from "../search/search.ts";
import type { SearchCall, SearchReply } from "../wire/searching.ts";
import type { Library } from "./host.ts";
import { tellStory } from "./story.ts";

/** What a search needs of whoever runs it. */
export interface Runner {
  /** Wall ms. */
  now(): number;
  /** Settles when everything else that waits has had its turn. */
  breathe(): Promise<void>;
  /** Whether somebody has asked it to end. */
  stopped(): boolean;
}

type Order = Extract<SearchCall, { do: "search" }>;

/** It searches so long before it lets others have their turn, in wall ms. */
const SLICE = 40;
/** Progress is told so often at most, in wall ms. */
const OFTEN = 200;

/** What may usually happen in the lesson that a script opens. */
export async function usual(text: string, library: Library): Promise<SearchReply> {
  try {
    const { scenario, script } = await read(text, library);
    return { is: "usual", allowance: neutralAllowance(scenarioAt(scenario, script.knobs)) };
  } catch (error) {
    return refusal(error);
  }
}

/** Searches, and tells how far it is and how it ends. Never throws: what cannot be searched is refused in a sentence. */
export async function carryOut(
  order: Order,
  library: Library,
  runner: Runner,
  tell: (reply: SearchReply) => void,
): Promise<void> {
  try {
    const { from, allowance, method, seed, share } = order;
    const { scenario, script } = await read(order.script, library);
    const steps = search(scenario, {
      script,
      from,
      allowance,
      target: null,
      method,
      seed,
      runs: null,
      states: null,
      worker: share,
    });
    let told = runner.now();
    for (;;) {
      const slice = runner.now() + SLICE;
      let step: IteratorResult<Report, Outcome>;
      // What is found must not depend on the reader's language: signatures are made of words, too.
      do step = inEnglish(() => steps.next());
      while (!step.done && runner.now() < slice);
      if (step.done) return tell(endOf(scenario, step.value.found, step.value.explored));
      const { phase, explored, best } = step.value;
      if (runner.now() - told >= OFTEN) {
        told = runner.now();
        tell({
          is: "progress",
          progress: { phase, explored, best: best?.interventions ?? null },
        });
      }
      await runner.breathe();
      // What is being made shorter is a bad run already.
      if (runner.stopped()) return tell(endOf(scenario, best, explored));
    }
  } catch (error) {
    tell(refusal(error));
  }
}

function endOf(scenario: Scenario, found: Found | null, explored: Explored): SearchReply {
  const story = found && tellStory(scenario, found.script, found.monitor);
  return found && story
    ? { is: "found", found: { ...found, ...retold(scenario, found), story }, explored }
    : { is: "nothing", explored };
}

/** What is broken, in the reader's language. */
function retold(scenario: Scenario, { script, monitor, ...found }: Found) {
  const run = convictAgain(scenario, script, monitor);
  const place = run?.scenario.monitors.findIndex(({ id }) => id === monitor) ?? -1;
  const { simple, expert } = run?.world.findings[place] ?? {};
  return {
    title: translate(found.title),
    simple: simple ?? translate(found.simple),
    expert: expert ?? translate(found.expert),
  };
}

/** @throws ScriptError */
async function read(text: string, library: Library) {
  const id = scenarioOf(text) ?? "";
  const scenario = await library.load(id);
  if (!scenario) throw new ScriptError(0, unknownWord("scenario", id, library.ids));
  return { scenario, script: parseScript(text, vocabularyOf(scenario)) };
}

function refusal(error: unknown): SearchReply {
  if (error instanceof ScriptError || error instanceof SearchError)
    return { is: "refused", why: error.message };
  const why = error instanceof Error ? error.message : String(error);
  return { is: "refused", why: say`the search failed: ${why}` };
}
