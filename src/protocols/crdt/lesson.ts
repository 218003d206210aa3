/** What every lesson on replicated data types shares: the names of timers, the knob of spreading, the rules, what hands may ask. */
import type { OperationSpec } from "../../kernel/scenario.ts";
import type { Knob, Rule } from "../../kernel/settings.ts";
import { clientTimers } from "../workload.ts";
import { DEDUPE_OPS, OP_BASED, SPREAD, STATE_BASED, UNIQUE_TAGS } from "./state.ts";

export const crdtTimers: readonly string[] = ["gossip", "resend", ...clientTimers];

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
    source: "Shapiro et al. 2011, specification 15",
  },
  {
    id: DEDUPE_OPS,
    label: "dedupe operations",
    simple: "News that comes twice is done once. Without it, who is told twice counts twice.",
    expert:
      "An operation that has taken effect is recognised by its origin and number, and only acknowledged. Off: every copy takes effect; those of a set, a register or a text come to the same, an increment does not.",
    source: "Shapiro et al. 2011: operation-based objects are delivered exactly once",
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
