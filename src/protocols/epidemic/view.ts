/** How a member and what it says show. */
import type { AnyMachineSnapshot } from "xstate";
import type { Message } from "../../kernel/behavior.ts";
import { SECOND } from "../../kernel/time.ts";
import type {
  Badge,
  Field,
  LegendEntry,
  MessageView,
  NodeView,
  Presenter,
  Tone,
} from "../../kernel/view.ts";
import { phrase, say } from "../../languages/say.ts";
import type { EpidemicMessage, News } from "./messages.ts";
import { narrateMember } from "./narration.ts";
import { limitIn, losingIn, type EpidemicContext, type EpidemicDisk } from "./state.ts";

export const epidemicLegend: readonly LegendEntry[] = [
  { label: "susceptible: has not heard", tone: "plain", shape: "circle" },
  { label: "infective: tells it", tone: "candidate", shape: "circle" },
  { label: "removed: knows it, tells it no more", tone: "follower", shape: "circle" },
  { label: "removed: knows a later one", tone: "leader", shape: "circle" },
  { label: "down", tone: "crashed", shape: "circle" },
  { label: "Rumour", tone: "candidate", glyph: "circle" },
  { label: "Known: “I knew that”", tone: "follower", glyph: "cross" },
  { label: "Ask: “Anything new?”", tone: "plain", glyph: "ring" },
  { label: "Compare (anti-entropy)", tone: "client", glyph: "diamond" },
  { label: "Update (anti-entropy)", tone: "leader", glyph: "star" },
];

/** Those who know one update and those who know the next look different. */
const SETTLED: readonly Tone[] = ["follower", "leader", "client"];

function settledTone(news: News | null): Tone {
  return news === null ? "plain" : SETTLED[(news.number - 1) % SETTLED.length]!;
}

export const memberPresenter: Presenter = {
  tone: (mode) => (mode === "infective" ? "candidate" : mode === "removed" ? "follower" : "plain"),
  view: (state) => viewMember(state as AnyMachineSnapshot & { context: EpidemicContext }),
  down: (disk) => {
    const { news = null } = disk as EpidemicDisk;
    return {
      cells: [],
      fields: [newsField(news)],
      ...(news === null || news.number === 1 ? {} : { badge: badgeOf(news) }),
    };
  },
  message: viewMessage,
  narrate: narrateMember,
};

function badgeOf({ number, origin }: News): Badge {
  return { text: String(number), epoch: number, title: say`news ${number}, from ${origin}` };
}

function tellNews(news: News | null): string {
  return news === null
    ? say`nothing`
    : say`${news.number}, from ${news.origin} at ${(news.at / SECOND).toFixed(2)} s`;
}

function newsField(news: News | null): Field {
  return {
    name: say`news`,
    value: tellNews(news),
    durable: true,
    help: say`The newest update it knows: the origin’s number, its name, and its clock. The larger timestamp counts. On disk, while rule “stable storage” is on.`,
  };
}

function viewMember({ value, context }: { value: unknown; context: EpidemicContext }): NodeView {
  const { news, vain } = context;
  const limit = limitIn(context);
  const infective = value === "infective";
  return {
    role:
      news === null ? phrase("susceptible") : infective ? phrase("infective") : phrase("removed"),
    tone: infective ? "candidate" : settledTone(news),
    shape: "circle",
    // The first update needs no number: whoever knows one knows this one.
    ...(news === null || news.number === 1 ? {} : { badge: badgeOf(news) }),
    ...(infective ? { ring: "round" } : {}),
    cells: [],
    fields: [
      newsField(news),
      {
        name: say`interest`,
        value: !infective
          ? say`none`
          : limit === null
            ? say`for ever`
            : losingIn(context).endsWith("coin")
              ? say`until a coin falls so, once in ${limit} throws`
              : say`${vain} of ${limit} contacts counted`,
        durable: false,
        help: say`An infective member tells its news until enough contacts have counted: those in vain, or all of them where it is blind.`,
      },
    ],
  };
}

function viewMessage(message: Message): MessageView {
  const said = message as EpidemicMessage;
  const fields = [{ name: "news", value: tellNews(said.news) }];
  const label = (name: string): string =>
    said.news === null ? name : `${name} ${said.news.number}`;
  switch (said.type) {
    case "Rumour":
      return { glyph: "circle", tone: "candidate", label: label("Rumour"), fields };
    case "Known":
      return { glyph: "cross", tone: "follower", label: label("Known"), fields };
    case "Ask":
      return { glyph: "ring", tone: "plain", label: label("Ask"), fields };
    case "Compare":
      return { glyph: "diamond", tone: "client", label: label("Compare"), fields };
    case "Update":
      return { glyph: "star", tone: "leader", label: label("Update"), fields };
  }
}
