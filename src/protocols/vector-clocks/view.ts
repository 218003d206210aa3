/** How processes and their letters show. The clock stands in the badge and on every letter. */
import type { AnyMachineSnapshot } from "xstate";
import type { Message } from "../../kernel/behavior.ts";
import type {
  Badge,
  Cell,
  Field,
  LegendEntry,
  MessageView,
  NodeView,
  Presenter,
} from "../../kernel/view.ts";
import { say } from "../../languages/say.ts";
import type { Letter } from "./messages.ts";
import { narrateProcess } from "./narration.ts";
import { nextReader, type ProcessContext, type ProcessDisk, type Remembered } from "./state.ts";
import { printVector, type Vector } from "./vector.ts";

export const processLegend: readonly LegendEntry[] = [
  { label: "process that knows of everybody", tone: "follower", shape: "circle" },
  { label: "process that has not heard of all", tone: "candidate", shape: "dashed" },
  { label: "down", tone: "crashed", shape: "circle" },
  { label: "letter, with the clock of its sending", tone: "leader", glyph: "square" },
];

export const processPresenter: Presenter = {
  tone: (mode) => (mode === "informed" ? "follower" : "candidate"),
  view: (state) => viewProcess(state as AnyMachineSnapshot & { context: ProcessContext }),
  down: (disk) => {
    const { vector, recent = [] } = disk as Partial<ProcessDisk>;
    return {
      ...(vector ? { badge: badgeOf(vector) } : {}),
      cells: cellsOf(recent),
      fields: vector ? fieldsOf(vector, recent) : [],
    };
  },
  message: viewMessage,
  narrate: narrateProcess,
};

function badgeOf(vector: Vector): Badge {
  return { text: printVector(vector), title: say`vector clock: (${printVector(vector)})` };
}

function viewProcess({ value, context }: { value: unknown; context: ProcessContext }): NodeView {
  const informed = value === "informed";
  const { vector, recent, knobs } = context;
  return {
    role: informed ? say`informed` : say`partial`,
    tone: informed ? "follower" : "candidate",
    shape: informed ? "circle" : "dashed",
    badge: badgeOf(vector),
    caption: say`writes to ${nextReader(context)} next`,
    ...(knobs["workload"] === "off" ? {} : { ring: "nextLetter" }),
    cells: cellsOf(recent),
    fields: [
      ...fieldsOf(vector, recent),
      {
        name: say`next letter to`,
        value: nextReader(context),
        durable: true,
        help: say`It writes to the others in turn.`,
      },
    ],
  };
}

/** The last events, by name; each tells its clock when it is pointed at. */
function cellsOf(recent: readonly Remembered[]): Cell[] {
  return recent.slice(-4).map(({ event, kind, vector }) => ({
    text: event,
    epoch: event.charCodeAt(0) % 8,
    settled: true,
    title: titleOf(event, kind, printVector(vector)),
  }));
}

function titleOf(event: string, kind: Remembered["kind"], vector: string): string {
  switch (kind) {
    case "local":
      return say`${event}, an event of its own: (${vector})`;
    case "sent":
      return say`${event}, a sending: (${vector})`;
    case "received":
      return say`${event}, a receipt: (${vector})`;
  }
}

function fieldsOf(vector: Vector, recent: readonly Remembered[]): Field[] {
  return [
    {
      name: "VC",
      value: printVector(vector),
      durable: true,
      help: say`The vector clock: for each process, by name, how many of its events are known here.`,
    },
    {
      name: say`last events`,
      value:
        recent.length === 0
          ? say`none`
          : recent.map(({ event, vector: at }) => `${event} (${printVector(at)})`).join(" "),
      durable: true,
      help: say`By name, with their clocks. p3 is the third event of p.`,
    },
  ];
}

function viewMessage(message: Message): MessageView {
  const { event, vector } = message as Letter;
  return {
    glyph: "square",
    tone: "leader",
    label: `${event}: ${printVector(vector)}`,
    fields: [
      { name: say`sent at`, value: event },
      { name: "VC", value: printVector(vector) },
    ],
  };
}
