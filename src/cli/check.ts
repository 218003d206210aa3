import { readFileSync, statSync } from "node:fs";
import { CHECKERS, judge, usualQuestion } from "../judge/check.ts";
import { LARGEST, readHistory } from "../judge/formats/read-history.ts";
import { fitModel } from "../judge/models/for-history.ts";
import { modelNamed, MODELS } from "../judge/models/index.ts";
import type { AnyModel } from "../judge/models/model.ts";
import type { Operation } from "../judge/operation.ts";
import { tellOperation } from "../judge/telling.ts";
import { AMPLE, type Answer, type Consistency } from "../judge/verdict.ts";
import { parseDuration, SECOND } from "../kernel/time.ts";
import { unknownWord } from "../kernel/words.ts";
import type { Flags } from "./flags.ts";
import { UsageError } from "./usage.ts";

const DEFAULT_BUDGET = 60 * SECOND;
const MILLISECONDS = 1_000;

/** A verdict on somebody's history: the JSON document of `check`. */
export interface CheckOutcome {
  readonly model: string;
  readonly consistency: Consistency;
  readonly verdict: Answer;
  /** How many operations the history has. */
  readonly operations: number;
  /** Operations that together prove a no. */
  readonly culprits?: readonly Culprit[];
  /** The anomaly's name in the literature. */
  readonly anomaly?: string;
  /** Why, in one sentence each; empty for yes. */
  readonly simple: string;
  readonly expert: string;
  /** What the file was taken for, and how the model was guessed. */
  readonly format: string;
  readonly note: string;
  readonly seconds: number;
}

interface Culprit {
  readonly process: string;
  readonly f: string;
  readonly key: string | null;
  readonly input: unknown;
  readonly output: unknown;
  readonly outcome: string;
  /** The line of its call, where the file has one for it. */
  readonly line: number | null;
  /** As people say it: `process 3 wrote 1`. */
  readonly told: string;
}

/** `check FILE`: judges a history from elsewhere. @throws UsageError, HistoryError */
export function checkCommand(flags: Flags): CheckOutcome {
  const [file, ...more] = flags.words;
  if (file === undefined || more.length > 0)
    throw new UsageError("check takes one file with a history, or - for standard input");
  const budget = budgetOf(flags.one("budget"));
  const asked = consistencyOf(flags.one("consistency"));
  const chosen = modelOf(flags.one("model"));
  const { history, format, note } = readHistory(textOf(file));
  const model = chosen ?? modelNamed(history.model!)!;
  fitModel(history, model);
  const began = performance.now();
  const until = began + budget / MILLISECONDS;
  const { consistency, answer, culprits, anomaly, simple, expert } = judge(history, {
    model,
    consistency: asked ?? usualQuestion(model),
    budget: { ...AMPLE, states: Infinity, stop: () => performance.now() > until },
  });
  return {
    model: model.id,
    consistency,
    verdict: answer,
    operations: history.operations.length,
    ...(culprits ? { culprits: culprits.map((id) => culpritOf(history.operations[id]!)) } : {}),
    ...(anomaly === undefined ? {} : { anomaly }),
    simple,
    expert,
    format,
    note: chosen ? "" : note,
    seconds: Math.round(performance.now() - began) / MILLISECONDS,
  };
}

/** The outcome for people. */
export function printCheck(outcome: CheckOutcome): string {
  const { consistency, verdict, operations, culprits = [], anomaly, expert, format } = outcome;
  const lines = [
    `${format}, ${operations} operations${outcome.note === "" ? `, as a ${outcome.model}` : ""}`,
    ...(outcome.note === "" ? [] : [`${outcome.note} Say --model to choose another.`]),
    `  ${verdict.padEnd(8)} ${consistency}${anomaly === undefined ? "" : ` (${anomaly})`}${expert === "" ? "" : `: ${expert}`}`,
    ...culprits.map(
      ({ line, told }) => `  ${(line === null ? "" : `line ${line}`).padEnd(10)} ${told}`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function culpritOf(op: Operation): Culprit {
  const { process, f, key, input, output = null, outcome, line } = op;
  const ended = { ok: "", fail: ", which failed", unknown: ", with unknown outcome" }[outcome];
  return {
    process,
    f,
    key,
    input,
    output,
    outcome,
    line: line !== undefined && line > 0 ? line : null,
    told: `${tellOperation(op, true)}${ended}`,
  };
}

function textOf(file: string): string {
  try {
    if (file === "-") return readFileSync(0, "utf8");
    const { size } = statSync(file);
    if (size > LARGEST)
      throw new UsageError(`${file} has ${size} bytes; a history has at most ${LARGEST}`);
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      `cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function modelOf(id: string | null): AnyModel | null {
  if (id === null) return null;
  const model = modelNamed(id);
  if (!model)
    throw new UsageError(
      unknownWord(
        "model",
        id,
        MODELS.map((each) => each.id),
      ),
    );
  return model;
}

function consistencyOf(name: string | null): Consistency | null {
  if (name === null) return null;
  const known = CHECKERS.map((checker) => checker.consistency);
  const consistency = known.find((each) => each === name);
  if (!consistency) throw new UsageError(unknownWord("consistency", name, known));
  return consistency;
}

/** In µs of this machine. */
function budgetOf(text: string | null): number {
  const budget = text === null ? DEFAULT_BUDGET : parseDuration(text);
  if (budget === null || budget === 0)
    throw new UsageError(`--budget “${text}” is no time; write 60s or 500ms`);
  return budget;
}
