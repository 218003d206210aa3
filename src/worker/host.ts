/** Answers the page's requests with the run that it holds. Knows nothing of workers, so that tests can ask it directly. */
import type { Alarm } from "../kernel/journal.ts";
import { Deeds } from "../kernel/deeds.ts";
import type { Script, TimedIntervention } from "../kernel/intervention.ts";
import type { Plot } from "../kernel/monitor.ts";
import { ActionError, Run } from "../kernel/run.ts";
import type { Scenario } from "../kernel/scenario.ts";
import { follow, type Following, type Standing } from "../kernel/teaching/following.ts";
import { printIntervention, printScript } from "../kernel/script-text.ts";
import { parseActions, parseScript, scenarioOf, ScriptError } from "../kernel/script.ts";
import { LONGEST, tellTime } from "../kernel/time.ts";
import { vocabularyOf, type Vocabulary } from "../kernel/vocabulary.ts";
import { unknownWord } from "../kernel/words.ts";
import { nextTrouble } from "../kernel/trouble.ts";
import { say, translate } from "../languages/say.ts";
import type { ClientOperation, Reply, Request, TroubleLevel } from "../wire/sentences.ts";
import { Frames } from "./frames.ts";
import { exportTrace } from "./export.ts";
import { translated, withTexts } from "./manifest-texts.ts";
import { manifestOf } from "./manifest.ts";

/** Where scenarios come from. */
export interface Library {
  readonly ids: readonly string[];
  load(id: string): Promise<Scenario | null>;
}

interface Session {
  readonly run: Run;
  readonly deeds: Deeds;
  readonly frames: Frames;
  readonly vocabulary: Vocabulary;
  trouble: TroubleLevel;
  /** What the page follows, and how it was last told to stand. */
  following: Following | null;
  told: Standing | null;
}

export class Host {
  private session: Session | null = null;

  /** @param enough says during a long advance that the page should get a frame now. Made anew for each advance. */
  constructor(
    private readonly library: Library,
    private readonly enough: () => () => boolean,
  ) {}

  /** Never throws: what cannot be done is refused in a sentence, and what was open stays as it was. */
  async answer(request: Request): Promise<Reply> {
    try {
      return request.do === "open"
        ? await this.open(request.script, request.play)
        : this.answerOpen(request);
    } catch (error) {
      const asked = request.do === "open" ? scenarioOf(request.script) : null;
      if (error instanceof ScriptError || error instanceof ActionError)
        return { is: "refused", why: error.message, scenario: asked };
      return {
        is: "refused",
        why: say`the simulation failed: ${error instanceof Error ? error.message : String(error)}`,
        scenario: asked,
      };
    }
  }

  private async open(text: string, play: "from-start" | "to-until"): Promise<Reply> {
    const id = scenarioOf(text);
    if (id === null)
      throw new ScriptError(
        0,
        say`the script names no scenario; its first line should be like “scenario cap”`,
      );
    const scenario = await this.library.load(id);
    if (!scenario) throw new ScriptError(0, unknownWord(say`scenario`, id, this.library.ids));
    const script = parseScript(text, vocabularyOf(scenario));
    const run = new Run(scenario, script);
    const vocabulary = vocabularyOf(run.scenario);
    if (play === "to-until" && script.until !== undefined) run.seek(script.until);
    const deeds = new Deeds(run);
    const frames = new Frames(run, deeds);
    this.session = { run, deeds, frames, vocabulary, trouble: 0, following: null, told: null };
    return {
      is: "opened",
      manifest: translated(manifestOf(run.scenario)),
      frame: frames.make(true, null),
      script: printScript(script),
      notice: play === "to-until" ? differs(script, scenario, run) : null,
    };
  }

  private answerOpen(request: Exclude<Request, { do: "open" }>): Reply {
    if (!this.session) throw new ActionError(say`no lesson is open yet`);
    const { run } = this.session;
    switch (request.do) {
      case "advance":
        return this.advance(limited(request.to));
      case "seek":
        run.seek(limited(request.to));
        return this.frame(true, null);
      case "step": {
        if (request.by === -1) {
          run.stepBack();
          return this.frame(true, null);
        }
        const alarm = run.stepForward();
        if (alarm === false) throw new ActionError(say`nothing will ever happen again in this run`);
        return this.frame(false, alarm);
      }
      case "visit":
        run.seekEvent(request.event);
        return this.frame(true, null);
      case "act":
        return this.act(request.text);
      case "preset":
        return this.preset(request.id);
      case "lane":
        run.switchLane(request.id);
        return this.frame(true, null);
      case "name-lane":
        run.nameLane(request.id, laneName(request.name));
        return this.frame(false, null);
      case "drop-lane":
        run.dropLane(request.id);
        return this.frame(false, null);
      case "lane-script":
        return { is: "recording", text: printScript(run.scriptOf(request.id)) };
      case "undo":
      case "redo":
        this.session.deeds[request.do]();
        return this.frame(true, null);
      case "trouble":
        this.session.trouble = request.level;
        return this.frame(false, null);
      case "follow":
        this.session.following = request.what && follow(run, request.what);
        this.session.told = null;
        return this.frame(false, null);
      case "before": {
        const before = run.before();
        return { is: "before", nodes: before ? this.session.frames.nodesOf(before) : [] };
      }
      case "export":
        return { is: "export", text: exportTrace(run, request.as) };
      case "record":
        return { is: "recording", text: printScript(run.record()) };
      case "history":
        return { is: "history", operations: operationsOf(run) };
      case "plots":
        return { is: "plots", plots: plotsOf(run) };
      default:
        throw new ActionError(
          say`the page asked for something unknown: ${JSON.stringify(request satisfies never)}`,
        );
    }
  }

  private frame(
    whole: boolean,
    alarm: Alarm | null,
    { notice = null, playing = false }: { notice?: string | null; playing?: boolean } = {},
  ): Reply {
    const session = this.session!;
    const frame = session.frames.make(whole, alarm, playing);
    const standing = session.following?.look() ?? null;
    const told = standing === session.told;
    session.told = standing;
    return {
      is: "frame",
      frame: standing && !told ? { ...frame, followed: standing } : frame,
      notice,
    };
  }

  /** Plays on. Where nothing has been played before, random trouble strikes on the way. */
  private advance(to: number): Reply {
    const { run, deeds, trouble, following } = this.session!;
    const late = this.enough();
    let steps = 0;
    const enough = (): boolean =>
      following === null ? late() : following.rests() || (++steps % 64 === 0 && late());
    for (;;) {
      const strike =
        trouble === 0 || run.lane.end > run.time
          ? null
          : nextTrouble(run.scenario, run.script.seed, run.time, trouble);
      const alarm = run.advance(
        strike === null ? to : Math.min(to, strike.at),
        enough,
        following === null ? 64 : 1,
      );
      if (alarm || strike === null || strike.at > to || run.time < strike.at)
        return this.frame(false, alarm, { playing: true });
      for (const what of strike.what(run.world)) {
        const text = printIntervention(what);
        const raised = deeds.doing(text, () => this.tryAct({ at: run.time, what }));
        if (raised) return this.frame(false, raised);
      }
    }
  }

  /** @returns what alarm the act raised; null also where it would do nothing. */
  private tryAct(action: TimedIntervention): Alarm | null {
    try {
      return this.session!.run.act(action);
    } catch (error) {
      if (error instanceof ActionError) return null;
      throw error;
    }
  }

  private act(text: string): Reply {
    const { run, vocabulary, deeds } = this.session!;
    const actions = parseActions(text, vocabulary, run.time);
    const before = run.time;
    const name = actions.map(({ what }) => printIntervention(what)).join("; ");
    const { alarm, objections } = deeds.doing(name, () => this.carryOut(actions));
    const notice = objections.length > 0 ? objections.join("; ") : null;
    return this.frame(run.time < before, alarm, { notice });
  }

  /** Does what can be done of it; refuses when nothing can. */
  private carryOut(actions: readonly TimedIntervention[]): {
    readonly alarm: Alarm | null;
    readonly objections: readonly string[];
  } {
    const { run } = this.session!;
    let alarm: Alarm | null = null;
    const objections: string[] = [];
    for (const action of actions) {
      try {
        alarm = run.act(action) ?? alarm;
      } catch (error) {
        if (!(error instanceof ActionError)) throw error;
        objections.push(error.message);
      }
    }
    if (objections.length === actions.length) throw new ActionError(objections.join("; "));
    return { alarm, objections };
  }

  private preset(id: string): Reply {
    const { run } = this.session!;
    const preset = run.scenario.presets.find((each) => each.id === id);
    if (!preset)
      throw new ActionError(
        unknownWord(
          say`preset`,
          id,
          run.scenario.presets.map((each) => each.id),
        ),
      );
    if ("opens" in preset)
      throw new ActionError(say`“${translate(preset.label)}” is a run of its own; open its script`);
    const lines = preset.script(run.world);
    if (lines.length === 0)
      throw new ActionError(
        say`“${translate(preset.label)}” makes no sense at this moment: ${translate(preset.help)}`,
      );
    return this.act(lines.join("\n"));
  }
}

/** Names are for one line of a time line. */
function laneName(name: string | null): string | null {
  const told = name?.replaceAll(/\s+/g, " ").trim().slice(0, 60) ?? "";
  return told === "" ? null : told;
}

function limited(time: number): number {
  return Math.min(LONGEST, Math.max(0, Math.round(time)));
}

/** What a recording says that this run does not confirm. */
function differs(script: Script, scenario: Scenario, run: Run): string | null {
  if (script.version !== undefined && script.version !== scenario.version) {
    return say`This recording was made with version ${script.version} of the lesson; this is version ${scenario.version}, so it may play differently.`;
  }
  if (script.hash !== undefined && script.hash !== run.hash()) {
    return say`This run ends at ${tellTime(run.time)} in another state than the recording did; it plays all the same.`;
  }
  return null;
}

/** The meters' curves at the playhead, in the reader's language. */
function plotsOf({ scenario, world }: Run): Plot[] {
  const plots = scenario.meters.flatMap((meter, i) =>
    meter.plots ? [...meter.plots(world.meters[i], world)] : [],
  );
  return withTexts(plots, translate);
}

/** Client operations up to the playhead, in the order of their calls. */
function operationsOf(run: Run): ClientOperation[] {
  const found = new Map<number, ClientOperation>();
  for (const event of run.events(1, run.world.lastEvent)) {
    if (event.kind === "call") {
      const { op, operation } = event.data;
      found.set(event.id, {
        client: event.node!,
        op,
        operation,
        called: event.time,
        returned: null,
        outcome: null,
      });
    } else if (event.kind === "return") {
      const { call, outcome, value } = event.data;
      const open = found.get(call);
      if (open)
        found.set(call, {
          ...open,
          returned: event.time,
          outcome,
          ...(value === undefined ? {} : { value }),
        });
    }
  }
  return [...found.values()];
}
