/** How a member and what goes between members show. */
import type { AnyMachineSnapshot } from "xstate";
import type { Message } from "../../kernel/behavior.ts";
import type {
  Cell,
  Field,
  LegendEntry,
  MessageView,
  NodeView,
  Presenter,
  Tone,
} from "../../kernel/view.ts";
import { phrase, say } from "../../languages/say.ts";
import type { SwimMessage, Update } from "./messages.ts";
import { narrateMember } from "./narration.ts";
import type { MemberContext, MemberDisk } from "./state.ts";

export const swimLegend: readonly LegendEntry[] = [
  { label: "member", tone: "follower", shape: "circle" },
  { label: "member that suspects somebody", tone: "candidate", shape: "circle" },
  { label: "down", tone: "crashed", shape: "circle" },
  { label: "Ping: are you there?", tone: "follower", glyph: "triangle" },
  { label: "Ack: here!", tone: "follower", glyph: "circle" },
  { label: "PingReq: ping it for me", tone: "client", glyph: "star" },
  { label: "carries a suspicion", tone: "candidate", glyph: "triangle" },
  { label: "carries a confirmed failure", tone: "traitor", glyph: "triangle" },
];

export const memberPresenter: Presenter = {
  tone: (mode) =>
    mode === "period.requesting" || mode === "period.unanswered" ? "candidate" : "follower",
  view: (state) => viewMember(state as AnyMachineSnapshot & { context: MemberContext }),
  down: (disk) => ({ cells: [], fields: [lifeField((disk as MemberDisk).life ?? 0)] }),
  message: (message) => viewMessage(message as SwimMessage),
  narrate: narrateMember,
};

// ── A member ──────────────────────────────────────────────────────────────────────────────────────────────────

function viewMember({ context }: { context: MemberContext }): NodeView {
  const { members, incarnation, life, round, rumours } = context;
  const held = (status: string): readonly string[] =>
    Object.entries(members)
      .filter(([, entry]) => entry.status === status)
      .map(([member]) => member);
  const suspected = held("suspect");
  return {
    role: phrase("member"),
    tone: suspected.length > 0 ? "candidate" : "follower",
    shape: "circle",
    badge: {
      text: `i${incarnation}`,
      epoch: incarnation,
      title: say`incarnation ${incarnation}: how often it has refuted in this life`,
    },
    caption: captionOf(context),
    ring: "protocolPeriod",
    cells: cellsOf(context),
    fields: [
      {
        name: say`incarnation`,
        value: String(incarnation),
        durable: false,
        help: say`It grows when the member hears that it is suspected. Alive with a higher incarnation overrides the suspicion.`,
      },
      lifeField(life),
      {
        name: say`suspected`,
        value: suspected.join(", ") || "–",
        durable: false,
        help: say`Members that may have failed. They stay on the list and are pinged like all others.`,
      },
      {
        name: say`confirmed`,
        value: held("confirm").join(", ") || "–",
        durable: false,
        help: say`Members that have failed for all it knows. They are off the list.`,
      },
      {
        name: say`this round`,
        value: round.join(" ") || "–",
        durable: false,
        help: say`Whom it still has to ping before the order is drawn anew.`,
      },
      {
        name: say`tells along`,
        value: rumours.map(({ update, left }) => `${signOf(update)} ×${left}`).join(", ") || "–",
        durable: false,
        help: say`Rumours that ride on its pings and acks, and on how many more of them.`,
      },
    ],
  };
}

function lifeField(life: number): Field {
  return {
    name: say`life`,
    value: String(life),
    durable: true,
    help: say`How often it has joined. Who comes back is a new member: its next life overrides what was said of the one before.`,
  };
}

function captionOf({ probe }: MemberContext): string {
  if (probe === null) return say`is just starting`;
  const { target, asked, answered, knock } = probe;
  if (answered) return say`${target} is there`;
  if (knock) return say`knocks at ${target}`;
  return asked.length > 0 ? say`asks others about ${target}` : say`pings ${target}`;
}

/** Whom it suspects, and whom it has confirmed; nothing of those that are well. */
function cellsOf({ members }: MemberContext): Cell[] {
  return Object.entries(members).flatMap(([member, { status, incarnation }]): Cell[] => {
    switch (status) {
      case "alive":
        return [];
      case "suspect":
        return [
          {
            text: `${member}?`,
            column: member,
            settled: false,
            title: say`suspects ${member} (incarnation ${incarnation})`,
          },
        ];
      case "confirm":
        return [
          {
            text: `${member}✕`,
            column: member,
            settled: true,
            conflict: true,
            title: say`has confirmed ${member} as failed`,
          },
        ];
    }
  });
}

// ── Messages ──────────────────────────────────────────────────────────────────────────────────────────────────

/** `n3?` suspected, `n3✕` confirmed, `n3 i2` alive. */
function signOf({ member, status, incarnation }: Update): string {
  switch (status) {
    case "alive":
      return `${member} i${incarnation}`;
    case "suspect":
      return `${member}?`;
    case "confirm":
      return `${member}✕`;
  }
}

/** The worst that it says of anybody. */
function toneOf(updates: readonly Update[], plain: Tone): Tone {
  if (updates.some(({ status }) => status === "confirm")) return "traitor";
  return updates.some(({ status }) => status === "suspect") ? "candidate" : plain;
}

function viewMessage(message: SwimMessage | Message): MessageView {
  const told = message as SwimMessage;
  const { updates, seq } = told;
  // How the sender is stands first, and is no news.
  const carried = updates.slice(1).map(signOf);
  const suffix = carried.length > 0 ? ` +${carried.join(" ")}` : "";
  const fields = [
    { name: say`number`, value: String(seq) },
    { name: say`updates`, value: updates.map(signOf).join(", ") },
  ];
  switch (told.type) {
    case "Ping":
      return {
        glyph: "triangle",
        tone: toneOf(updates, told.for === null ? "follower" : "client"),
        label: told.for === null ? say`Ping${suffix}` : say`Ping for ${told.for}${suffix}`,
        fields,
      };
    case "PingReq":
      return {
        glyph: "star",
        tone: toneOf(updates, "client"),
        label: say`PingReq ${told.target}${suffix}`,
        fields: [{ name: say`target`, value: told.target }, ...fields],
      };
    case "Ack":
      return {
        glyph: "circle",
        tone: toneOf(updates, told.for === null ? "follower" : "client"),
        label: say`Ack of ${told.of}${suffix}`,
        fields: [{ name: say`of`, value: told.of }, ...fields],
      };
  }
}
