/** How replicas and what goes between them show: the object that is chosen stands under each replica, its parts in their makers’ colours. */
import type { AnyMachineSnapshot } from "xstate";
import type { Message, NodeId } from "../../kernel/behavior.ts";
import type {
  Badge,
  Cell,
  Field,
  LegendEntry,
  MessageView,
  NodeView,
  Presenter,
} from "../../kernel/view.ts";
import { phrase, say, several } from "../../languages/say.ts";
import type { GCounter } from "../../structures/g-counter.ts";
import type { LWWRegister } from "../../structures/lww-register.ts";
import type { ORSet } from "../../structures/or-set.ts";
import type { PNCounter } from "../../structures/pn-counter.ts";
import { lettersOf, type RGA } from "../../structures/rga.ts";
import type { Tag } from "../../structures/siblings.ts";
import type { VersionVector } from "../../structures/version-vector.ts";
import type { ClientReply, ClientRequest } from "../client.ts";
import { clientPresenter, viewClientMessage } from "../client-view.ts";
import { nameOf, type ReplicaMessage } from "./messages.ts";
import { payloadOf, valueOf, type Payloads, type Schema } from "./objects.ts";
import { narrateReplica } from "./narration.ts";
import {
  behind,
  isOpBased,
  isSpreading,
  OBJECT,
  type ReplicaContext,
  type ReplicaDisk,
} from "./state.ts";
import { REPLICA } from "./world.ts";

export const crdtLegend: readonly LegendEntry[] = [
  { label: "replica that knows everybody to have what it has", tone: "follower", shape: "circle" },
  { label: "replica with news for somebody", tone: "candidate", shape: "dashed" },
  { label: "client", tone: "client", shape: "rounded" },
  { label: "down", tone: "crashed", shape: "circle" },
  { label: "State: all that a replica holds", tone: "leader", glyph: "square" },
  { label: "Downstream: one operation", tone: "candidate", glyph: "triangle" },
  { label: "Acknowledge", tone: "follower", glyph: "circle" },
];

/** What a replica needs no words for, and one that is down cannot tell. */
export interface Cast {
  /** The objects. */
  readonly schema: Schema;
  /** The replicas, in the order of their colours. */
  readonly replicas: readonly NodeId[];
}

/** A replica’s presenter. */
export function replicaPresenter(cast: Cast): Presenter {
  return {
    tone: (mode) => (mode.endsWith("spreading") ? "candidate" : "follower"),
    view: (state) => viewReplica(cast, state as AnyMachineSnapshot & { context: ReplicaContext }),
    down: (disk) => ({
      badge: badgeOf(disk),
      cells: cellsOfAll(cast, disk),
      fields: fieldsOf(cast, disk),
    }),
    message: (message) => viewMessage(cast, message),
    narrate: narrateReplica,
  };
}

/** The presenters of all that takes part. */
export function crdtPresenters(cast: Cast): Readonly<Record<string, Presenter>> {
  return {
    [REPLICA]: replicaPresenter(cast),
    client: clientPresenter((message) => viewMessage(cast, message)),
  };
}

function viewReplica(cast: Cast, { context }: { context: ReplicaContext }): NodeView {
  const spreading = isSpreading(context);
  const { payloads, knobs } = context;
  const chosen = knobs[OBJECT];
  const caption =
    missing(context) ??
    (chosen === undefined ? null : textOfValue(cast, payloads, chosen)) ??
    newsFor(context);
  return {
    role: spreading ? phrase("spreading") : phrase("settled"),
    tone: spreading ? "candidate" : "follower",
    shape: spreading ? "dashed" : "circle",
    badge: badgeOf(context),
    ...(caption === null ? {} : { caption }),
    ...(spreading ? { ring: isOpBased(context) ? "resend" : "gossip" } : {}),
    cells: chosen === undefined ? cellsOfAll(cast, context) : cellsOf(cast, payloads, chosen),
    fields: [...fieldsOf(cast, context), ...memoryOf(context)],
  };
}

/** How many updates it has seen. */
function badgeOf({ seen = {} }: Partial<ReplicaDisk>): Badge {
  const count = Object.values(seen).reduce((sum, each) => sum + each, 0);
  return { text: String(count), title: several(count, "{n} update seen", "{n} updates seen") };
}

/** What is missing here. */
function missing({ waiting }: ReplicaContext): string | null {
  return waiting.length === 0
    ? null
    : several(waiting.length, "{n} waits for its causes", "{n} wait for their causes");
}

/** Who is not known to have it all. */
function newsFor(context: ReplicaContext): string | null {
  const { peers, known, outbox, id } = context;
  const who = isOpBased(context)
    ? peers.filter((peer) => outbox.some(({ number }) => number > (known[peer]?.[id] ?? 0)))
    : behind(context);
  return who.length === 0 ? null : say`news for ${who.join(", ")}`;
}

/** An object’s value as a line, where its cells do not say it by themselves. */
function textOfValue({ schema }: Cast, payloads: Payloads, key: string): string | null {
  const value = valueOf(schema, payloads, key);
  switch (schema[key]!) {
    case "rga":
      return value === "" ? say`no text yet` : say`“${value}”`;
    case "g-counter":
    case "pn-counter":
      return `${key} = ${value}`;
    case "or-set":
    case "lww-register":
      return value === "" ? say`${key}: nothing in it` : null;
  }
}

/** The contents of one object, each part in the colour of the replica from which it comes. */
function cellsOf({ schema, replicas }: Cast, payloads: Payloads, key: string): Cell[] {
  const payload = payloadOf(schema, payloads, key);
  const cell = (text: string, column: string, by: string, title: string): Cell => {
    const place = replicas.indexOf(by);
    return { text, column, settled: true, title, ...(place < 0 ? {} : { epoch: place + 1 }) };
  };
  switch (schema[key]!) {
    case "g-counter":
      return Object.entries(payload as GCounter).map(([id, count]) =>
        cell(`${id}=${count}`, id, id, say`${id} has counted ${count}`),
      );
    case "pn-counter": {
      const { up, down } = payload as PNCounter;
      const ids = [...new Set([...Object.keys(up), ...Object.keys(down)])].toSorted();
      return ids.map((id) => {
        const [plus, minus] = [up[id] ?? 0, down[id] ?? 0];
        const title = say`${id} has counted ${plus} up and ${minus} down`;
        return cell(`${id}=+${plus}−${minus}`, id, id, title);
      });
    }
    case "lww-register": {
      const register = payload as LWWRegister;
      if (register === null) return [];
      const { value, stamp } = register;
      return [cell(`${key}=${value}`, key, stamp.by, say`${value}, stamp ${printTag(stamp)}`)];
    }
    case "or-set":
      return (payload as ORSet)
        .filter(({ tags }) => tags.length > 0)
        .map(({ element, tags }) => {
          const named = tags.map(printTag).join(", ");
          return cell(element, element, tags[0]!.by, say`${element}, tags ${named}`);
        });
    case "rga":
      return lettersOf(payload as RGA).map(({ text, id }, i) =>
        cell(text, String(i + 1), id.by, say`${text}, letter ${printTag(id)}`),
      );
  }
}

/** All objects: where one alone holds anything its contents, else a value for each that does. */
function cellsOfAll(cast: Cast, { payloads = {} }: Partial<ReplicaDisk>): Cell[] {
  const { schema } = cast;
  const keys = Object.keys(schema).filter((key) => Object.hasOwn(payloads, key));
  if (keys.length === 1) return cellsOf(cast, payloads, keys[0]!);
  return keys.map((key) => {
    const value = valueOf(schema, payloads, key);
    const shown = value === "" ? "∅" : value;
    const title = `${key} (${schema[key]!}): ${shown}`;
    return { text: `${key}=${shown}`, column: key, settled: true, title };
  });
}

/** `n1.3`; of a tag that does not say whose it is, the number alone. */
function printTag({ counter, by }: Tag): string {
  return by === "" ? String(counter) : `${by}.${counter}`;
}

/** All that an object’s payload holds, tombstones (†) too. */
function printPayload({ schema }: Cast, payloads: Payloads, key: string): string {
  const payload = payloadOf(schema, payloads, key);
  switch (schema[key]!) {
    case "g-counter":
      return pairs(payload as GCounter);
    case "pn-counter": {
      const { up, down } = payload as PNCounter;
      return `+ ${pairs(up)} − ${pairs(down)}`;
    }
    case "lww-register": {
      const register = payload as LWWRegister;
      return register === null ? say`nothing` : `${register.value} ${printTag(register.stamp)}`;
    }
    case "or-set":
      return (payload as ORSet)
        .map(({ element, tags, removed }) =>
          [element, ...tags.map(printTag), ...removed.map((tag) => `†${printTag(tag)}`)].join(" "),
        )
        .join(" · ");
    case "rga":
      return (payload as RGA)
        .map(({ text, id, deleted }) => `${deleted ? "†" : ""}${text} ${printTag(id)}`)
        .join(" · ");
  }
}

function fieldsOf(cast: Cast, disk: Partial<ReplicaDisk>): Field[] {
  const { seen = {}, outbox = [], payloads = {} } = disk;
  return [
    {
      name: say`seen`,
      value: pairs(seen),
      durable: true,
      help: say`How many updates of each replica it has.`,
    },
    {
      name: say`not acknowledged`,
      value: outbox.map(nameOf).join(" ") || say`none`,
      durable: true,
      help: say`Its own updates that not everybody has acknowledged.`,
    },
    ...Object.keys(payloads).map((key) => ({
      name: key,
      value: printPayload(cast, payloads, key),
      durable: true,
      help: say`The payload: what merging needs, and more than what is shown.`,
    })),
  ];
}

function memoryOf({ known, waiting, peers }: ReplicaContext): Field[] {
  return [
    {
      name: say`known of others`,
      value: peers.map((peer) => `${peer}: ${pairs(known[peer] ?? {})}`).join("; "),
      durable: false,
      help: say`What each other replica has said that it has seen.`,
    },
    {
      name: say`waiting`,
      value: waiting.map(nameOf).join(" ") || say`none`,
      durable: false,
      help: say`Operations whose causes are missing.`,
    },
  ];
}

function pairs(seen: VersionVector): string {
  const entries = Object.entries(seen).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([id, n]) => `${id} ${n}`).join(" · ") || say`nothing`;
}

// ── Messages ──────────────────────────────────────────────────────────────────────────────────────────────────

function viewMessage(cast: Cast, message: Message): MessageView {
  const known = message as ReplicaMessage | ClientRequest | ClientReply;
  switch (known.type) {
    case "State":
      return {
        glyph: "square",
        tone: "leader",
        label: say`all I hold`,
        fields: [
          { name: say`seen`, value: pairs(known.seen) },
          ...Object.keys(known.payloads).map((name) => ({
            name,
            value: printPayload(cast, known.payloads, name),
          })),
        ],
      };
    case "Downstream": {
      const { key, asked, saw, operation } = known.update;
      const name = nameOf(known.update);
      return {
        glyph: "triangle",
        tone: "candidate",
        label: `${name}: ${asked}`,
        fields: [
          { name: say`update`, value: name },
          { name: key, value: JSON.stringify(operation) },
          { name: say`causes`, value: pairs(saw) },
        ],
      };
    }
    case "Acknowledge":
      return {
        glyph: "circle",
        tone: "follower",
        label: say`has ${pairs(known.seen)}`,
        fields: [{ name: say`seen`, value: pairs(known.seen) }],
      };
    default:
      return viewClientMessage(known);
  }
}
