/**
 * What the page teaches with: follows a tour, a prediction or an attempt at a challenge in the run that is open, one at a
 * time. The worker judges; here stands what its reader has answered and how far they have come.
 */
import { createStore, type StoreApi } from "zustand/vanilla";
import { lessonTextsOf, type FetchedTexts } from "../catalog/lesson-texts.ts";
import type { Standing } from "../wire/frame.ts";
import type { ChallengeCard, Teaching } from "../wire/manifest.ts";
import type { Follow } from "../wire/sentences.ts";
import type { Lab } from "./lab.ts";
import { progress, type Progress } from "./progress.ts";
import { forgetTour, keptTour, keepTour } from "./tour-bookmark.ts";

type StandingOf<K extends Standing["is"]> = Extract<Standing, { readonly is: K }>;

/** What is being learned with. */
export type Course =
  | {
      readonly is: "tour";
      /** Which step; the number of steps once the tour is over. */
      readonly step: number;
      readonly standing: StandingOf<"step"> | null;
    }
  | {
      readonly is: "prediction";
      readonly id: string;
      /** The option that was chosen; null until then. */
      readonly answer: string | null;
      readonly standing: StandingOf<"prediction"> | null;
    }
  | {
      readonly is: "challenge";
      readonly id: string;
      /** How many hints have been asked for. */
      readonly hints: number;
      readonly standing: StandingOf<"challenge"> | null;
    };

export interface LearningState {
  readonly lesson: string | null;
  /** The lesson's words; null until they are fetched, and where there are none. */
  readonly texts: FetchedTexts | null;
  readonly course: Course | null;
  /** The lesson's tour was left at this step; null where it was not. */
  readonly left: number | null;
}

export class Learning {
  readonly state: StoreApi<LearningState> = createStore<LearningState>(() => ({
    lesson: null,
    texts: null,
    course: null,
    left: null,
  }));
  /** The event from which on the present step of the tour counts. */
  #since = 0;
  #opening = false;

  constructor(
    private readonly lab: Lab,
    private readonly deeds: Pick<Progress, "done"> = progress,
  ) {
    lab.onFollowed = (standing) => this.#hear(standing);
    lab.page.subscribe((page, before) => {
      if (page.opened === before.opened || this.#opening) return;
      if (page.lesson !== this.state.getState().lesson) this.#quit();
      else void this.#followOn(0);
      this.prepare();
    });
    this.prepare();
  }

  /** Fetches the words of the lesson that is open. */
  prepare(): void {
    const { lesson, manifest } = this.lab.page.getState();
    if (lesson === null || manifest?.scenario !== lesson) return;
    if (this.state.getState().lesson === lesson) return;
    this.state.setState({ lesson, texts: null, left: keptTour(lesson)?.step ?? null });
    void lessonTextsOf(lesson)?.().then((texts) => {
      if (this.state.getState().lesson === lesson) this.state.setState({ texts });
    });
  }

  // ── The tour ────────────────────────────────────────────────────────────────────────────────────────────────

  /** Begins the lesson's tour in a run of its own. */
  async startTour(): Promise<void> {
    const tour = this.#teaching?.tour;
    if (!tour || !(await this.#open(tour.opens))) return;
    await this.#goToStep(0, 0);
  }

  /** Goes on with the tour where it was left, in the run in which that was. */
  async resumeTour(): Promise<void> {
    const { lesson } = this.state.getState();
    const kept = lesson === null ? null : keptTour(lesson);
    const tour = this.#teaching?.tour;
    if (!kept || !tour || kept.step >= tour.steps.length) return this.startTour();
    if (!(await this.#openScript(kept.script))) return this.startTour();
    await this.#goToStep(kept.step, kept.since);
    this.lab.play();
  }

  /** On to the next step; behind the last one the tour is over. */
  async next(): Promise<void> {
    const { course, lesson } = this.state.getState();
    const steps = this.#teaching?.tour?.steps ?? [];
    if (course?.is !== "tour" || lesson === null) return;
    const met = course.standing?.met;
    const since = met ? met.event : this.lab.live.getState().event;
    await this.#goToStep(course.step + 1, since);
    if (course.step + 1 >= steps.length) {
      this.deeds.done({ lesson, what: "tour", id: "tour" });
      forgetTour(lesson);
      this.state.setState({ left: null });
      void this.lab.follow(null);
    } else await this.#bookmark();
  }

  /** Does what the step offers, and lets the run go on. */
  async doStep(): Promise<void> {
    const { course } = this.state.getState();
    if (course?.is !== "tour" || !course.standing) return;
    const { action } = course.standing;
    if (action.length === 0 || !(await this.lab.tryTo(action.join("; ")))) return;
    if (!this.lab.playing) this.lab.play();
  }

  /** Leaves whatever is under way; a tour can be resumed. The run stays. */
  async leave(): Promise<void> {
    const { course } = this.state.getState();
    const over = course?.is === "tour" && course.step >= (this.#teaching?.tour?.steps.length ?? 0);
    if (course?.is === "tour" && !over) await this.#bookmark();
    this.#quit();
    void this.lab.follow(null);
  }

  async #goToStep(step: number, since: number): Promise<void> {
    this.#since = since;
    this.#take({ is: "tour", step, standing: null });
    await this.#followOn(since);
  }

  async #bookmark(): Promise<void> {
    const { course, lesson } = this.state.getState();
    if (course?.is !== "tour" || lesson === null) return;
    const { step } = course;
    const script = await this.lab.record().then(
      ({ text }) => text,
      () => null,
    );
    if (script === null) return;
    keepTour(lesson, { step, since: this.#since, script });
    this.state.setState({ left: step });
  }

  // ── Predictions ─────────────────────────────────────────────────────────────────────────────────────────────

  /** Opens a prediction's run, which stops and asks by itself. @param seed another run of the same question. */
  async predict(id: string, seed: number | null = null): Promise<void> {
    const opens = this.#teaching?.predictions.find((each) => each.id === id)?.opens;
    const lines = opens?.filter((line) => seed === null || !line.startsWith("seed ")) ?? [];
    if (!opens || !(await this.#open(seed === null ? lines : [`seed ${seed}`, ...lines]))) return;
    this.#take({ is: "prediction", id, answer: null, standing: null });
    await this.#followOn(0);
  }

  /** Answers the question, and lets the run show what comes. */
  async answer(option: string): Promise<void> {
    const { course } = this.state.getState();
    if (course?.is !== "prediction" || course.answer !== null || !course.standing?.asked) return;
    this.#take({ ...course, answer: option });
    const { action } = course.standing.asked;
    if (action.length > 0 && !(await this.lab.tryTo(action.join("; ")))) return;
    this.lab.play();
  }

  // ── Challenges ──────────────────────────────────────────────────────────────────────────────────────────────

  /** Begins an attempt at a challenge. */
  async attempt(id: string): Promise<void> {
    const opens = this.#challenges.find((each) => each.id === id)?.opens;
    const { course } = this.state.getState();
    const hints = course?.is === "challenge" && course.id === id ? course.hints : 0;
    if (!opens || !(await this.#open(opens))) return;
    this.#take({ is: "challenge", id, hints, standing: null });
    await this.#followOn(0);
  }

  /** Takes the run that is open for an attempt, and has it judged as it was played. Answers whether there is such a challenge. */
  async judge(id: string): Promise<boolean> {
    if (!this.#challenges.some((each) => each.id === id)) return false;
    this.#take({ is: "challenge", id, hints: 0, standing: null });
    await this.#followOn(0);
    return true;
  }

  /** Plays the search's run without a rule: the record that an attempt was to beat. The attempt is over. */
  async showRecord(id: string): Promise<void> {
    const run = this.#teaching?.records.find((each) => each.id === id)?.run;
    if (!run) return;
    await this.leave();
    if (await this.#open(run)) this.lab.play();
  }

  /** One more hint. */
  hint(): void {
    const { course } = this.state.getState();
    if (course?.is === "challenge") this.#take({ ...course, hints: course.hints + 1 });
  }

  /** The address of the attempt, from its `#` on; whoever opens it has it judged anew. @throws Error with a sentence */
  async attemptLink(): Promise<string> {
    const { course } = this.state.getState();
    const link = await this.lab.link();
    return course?.is === "challenge" ? `${link}&challenge=${course.id}` : link;
  }

  // ── Within ──────────────────────────────────────────────────────────────────────────────────────────────────

  get #teaching(): Teaching | null {
    return this.lab.page.getState().manifest?.teaching ?? null;
  }

  get #challenges(): readonly ChallengeCard[] {
    return [...(this.#teaching?.challenges ?? []), ...(this.#teaching?.records ?? [])];
  }

  async #open(opens: readonly string[]): Promise<boolean> {
    const { lesson } = this.lab.page.getState();
    return this.#openScript([`scenario ${lesson}`, ...opens, ""].join("\n"));
  }

  async #openScript(script: string): Promise<boolean> {
    this.#opening = true;
    const why = await this.lab.openInstead(script).finally(() => {
      this.#opening = false;
    });
    if (why !== null) this.lab.say(why, "wrong");
    else this.lab.showStage();
    return why === null;
  }

  #take(course: Course): void {
    this.state.setState({ course });
    const { learning } = this.lab.page.getState();
    if (!learning) this.lab.page.setState({ learning: true });
  }

  #quit(): void {
    this.state.setState({ course: null });
    this.lab.page.setState({ learning: false });
  }

  /** Has the worker follow what is under way. @param since for a tour's step: the event from which on it counts. */
  async #followOn(since: number): Promise<void> {
    const what = this.#followed(since);
    if (what) await this.lab.follow(what);
  }

  #followed(since: number): Follow | null {
    const { course } = this.state.getState();
    if (course?.is !== "tour") return course && { is: course.is, id: course.id };
    const step = this.#teaching?.tour?.steps[course.step];
    return step ? { is: "step", id: step.id, since } : null;
  }

  #hear(standing: Standing): void {
    const { course, lesson } = this.state.getState();
    if (!course || lesson === null) return;
    if (course.is === "tour" && standing.is === "step") {
      if (this.#teaching?.tour?.steps[course.step]?.id === standing.id)
        this.#take({ ...course, standing });
    } else if (course.is === "prediction" && standing.is === "prediction") {
      this.#hearPrediction(lesson, course, standing);
    } else if (course.is === "challenge" && standing.is === "challenge") {
      this.#take({ ...course, standing });
      if (standing.met && standing.unfit === null) {
        const best = this.#challenges.find((each) => each.id === course.id)?.best ?? 0;
        const stars = standing.met.actions <= best ? 1 : 0;
        this.deeds.done({ lesson, what: "challenge", id: course.id, stars });
      }
    }
  }

  #hearPrediction(
    lesson: string,
    course: Extract<Course, { readonly is: "prediction" }>,
    standing: StandingOf<"prediction">,
  ): void {
    const before = course.standing;
    this.#take({ ...course, standing });
    // It waits for the answer, and stops again to show what came of it.
    if (standing.asked && !before?.asked && course.answer === null) this.lab.pause();
    if (standing.outcome && !before?.outcome && course.answer !== null) {
      this.lab.pause();
      const right = standing.outcome.option === course.answer;
      this.deeds.done({ lesson, what: "prediction", id: course.id, stars: right ? 1 : 0 });
    }
  }
}

const learnings = new WeakMap<Lab, Learning>();

/** The laboratory's one. */
export function learningOf(lab: Lab): Learning {
  const known = learnings.get(lab) ?? new Learning(lab);
  learnings.set(lab, known);
  return known;
}
