import { createStore, type StoreApi } from "zustand/vanilla";
import { lessonOf } from "../catalog/lessons.ts";
import { say } from "../languages/say.ts";
import type { Plot } from "../wire/plots.ts";
import type { Frame, NodeFrame, Standing } from "../wire/frame.ts";
import type { Manifest } from "../wire/manifest.ts";
import type {
  ClientOperation,
  Follow,
  Reply,
  Request,
  TraceFormat,
  TroubleLevel,
} from "../wire/sentences.ts";
import { linkTo, placeOf, readAddress, type Address } from "./address.ts";
import { asSentence } from "./as-sentence.ts";
import { Comparison, type Compared } from "./comparison.ts";
import type { Companion } from "./companion.ts";
import { LinkError, MAX_LINK, pack, unpack } from "./link.ts";
import { PageControls } from "./page-controls.ts";
import { firstPage, type Page } from "./page.ts";
import { Playback } from "./playback.ts";
import { createPlayer, type Display } from "./player.ts";
import { openPort, type Port, type WorkerLike } from "./port.ts";
import { emptyRun, fold, type Run } from "./run.ts";
import { freshScript } from "./scripts.ts";
import { nearestSpeed, nextSpeed } from "./speed.ts";

/** What the page brings along from the browser. */
export interface Surroundings {
  makeWorker(): WorkerLike;
  /** A worker that judges histories. */
  makeJudge(): WorkerLike;
  /** A worker that looks for bad runs. */
  makeSearcher(): WorkerLike;
  /** How many things the machine can do at once. */
  readonly cores: number;
  readonly display: Display;
  /** Wall ms. */
  now(): number;
  /**
   * Writes the address of what is open into the browser's address bar, from its `#` on. `before`: where the way back leads
   * then, in the place of the address there was.
   */
  showAddress(hash: string, before?: string): void;
  readonly dark: boolean;
  readonly reducedMotion: boolean;
  /** Whether the window is high enough for everything at once. */
  readonly tall: boolean;
}

/** What can be taken away of the picture on the stage. */
export interface Picture {
  readonly canvas: HTMLCanvasElement;
  /** A standalone SVG document. */
  svg(): Promise<string>;
}

/** The lesson with which somebody begins who asks for none. */
const FIRST = "cap";

/** Panels see the run this often while it plays, in wall ms. */
const SLOW = 200;

/**
 * The laboratory: the state of the page and everything that can be done with it. `live` follows every frame and is
 * for what draws; `page` changes a few times a second and is for panels.
 */
export class Lab extends PageControls {
  readonly live: StoreApi<Run>;
  readonly playback = new Playback();
  #picture: Picture | null = null;
  readonly #around: Surroundings;
  #port: Port;
  #showed = 0;
  #seekTo: number | null = null;
  #seeking: Promise<void> | null = null;
  #opening = 0;
  #comparison: Comparison | null = null;
  /** The address opened last, as the router writes it. */
  #address: string | null = null;

  constructor(around: Surroundings) {
    super(createStore<Page>(() => firstPage(around.dark, around.reducedMotion, around.tall)));
    this.#around = around;
    this.live = createStore<Run>(() => emptyRun());
    this.#port = this.#connect();
    const player = createPlayer({
      display: around.display,
      time: () => this.live.getState().time,
      speed: () => this.page.getState().speed,
      reducedMotion: () => this.page.getState().reducedMotion,
      advance: async (to) => void (await this.#ask({ do: "advance", to })),
    });
    this.page.subscribe((page, before) => {
      if (page.compared !== before.compared) this.#compare(page.compared);
    });
    this.playback.store.subscribe(({ phase }) => {
      if (phase === "playing") player.start();
      else player.stop();
      this.#show();
    });
  }

  get playing(): boolean {
    return this.playback.phase === "playing";
  }

  // ── Opening ─────────────────────────────────────────────────────────────────────────────────────────────────

  /** Opens what an address names, unless it is open already. */
  async goTo(address: string): Promise<void> {
    if (this.#goTo(address)) return this.#openBehind();
    if (address === this.#address) return;
    await this.openAddress(address);
  }

  /** Opens what an address names: a lesson from its start, or a run as it was shared. */
  async openAddress(hash: string): Promise<void> {
    if (this.#goTo(hash)) return this.#openBehind();
    const asked = asRouted(hash);
    this.#address = asked;
    const address = readAddress(hash);
    this.page.setState({ embed: address.embed ? { theme: address.theme ?? "auto" } : null });
    await this.#openWhat(address);
    if (this.#address !== asked) return;
    if (address.play === false) this.pause();
    else if (address.play && !this.page.getState().reducedMotion) {
      // Whoever shares a run to be played wants it seen from its beginning.
      if (address.run !== null) await this.seek(0);
      this.play();
    }
  }

  /** The address of what is open, from its `#` on. */
  get address(): string {
    return `#${this.#address ?? "/"}`;
  }

  /** Goes to a page beside the laboratory, or back; the run that is open waits meanwhile. Answers whether it is beside. */
  #goTo(hash: string): boolean {
    const place = placeOf(readAddress(hash));
    const beside = place.is !== "lesson";
    if (beside) this.pause();
    if (JSON.stringify(place) !== JSON.stringify(this.page.getState().place))
      this.page.setState({ place, overlay: null, presenter: false });
    return beside;
  }

  /** Opens what a page beside the laboratory speaks of: a sheet its lesson; the beginning the first, if none is open. */
  async #openBehind(): Promise<void> {
    const { place, lesson } = this.page.getState();
    const wanted =
      place.is === "sheet" ? place.lesson : place.is === "home" && lesson === null ? FIRST : lesson;
    if (wanted === lesson || wanted === null || lessonOf(wanted) === null) return;
    // Going to the lesson then opens it anew.
    this.#address = null;
    await this.openLesson(wanted);
  }

  /** Runs start by themselves where they are seen, unless less motion is wanted. */
  get #startsByItself(): boolean {
    const { place, reducedMotion } = this.page.getState();
    return place.is === "lesson" && !reducedMotion;
  }

  async #openWhat(address: Address): Promise<void> {
    const lesson = address.lesson ?? FIRST;
    if (address.run === null) return this.openLesson(lesson, address.seed ?? 1);
    try {
      await this.openScript(lesson, await unpack(address.run), "to-until");
      if (address.challenge !== null && !address.embed) await this.#judge(address.challenge);
    } catch (error) {
      await this.openLesson(lesson, address.seed ?? 1);
      const why = error instanceof LinkError ? error.message : say`This link could not be opened.`;
      this.page.setState({ notice: `${why} ${say`The lesson opens from its start.`}` });
    }
  }

  /** Has the run that was opened judged as an attempt at a challenge, by what it does and not by what its link claims. */
  async #judge(challenge: string): Promise<void> {
    const { learningOf } = await import("./learning.ts");
    if (await learningOf(this).judge(challenge)) return;
    this.page.setState({ notice: say`There is no challenge “${challenge}” in this lesson.` });
  }

  /** Opens a lesson from its start. */
  async openLesson(lesson: string, seed = 1): Promise<void> {
    await this.openScript(lesson, freshScript(lesson, seed, null, null), "from-start");
  }

  /** Opens a script; one that the worker refuses leaves a notice and the lesson open from its start. */
  async openScript(
    lesson: string,
    script: string,
    play: "from-start" | "to-until",
  ): Promise<boolean> {
    const turn = ++this.#opening;
    this.playback.send({ type: "OPEN" });
    this.page.setState({ lesson, card: lessonOf(lesson), notice: null, why: null, trouble: 0 });
    if (this.page.getState().manifest?.scenario !== lesson) {
      this.page.setState({ manifest: null, selected: null, pointed: null, tool: "point" });
    }
    const reply = await this.#ask({ do: "open", script, play });
    if (turn !== this.#opening) return false;
    if (reply.is === "opened") {
      // A lesson comes to meet its learner running; a shared run waits where it was shared, and whoever wants less
      // motion starts it by hand.
      if (play === "from-start" && this.#startsByItself) this.play();
      return true;
    }
    const why = reply.is === "refused" ? reply.why : say`The lesson could not be opened.`;
    if (play === "to-until") {
      const known = lessonOf(lesson) === null ? (lessonOf("cap") ? "cap" : lesson) : lesson;
      await this.openLesson(known);
      this.page.setState({
        notice: `${say`This run could not be played: ${why}`} ${say`The lesson opens from its start.`}`,
      });
    } else {
      this.playback.send({ type: "REFUSED", why });
      this.page.setState({ notice: why });
    }
    return false;
  }

  /**
   * Opens a script from elsewhere: a file, an embedding page. When it is refused, what is open stays as it was.
   * Answers null, or why it was refused. @param before the address to which the way back is to lead.
   */
  async openInstead(script: string, before?: string): Promise<string | null> {
    const { playing } = this;
    const turn = ++this.#opening;
    if (this.page.getState().manifest === null) this.playback.send({ type: "OPEN" });
    else this.pause();
    const shared = /^\s*until\s/m.test(script);
    const reply = await this.#ask({
      do: "open",
      script,
      play: shared ? "to-until" : "from-start",
    });
    if (reply.is !== "opened") {
      const why = this.#refusal(reply) ?? say`the script could not be opened`;
      this.playback.send({ type: "REFUSED", why });
      if (playing && turn === this.#opening) this.play();
      return asSentence(why);
    }
    this.page.setState({ trouble: 0 });
    const packed = await pack(reply.script);
    if (turn !== this.#opening) return null;
    // The address follows, so that a reload and the way back lead where one expects.
    const hash = linkTo(reply.manifest.scenario, packed.length > MAX_LINK ? null : packed);
    if (this.page.getState().embed === null) {
      this.#address = asRouted(hash);
      this.#around.showAddress(hash, before);
    }
    if (!shared && !this.page.getState().reducedMotion) this.play();
    return null;
  }

  /** The same lesson from its start, under the present settings, with this seed. */
  async reseed(seed: number): Promise<void> {
    const { lesson, manifest } = this.page.getState();
    if (lesson === null) return;
    const script = freshScript(lesson, seed, manifest, this.live.getState().settings);
    await this.openScript(lesson, script, "from-start");
  }

  /** After the worker broke: a new one, and the lesson from its start. */
  async reload(): Promise<void> {
    const { lesson, seed } = this.page.getState();
    this.#port.close();
    this.#port = this.#connect();
    this.live.setState(emptyRun(), true);
    await this.openLesson(lesson ?? "cap", seed);
  }

  // ── Playing ─────────────────────────────────────────────────────────────────────────────────────────────────

  play(): void {
    this.playback.send({ type: "PLAY" });
  }

  pause(): void {
    const played = this.playing;
    this.playback.send({ type: "PAUSE" });
    // While a crowd plays its fingerprint is left out of the frames; what rests is told whole.
    if (played && this.page.getState().manifest?.links === "all")
      void this.seek(this.live.getState().time);
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.playback.send({ type: "TOGGLE" });
  }

  /** Goes to a time. While one is on its way, only the last asked for follows. */
  seek(to: number): Promise<void> {
    this.#seekTo = Math.max(0, Math.round(to));
    this.#seeking ??= this.#seekOn().finally(() => {
      this.#seeking = null;
    });
    return this.#seeking;
  }

  async #seekOn(): Promise<void> {
    while (this.#seekTo !== null) {
      const next: number = this.#seekTo;
      this.#seekTo = null;
      await this.#ask({ do: "seek", to: next });
    }
  }

  async step(by: 1 | -1): Promise<void> {
    this.pause();
    await this.#ask({ do: "step", by });
  }

  /** Goes to just after an event and lights it. */
  async visit(event: number): Promise<void> {
    this.pause();
    this.select({ is: "event", id: event });
    await this.#ask({ do: "visit", event });
  }

  async lane(id: number): Promise<void> {
    this.pause();
    await this.#ask({ do: "lane", id });
  }

  // ── Lanes, undo, trouble ────────────────────────────────────────────────────────────────────────────────────

  async undo(): Promise<void> {
    const { undo } = this.live.getState().undo;
    if (undo === null) return this.say(say`There is nothing to undo.`);
    this.#tell(await this.#ask({ do: "undo" }), say`Undone: ${undo}`);
  }

  async redo(): Promise<void> {
    const { redo } = this.live.getState().undo;
    if (redo === null) return this.say(say`There is nothing to do again.`);
    this.#tell(await this.#ask({ do: "redo" }), say`Done again: ${redo}`);
  }

  /** Gives a future a name; null or nothing takes it away. */
  async nameLane(id: number, name: string | null): Promise<void> {
    this.#tell(await this.#ask({ do: "name-lane", id, name }));
  }

  async dropLane(id: number): Promise<void> {
    this.#tell(await this.#ask({ do: "drop-lane", id }));
  }

  /** Random trouble from now on, in the script like any hand. */
  async setTrouble(level: TroubleLevel): Promise<void> {
    this.page.setState({ trouble: level });
    this.#tell(await this.#ask({ do: "trouble", level }));
  }

  // ── Two runs side by side ───────────────────────────────────────────────────────────────────────────────────

  /** The run that stands beside this one, while two are compared. */
  get companion(): Companion | null {
    return this.#comparison?.companion ?? null;
  }

  /** Puts a second run beside this one, or with null takes it away. */
  compare(compared: Compared | null): void {
    // Two stages want the room that the other views take.
    this.page.setState({ compared, ...(compared ? { drawerOpen: false } : {}) });
  }

  #compare(compared: Compared | null): void {
    this.#comparison?.close();
    this.#comparison =
      compared &&
      new Comparison(
        {
          page: this.page,
          live: this.live,
          makeWorker: () => this.#around.makeWorker(),
          now: () => this.#around.now(),
          laneScript: (id) => this.laneScript(id),
          say: (text, tone) => this.say(text, tone),
        },
        compared.beside,
      );
  }

  /** Says why nothing was done, or else what was. */
  #tell(reply: Reply, done?: string): void {
    const why = this.#refusal(reply);
    if (why !== null) this.say(asSentence(why), "wrong");
    else if (done !== undefined) this.say(done);
  }

  setSpeed(speed: number): void {
    this.page.setState({ speed: nearestSpeed(speed) });
  }

  changeSpeed(by: 1 | -1): void {
    this.page.setState({ speed: nextSpeed(this.page.getState().speed, by) });
  }

  // ── Acting: the only ways to touch a run ────────────────────────────────────────────────────────────────────

  /**
   * Does what the lines say, at the playhead; lines that choose what is chosen before the start begin a new run. Answers
   * null, or why nothing was done.
   */
  async act(text: string): Promise<string | null> {
    const { manifest } = this.page.getState();
    if (manifest?.knobs.some((knob) => knob.atStart && text.includes(knob.id))) {
      const anew = await import("./start-anew.ts");
      const choices = anew.choicesIn(text, manifest);
      if (choices) return anew.startWith(this, manifest, choices);
    }
    return this.#refusal(await this.#ask({ do: "act", text }));
  }

  /** Like {@link act}, and says a refusal on the page. */
  async tryTo(text: string): Promise<boolean> {
    const why = await this.act(text);
    if (why !== null) this.say(asSentence(why), "wrong");
    return why === null;
  }

  /** Opens the search for a bad run with this rule switched off and all others on: why is it there? */
  async findOutWhy(rule: string): Promise<void> {
    const { rules } = this.live.getState().settings;
    const lines = Object.entries(rules)
      .filter(([id, on]) => on === (id === rule))
      .map(([id, on]) => `rule ${id} ${on ? "off" : "on"}`);
    if (lines.length === 0 || (await this.tryTo(lines.join("; ")))) this.findBadRun();
  }

  async preset(id: string): Promise<void> {
    const { manifest } = this.page.getState();
    const { label, opens } = manifest?.presets.find((preset) => preset.id === id) ?? {};
    const why =
      manifest && label && opens
        ? await (await import("./start-anew.ts")).openSetUp(this, manifest, { label, opens })
        : this.#refusal(await this.#ask({ do: "preset", id }));
    if (why !== null) this.say(asSentence(why), "wrong");
  }

  // ── Asking ──────────────────────────────────────────────────────────────────────────────────────────────────

  /** The stage's picture, while there is one. */
  get picture(): Picture | null {
    return this.#picture;
  }

  /** A stage shows the run from now on. Answers what ends that. */
  offerPicture(picture: Picture): () => void {
    this.#picture = picture;
    return () => {
      if (this.#picture === picture) this.#picture = null;
    };
  }

  /** The recording up to the playhead: its text, and packed for a link. @throws Error with a sentence */
  async record(): Promise<{ readonly text: string; readonly packed: string }> {
    const reply = await this.#ask({ do: "record" });
    if (reply.is !== "recording") {
      throw new Error(this.#refusal(reply) ?? say`There is no recording.`);
    }
    return { text: reply.text, packed: await pack(reply.text) };
  }

  /** The script of a whole lane, with what is still to come in it. @throws Error with a sentence */
  async laneScript(id: number): Promise<string> {
    const reply = await this.#ask({ do: "lane-script", id });
    if (reply.is !== "recording") throw new Error(this.#refusal(reply) ?? say`There is no script.`);
    return reply.text;
  }

  /** Hears at once how what is followed stands, whenever that has changed. */
  onFollowed: ((standing: Standing) => void) | null = null;

  /** Follows a tour's step, a prediction or a challenge in the run that is open; null: nothing any more. Answers why not. */
  async follow(what: Follow | null): Promise<string | null> {
    return this.#refusal(await this.#ask({ do: "follow", what }));
  }

  /** All nodes as they were one step before the playhead; none at the beginning. */
  async before(): Promise<readonly NodeFrame[]> {
    const reply = await this.#ask({ do: "before" });
    return reply.is === "before" ? reply.nodes : [];
  }

  /** The trace up to the playhead as text for elsewhere. @throws Error with a sentence */
  async exportRun(as: TraceFormat): Promise<string> {
    const reply = await this.#ask({ do: "export", as });
    if (reply.is !== "export") throw new Error(this.#refusal(reply) ?? say`There is no trace.`);
    return reply.text;
  }

  /** The address of the run up to the playhead, from its `#` on. @throws Error with a sentence */
  async link(): Promise<string> {
    const lesson = this.page.getState().manifest?.scenario;
    if (lesson === undefined) throw new Error(say`No lesson is open.`);
    const { packed } = await this.record();
    return linkTo(lesson, packed.length > MAX_LINK ? null : packed);
  }

  async history(): Promise<readonly ClientOperation[]> {
    const reply = await this.#ask({ do: "history" });
    return reply.is === "history" ? reply.operations : [];
  }

  /** What the meters have measured up to the playhead, as curves. */
  async plots(): Promise<readonly Plot[]> {
    const reply = await this.#ask({ do: "plots" });
    return reply.is === "plots" ? reply.plots : [];
  }

  /** A judge of histories, for whoever wants one. */
  makeJudge(): WorkerLike {
    return this.#around.makeJudge();
  }

  /** What it takes to look for bad runs: so many workers, and what makes one. */
  get searchers(): { readonly cores: number; make(): WorkerLike } {
    return { cores: this.#around.cores, make: () => this.#around.makeSearcher() };
  }

  // ── The worker's answers ────────────────────────────────────────────────────────────────────────────────────

  #connect(): Port {
    return openPort(
      this.#around.makeWorker(),
      (reply) => this.#hear(reply),
      (why) => this.playback.send({ type: "FAIL", why }),
    );
  }

  #ask(request: Request): Promise<Reply> {
    return this.#port.ask(request);
  }

  #refusal(reply: Reply): string | null {
    return reply.is === "refused" ? reply.why : null;
  }

  #hear(reply: Reply): void {
    if (reply.is === "opened") {
      const { manifest, script, notice } = reply;
      this.live.setState(fold(emptyRun(), reply.frame, this.#around.now()), true);
      const seed = Number(/^seed (\d+)/m.exec(script)?.[1] ?? 1);
      const before = this.page.getState().manifest;
      const other = before?.scenario !== manifest.scenario;
      const ids = (of: Manifest | null): string | undefined => of?.nodes.map(({ id }) => id).join();
      this.page.setState({
        manifest,
        seed,
        notice,
        opened: this.page.getState().opened + 1,
        lesson: manifest.scenario,
        card: lessonOf(manifest.scenario),
        why: null,
        // What was pointed at may not be there any more.
        ...(!other && ids(before) === ids(manifest) ? {} : { selected: null, pointed: null }),
        ...(other ? { speed: nearestSpeed(manifest.pace), tool: "point" } : {}),
      });
      this.playback.send({ type: "OPENED" });
      this.#heed(reply.frame);
      this.#show();
    } else if (reply.is === "frame") {
      this.live.setState(fold(this.live.getState(), reply.frame, this.#around.now()), true);
      this.#heed(reply.frame);
      if (reply.frame.followed) this.onFollowed?.(reply.frame.followed);
      if (!this.playing || this.#around.now() - this.#showed >= SLOW) this.#show();
    }
  }

  #heed(frame: Frame): void {
    if (frame.alarm) this.playback.send({ type: "ALARM" });
    else this.playback.send({ type: "CALM" });
  }

  /** Lets the panels see the run as it is now. */
  #show(): void {
    const live = this.live.getState();
    if (this.page.getState().shown === live) return;
    this.#showed = this.#around.now();
    this.page.setState({ shown: live });
  }
}

/** A hash as the router writes it. */
function asRouted(hash: string): string {
  return hash.replace(/^#?\/?/, "/");
}
