/** Answers the page's requests with the run that it holds. Knows nothing of workers, so that tests can ask it directly. */
import type { Alarm } from "../kernel/journal.ts";
import type { Script } from "../kernel/intervention.ts";
import { ActionError, Run } from "../kernel/run.ts";
import type { Scenario } from "../kernel/scenario.ts";
import { printScript } from "../kernel/script-text.ts";
import { parseActions, parseScript, scenarioOf, ScriptError } from "../kernel/script.ts";
import { LONGEST, tellTime } from "../kernel/time.ts";
import { vocabularyOf, type Vocabulary } from "../kernel/vocabulary.ts";
import { unknownWord } from "../kernel/words.ts";
import type { ClientOperation, Reply, Request } from "../wire/sentences.ts";
import { Frames } from "./frames.ts";
import { manifestOf } from "./manifest.ts";

/** Where scenarios come from. */
export interface Library {
  readonly ids: readonly string[];
  load(id: string): Promise<Scenario | null>;
}

interface Session {
  readonly run: Run;
  readonly frames: Frames;
  readonly vocabulary: Vocabulary;
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
        why: `the simulation failed: ${error instanceof Error ? error.message : String(error)}`,
        scenario: asked,
      };
    }
  }

  private async open(text: string, play: "from-start" | "to-until"): Promise<Reply> {
    const id = scenarioOf(text);
    if (id === null)
      throw new ScriptError(
        0,
        "the script names no scenario; its first line should be like “scenario cap”",
      );
    const scenario = await this.library.load(id);
    if (!scenario) throw new ScriptError(0, unknownWord("scenario", id, this.library.ids));
    const vocabulary = vocabularyOf(scenario);
    const script = parseScript(text, vocabulary);
    const run = new Run(scenario, script);
    if (play === "to-until" && script.until !== undefined) run.seek(script.until);
    const frames = new Frames(run);
    this.session = { run, frames, vocabulary };
    return {
      is: "opened",
      manifest: manifestOf(scenario),
      frame: frames.make(true, null),
      script: printScript(script),
      notice: play === "to-until" ? differs(script, scenario, run) : null,
    };
  }

  private answerOpen(request: Exclude<Request, { do: "open" }>): Reply {
    if (!this.session) throw new ActionError("no lesson is open yet");
    const { run } = this.session;
    switch (request.do) {
      case "advance":
        return this.frame(false, run.advance(limited(request.to), this.enough()));
      case "seek":
        run.seek(limited(request.to));
        return this.frame(true, null);
      case "step": {
        if (request.by === -1) {
          run.stepBack();
          return this.frame(true, null);
        }
        const alarm = run.stepForward();
        if (alarm === false) throw new ActionError("nothing will ever happen again in this run");
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
      case "record":
        return { is: "recording", text: printScript(run.record()) };
      case "history":
        return { is: "history", operations: operationsOf(run) };
      default:
        throw new ActionError(
          `the page asked for something unknown: ${JSON.stringify(request satisfies never)}`,
        );
    }
  }

  private frame(whole: boolean, alarm: Alarm | null, notice: string | null = null): Reply {
    return { is: "frame", frame: this.session!.frames.make(whole, alarm), notice };
  }

  /** Does what can be done of it; refuses when nothing can. */
  private act(text: string): Reply {
    const { run, vocabulary } = this.session!;
    const actions = parseActions(text, vocabulary, run.time);
    const before = run.time;
    let alarm: Alarm | null = null;
    let done = 0;
    const objections: string[] = [];
    for (const action of actions) {
      try {
        alarm = run.act(action) ?? alarm;
        done++;
      } catch (error) {
        if (!(error instanceof ActionError)) throw error;
        objections.push(error.message);
      }
    }
    if (done === 0) throw new ActionError(objections.join("; "));
    return this.frame(
      run.time < before,
      alarm,
      objections.length > 0 ? objections.join("; ") : null,
    );
  }

  private preset(id: string): Reply {
    const { run } = this.session!;
    const preset = run.scenario.presets.find((each) => each.id === id);
    if (!preset)
      throw new ActionError(
        unknownWord(
          "preset",
          id,
          run.scenario.presets.map((each) => each.id),
        ),
      );
    const lines = preset.script(run.world);
    if (lines.length === 0)
      throw new ActionError(`“${preset.label}” makes no sense at this moment: ${preset.help}`);
    return this.act(lines.join("\n"));
  }
}

function limited(time: number): number {
  return Math.min(LONGEST, Math.max(0, Math.round(time)));
}

/** What a recording says that this run does not confirm. */
function differs(script: Script, scenario: Scenario, run: Run): string | null {
  if (script.version !== undefined && script.version !== scenario.version) {
    return `This recording was made with version ${script.version} of the lesson; this is version ${scenario.version}, so it may play differently.`;
  }
  if (script.hash !== undefined && script.hash !== run.hash()) {
    return `This run ends at ${tellTime(run.time)} in another state than the recording did; it plays all the same.`;
  }
  return null;
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
