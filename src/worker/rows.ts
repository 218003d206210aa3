/** Trace events as lines that people read: a few words, and a sentence at both levels. */
import type { Message } from "../kernel/behavior.ts";
import type { Finding } from "../kernel/monitor.ts";
import { describeOperation, printValue } from "../kernel/operation.ts";
import type { Scenario } from "../kernel/scenario.ts";
import { printIntervention } from "../kernel/script-text.ts";
import { tellSpan } from "../kernel/time.ts";
import type { DropReason, TraceEvent, TraceEventOf } from "../kernel/trace.ts";
import type { MessageView, Narration, Presenter } from "../kernel/view.ts";
import type { TraceRow } from "../wire/frame.ts";
import { say } from "../languages/say.ts";

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
  lost: { word: "lost", simple: "It got lost on the way.", expert: "The link's loss took it." },
  cut: { word: "cut off", simple: "The way is cut.", expert: "The direction is cut." },
  crashed: {
    word: "nobody there",
    simple: "Nobody was there to take it.",
    expert: "The receiver is down.",
  },
  hand: { word: "taken", simple: "You took it away.", expert: "Dropped by hand." },
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
        return plain(`${node} starts`, `${node} starts.`);
      case "send":
      case "duplicate":
      case "deliver":
      case "held":
        return this.tellMessage(event);
      case "drop": {
        const { label, glyph, tone } = this.messageView(node, event.data.message);
        const why = LOST[event.data.reason];
        const told = `${node}'s ${label} to ${event.peer ?? ""} was lost.`;
        return {
          label: `${label} ${why.word}`,
          simple: `${told} ${why.simple}`,
          expert: `${told} ${why.expert}`,
          weight: "detail",
          glyph,
          tone,
          at: event.data.at,
        };
      }
      case "timer":
        return plain(`${event.data.label} rings`, `${node}'s ${event.data.label} rang.`);
      case "mode": {
        const { from, to } = event.data;
        const told =
          from === ""
            ? plain(to, `${node} begins as ${to}.`)
            : plain(`${from} → ${to}`, `${node} went from ${from} to ${to}.`);
        return { ...told, mode: event.data };
      }
      case "persist":
        return plain(
          `writes ${event.data.keys.join(", ")}`,
          `${node} wrote ${event.data.keys.join(", ")} to disk.`,
        );
      case "crash":
        return {
          ...plain(
            "crash",
            `${node} crashed: what it had in mind is gone, what it wrote down stays.`,
          ),
          expert: say`${node} crashed: memory and timers are lost, its disk stays.`,
          weight: "event",
        };
      case "restart":
        return {
          ...plain(
            "restart",
            event.data.wiped
              ? `${node} is back, but everything it wrote down is gone.`
              : `${node} is back and reads what it wrote down.`,
          ),
          expert: event.data.wiped
            ? say`${node} restarted with an empty disk.`
            : say`${node} restarted from its disk.`,
          weight: "event",
        };
      case "pause":
        return {
          ...plain("paused", `${node} stands still; what comes for it waits.`),
          expert: say`${node}'s process is paused: its timers and messages queue up, its clock runs on.`,
          weight: "event",
        };
      case "resume":
        return {
          ...plain("resumed", `${node} goes on and catches up.`),
          expert: say`${node} resumed; what queued up is handled now, late.`,
          weight: "event",
        };
      case "call":
        return plain(
          `asks ${describeOperation(event.data.operation)}`,
          `${node} asks: ${describeOperation(event.data.operation)}.`,
        );
      case "return":
        return { ...this.tellReturn(event), outcome: event.data.outcome };
      case "note": {
        const label = event.data.note.replaceAll("-", " ");
        const told = this.narrate(event);
        return told ? { label, ...told } : plain(label, `${node}: ${label}.`);
      }
      case "intervention": {
        const text = printIntervention(event.data.what);
        return {
          ...plain(`you: ${text}`, `You did: ${text}.`),
          weight: "event",
          deed: event.data.what.do,
        };
      }
      case "verdict": {
        const { monitor, finding, promised } = event.data;
        const title = this.scenario.monitors.find((each) => each.id === monitor)?.title ?? monitor;
        const lead = leadOf(title, finding.verdict, promised);
        return {
          label: `${title}: ${finding.verdict}`,
          verdict: finding.verdict,
          simple: join(lead, finding.simple),
          expert: join(lead, finding.expert),
          weight: "turn",
        };
      }
      case "remark":
        return {
          label: event.data.word,
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
      send: `${sender} sent ${label} to ${receiver}.`,
      duplicate: `The network made a copy of ${sender}'s ${label} to ${receiver}.`,
      deliver: `${receiver} got ${label} from ${sender}.`,
      held: `${sender}'s ${label} has come to ${receiver} and waits for your hand.`,
    }[event.kind];
    const copied = event.kind === "duplicate" ? { of: event.data.of } : {};
    return { label, simple: sentence, expert: sentence, weight: "detail", glyph, tone, ...copied };
  }

  private tellReturn(event: TraceEventOf<"return">): Told {
    const { operation, outcome, value, began, about } = event.data;
    const asked = describeOperation(operation);
    const after = tellSpan(event.time - began);
    const reason = typeof about?.["reason"] === "string" ? `: ${about["reason"]}` : "";
    const node = event.node!;
    switch (outcome) {
      case "ok": {
        const answer = operation.f === "read" ? `${asked} = ${printValue(value)}` : `${asked} done`;
        const said =
          operation.f === "read"
            ? `${node} read ${operation.key ?? ""} = ${printValue(value)}`
            : `${node}'s ${asked} is done`;
        return {
          label: answer,
          simple: say`${said}, after ${after}.`,
          expert: say`${said}, acknowledged after ${after}.`,
          weight: "event",
          tone: "client",
        };
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
  if (verdict === "holds") return `${title} holds again.`;
  if (verdict === "unknown") return `${title}: cannot be told.`;
  return promised ? `Promise broken: ${title}.` : `${title} is lost: nobody promised it here.`;
}

function plain(label: string, sentence: string): Told {
  return { label, simple: sentence, expert: sentence, weight: "detail" };
}

function join(lead: string, more: string | undefined): string {
  return more === undefined ? lead : `${lead} ${more}`;
}
