/** Finds a bad run: walks, then everything within reach; what is found is shrunk and verified from its text. */
import type { Scenario } from "../kernel/scenario.ts";
import { LONGEST, SECOND } from "../kernel/time.ts";
import { scenarioAt } from "../kernel/variant.ts";
import { unknownWord } from "../kernel/words.ts";
import type { World } from "../kernel/world.ts";
import { say } from "../languages/say.ts";
import { neutralAllowance, refusal, SearchError, type Allowance } from "./allowance.ts";
import { breadthFirst, type Exploration, type Progress } from "./breadth-first.ts";
import { Charge } from "./charge.ts";
import { foundRun } from "./found.ts";
import { Play, type Step } from "./play.ts";
import { replay } from "./replay.ts";
import {
  FAULT,
  type Explored,
  type Found,
  type Outcome,
  type Report,
  type SearchRequest,
} from "./request.ts";
import { shrink } from "./shrink.ts";
import { Walks, type Catch } from "./walks.ts";
import { WorldSystem, type Situation } from "./world-system.ts";

/**
 * Carries a search out. It reports after every run or few states; whoever drives measures wall time in between, and may
 * leave it at any report: what was explored by then, and the bad run as far as it was shrunk, are in the report.
 * The same request gives the same reports, whatever the machine.
 * @throws SearchError for a request that makes no sense.
 */
export function* search(scenario: Scenario, request: SearchRequest): Generator<Report, Outcome> {
  const searching = new Searching(scenario, request);
  return yield* searching.carryOut();
}

/** A world to start from, and the interventions that led there. */
interface Base {
  readonly world: World;
  readonly steps: readonly Step[];
}

/** A lesson with at most so many servers is small enough to explore exhaustively unasked. */
const SMALL = 3;
/** So many steps of walks, then of exhaustive exploration, when both are asked for. */
const SHARE = 400_000;
/** An exhaustive exploration looks no further than so much simulated time from where it starts. */
const SPAN = 15 * SECOND;
/** Whole worlds of the frontier are held in memory: more states than these are not explored unasked. */
const MOST_STATES = 400_000;

class Searching {
  private readonly request: SearchRequest;
  private readonly allowance: Allowance;
  private readonly charge: Charge;
  private readonly base: Base | null;
  private readonly walks: Walks;
  private played = 0;
  private best: Found | null = null;
  private exhausted: Progress | null = null;
  private complete = false;

  constructor(
    private readonly scenario: Scenario,
    request: SearchRequest,
  ) {
    const here = scenarioAt(scenario, request.script.knobs);
    this.allowance = request.allowance ?? neutralAllowance(here);
    check(request, this.allowance, here);
    const steps = request.script.steps.filter((step) => step.at <= request.from);
    this.request = { ...request, script: { ...request.script, steps } };
    this.charge = new Charge(scenario, this.request.script, request.target);
    this.base = this.reach();
    this.walks = new Walks(scenario, this.request, this.allowance, this.charge, this.base);
  }

  /** The moment to start from; null for the start. */
  private reach(): Base | null {
    const { script, from } = this.request;
    if (from === 0 && script.steps.length === 0) return null;
    const play = new Play(this.scenario, script, this.charge);
    play.begin();
    for (const { at, what } of script.steps) play.act(at, what);
    play.settle(from);
    return { world: play.world, steps: play.steps };
  }

  *carryOut(): Generator<Report, Outcome> {
    const { method } = this.request;
    const caught =
      method === "walks"
        ? yield* this.walk(null)
        : method === "exhaustive"
          ? yield* this.exhaust()
          : yield* this.both();
    if (caught) yield* this.makeShort(caught);
    return { found: this.best, explored: this.explored() };
  }

  /**
   * Walks first; then, where the setting is small enough to get anywhere, everything within reach for as much work again; then
   * walks.
   */
  private *both(): Generator<Report, Catch | null> {
    const servers = this.scenario.nodes.filter(({ kind }) => kind !== "client").length;
    const small = servers <= SMALL && this.request.worker.index === 0;
    const caught = yield* this.walk(small ? SHARE : null);
    if (caught || !small) return caught;
    return (yield* this.exhaust(SHARE)) ?? (yield* this.walk(null));
  }

  /** Explores everything: first all runs with one intervention, then with two, and so on. @param work at most so many steps; null: no end but the request's. */
  private *exhaust(work: number | null = null): Generator<Report, Catch | null> {
    const { script, states, worker } = this.request;
    // Workers that share a search each explore under a seed of their own, where the run has not begun.
    const seed = this.base ? script.seed : script.seed + worker.index;
    const start = { scenario: script.scenario, seed, knobs: script.knobs, rules: script.rules };
    const kept = this.base?.steps.length ?? 0;
    const limit = states ?? MOST_STATES;
    for (let most = 1; ; most++) {
      const play = new Play(this.scenario, start, this.charge);
      if (this.base) play.resume(this.base.world, this.base.steps);
      else play.begin();
      const system = new WorldSystem(play, this.allowance, kept, play.time + SPAN, most);
      const exploring = breadthFirst(system, { states: limit, depth: null });
      const before = this.played;
      let step: IteratorResult<Progress, Exploration<Situation, string>>;
      for (;;) {
        step = exploring.next();
        this.exhausted = step.value;
        this.played = before + system.played;
        if (step.done) break;
        yield this.report("exhaustive");
        if (work !== null && this.played > work) return null;
      }
      const { violation, complete } = step.value;
      if (violation?.state.conviction) {
        const { steps, conviction } = violation.state;
        return { start, steps, conviction };
      }
      this.complete = complete && !system.bounded;
      if (!complete || this.complete) return null;
    }
  }

  /** @param work at most so many steps; null: no end but the request's. */
  private *walk(work: number | null): Generator<Report, Catch | null> {
    const { runs } = this.request;
    if (work !== null) work += this.walks.played;
    let fault: Catch | null = null;
    while (
      (runs === null || this.walks.runs < runs) &&
      (work === null || this.walks.played < work)
    ) {
      const caught = this.walks.walk();
      if (caught?.conviction.kind === "verdict") return caught;
      // A program that throws is a bad run too, unless there is a broken promise to be shown.
      if (caught && this.request.target === null && fault === null) {
        fault = caught;
        yield* this.makeShort(caught);
      }
      yield this.report("walks");
    }
    return null;
  }

  /** Shrinks what was caught; the best so far is always one that its own text convicts. */
  private *makeShort({ start, steps, conviction }: Catch): Generator<Report, void> {
    const kept = this.base?.steps.length ?? 0;
    const fault = conviction.kind === "fault";
    const trial = {
      scenario: this.scenario,
      start,
      charge: fault ? this.charge : this.charge.of(conviction.data.monitor),
      fault,
      base: this.base,
      limit: conviction.time,
    };
    const first = replay(trial, steps.slice(kept));
    this.played += first.played;
    if (first.conviction === null)
      throw new Error("a run that was found is not found again: the lesson is not deterministic");
    let latest = { ...first, start };
    const shrinking = shrink(
      { ...trial, limit: LONGEST },
      first,
      this.request.script.knobs,
      (better) => (latest = better),
    );
    let told: unknown = null;
    for (;;) {
      const step = shrinking.next();
      if (told !== latest) {
        this.best = foundRun(this.scenario, latest, kept) ?? this.best;
        told = latest;
      }
      if (step.done) return;
      this.played += step.value;
      yield this.report("shrinking");
    }
  }

  private explored(): Explored {
    return {
      runs: this.walks.runs,
      states: this.walks.corpus.situations + (this.exhausted?.states ?? 0),
      depth: this.exhausted?.depth ?? 0,
      frontier: this.exhausted?.frontier ?? 0,
      steps: this.walks.played + this.played,
      complete: this.complete,
    };
  }

  private report(phase: Report["phase"]): Report {
    return { phase, explored: this.explored(), best: this.best };
  }
}

function check(request: SearchRequest, allowance: Allowance, scenario: Scenario): void {
  const why = refusal(allowance, scenario);
  if (why !== null) throw new SearchError(why);
  const monitors = scenario.monitors.map(({ id }) => id);
  if (request.target !== null && request.target !== FAULT && !monitors.includes(request.target))
    throw new SearchError(unknownWord(say`promise`, request.target, monitors));
  for (const [name, count] of [
    ["runs", request.runs],
    ["states", request.states],
  ] as const) {
    if (count !== null && (!Number.isSafeInteger(count) || count < 0))
      throw new SearchError(say`${name}: “${count}” is no number; write a whole number from 0`);
  }
  const { index, of } = request.worker;
  if (!Number.isInteger(index) || !Number.isInteger(of) || index < 0 || index >= of)
    throw new SearchError(say`there is no worker ${index} of ${of}`);
  if (!Number.isSafeInteger(request.from) || request.from < 0 || request.from > LONGEST)
    throw new SearchError(say`from: “${request.from}” is no moment of a run`);
}
