/** How generals and their words show: what a lieutenant has collected as cells, one for each voice, and as the whole tree in its fields. */
import type { AnyMachineSnapshot } from "xstate";
import type { Message, NodeId } from "../../kernel/behavior.ts";
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
import type { CommanderContext } from "./commander.ts";
import { votesOf, type LieutenantContext } from "./lieutenant-state.ts";
import type { GeneralsMessage, Plan } from "./messages.ts";
import { narrateGenerals } from "./narration.ts";
import { valueOf, type RelayTree } from "./relay-tree.ts";

export const generalsLegend: readonly LegendEntry[] = [
  { label: "commander", tone: "leader", shape: "hexagon", crown: true },
  { label: "lieutenant that collects", tone: "candidate", shape: "dashed" },
  { label: "attacks", tone: "leader", shape: "square" },
  { label: "retreats", tone: "follower", shape: "circle" },
  { label: "traitor", tone: "traitor", shape: "circle" },
  { label: "down", tone: "crashed", shape: "circle" },
  { label: "“Attack!”", tone: "leader", glyph: "triangle" },
  { label: "“Retreat!”", tone: "follower", glyph: "square" },
];

type Look = Pick<NodeView, "role" | "tone" | "shape">;

const LIEUTENANT_LOOKS: Readonly<Record<string, Look>> = {
  waiting: { role: phrase("waits"), tone: "plain", shape: "circle" },
  collecting: { role: phrase("collects"), tone: "candidate", shape: "dashed" },
  attacking: { role: phrase("attacks"), tone: "leader", shape: "square" },
  retreating: { role: phrase("retreats"), tone: "follower", shape: "circle" },
};

/** The colour of a plan in cells. */
const COLOUR: Readonly<Record<Plan, number>> = { attack: 2, retreat: 1 };

/** It does itself what it orders. */
const COMMANDER_DOES: Readonly<Record<Plan, string>> = {
  attack: phrase("attacks"),
  retreat: phrase("retreats"),
};

function toneOf(mode: string): Tone {
  return LIEUTENANT_LOOKS[mode]?.tone ?? "plain";
}

function letter(plan: Plan): string {
  return plan === "attack" ? "A" : "R";
}

// ── The commander ─────────────────────────────────────────────────────────────────────────────────────────────

function viewCommander({ context }: { readonly context: CommanderContext }): NodeView {
  const { number, orders } = context;
  return {
    role: orders === null ? phrase("waits") : COMMANDER_DOES[orders],
    tone: orders === "retreat" ? "follower" : "leader",
    shape: "hexagon",
    crown: true,
    ring: "nextOrder",
    ...(orders === null
      ? { caption: say`no order yet` }
      : {
          badge: { text: `#${number}`, title: say`order ${number}` },
          caption: orders === "attack" ? say`orders: attack` : say`orders: retreat`,
        }),
    cells: [],
    fields: [
      { name: "order", value: number === 0 ? "–" : `#${number}`, durable: false },
      {
        name: "v",
        value: orders ?? "–",
        durable: false,
        help: say`What its program orders. A traitor’s mouth may say something else.`,
      },
    ],
  };
}

export const commanderPresenter: Presenter = {
  tone: toneOf,
  view: (state) => viewCommander(state as AnyMachineSnapshot & { context: CommanderContext }),
  down: () => ({ cells: [], fields: [] }),
  message: viewMessage,
  narrate: narrateGenerals,
};

// ── A lieutenant ──────────────────────────────────────────────────────────────────────────────────────────────

function viewLieutenant(mode: string, context: LieutenantContext): NodeView {
  const { number, round, depth, obeys } = context;
  const look = LIEUTENANT_LOOKS[mode] ?? LIEUTENANT_LOOKS["waiting"]!;
  return {
    ...look,
    ...(number === 0 ? {} : { badge: { text: `#${number}`, title: say`order ${number}` } }),
    ...captionOf(context),
    ring: mode === "collecting" ? "roundEnd" : "nextOrder",
    cells: number === 0 ? [] : cellsOf(context),
    fields: [
      { name: "order", value: number === 0 ? "–" : `#${number}`, durable: false },
      {
        name: "OM(m)",
        value: number === 0 ? "–" : `OM(${depth})`,
        durable: false,
        help: say`How often what was heard is passed on, for this order.`,
      },
      {
        name: "round",
        value: number === 0 ? "–" : say`${round} of ${depth}`,
        durable: false,
        help: say`In round 0 the commander speaks, then everybody who heard something in the round before.`,
      },
      {
        name: "majority",
        value: obeys ?? "–",
        durable: false,
        help: say`What it obeys: the majority of what has come, path by path. A tie is RETREAT.`,
      },
      ...treeFields(context),
    ],
  };
}

function captionOf(context: LieutenantContext): Pick<NodeView, "caption"> {
  const { number, round, depth, obeys } = context;
  if (number === 0) return {};
  if (obeys === null)
    return {
      caption: round === 0 ? say`listens to the commander` : say`round ${round} of ${depth}`,
    };
  const votes = votesOf(context);
  const attacks = votes.filter((plan) => plan === "attack").length;
  return { caption: say`${attacks} attack, ${votes.length - attacks} retreat` };
}

/** One cell for the commander’s word and one for each other lieutenant: what is made of its reports. */
function cellsOf(context: LieutenantContext): Cell[] {
  const { id, commander, others, tree, depth, obeys } = context;
  const settled = obeys !== null;
  const own = cellOf(tree.heard, tree.heard, settled, commander, say`said by ${commander}`);
  if (depth === 0) return [own];
  const reports = others.map((other) => {
    const branch = tree.reports[other];
    const heard = branch?.heard ?? null;
    const value = settled ? valueOf(branch, without(others, other), depth - 1) : heard;
    return cellOf(heard, value, settled, other, say`what ${other} says that ${commander} said`);
  });
  // Everybody’s voices stand in the same columns; its own is what it heard itself.
  return [{ ...own, column: id }, ...reports].toSorted((a, b) =>
    (a.column ?? "") < (b.column ?? "") ? -1 : 1,
  );
}

function without(names: readonly NodeId[], name: NodeId): readonly NodeId[] {
  return names.filter((other) => other !== name);
}

function cellOf(
  heard: Plan | null,
  value: Plan | null,
  settled: boolean,
  column: NodeId,
  what: string,
): Cell {
  if (value === null || (heard === null && !settled))
    return settled
      ? {
          text: "–",
          column,
          epoch: COLOUR.retreat,
          settled,
          title: say`${what}: nothing, so retreat`,
        }
      : { text: "·", column, settled, title: say`${what}: nothing yet` };
  const title =
    heard === value
      ? say`${what}: ${value}`
      : say`${what}: ${heard ?? say`nothing`}, by the majority of all reports ${value}`;
  return {
    text: heard === null ? "–" : letter(value),
    column,
    epoch: COLOUR[value],
    settled,
    title,
  };
}

/** The tree, a field for each lieutenant’s branch. */
function treeFields({ commander, others, tree, depth, obeys }: LieutenantContext): Field[] {
  const told = (branch: RelayTree | undefined, names: readonly NodeId[], left: number): string => {
    const heard = branch?.heard ?? "–";
    if (left === 0) return heard;
    const inner = names.map(
      (name) => `${name} ${told(branch?.reports[name], without(names, name), left - 1)}`,
    );
    const value = obeys === null ? "" : ` = ${valueOf(branch, names, left)}`;
    return `${heard} (${inner.join(", ")})${value}`;
  };
  return [
    {
      name: commander,
      value: tree.heard ?? "–",
      durable: false,
      help: say`What came from the commander itself.`,
    },
    ...(depth === 0 ? [] : others).map((other) => ({
      name: `${other} ‹ ${commander}`,
      value: told(tree.reports[other], without(others, other), depth - 1),
      durable: false,
      help: say`What ${other} says that ${commander} said; in brackets what others say that ${other} said.`,
    })),
  ];
}

export const lieutenantPresenter: Presenter = {
  tone: toneOf,
  view: (state) => {
    const { value, context } = state as AnyMachineSnapshot & { context: LieutenantContext };
    return viewLieutenant(String(value), context);
  },
  down: () => ({ cells: [], fields: [] }),
  message: viewMessage,
  narrate: narrateGenerals,
};

// ── Messages ──────────────────────────────────────────────────────────────────────────────────────────────────

function viewMessage(message: Message): MessageView {
  const said = message as GeneralsMessage;
  const { number, plan } = said;
  const look =
    plan === "attack"
      ? ({ glyph: "triangle", tone: "leader" } as const)
      : ({ glyph: "square", tone: "follower" } as const);
  const path = said.type === "Order" ? [] : said.path;
  return {
    ...look,
    label:
      said.type === "Order" ? say`#${number}: ${plan}` : `#${number} ${hearsay(path)}: ${plan}`,
    fields: [
      { name: "order", value: `#${number}` },
      { name: "v", value: plan },
      ...(path.length === 0 ? [] : [{ name: "path", value: path.join(" › ") }]),
    ],
  };
}

/** `g2 ‹ g0`: what g2 says that g0 said; who speaks says so itself. */
function hearsay(path: readonly NodeId[]): string {
  return path.slice(0, -1).toReversed().join(" ‹ ");
}
