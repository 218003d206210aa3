/** Seeded random walks through a lesson's runs, each with a temperament of its own, guided to where few have been. */
import { streamOf } from "../kernel/chance.ts";
import { isCrowd } from "../kernel/crowd.ts";
import type { NodeId } from "../kernel/behavior.ts";
import type { Scenario } from "../kernel/scenario.ts";
import { startingSettings } from "../kernel/settings.ts";
import { objection } from "../kernel/objection.ts";
import { SECOND, type Micros } from "../kernel/time.ts";
import type { TraceEvent } from "../kernel/trace.ts";
import { scenarioAt } from "../kernel/variant.ts";
import type { World } from "../kernel/world.ts";
import type { Allowance } from "./allowance.ts";
import { leftOf } from "./budget.ts";
import type { Charge } from "./charge.ts";
import { Corpus } from "./corpus.ts";
import { Dice } from "./dice.ts";
import { MOVES, Moves, type Deed, type Move } from "./moves.ts";
import { Play, type Conviction, type Start, type Step } from "./play.ts";
import type { SearchRequest } from "./request.ts";
import { Signatures } from "./signature.ts";
import { temperament, type Temperament } from "./temperament.ts";

/** A run that did something wrong, as it was found. */
export interface Catch {
  readonly start: Start;
  readonly steps: readonly Step[];
  readonly conviction: Conviction;
}

/** No walk goes on beyond so much simulated time after where the search starts. */
const LONGEST_WALK = 60 * SECOND;
/** A walk starts where another one was with this probability. */
const BRANCHING = 0.65;
/** What is tried first in a tense moment. */
const FIRST = ["split", "split and ask", "split and ask", "request"] as const;
/** A world that took more interventions is not started from: its scripts would be too long to tell. */
const MOST_STEPS = 28;

/** A deed that waits for its time. */
interface Due {
  readonly at: Micros;
  /** Null: a move to be chosen then, about this node. */
  readonly what: Step["what"] | null;
  readonly focus: NodeId | null;
  /** The kind of move, where it is not to be chosen. */
  readonly kind?: Move;
}

export class Walks {
  readonly corpus = new Corpus();
  runs = 0;
  /** Queue entries and interventions played. */
  played = 0;
  private readonly fixed: Readonly<Record<string, unknown>>;
  private readonly signatures = new Map<Scenario, Signatures>();

  /**
   * @param base the world to start from and how it was reached; null: the start, with seeds and knobs of the walks' own.
   */
  constructor(
    private readonly scenario: Scenario,
    private readonly request: SearchRequest,
    private readonly allowance: Allowance,
    private readonly charge: Charge,
    private readonly base: { readonly world: World; readonly steps: readonly Step[] } | null,
  ) {
    this.fixed = base ? base.world.settings.knobs : request.script.knobs;
  }

  /** The next walk; what it caught, or null. */
  walk(): Catch | null {
    const { seed, worker } = this.request;
    const number = worker.index + this.runs * worker.of;
    this.runs++;
    const dice = new Dice(streamOf(seed, `walk ${number}`) >>> 0);
    const from = dice.chance(BRANCHING) ? this.corpus.pick(dice) : null;
    const start = from?.start ?? this.freshStart(dice);
    const play = new Play(this.scenario, start, this.charge);
    if (from) play.resume(from.world, from.steps);
    else if (this.base) play.resume(this.base.world, this.base.steps);
    else play.begin();
    const nature = temperament(dice, play.scenario);
    // Where something may break soon, another network at this very moment is the first thing to try, or to ask something.
    const tense = from && from.tension !== "calm" && dice.chance(0.75);
    const first = tense ? dice.pick(FIRST) : null;
    const own = from ? eager(nature, dice) : nature;
    this.follow(play, first ? trying(own, dice) : own, dice, from?.focus ?? null, first);
    this.played += play.played;
    const conviction = play.convicted ?? play.broken;
    return conviction && { start, steps: play.steps, conviction };
  }

  private freshStart(dice: Dice): Start {
    const { script } = this.request;
    const own = { scenario: script.scenario, rules: script.rules };
    if (this.base) return { ...own, seed: script.seed, knobs: script.knobs };
    // Settings under which something alarming was seen are worth another run.
    const alarming = dice.chance(0.5) ? this.corpus.alarming(dice) : null;
    if (alarming) return { ...own, seed: dice.between(1, 9_999), knobs: alarming.start.knobs };
    const knobs: Record<string, string> = { ...script.knobs };
    for (const { id, values } of this.scenario.knobs) {
      const turned = dice.chance(0.75);
      const { value } = dice.pick(values);
      if (!turned || Object.hasOwn(knobs, id) || value === values[0]!.value) continue;
      const settings = startingSettings(this.scenario, {
        ...own,
        knobs: { ...knobs, [id]: value },
      });
      // A walk through a crowd takes seconds: whoever wants one asks for it.
      const { nodes } = scenarioAt(this.scenario, settings.knobs);
      const crowd = isCrowd(nodes) && !isCrowd(scenarioAt(this.scenario, script.knobs).nodes);
      if (!crowd && (this.scenario.unworkable?.(settings) ?? null) === null) knobs[id] = value;
    }
    return { ...own, seed: dice.between(1, 9_999), knobs };
  }

  /** @param first the kind of its first move, where it starts at once; null: as its temperament has it. */
  private follow(
    play: Play,
    nature: Temperament,
    dice: Dice,
    focus: NodeId | null,
    first: Move | null,
  ): void {
    const begun = play.time;
    const limit = (this.base?.world.time ?? 0) + LONGEST_WALK;
    const calm = begun + nature.calm;
    const agenda: Due[] = [];
    let moves = 0;
    let mended = false;
    let last = calm;
    const plan = (due: Due): void => {
      const place = agenda.findIndex((other) => other.at > due.at);
      agenda.splice(place < 0 ? agenda.length : place, 0, due);
    };
    const planNext = (after: Micros): void => {
      if (nature.pace !== null)
        plan({ at: after + dice.between(1, 2 * nature.pace), what: null, focus: null });
    };
    if (nature.atOnce) plan({ at: begun, what: null, focus, ...(first ? { kind: first } : {}) });
    else planNext(calm);
    // Clocks that go wrong do no harm by themselves: first they do, then the rest happens.
    const clocks = dice.weighted(["drift", "skew"] as const, (move) => nature.weights[move]);
    if (clocks)
      plan({ at: calm + dice.between(0, 3) * SECOND, what: null, focus: null, kind: clocks });

    // Misfortunes rarely come singly: who was struck is often struck again.
    let grudge: NodeId | null = null;
    const carryOut = (at: Micros, deed: Deed): void => {
      play.act(at, deed.what);
      grudge = "node" in deed.what ? deed.what.node : grudge;
      last = at;
      for (const too of deed.too ?? []) if (play.convicted === null) play.act(at, too);
      this.look(play, dice);
      if (deed.after) plan({ at: at + deed.after.delay, what: deed.after.what, focus: null });
    };
    const strike = (at: Micros, focus: NodeId | null, wanted?: Move): void => {
      const left = leftOf(this.allowance, play.steps.slice(this.base?.steps.length ?? 0));
      const struck = focus ?? (dice.chance(0.5) ? grudge : null);
      const options = new Moves(play.scenario, play.world, left, struck, dice, this.fixed);
      const kind = wanted ?? dice.weighted(MOVES, (move) => nature.weights[move]);
      const deed = kind && options.make(kind);
      if (deed) {
        moves++;
        carryOut(at, deed);
      }
    };

    while (play.convicted === null) {
      const watch = mended ? play.scenario.recovery : nature.patience;
      const end = Math.min(limit, last + watch);
      const due = agenda[0];
      if (play.next(due === undefined ? end : Math.min(due.at, end))) {
        const told = this.telling(play, nature, dice);
        if (told && play.time >= calm && moves < nature.moves)
          plan({ at: play.time + dice.between(...nature.reaction), what: null, focus: told.node });
        continue;
      }
      if (due === undefined || due.at > end) {
        if (!nature.kind || mended || end >= limit) break;
        mended = true;
        for (const what of repairs(play.world)) {
          if (play.convicted === null) carryOut(end, { what });
        }
        // Some promises are about what comes when nobody asks for anything any more.
        if (play.convicted === null && dice.chance(0.5)) strike(end, null, "turn");
        // What was planned beyond the end is not waited for, so that nothing disturbs the peace.
        agenda.length = 0;
        moves = nature.moves;
        continue;
      }
      agenda.shift();
      if (due.what !== null) {
        if (objection(play.world, due.what, play.scenario) === null)
          carryOut(due.at, { what: due.what });
        continue;
      }
      if (moves >= nature.moves) continue;
      if (due.focus === null && !due.kind) planNext(Math.max(calm, due.at));
      strike(due.at, due.focus, due.kind);
      while (play.convicted === null && moves < nature.moves && dice.chance(nature.burst))
        strike(due.at, due.focus);
    }
  }

  /** The event of the last step that calls for a move, if one does. New situations are kept on the way. */
  private telling(play: Play, nature: Temperament, dice: Dice): TraceEvent | null {
    let told: TraceEvent | null = null;
    let turned = false;
    for (const event of play.events) {
      if (event.kind === "mode" || event.kind === "return" || event.kind === "note") turned = true;
      const alert = nature.alert[event.kind];
      if (alert !== undefined && alert > 0 && told === null && dice.chance(alert)) told = event;
    }
    if (turned) this.look(play, dice);
    return told;
  }

  private look(play: Play, dice: Dice): void {
    if (play.convicted !== null || play.broken !== null) return;
    let signatures = this.signatures.get(play.scenario);
    if (!signatures)
      this.signatures.set(play.scenario, (signatures = new Signatures(play.scenario)));
    const { signature, tension } = signatures.of(play.world);
    // Tense situations are worth several worlds each: moments matter in them.
    if (this.corpus.meet(signature) > (tension === "calm" ? 0 : 3)) return;
    const own = play.steps.length - (this.base?.steps.length ?? 0);
    if (own > MOST_STEPS) return;
    const focus = play.events.findLast((event) => event.node !== null)?.node ?? null;
    const { start, steps, world } = play;
    const setting = Object.values(world.settings.knobs).join();
    const found = { start, steps: steps.slice(), signature, setting, tension, focus };
    this.corpus.keep(found, () => world.copy(), dice);
  }
}

/** What makes everything good again. */
function repairs(world: World): readonly Step["what"][] {
  const { network } = world;
  const cut = [...network.directions()].some(([from, to]) => network.link(from, to)!.cut);
  return [
    ...world.nodes.flatMap((node): Step["what"][] => {
      const id = node.spec.id;
      if (node.status === "crashed") return [{ do: "restart", node: id, wiped: false }];
      return node.status === "paused" ? [{ do: "resume", node: id }] : [];
    }),
    ...(cut ? [{ do: "heal", link: null } as const] : []),
  ];
}

/** Who tries one thing in a tense moment does little else, and does not wait long to see what comes of it. */
function trying(nature: Temperament, dice: Dice): Temperament {
  return {
    ...nature,
    atOnce: true,
    moves: dice.pick([1, 2, 3]),
    patience: Math.round(nature.patience / 2),
  };
}

/** Who starts in the middle of things waits less, often not at all. */
function eager(nature: Temperament, dice: Dice): Temperament {
  return {
    ...nature,
    calm: dice.chance(0.5) ? 0 : Math.round(nature.calm / 8),
    atOnce: dice.chance(0.6),
  };
}
