/** The group as lessons and tests put it together: members that all know each other's names, knobs and rules. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { NodeSpec, Place } from "../../kernel/scenario.ts";
import type { Knob } from "../../kernel/settings.ts";
import { MILLISECOND } from "../../kernel/time.ts";
import { memberNode } from "./machine.ts";
import type { MemberConfig } from "./state.ts";
import { MEMBER } from "./world.ts";

/** Two slowest messages, and a little. */
const config: MemberConfig = { ackTimeout: 120 * MILLISECOND };

export const swimLatency = {
  kind: "uniform",
  low: 40 * MILLISECOND,
  high: 55 * MILLISECOND,
} as const;

export const swimTimers: readonly string[] = [
  "firstPeriod",
  "protocolPeriod",
  "ackTimeout",
  "suspicion",
];

/** `n1` to `nN`. */
export function groupOf(members: number): NodeSpec[] {
  return Array.from({ length: members }, (_, i) => {
    return { id: `n${i + 1}`, kind: MEMBER, behavior: memberNode, config };
  });
}

/** In a ring, n1 at the top. Positions are rounded, so that every engine draws the same. */
export function ringOf(members: number): Readonly<Record<NodeId, Place>> {
  const place = (i: number): Place => {
    const angle = (2 * Math.PI * i) / members;
    const rounded = (value: number): number => Math.round(1_000 * value) / 1_000;
    return { x: rounded(0.5 + 0.4 * Math.sin(angle)), y: rounded(0.45 - 0.34 * Math.cos(angle)) };
  };
  return Object.fromEntries(Array.from({ length: members }, (_, i) => [`n${i + 1}`, place(i)]));
}

export const swimKnobs: readonly Knob[] = [
  {
    id: "multiplier",
    label: "Suspicion time-out λ",
    help: "How long a suspect has to refute: λ⌈log₂(n + 1)⌉ protocol periods, λ from 1 to 8. With 8 members and λ = 6, everybody has probed the suspect once more by then.",
    values: [
      { value: "6", label: "λ = 6 (24 periods)" },
      { value: "1", label: "λ = 1 (4 periods)" },
      { value: "2", label: "λ = 2 (8 periods)" },
      { value: "3", label: "λ = 3 (12 periods)", help: "As in the paper’s experiments." },
      { value: "4", label: "λ = 4 (16 periods)" },
      { value: "5", label: "λ = 5 (20 periods)" },
      { value: "8", label: "λ = 8 (32 periods)" },
    ],
  },
  {
    id: "period",
    label: "Protocol period T′",
    help: "How often a member pings another: once in 0.5 to 2 seconds. At least three round trips, so that helpers can answer within it.",
    values: [
      { value: "500ms", label: "0.5 s" },
      { value: "1s", label: "1 s" },
      { value: "2s", label: "2 s" },
    ],
  },
  {
    id: "helpers",
    label: "Helpers k",
    help: "How many members are asked to ping in one’s place: 1 to 5.",
    values: [
      { value: "3", label: "k = 3" },
      { value: "1", label: "k = 1", help: "As in the paper’s experiments." },
      { value: "2", label: "k = 2" },
      { value: "5", label: "k = 5" },
    ],
  },
  {
    id: "order",
    label: "Whom to ping next",
    help: "Round robin reaches everybody within 2n − 1 periods; at random, only most probably.",
    values: [
      {
        value: "round-robin",
        label: "round robin",
        help: "Each once in a round, in a drawn order (§4.3).",
      },
      { value: "random", label: "at random", help: "Anybody, each time anew (§3.1)." },
    ],
  },
  {
    id: "members",
    label: "Members n",
    help: "How many members the group has: 8 to 12. Chosen before the start.",
    atStart: true,
    values: [
      { value: "8", label: "8" },
      { value: "10", label: "10" },
      { value: "12", label: "12" },
    ],
  },
];
