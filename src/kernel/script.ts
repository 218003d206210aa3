import { parseLatency } from "./conditions.ts";
import type { Intervention, LinkRef, Script, TimedIntervention } from "./intervention.ts";
import { HONEST } from "./script-text.ts";
import { turned, type Settings } from "./settings.ts";
import { MINUTE, parseDuration, printDuration, type Micros } from "./time.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { unknownWord } from "./words.ts";
import { phrase, say, translate } from "../languages/say.ts";

/** Longest script text read, in characters; more is refused before any of it is looked at. */
export const MAX_SCRIPT_LENGTH = 256 * 1024;
/** Most interventions in one script. */
export const MAX_STEPS = 5_000;

/** What is wrong with a script, in one sentence that names the line. `line` is 1-based; 0 when it is not about one. */
export class ScriptError extends Error {
  override readonly name = "ScriptError";
  constructor(
    readonly line: number,
    readonly what: string,
  ) {
    super(line > 0 ? say`line ${line}: ${what}` : what);
  }
}

/** Thrown inside while the line is not known. */
class Wrong extends Error {}

/** The scenario that a script names, before anything else of it is read; null when it names none. */
export function scenarioOf(text: string): string | null {
  return /^\s*scenario\s+(\S+)\s*(#.*)?$/m.exec(text.slice(0, MAX_SCRIPT_LENGTH))?.[1] ?? null;
}

/**
 * Reads a whole script. With a vocabulary every word is checked against the scenario's own.
 * @throws ScriptError with the line and what is wrong, and the nearest word that would have been right.
 */
export function parseScript(text: string, vocabulary?: Vocabulary): Script {
  if (text.length > MAX_SCRIPT_LENGTH)
    throw new ScriptError(
      0,
      say`the script has ${text.length} characters; at most ${MAX_SCRIPT_LENGTH} are read`,
    );
  const head: { -readonly [K in "scenario" | "version" | "seed" | "until" | "hash"]?: Script[K] } =
    {};
  const knobs: Record<string, string> = {};
  const rules: Record<string, boolean> = {};
  const steps: TimedIntervention[] = [];
  let chosen: Vocabulary | undefined;
  /** The settings that the lines so far lead to, and the last line that sets how the run starts. */
  let settings: Settings | undefined;
  let settled = 0;
  /** The lines that set how the run starts are all read: what stands below is about a run that goes on. */
  const begin = () => {
    if (!vocabulary || settings) return;
    settings = vocabulary.start({ knobs, rules });
    const why = vocabulary.unworkable(settings);
    if (why !== null) throw new ScriptError(settled, why);
    chosen = vocabulary.under(knobs);
  };
  eachLine(text, (words, line) => {
    const [verb, ...rest] = words;
    switch (verb) {
      case "scenario":
        head.scenario = one(rest, "scenario raft-election");
        return;
      case "version":
        head.version = wholeNumber(one(rest, "version 1"), 1, 1_000_000, say`a version`);
        return;
      case "seed":
        head.seed = wholeNumber(one(rest, "seed 7"), 0, Number.MAX_SAFE_INTEGER, say`a seed`);
        return;
      case "until":
        head.until = time(one(rest, "until 30s"));
        return;
      case "hash":
        head.hash = one(rest, "hash 0123456789abcdef");
        if (!/^[0-9a-f]{16}$/.test(head.hash))
          throw new Wrong(say`“${clip(head.hash)}” is no hash; one has 16 hexadecimal digits`);
        return;
      case "set":
      case "rule": {
        if (steps.length > 0)
          throw new Wrong(
            say`“${verb}” without “at” sets how the run starts and stands before the first “at”`,
          );
        const what = readIntervention(words, vocabulary);
        if (what.do === "set") knobs[what.knob] = what.value;
        else if (what.do === "rule") rules[what.rule] = what.on;
        settled = line;
        return;
      }
      case "at": {
        begin();
        const step = readStep(rest, chosen, steps.at(-1)?.at ?? 0);
        if (settings && (step.what.do === "set" || step.what.do === "rule")) {
          settings = turned(settings, step.what);
          const why = vocabulary!.unworkable(settings);
          if (why !== null) throw new Wrong(why);
        }
        steps.push(step);
        if (steps.length > MAX_STEPS) throw new Wrong(say`more than ${MAX_STEPS} interventions`);
        return;
      }
      default:
        throw new Wrong(
          unknownWord(say`line`, verb ?? "", [
            "scenario",
            "version",
            "seed",
            "set",
            "rule",
            "at",
            "until",
            "hash",
          ]),
        );
    }
  });
  if (head.scenario === undefined)
    throw new ScriptError(
      0,
      say`the script names no scenario; its first line should be like “scenario cap”`,
    );
  begin();
  return { seed: 1, ...head, scenario: head.scenario, knobs, rules, steps };
}

/**
 * Reads lines that act on a run: `crash n1`, or with a time of their own `at 5s crash n1`; lines end at a line break
 * or a semicolon. Without `at` a line acts at `now`. @throws ScriptError
 */
export function parseActions(
  text: string,
  vocabulary: Vocabulary | undefined,
  now: Micros,
): TimedIntervention[] {
  if (text.length > MAX_SCRIPT_LENGTH)
    throw new ScriptError(
      0,
      say`the script has ${text.length} characters; at most ${MAX_SCRIPT_LENGTH} are read`,
    );
  const steps: TimedIntervention[] = [];
  eachLine(text.replaceAll(";", "\n"), (words) => {
    if (words[0] === "at") steps.push(readStep(words.slice(1), vocabulary, steps.at(-1)?.at ?? 0));
    else
      steps.push({
        at: Math.max(now, steps.at(-1)?.at ?? 0),
        what: readDeed(words, vocabulary),
      });
    if (steps.length > MAX_STEPS) throw new Wrong(say`more than ${MAX_STEPS} interventions`);
  });
  if (steps.length === 0)
    throw new ScriptError(0, say`nothing to do: write an action such as “crash n1”`);
  return steps;
}

function eachLine(text: string, read: (words: string[], line: number) => void): void {
  text.split(/\r?\n/).forEach((line, i) => {
    const words = line
      .replace(/#.*$/, "")
      .trim()
      .split(/\s+/)
      .filter((word) => word !== "");
    if (words.length === 0) return;
    try {
      read(words, i + 1);
    } catch (error) {
      if (error instanceof Wrong) throw new ScriptError(i + 1, error.message);
      throw error;
    }
  });
}

function readStep(
  words: readonly string[],
  vocabulary: Vocabulary | undefined,
  previous: Micros,
): TimedIntervention {
  const [when, ...rest] = words;
  if (when === undefined || rest.length === 0)
    throw new Wrong(say`“at” needs a time and an action, like “at 2s crash n1”`);
  const at = time(when);
  if (at < previous)
    throw new Wrong(
      say`${when} lies before ${printDuration(previous)}, the time of the line above; lines stand in the order of time`,
    );
  return { at, what: readDeed(rest, vocabulary) };
}

/** What is done to a run that goes on. */
function readDeed(words: readonly string[], vocabulary: Vocabulary | undefined): Intervention {
  const what = readIntervention(words, vocabulary);
  if (what.do === "set" && vocabulary?.atStart.includes(what.knob))
    throw new Wrong(
      say`${what.knob} is chosen before the run starts; write “set ${what.knob} ${what.value}” before the first “at”`,
    );
  return what;
}

/** How each action is written; also what the error of a misspelt one shows. */
export const USAGE: Readonly<Record<Intervention["do"], string>> = {
  crash: "crash n1",
  restart: phrase("restart n1, or restart n1 wiped"),
  pause: "pause n1",
  resume: "resume n1",
  cut: phrase("cut n1-n2, or cut n1>n2 for one direction"),
  heal: phrase("heal, or heal n1-n2"),
  partition: "partition n1 n2 | n3 n4 n5",
  hold: phrase("hold n1-n2, or hold all, or hold timers"),
  release: phrase("release n1-n2, or release all, or release timers"),
  slow: phrase("slow n1 50ms, or slow n1 0ms to make it well"),
  traitor: phrase("traitor n1 lies, or traitor n1 honest"),
  latency: phrase("latency n1>n2 80ms, or latency all 20ms..40ms"),
  loss: phrase("loss n1>n2 30%, or loss all 5%"),
  duplication: "duplication n1>n2 10%",
  order: phrase("order n1>n2 fifo, or order all any"),
  drop: "drop m17",
  duplicate: "duplicate m17",
  deliver: "deliver m17",
  delay: "delay m17 200ms",
  move: "move m17 40%",
  clock: "clock n1 +50ms",
  drift: "drift n1 1.1",
  fire: phrase("fire n1, or fire n1 electionTimeout"),
  set: "set mode AP",
  rule: "rule pre-vote off",
  client: "client c1 write x 1",
};

function readIntervention(
  words: readonly string[],
  vocabulary: Vocabulary | undefined,
): Intervention {
  const [verb, ...rest] = words;
  if (verb === undefined || !Object.hasOwn(USAGE, verb))
    throw new Wrong(unknownWord(say`action`, verb ?? "", Object.keys(USAGE)));
  const what = verb as Intervention["do"];
  const exactly = (count: number): void => {
    if (rest.length !== count) throw new Wrong(say`“${what}” is written ${translate(USAGE[what])}`);
  };
  const word = (i: number): string => {
    const found = rest[i];
    if (found === undefined) throw new Wrong(say`“${what}” is written ${translate(USAGE[what])}`);
    return found;
  };
  switch (what) {
    case "crash":
    case "pause":
    case "resume":
      exactly(1);
      return { do: what, node: node(word(0), vocabulary) };
    case "restart":
      if (rest.length === 2 && rest[1] !== "wiped")
        throw new Wrong(say`“restart” is written ${translate(USAGE.restart)}`);
      exactly(rest.length === 2 ? 2 : 1);
      return { do: "restart", node: node(word(0), vocabulary), wiped: rest.length === 2 };
    case "cut":
      exactly(1);
      return { do: "cut", link: link(word(0), vocabulary) };
    case "heal":
      exactly(Math.min(1, rest.length));
      return { do: "heal", link: rest.length === 0 ? null : links(word(0), vocabulary) };
    case "partition":
      return { do: "partition", groups: groups(rest, vocabulary) };
    case "hold":
    case "release":
      exactly(1);
      return { do: what, link: word(0) === "timers" ? "timers" : links(word(0), vocabulary) };
    case "slow": {
      exactly(2);
      const by = time(word(1));
      if (by > MINUTE)
        throw new Wrong(say`“${clip(word(1))}” is too slow; at most ${printDuration(MINUTE)}`);
      return { do: "slow", node: node(word(0), vocabulary), by };
    }
    case "traitor":
      exactly(2);
      return readTraitor(node(word(0), vocabulary), word(1), vocabulary);
    case "latency": {
      exactly(2);
      const latency = parseLatency(word(1));
      if (!latency)
        throw new Wrong(say`“${clip(word(1))}” is no latency; write 80ms, 20ms..40ms or 20ms+10ms`);
      return { do: "latency", link: links(word(0), vocabulary), latency };
    }
    case "loss":
    case "duplication":
      exactly(2);
      return { do: what, link: links(word(0), vocabulary), share: percent(word(1)) };
    case "order": {
      exactly(2);
      const order = word(1);
      if (order !== "any" && order !== "fifo")
        throw new Wrong(unknownWord(say`order`, order, ["any", "fifo"]));
      return { do: "order", link: links(word(0), vocabulary), order };
    }
    case "drop":
    case "duplicate":
    case "deliver":
      exactly(1);
      return { do: what, message: message(word(0)) };
    case "delay":
      exactly(2);
      return { do: "delay", message: message(word(0)), by: signed(word(1)) };
    case "move":
      exactly(2);
      return { do: "move", message: message(word(0)), to: percent(word(1)) };
    case "clock":
      exactly(2);
      return { do: "clock", node: node(word(0), vocabulary), offset: signed(word(1)) };
    case "drift":
      exactly(2);
      return { do: "drift", node: node(word(0), vocabulary), rate: rate(word(1)) };
    case "fire": {
      exactly(Math.min(2, Math.max(1, rest.length)));
      const timer = rest[1] ?? null;
      if (timer !== null && vocabulary && !vocabulary.timers.includes(timer))
        throw new Wrong(unknownWord(say`timer`, timer, vocabulary.timers));
      return { do: "fire", node: node(word(0), vocabulary), timer };
    }
    case "set": {
      exactly(2);
      const knob = word(0);
      const value = word(1);
      if (vocabulary) {
        const values = Object.hasOwn(vocabulary.knobs, knob) ? vocabulary.knobs[knob]! : null;
        if (!values) throw new Wrong(unknownWord(say`knob`, knob, Object.keys(vocabulary.knobs)));
        if (!values.includes(value))
          throw new Wrong(unknownWord(say`value of ${knob}`, value, values));
      }
      return { do: "set", knob, value };
    }
    case "rule": {
      exactly(2);
      const rule = word(0);
      if (vocabulary && !vocabulary.rules.includes(rule))
        throw new Wrong(unknownWord(say`rule`, rule, vocabulary.rules));
      if (rest[1] !== "on" && rest[1] !== "off")
        throw new Wrong(say`a rule is “on” or “off”, not “${clip(word(1))}”`);
      return { do: "rule", rule, on: rest[1] === "on" };
    }
    case "client":
      return readClient(rest, vocabulary);
  }
}

function readTraitor(who: string, as: string, vocabulary: Vocabulary | undefined): Intervention {
  if (as === HONEST) return { do: "traitor", node: who, as: null };
  const known = vocabulary?.treacheries;
  if (known) {
    const words = Object.keys(known);
    if (words.length === 0) throw new Wrong(say`nobody can be a traitor in this lesson`);
    if (!Object.hasOwn(known, as))
      throw new Wrong(unknownWord(say`treachery`, as, [...words, HONEST]));
    if (!known[as]!.includes(who)) throw new Wrong(say`${who} cannot be a traitor by “${as}”`);
  }
  return { do: "traitor", node: who, as };
}

function readClient(words: readonly string[], vocabulary: Vocabulary | undefined): Intervention {
  const [client, f, ...given] = words;
  if (client === undefined || f === undefined)
    throw new Wrong(say`“client” is written ${USAGE.client}`);
  if (vocabulary && !vocabulary.clients.includes(client))
    throw new Wrong(unknownWord(say`client`, client, vocabulary.clients));
  let wanted: readonly ("key" | "value")[] =
    given.length > 1 ? ["key", "value"] : given.length === 1 ? ["key"] : [];
  if (vocabulary) {
    if (!Object.hasOwn(vocabulary.operations, f))
      throw new Wrong(unknownWord(say`operation`, f, Object.keys(vocabulary.operations)));
    wanted = vocabulary.operations[f]!;
  }
  const example = { key: vocabulary?.keys[0] ?? "x", value: "1" };
  const like = ["client", client, f, ...wanted.map((each) => example[each])].join(" ");
  if (given.length !== wanted.length)
    throw new Wrong(
      wanted.length === 0
        ? say`“${f}” takes nothing, like “${like}”`
        : say`“${f}” takes ${wanted.map(nameOfArgument).join(say` and `)}, like “${like}”`,
    );
  const operation: { f: string; key?: string; value?: string } = { f };
  wanted.forEach((name, i) => (operation[name] = given[i]!));
  if (vocabulary && operation.key !== undefined && !vocabulary.keys.includes(operation.key))
    throw new Wrong(unknownWord(say`key`, operation.key, vocabulary.keys));
  return { do: "client", client, operation };
}

function nameOfArgument(name: "key" | "value"): string {
  return name === "key" ? say`key` : say`value`;
}

function one(words: readonly string[], usage: string): string {
  if (words.length !== 1) throw new Wrong(say`write it like “${usage}”`);
  return words[0]!;
}

function clip(word: string): string {
  return word.length > 40 ? `${word.slice(0, 40)}…` : word;
}

function time(word: string): Micros {
  const micros = parseDuration(word);
  if (micros === null)
    throw new Wrong(say`“${clip(word)}” is no time; write 2s, 2.5s, 200ms or 150us, at most a day`);
  return micros;
}

function signed(word: string): Micros {
  const sign = word.startsWith("-") ? -1 : 1;
  const size = time(word.replace(/^[+-]/, ""));
  return size === 0 ? 0 : sign * size;
}

function wholeNumber(word: string, low: number, high: number, what: string): number {
  const value = /^\d+$/.test(word) ? Number(word) : Number.NaN;
  if (!(value >= low && value <= high))
    throw new Wrong(say`“${clip(word)}” is not ${what}: a whole number from ${low} to ${high}`);
  return value;
}

function percent(word: string): number {
  const match = /^(\d+(?:\.\d{1,4})?)%$/.exec(word);
  const value = match ? Number(match[1]) : Number.NaN;
  if (!(value <= 100)) throw new Wrong(say`“${clip(word)}” is not a share; write 0% to 100%`);
  return Math.round(value * 10_000) / 1_000_000;
}

function rate(word: string): number {
  const value = /^\d+(\.\d+)?$/.test(word) ? Math.round(Number(word) * 1_000_000) : Number.NaN;
  if (!(value >= 100_000 && value <= 10_000_000))
    throw new Wrong(
      say`“${clip(word)}” is not a clock rate; 1 is a true clock, 0.1 to 10 are possible`,
    );
  return value;
}

function message(word: string): number {
  const match = /^m([1-9]\d{0,14})$/.exec(word);
  if (!match) throw new Wrong(say`“${clip(word)}” is no message; messages are called m1, m2, …`);
  return Number(match[1]);
}

function node(word: string, vocabulary: Vocabulary | undefined): string {
  if (vocabulary && !vocabulary.nodes.includes(word))
    throw new Wrong(unknownWord(say`node`, word, vocabulary.nodes));
  return word;
}

function link(word: string, vocabulary: Vocabulary | undefined): LinkRef {
  const match = /^([^->]+)([->])([^->]+)$/.exec(word);
  if (!match)
    throw new Wrong(
      say`“${clip(word)}” is no link; write n1-n2 for both directions or n1>n2 for one`,
    );
  const from = node(match[1]!, vocabulary);
  const to = node(match[3]!, vocabulary);
  if (from === to) throw new Wrong(say`a link joins two different nodes, not ${from} with itself`);
  if (vocabulary && !vocabulary.linked(from, to))
    throw new Wrong(say`no link leads from ${from} to ${to}`);
  return { from, to, both: match[2] === "-" };
}

function links(word: string, vocabulary: Vocabulary | undefined): LinkRef | null {
  return word === "all" ? null : link(word, vocabulary);
}

function groups(words: readonly string[], vocabulary: Vocabulary | undefined): string[][] {
  const found: string[][] = [[]];
  for (const word of words.join(" ").replaceAll("|", " | ").split(" ").filter(Boolean)) {
    if (word === "|") found.push([]);
    else found.at(-1)!.push(node(word, vocabulary));
  }
  const names = found.flat();
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new Wrong(say`${twice} stands in two groups of the partition`);
  if (found.length < 2 || found.some((group) => group.length === 0))
    throw new Wrong(say`a partition has two groups or more, like “${USAGE.partition}”`);
  return found;
}
