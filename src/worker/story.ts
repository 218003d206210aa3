/**
 * A run that breaks a promise, told step by step: what was done to it, the turns that led to the break, and the break
 * itself. What lies beside its causes (Lamport 1978) is left out.
 */
import type { MessageId, Script } from "../kernel/intervention.ts";
import { Run } from "../kernel/run.ts";
import type { Scenario } from "../kernel/scenario.ts";
import { printIntervention } from "../kernel/script-text.ts";
import { parseScript } from "../kernel/script.ts";
import type { EventId, TraceEvent } from "../kernel/trace.ts";
import { vocabularyOf } from "../kernel/vocabulary.ts";
import { say, translate } from "../languages/say.ts";
import { FAULT } from "../search/request.ts";
import { HappenedBefore, ITSELF, PAST } from "../wire/happened-before.ts";
import type { TraceRow } from "../wire/frame.ts";
import type { Story, StoryStep } from "../wire/searching.ts";
import { tellDeed } from "./deeds.ts";
import { Rows } from "./rows.ts";

/** More steps than this between the deeds are no story: the earliest are left out, and details before turns. */
const MOST = 14;

/**
 * @param text a script whose run breaks the promise of this monitor, or with {@link FAULT} makes a program throw.
 * @returns null when it does not.
 */
export function tellStory(lesson: Scenario, text: string, monitor: string): Story | null {
  const script = parseScript(text, vocabularyOf(lesson));
  const run = new Run(lesson, script);
  run.seek(script.until ?? 0);
  const { scenario } = run;
  const rows = new Rows(scenario);
  const events = run.events(1, run.trace.last);
  const verdict = events.findLast((event) => breaks(event, monitor));
  if (!verdict) return null;
  const told = events.map((event) => rows.row(event));
  const proof = proofOf(
    told,
    verdict.kind === "verdict" ? (verdict.data.finding.events ?? []) : [],
  );
  const past = causesOf(told, [verdict.id, ...proof]);
  const kept = shortened(
    told.filter(
      (row) =>
        row.id < verdict.id &&
        row.kind !== "verdict" &&
        !tellsDeed(row.kind) &&
        (proof.has(row.id) || (isTurning(row) && past(row.id))),
    ),
    proof,
  );
  const names = namesOf(events, rows);
  const steps = events.flatMap((event, i): StoryStep[] => {
    const row = told[i]!;
    if (event.kind === "intervention" && event.id < verdict.id) {
      return [
        {
          kind: "deed",
          event: event.id,
          at: event.time,
          line: printIntervention(event.data.what),
          ...tellDeed(event.data.what, scenario, names),
        },
      ];
    }
    return kept.has(row) ? [step(proof.has(row.id) ? "proof" : "turn", row)] : [];
  });
  return {
    settings: settingsOf(scenario, script),
    steps: [...steps, step("break", told[events.indexOf(verdict)]!)],
  };
}

function settingsOf({ knobs, rules }: Scenario, script: Script): readonly string[] {
  return [
    ...knobs.flatMap(({ id, label, values }) => {
      const value = values.find((each) => each.value === script.knobs[id]);
      return value === undefined || value === values[0]
        ? []
        : [`${translate(label)}: ${translate(value.label)}`];
    }),
    ...rules
      .filter(({ id }) => script.rules[id] === false)
      .map(({ label }) => say`without ${translate(label)}`),
  ];
}

function breaks(event: TraceEvent, monitor: string): boolean {
  if (monitor === FAULT) return event.kind === "fault";
  return (
    event.kind === "verdict" &&
    event.data.monitor === monitor &&
    event.data.finding.verdict === "violated"
  );
}

/** What carries the story on. Clients' other answers do not: of those, only what proves the break matters. */
function isTurning({ weight, kind }: TraceRow): boolean {
  return weight !== "detail" && kind !== "return" && kind !== "remark";
}

/** What is nothing but the deed that did it, and is told with it. */
function tellsDeed(kind: TraceRow["kind"]): boolean {
  return ["intervention", "crash", "restart", "pause", "resume"].includes(kind);
}

function step(kind: StoryStep["kind"], row: TraceRow): StoryStep {
  const { id, time, simple, expert, source } = row;
  return { kind, event: id, at: time, simple, expert, ...(source === undefined ? {} : { source }) };
}

/**
 * The events that prove the break. Where a node remarks in the same step on what it has become, the remark is what people
 * understand: it takes the place of the bare change of state.
 */
function proofOf(rows: readonly TraceRow[], events: readonly EventId[]): ReadonlySet<EventId> {
  return new Set(
    events.map((id) => {
      const row = rows.find((each) => each.id === id);
      if (row?.weight !== "detail") return id;
      const note = rows.find(
        (each) =>
          each.id > id &&
          each.kind === "note" &&
          each.weight !== "detail" &&
          each.node === row.node &&
          each.time === row.time,
      );
      return note?.id ?? id;
    }),
  );
}

/** At most so many rows as make a story; what proves the break is always among them. */
function shortened(rows: readonly TraceRow[], proof: ReadonlySet<EventId>): ReadonlySet<TraceRow> {
  const worth = (row: TraceRow): number => (proof.has(row.id) ? 2 : row.weight === "turn" ? 1 : 0);
  const best = rows.toSorted((a, b) => worth(b) - worth(a) || b.id - a.id);
  return new Set(best.filter((row, i) => i < MOST || proof.has(row.id)));
}

/** Whether an event is one of these, or among their causes. */
function causesOf(rows: readonly TraceRow[], events: readonly EventId[]): (id: EventId) => boolean {
  const order = new HappenedBefore();
  for (const row of rows) order.push(row);
  const cones = events.map((event) => order.cone(order.placeOf(event)).sides);
  return (id) => {
    const at = order.placeOf(id);
    return cones.some((sides) => sides[at] === PAST || sides[at] === ITSELF);
  };
}

/** What a message is called: whose, of what kind, and for whom. */
function namesOf(events: readonly TraceEvent[], rows: Rows): (message: MessageId) => string {
  const names = new Map<MessageId, string>();
  for (const event of events) {
    if (event.kind !== "send" && event.kind !== "duplicate") continue;
    const { label } = rows.messageView(event.node ?? "", event.data.message);
    names.set(event.message, say`${event.node ?? ""}'s “${label}” to ${event.peer ?? ""}`);
  }
  return (message) => names.get(message) ?? `m${message}`;
}
