/** Trace events as lines that people read: a few words, and a sentence at both levels. */
import type { Message } from "../kernel/behavior.ts";
import type { Finding } from "../kernel/monitor.ts";
import { describeOperation, printValue } from "../kernel/operation.ts";
import type { Scenario } from "../kernel/scenario.ts";
import { printIntervention } from "../kernel/script-text.ts";
import { tellSpan } from "../kernel/time.ts";
import type { DropReason, TraceEvent, TraceEventOf } from "../kernel/trace.ts";
import type { MessageView, Narration, Presenter } from "../kernel/view.ts";
import { phrase, say, translate } from "../languages/say.ts";
import type { TraceRow } from "../wire/frame.ts";

/** The longest line of script that a sentence quotes, in characters. */
const MOST = 160;

type Told = Pick<TraceRow, "label" | "simple" | "expert" | "weight"> &
  Partial<
    Pick<
      TraceRow,
      "source" | "glyph" | "tone" | "at" | "of" | "mode" | "outcome" | "verdict" | "deed"
    >
  >;

const LOST: Readonly<
  Record<DropReason, { readonly word: string; readonly simple: string; readonly expert: string }>
> = {
  lost: {
    word: phrase("lost"),
    simple: phrase("It got lost on the way."),
    expert: phrase("The link's loss took it."),
  },
  cut: {
    word: phrase("cut off"),
    simple: phrase("The way is cut."),
    expert: phrase("The direction is cut."),
  },
  crashed: {
    word: phrase("nobody there"),
    simple: phrase("Nobody was there to take it."),
    expert: phrase("The receiver is down."),
  },
  hand: {
    word: phrase("taken"),
    simple: phrase("You took it away."),
    expert: phrase("Dropped by hand."),
  },
};

const VERDICTS: Readonly<Record<Finding["verdict"], string>> = {
  holds: phrase("holds"),
  violated: phrase("violated"),
  unknown: phrase("unknown"),
};

/** Makes the rows of one scenario's traces. */
export class Rows {
  private readonly kinds: ReadonlyMap<string, Presenter | undefined>;
  private readonly messages = new WeakMap<Message, MessageView>();

  constructor(private readonly scenario: Scenario) {
    this.kinds = new Map(scenario.nodes.map((node) => [node.id, scenario.presenters[node.kind]]));
  }

  /** How a message shows, as its sender's kind presents it. */
  messageView(from: string, message: Message): MessageView {
    let view = this.messages.get(message);
    if (!view) {
      view = this.kinds.get(from)?.message(message) ?? {
        glyph: "circle",
        tone: "plain",
        label: message.type,
        fields: [],
      };
      this.messages.set(message, view);
    }
    return view;
  }

  row(event: TraceEvent): TraceRow {
    const { id, time, kind, node, peer, message, cause } = event;
    return { id, time, kind, node, peer, message, cause, ...this.tell(event) };
  }

  private tell(event: TraceEvent): Told {
    const node = event.node ?? "";
    switch (event.kind) {
      case "boot":
        return plain(say`${node} starts`, say`${node} starts.`);
      case "send":
      case "duplicate":
      case "deliver":
      case "held":
        return this.tellMessage(event);
      case "drop": {
        const { label, glyph, tone } = this.messageView(node, event.data.message);
        const why = LOST[event.data.reason];
        const told = say`${node}'s ${label} to ${event.peer ?? ""} was lost.`;
        return {
          label: `${label} ${translate(why.word)}`,
          simple: `${told} ${translate(why.simple)}`,
          expert: `${told} ${translate(why.expert)}`,
          weight: "detail",
          glyph,
          tone,
          at: event.data.at,
        };
      }
      case "timer":
        return plain(say`${event.data.label} rings`, say`${node}'s ${event.data.label} rang.`);
      case "mode": {
        const from = tellMode(event.data.from);
        const to = tellMode(event.data.to);
        const told =
          from === ""
            ? plain(to, say`${node} begins as ${to}.`)
            : plain(`${from} → ${to}`, say`${node} went from ${from} to ${to}.`);
        return { ...told, mode: event.data };
      }
      case "persist":
        return plain(
          say`writes ${event.data.keys.join(", ")}`,
          say`${node} wrote ${event.data.keys.join(", ")} to disk.`,
        );
      case "crash":
        return {
          ...plain(
            say`crash`,
            say`${node} crashed: what it had in mind is gone, what it wrote down stays.`,
          ),
          expert: say`${node} crashed: memory and timers are lost, its disk stays.`,
          weight: "event",
        };
      case "restart":
        return {
          ...plain(
            say`restart`,
            event.data.wiped
              ? say`${node} is back, but everything it wrote down is gone.`
              : say`${node} is back and reads what it wrote down.`,
          ),
          expert: event.data.wiped
            ? say`${node} restarted with an empty disk.`
            : say`${node} restarted from its disk.`,
          weight: "event",
        };
      case "pause":
        return {
          ...plain(say`paused`, say`${node} stands still; what comes for it waits.`),
          expert: say`${node}'s process is paused: its timers and messages queue up, its clock runs on.`,
          weight: "event",
        };
      case "resume":
        return {
          ...plain(say`resumed`, say`${node} goes on and catches up.`),
          expert: say`${node} resumed; what queued up is handled now, late.`,
          weight: "event",
        };
      case "call":
        return plain(
          say`asks ${describeOperation(event.data.operation)}`,
          say`${node} asks: ${describeOperation(event.data.operation)}.`,
        );
      case "return":
        return { ...this.tellReturn(event), outcome: event.data.outcome };
      case "note": {
        const label = translate(event.data.note.replaceAll("-", " "));
        const told = this.narrate(event);
        return told ? { ...told, label: told.label ?? label } : plain(label, `${node}: ${label}.`);
      }
      case "intervention": {
        const text = clipped(printIntervention(event.data.what));
        return {
          ...plain(say`you: ${text}`, say`You did: ${text}.`),
          weight: "event",
          deed: event.data.what.do,
        };
      }
      case "verdict": {
        const { monitor, finding, promised } = event.data;
        const known = this.scenario.monitors.find((each) => each.id === monitor);
        const title = known ? translate(known.title) : monitor;
        const lead = leadOf(title, finding.verdict, promised);
        return {
          label: `${title}: ${translate(VERDICTS[finding.verdict])}`,
          verdict: finding.verdict,
          simple: join(lead, finding.simple),
          expert: join(lead, finding.expert),
          weight: "turn",
        };
      }
      case "remark":
        return {
          label: translate(event.data.word),
          simple: event.data.simple,
          expert: event.data.expert,
          weight: "event",
        };
      case "fault":
        return {
          label: say`fault`,
          simple: say`${node} broke down by itself: a mistake in its program.`,
          expert: say`${node}'s protocol machine threw: ${event.data.error}.`,
          weight: "turn",
        };
    }
  }

  private narrate(event: TraceEventOf<"note">): Narration | null {
    const node = event.node ?? "";
    return this.kinds.get(node)?.narrate(event.data.note, event.data.about ?? {}, node) ?? null;
  }

  private tellMessage(
    event:
      | TraceEventOf<"send">
      | TraceEventOf<"duplicate">
      | TraceEventOf<"deliver">
      | TraceEventOf<"held">,
  ): Told {
    const sender = event.kind === "deliver" ? event.peer! : event.node!;
    const receiver = event.kind === "deliver" ? event.node! : event.peer!;
    const { label, glyph, tone } = this.messageView(sender, event.data.message);
    const sentence = {
      send: say`${sender} sent ${label} to ${receiver}.`,
      duplicate: say`The network made a copy of ${sender}'s ${label} to ${receiver}.`,
      deliver: say`${receiver} got ${label} from ${sender}.`,
      held: say`${sender}'s ${label} has come to ${receiver} and waits for your hand.`,
    }[event.kind];
    const copied = event.kind === "duplicate" ? { of: event.data.of } : {};
    return { label, simple: sentence, expert: sentence, weight: "detail", glyph, tone, ...copied };
  }

  private tellReturn(event: TraceEventOf<"return">): Told {
    const { operation, outcome, value, began, about } = event.data;
    const asked = describeOperation(operation);
    const after = tellSpan(event.time - began);
    const reason = tellReason(about ?? {});
    const node = event.node!;
    switch (outcome) {
      case "ok": {
        const shown = printValue(value);
        const told =
          operation.f === "read"
            ? {
                label: `${asked} = ${shown}`,
                simple: say`${node} read ${operation.key ?? ""} = ${shown}, after ${after}.`,
                expert: say`${node} read ${operation.key ?? ""} = ${shown}, acknowledged after ${after}.`,
              }
            : {
                label: say`${asked} done`,
                simple: say`${node}'s ${asked} is done, after ${after}.`,
                expert: say`${node}'s ${asked} is done, acknowledged after ${after}.`,
              };
        return { ...told, weight: "event", tone: "client" };
      }
      case "fail":
        return {
          label: say`${asked} refused`,
          simple: say`${node} asked “${asked}” in vain${reason}.`,
          expert: say`${node}'s ${asked} failed after ${after}${reason}; it certainly had no effect.`,
          weight: "event",
        };
      case "unknown":
        return {
          label: say`${asked} unanswered`,
          simple: say`${node} asked “${asked}” and never learned whether it happened${reason}.`,
          expert: say`${node}'s ${asked} timed out after ${after}${reason}; it may have had its effect, may still, or never.`,
          weight: "event",
        };
    }
  }
}

function leadOf(title: string, verdict: Finding["verdict"], promised: boolean): string {
  if (verdict === "holds") return say`${title} holds again.`;
  if (verdict === "unknown") return say`${title}: cannot be told.`;
  return promised
    ? say`Promise broken: ${title}.`
    : say`${title} is lost: nobody promised it here.`;
}

/** A path of states by their names: `up.leader`; regions of a parallel state are joined by `+`. */
function tellMode(mode: string): string {
  return mode.replaceAll(/[^.+]+/g, (name) => translate(name));
}

/** The trace has its reasons in English; `{0}` is whoever was asked. */
function tellReason({ reason, coordinator }: Readonly<Record<string, unknown>>): string {
  return typeof reason === "string"
    ? `: ${translate(reason).replace("{0}", String(coordinator))}`
    : "";
}

function plain(label: string, sentence: string): Told {
  return { label, simple: sentence, expert: sentence, weight: "detail" };
}

function join(lead: string, more: string | undefined): string {
  return more === undefined ? lead : `${lead} ${more}`;
}

/** A partition of a thousand nodes names them all; the script keeps it, a sentence need not. */
function clipped(line: string): string {
  return line.length <= MOST ? line : `${line.slice(0, MOST)} …`;
}
