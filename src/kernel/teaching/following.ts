/** Follows a run for a tour's step, a prediction or a challenge: says at the playhead what has come true. */
import type { Script } from "../intervention.ts";
import { ActionError, type Lane, type Run } from "../run.ts";
import { printIntervention } from "../script-text.ts";
import { parseActions, parseScript } from "../script.ts";
import type { Scenario } from "../scenario.ts";
import type { Micros } from "../time.ts";
import type { EventId, TraceEvent } from "../trace.ts";
import { phrase, say, translate } from "../../languages/say.ts";
import { vocabularyOf } from "../vocabulary.ts";
import { unknownWord } from "../words.ts";
import type { Met } from "./condition.ts";
import type { Challenge, Names, Option, Outcome, Pointer, Prediction, TourStep } from "./lesson.ts";
import { recordsOf } from "./record.ts";
import { Stand } from "./stand.ts";

/** How a step of a tour stands. */
export interface StepStanding {
  readonly is: "step";
  readonly id: string;
  readonly met: Met | null;
  readonly points: readonly Pointer[];
  readonly names: Names;
  /** What the step offers to do now, as script lines. */
  readonly action: readonly string[];
}

/** How a prediction stands. */
export interface PredictionStanding {
  readonly is: "prediction";
  readonly id: string;
  /** Null until the moment of the question. */
  readonly asked: {
    readonly at: Micros;
    readonly options: readonly Option[];
    readonly names: Names;
    /** What is done once it is answered. */
    readonly action: readonly string[];
  } | null;
  readonly points: readonly Pointer[];
  /** Null until it is settled. */
  readonly outcome: (Outcome & { readonly at: Micros }) | null;
}

/** How an attempt at a challenge stands. */
export interface ChallengeStanding {
  readonly is: "challenge";
  readonly id: string;
  /** In a sentence why this run is no attempt at the challenge; null where it is one. */
  readonly unfit: string | null;
  readonly actions: number;
  /** Something was done that is not allowed here: as scripts write it. */
  readonly forbidden: string | null;
  /** How much of the goal is reached, 0 to 1. */
  readonly progress: number;
  /** The goal was reached, with so many actions; only where nothing was done that is not allowed. */
  readonly met: (Met & { readonly actions: number }) | null;
}

export type Standing = StepStanding | PredictionStanding | ChallengeStanding;

/** Something that follows a run. */
export interface Following {
  /** How it stands at the playhead; the very same object while nothing has changed. */
  look(): Standing;
  /** Whether the run should rest here, as it has not rested yet: a question is to be asked, or was answered by the run. */
  rests(): boolean;
}

/** What may be followed. `since`: the last event before a tour's step began; 0 for the run's beginning. */
export type Follow =
  | { readonly is: "step"; readonly id: string; readonly since: EventId }
  | { readonly is: "prediction"; readonly id: string }
  | { readonly is: "challenge"; readonly id: string };

const KINDS: Readonly<Record<Follow["is"], string>> = {
  step: phrase("step"),
  prediction: phrase("prediction"),
  challenge: phrase("challenge"),
};

/** Begins to follow a run. @throws ActionError when its scenario has nothing of that name */
export function follow(run: Run, what: Follow): Following {
  const { tour, predictions = [], challenges = [], convictions = [], rules } = run.scenario;
  const among = <T extends { readonly id: string }>(all: readonly T[]): T => {
    const found = all.find((each) => each.id === what.id);
    if (found) return found;
    const ids = all.map((each) => each.id);
    throw new ActionError(unknownWord(translate(KINDS[what.is]), what.id, ids));
  };
  switch (what.is) {
    case "step":
      return new StepFollowing(run, among(tour?.steps ?? []), what.since);
    case "prediction":
      return new PredictionFollowing(run, among(predictions));
    case "challenge":
      return new ChallengeFollowing(run, among([...challenges, ...recordsOf(convictions, rules)]));
  }
}

/** Brings a fold over the trace to the playhead, wherever that has gone. */
class Reader {
  stand = new Stand();
  #lane: Lane | null = null;
  #read: EventId = 0;

  /**
   * @param begin clears everything: the trace is read again from the start.
   * @param take gets each event; the stand has taken it in already, and `before` is called first, with its time alone.
   */
  constructor(
    private readonly run: Run,
    private readonly begin: () => void,
    private readonly take: (event: TraceEvent) => void,
    private readonly before: (event: TraceEvent) => void = () => undefined,
  ) {}

  catchUp(): void {
    const { run } = this;
    const { lastEvent } = run.world;
    if (this.#lane !== run.lane || lastEvent < this.#read) {
      this.stand = new Stand();
      this.#read = 0;
      this.#lane = run.lane;
      this.begin();
    }
    if (lastEvent > this.#read)
      for (const event of run.events(this.#read + 1, lastEvent)) {
        this.stand.time = event.time;
        this.before(event);
        this.stand.take(event);
        this.take(event);
      }
    this.#read = lastEvent;
    this.stand.time = run.time;
  }
}

/**
 * Follows a tour's step, from an event on; when the playhead goes back before it, from there. A step that offers to do something counts from
 * the first deed on, by that offer or otherwise: what happens by itself while its words are read is not what it waits for.
 */
class StepFollowing implements Following {
  readonly #reader: Reader;
  #since: EventId;
  #memory: unknown;
  #begun = false;
  #standing: StepStanding | null = null;

  constructor(
    private readonly run: Run,
    private readonly step: TourStep,
    since: EventId,
  ) {
    this.#since = since;
    this.#reader = new Reader(
      run,
      () => {
        this.#begun = false;
        this.#since = Math.min(this.#since, run.world.lastEvent);
        if (this.#since === 0 && !step.action) this.#start();
      },
      (event) => this.#take(event),
    );
  }

  look(): Standing {
    this.#reader.catchUp();
    const { step, run } = this;
    const before = this.#standing;
    // What has come true stays so: its reader may look back.
    const so = this.#begun ? step.until?.met(this.#memory, this.#reader.stand) : null;
    const met = before?.met ?? so ?? null;
    const next: StepStanding = {
      is: "step",
      id: step.id,
      met,
      points: step.points?.(run.world) ?? [],
      // A word stays known when what it stood for has gone: who led is told after the crash, too.
      names: before?.met ? before.names : { ...before?.names, ...step.names?.(run.world) },
      action: met ? [] : outstanding(run, step.action?.(run.world) ?? []),
    };
    return (this.#standing = same(before, next) ? before! : next);
  }

  rests(): boolean {
    return false;
  }

  #start(): void {
    this.#begun = true;
    this.#memory = this.step.until?.start(this.#reader.stand);
  }

  #take(event: TraceEvent): void {
    const { step } = this;
    if (!this.#begun && step.action && event.kind === "intervention" && event.id > this.#since)
      this.#start();
    if (this.#begun) this.#memory = step.until?.observe(this.#memory, event, this.#reader.stand);
    else if (!step.action && event.id >= this.#since) this.#start();
  }
}

/** Follows a prediction: waits for the moment of the question, then for what settles it. */
class PredictionFollowing implements Following {
  readonly #reader: Reader;
  #moment: unknown;
  #settling: unknown;
  #met: Met | null = null;
  #asked: PredictionStanding["asked"] = null;
  #outcome: PredictionStanding["outcome"] = null;
  #rested: "nowhere" | "asked" | "settled" = "nowhere";
  #standing: PredictionStanding | null = null;

  constructor(
    private readonly run: Run,
    private readonly prediction: Prediction,
  ) {
    this.#reader = new Reader(
      run,
      () => {
        this.#met = null;
        this.#outcome = null;
        this.#settling = undefined;
        this.#moment = prediction.moment.start(this.#reader.stand);
      },
      (event) => this.#take(event),
    );
  }

  look(): Standing {
    const { run, prediction } = this;
    this.#reader.catchUp();
    const { stand } = this.#reader;
    this.#meet();
    if (this.#met) {
      this.#asked ??= {
        at: this.#met.at,
        options: prediction.options(run.world),
        names: prediction.names?.(run.world) ?? {},
        action: prediction.action?.(run.world) ?? [],
      };
      this.#settle(stand.time);
    }
    const before = this.#standing;
    const next: PredictionStanding = {
      is: "prediction",
      id: prediction.id,
      asked: this.#met ? this.#asked : null,
      points: prediction.points?.(run.world) ?? [],
      outcome: this.#outcome,
    };
    return (this.#standing = same(before, next) ? before! : next);
  }

  rests(): boolean {
    const { asked, outcome } = this.look() as PredictionStanding;
    const here = outcome ? "settled" : asked ? "asked" : "nowhere";
    const stops = here !== this.#rested && here !== "nowhere";
    this.#rested = here;
    return stops;
  }

  #take(event: TraceEvent): void {
    const { stand } = this.#reader;
    const { moment, settles } = this.prediction;
    if (this.#met) {
      if (this.#outcome) return;
      this.#settling = settles.observe(this.#settling, event, stand);
      this.#settle(event.time);
    } else {
      this.#moment = moment.observe(this.#moment, event, stand);
      this.#meet();
    }
  }

  #meet(): void {
    if (this.#met) return;
    const { stand } = this.#reader;
    this.#met = this.prediction.moment.met(this.#moment, stand);
    if (this.#met) this.#settling = this.prediction.settles.start(stand);
  }

  #settle(at: Micros): void {
    if (this.#outcome) return;
    const settled = this.prediction.settles.settled(this.#settling, this.#reader.stand);
    if (settled) this.#outcome = { ...settled, at };
  }
}

/** Follows an attempt at a challenge, from the run's beginning. */
class ChallengeFollowing implements Following {
  readonly #reader: Reader;
  readonly #setUp: Script;
  #left = new Map<string, number>();
  #memory: unknown;
  #actions = 0;
  #forbidden: string | null = null;
  #met: ChallengeStanding["met"] = null;
  #standing: ChallengeStanding | null = null;

  constructor(
    private readonly run: Run,
    private readonly challenge: Challenge,
  ) {
    this.#setUp = setUpOf(run.scenario, challenge.opens);
    this.#reader = new Reader(
      run,
      () => {
        this.#actions = 0;
        this.#forbidden = null;
        this.#met = null;
        this.#left = counted(this.#setUp);
        this.#memory = challenge.goal.start(new Stand());
      },
      (event) => this.#take(event),
      // What came true by the passing of time alone did so before this.
      () => this.#meet(),
    );
  }

  look(): Standing {
    this.#reader.catchUp();
    this.#meet();
    const { goal, id } = this.challenge;
    const next: ChallengeStanding = {
      is: "challenge",
      id,
      unfit: this.#unfit(),
      actions: this.#actions,
      forbidden: this.#forbidden,
      progress: this.#met ? 1 : (goal.progress?.(this.#memory, this.#reader.stand) ?? 0),
      met: this.#met,
    };
    return (this.#standing = same(this.#standing, next) ? this.#standing! : next);
  }

  rests(): boolean {
    return false;
  }

  #take(event: TraceEvent): void {
    if (event.kind === "intervention")
      this.#count(event.time, printIntervention(event.data.what), event.data.what.do);
    this.#memory = this.challenge.goal.observe(this.#memory, event, this.#reader.stand);
    this.#meet();
  }

  #count(at: Micros, line: string, verb: string): void {
    const key = `${at} ${line}`;
    const left = this.#left.get(key) ?? 0;
    if (left > 0) this.#left.set(key, left - 1);
    else {
      this.#actions++;
      const { allows } = this.challenge;
      if (allows && !allows.some((each) => each === verb)) this.#forbidden ??= line;
    }
  }

  #meet(): void {
    if (this.#met || this.#forbidden !== null || this.#actions > this.challenge.most) return;
    const met = this.challenge.goal.met(this.#memory, this.#reader.stand);
    if (met) this.#met = { ...met, actions: this.#actions };
  }

  /** A link may carry any run: it must have begun as the challenge does. */
  #unfit(): string | null {
    const { run } = this;
    const setUp = this.#setUp;
    if (run.script.seed !== setUp.seed)
      return say`it begins with seed ${run.script.seed}, the challenge with ${setUp.seed}`;
    if (
      !sameSettings(run.script.knobs, setUp.knobs) ||
      !sameSettings(run.script.rules, setUp.rules)
    )
      return say`it begins with other settings than the challenge`;
    const lines = counted({ steps: run.lane.steps });
    for (const [key, count] of counted(setUp))
      if ((lines.get(key) ?? 0) < count) return say`it lacks what the challenge begins with`;
    return null;
  }
}

/** The script of a run as a lesson sets it up. @throws ScriptError when its lines are wrong */
export function setUpOf(scenario: Scenario, opens: readonly string[]): Script {
  return parseScript([`scenario ${scenario.id}`, ...opens].join("\n"), vocabularyOf(scenario));
}

/** What is offered, unless it only sets what is set so already: then it has been done, and one waits for what comes of it. */
function outstanding({ scenario, time, world }: Run, lines: readonly string[]): readonly string[] {
  if (lines.length === 0 || !lines.every((line) => /^(?:set|rule) /.test(line))) return lines;
  const { knobs, rules } = world.settings;
  const stands = parseActions(lines.join("\n"), vocabularyOf(scenario), time).every(({ what }) =>
    what.do === "set"
      ? knobs[what.knob] === what.value
      : what.do === "rule" && (rules[what.rule] !== false) === what.on,
  );
  return stands ? [] : lines;
}

function counted({ steps }: Pick<Script, "steps">): Map<string, number> {
  const found = new Map<string, number>();
  for (const { at, what } of steps) {
    const key = `${at} ${printIntervention(what)}`;
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  return found;
}

function sameSettings<T>(a: Readonly<Record<string, T>>, b: Readonly<Record<string, T>>): boolean {
  const ids = Object.keys(a);
  return ids.length === Object.keys(b).length && ids.every((id) => a[id] === b[id]);
}

/** Small plain data: written down it is the same. */
function same(a: Standing | null, b: Standing): boolean {
  return a !== null && JSON.stringify(a) === JSON.stringify(b);
}
