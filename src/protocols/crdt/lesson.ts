/** What every lesson on replicated data types shares: the names of timers, the knob of spreading, the rules, what hands may ask. */
import type { OperationSpec } from "../../kernel/scenario.ts";
import type { Knob, KnobValue, Rule } from "../../kernel/settings.ts";
import { clientTimers } from "../workload.ts";
import type { ObjectType, Schema } from "./objects.ts";
import { DEDUPE_OPS, OBJECT, OP_BASED, SPREAD, STATE_BASED, UNIQUE_TAGS } from "./state.ts";

export const crdtTimers: readonly string[] = ["gossip", "resend", ...clientTimers];

/** What is said of each type where one is chosen. */
const TYPES: Readonly<Record<ObjectType, Required<Omit<KnobValue, "value">>>> = {
  "g-counter": {
    label: "counter that grows",
    help: "G-counter: everybody counts its own, and the sum is shown.",
  },
  "pn-counter": {
    label: "counter up and down",
    help: "PN-counter: two counters that grow, and their difference is shown.",
  },
  "lww-register": {
    label: "register",
    help: "LWW-register: one value, and the last assignment wins.",
  },
  "or-set": {
    label: "set",
    help: "OR-set: add and remove; an add of which a remove did not know wins.",
  },
  rga: {
    label: "text",
    help: "RGA: letters, each put behind another one; deleted ones leave a tombstone.",
  },
};

/** The choice of the object that clients work on, in the order of the schema. */
export function objectKnob(schema: Schema): Knob {
  return {
    id: OBJECT,
    label: "Data type",
    help: "The object that clients work on and replicas show; the others stay as they are.",
    values: Object.entries(schema).map(([value, type]) => ({ value, ...TYPES[type] })),
  };
}

export const spreadKnob: Knob = {
  id: SPREAD,
  label: "Spreading",
  help: "What replicas send to each other.",
  values: [
    {
      value: STATE_BASED,
      label: "state-based",
      help: "All that they hold, now and then; whoever gets it merges.",
    },
    {
      value: OP_BASED,
      label: "operation-based",
      help: "Each operation, at once; it takes effect once, after its causes.",
    },
  ],
};

export const crdtRules: readonly Rule[] = [
  {
    id: UNIQUE_TAGS,
    label: "unique tags",
    simple:
      "Whatever is put into the set bears a tag that nobody else can draw. Without it, two friends put milk on the list with the same tag, and who crosses out one crosses out both.",
    expert:
      "An add’s tag is a number and the replica’s name. Off: the number alone, so that concurrent adds of an element may draw one tag, and a remove that has seen the one takes the other too.",
    source: "Shapiro et al. 2011, specification 15 (§3.3.5)",
    known:
      "Amazon’s cart kept no tags: merging its versions lost no add, but deleted items could come back (Dynamo 2007, §4.4). Riak’s sets (2.0) note who added an element, and that one’s count; Redis Active-Active keeps its own marks for the same. Two clients of Yrs, a port of Yjs, that share an id corrupt their document beyond repair (its documentation).",
  },
  {
    id: DEDUPE_OPS,
    label: "dedupe operations",
    simple: "News that comes twice is done once. Without it, who is told twice counts twice.",
    expert:
      "An operation that has taken effect is recognised by its origin and number, and only acknowledged. Off: every copy takes effect; those of a set, a register or a text come to the same, an increment does not.",
    source: "Shapiro et al. 2011: operation-based objects are delivered exactly once",
    known:
      "Cassandra’s counters, from 0.8 (2011), logged increments: replaying the log could count twice. Since 2.1 (2014) the sum is logged, which may be replayed. Automerge knows each change by its hash and drops copies; updates of Yjs are idempotent. A client of Riak that repeats an unanswered increment may still count twice.",
  },
];

/** For a text, the value of an insert is a letter and the place after which it is put (`a@2`; at the end without), of a delete a place. */
export const crdtOperations: readonly OperationSpec[] = [
  { f: "increment", label: "count up", arguments: ["key"] },
  { f: "decrement", label: "count down", arguments: ["key"] },
  { f: "assign", label: "assign", arguments: ["key", "value"] },
  { f: "add", label: "add", arguments: ["key", "value"] },
  { f: "remove", label: "remove", arguments: ["key", "value"] },
  { f: "insert", label: "insert a letter", arguments: ["key", "value"] },
  { f: "delete", label: "delete a letter", arguments: ["key", "value"] },
  { f: "read", label: "read", arguments: ["key"] },
];
