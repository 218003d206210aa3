/** The judge's side of the page: requests in, replies out; what runs it (a worker, a test) does not matter. */
import { CHECKERS, usualQuestion } from "../judge/check.ts";
import type { Checker } from "../judge/checker.ts";
import { historyOf } from "../judge/formats/client-operations.ts";
import { readHistory } from "../judge/formats/read-history.ts";
import { HistoryError } from "../judge/history-error.ts";
import {
  latticeOf,
  OBJECT_LATTICE,
  TRANSACTION_LATTICE,
  type LatticeNode,
} from "../judge/lattice.ts";
import { fitModel, modelFor } from "../judge/models/for-history.ts";
import { MODELS, modelNamed } from "../judge/models/index.ts";
import type { AnyModel } from "../judge/models/model.ts";
import type { History } from "../judge/operation.ts";
import { AMPLE, type Budget, type Consistency } from "../judge/verdict.ts";
import { say, translate } from "../languages/say.ts";
import type {
  JudgeReply,
  JudgeRequest,
  Standing,
  Standpoint,
  Understood,
} from "../wire/judging.ts";
import { excerptOf } from "./excerpt.ts";

/** A run that plays is judged again and again: each question gets so many states. */
const LIVE: Budget = { states: 200_000 };
/** Beside the question that was asked, each of the others gets so many. */
const BESIDE: Budget = { states: 2_000_000 };

const NODES = [...OBJECT_LATTICE, ...TRANSACTION_LATTICE];

/** @param tell is given every reply, in order. @param now wall ms. */
export function answer(
  request: JudgeRequest,
  tell: (reply: JudgeReply) => void,
  now: () => number,
): void {
  try {
    switch (request.do) {
      case "lattice":
        return tell({ is: "standing", ...standingOf(historyOf(request.operations)) });
      case "read":
        return tell({ is: "read", ...understand(request.text, request.model) });
      case "check":
        return check(request, tell, now);
      default:
        request satisfies never;
    }
  } catch (error) {
    tell(refusal(error));
  }
}

function standingOf(history: History): Standing {
  const { model } = modelFor(history);
  const lattice = judged(history, model, LIVE, askable(history, model));
  const completed = history.operations.filter((op) => op.returned !== null).length;
  return { lattice, excerpt: excerptOf(history, verdictsOf(lattice)), completed };
}

function understand(text: string, chosen: string | null): Understood {
  const { history, format, model, note } = readAs(text, chosen);
  const functions = new Set(history.operations.map((op) => op.f));
  const usual = usualQuestion(model);
  const questions = askable(history, model).map(({ consistency }) => consistency);
  return {
    format,
    operations: history.operations.length,
    processes: new Set(history.operations.map((op) => op.process)).size,
    model: model.id,
    note,
    models: MODELS.filter((each) => [...functions].every((f) => each.functions.includes(f))).map(
      ({ id, title, help }) => ({ id, title: translate(title), help: translate(help) }),
    ),
    questions: [
      ...questions.filter((each) => each === usual),
      ...questions.filter((each) => each !== usual),
    ],
  };
}

function check(
  { text, model: chosen, consistency }: Extract<JudgeRequest, { do: "check" }>,
  tell: (reply: JudgeReply) => void,
  now: () => number,
): void {
  const { history, model } = readAs(text, chosen);
  const began = now();
  const questions = askable(history, model);
  const asked = consistency ?? usualQuestion(model);
  const checker = questions.find((each) => each.consistency === asked);
  if (!checker) throw new HistoryError(0, pointless(asked, history, model));
  const budget: Budget = {
    ...AMPLE,
    progress: (placed, of) => tell({ is: "progress", placed, of }),
  };
  const verdict = checker.check(history, model, budget);
  const took = now() - began;
  tell({ is: "verdict", verdict, excerpt: excerptOf(history, [verdict]), took });
  const known: Checker = { ...checker, check: () => verdict };
  const lattice = judged(
    history,
    model,
    BESIDE,
    questions.map((each) => (each === checker ? known : each)),
  ).map((each) => (each.consistency === verdict.consistency ? { ...each, verdict } : each));
  tell({ is: "lattice", lattice, excerpt: excerptOf(history, verdictsOf(lattice)) });
}

function judged(
  history: History,
  model: AnyModel,
  budget: Budget,
  checkers: readonly Checker[],
): readonly Standpoint[] {
  return latticeOf(history, model, budget, checkers).map(({ consistency, answer, verdict }) => ({
    ...told(NODES.find((node) => node.consistency === consistency)!),
    answer,
    verdict,
  }));
}

function told(node: LatticeNode): LatticeNode {
  const { title, simple, expert } = node;
  return {
    ...node,
    title: translate(title),
    simple: translate(simple),
    expert: translate(expert),
  };
}

function verdictsOf(lattice: readonly Standpoint[]) {
  return lattice.flatMap(({ verdict }) => verdict ?? []);
}

/** @throws HistoryError */
function readAs(text: string, chosen: string | null) {
  const { history, format, note } = readHistory(text);
  const model = modelNamed(chosen ?? history.model!);
  if (!model) throw new HistoryError(0, say`there is no model “${chosen}”`);
  fitModel(history, model);
  return { history, format, model, note: chosen === null ? note : "" };
}

function askable(history: History, model: AnyModel): readonly Checker[] {
  // Transactions have names of their own for the order of everything.
  const ofTransactions = TRANSACTION_LATTICE.map(({ consistency }) => consistency);
  return CHECKERS.filter(
    (each) =>
      each.applies(history, model) === null &&
      (model.id !== "transactions" || ofTransactions.includes(each.consistency)),
  );
}

function pointless(asked: Consistency, history: History, model: AnyModel): string {
  const known = CHECKERS.find((each) => each.consistency === asked);
  return known?.applies(history, model) ?? say`nobody can answer whether it is “${asked}”`;
}

function refusal(error: unknown): JudgeReply {
  if (error instanceof HistoryError)
    return { is: "refused", line: error.line, sentence: error.sentence };
  const why = error instanceof Error ? error.message : String(error);
  return { is: "refused", line: 0, sentence: say`The judge has stopped working (${why}).` };
}
