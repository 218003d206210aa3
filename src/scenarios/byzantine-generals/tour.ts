import { inOrder, once, times, type Condition } from "../../kernel/teaching/condition.ts";
import { done, noted, turned, violated } from "../../kernel/teaching/happenings.ts";
import type { Pointer, Tour } from "../../kernel/teaching/lesson.ts";

const COMMANDER: Pointer = { is: "node", id: "g0" };
const LIEUTENANTS: readonly Pointer[] = ["g1", "g2", "g3"].map((id) => ({ is: "node", id }));
const LAST: Pointer = { is: "node", id: "g3" };

/** All three have decided about an order that was given after these traitors were made or unmade. */
function decidedAfter(turnings: number): Condition {
  return inOrder(
    times(turnings, done("traitor")),
    once(noted("ordered")),
    times(3, noted("obeys")),
  );
}

export const tour: Tour = {
  opens: ["seed 1", "set order attack"],
  steps: [
    {
      id: "order",
      until: once(noted("ordered")),
      points: () => [COMMANDER],
    },
    {
      id: "relay",
      until: times(3, noted("passed-on")),
      points: () => [...LIEUTENANTS, { is: "messages", type: "Order" }],
    },
    {
      id: "obey",
      until: times(3, noted("obeys")),
      points: () => [...LIEUTENANTS, { is: "messages", type: "Relay" }],
    },
    {
      id: "lieutenant",
      until: decidedAfter(1),
      points: () => [LAST],
      action: (world) => (world.node("g3").traitor === null ? ["traitor g3 inverts"] : []),
    },
    {
      id: "commander",
      until: decidedAfter(2),
      points: () => [COMMANDER],
      action: (world) =>
        world.node("g0").traitor === null ? ["traitor g3 honest", "traitor g0 splits"] : [],
    },
    {
      id: "two",
      until: once((event) => event.kind === "verdict" && event.data.finding.verdict === "unknown"),
      points: () => [COMMANDER, LAST, { is: "control", id: "verdicts" }],
      action: (world) => (world.node("g3").traitor === null ? ["traitor g3 splits"] : []),
    },
    {
      id: "asked",
      until: inOrder(once(turned("m", "2")), once(noted("ordered")), times(3, noted("obeys"))),
      points: () => [
        { is: "control", id: "knobs" },
        { is: "control", id: "readings" },
      ],
      action: ({ settings }) =>
        settings.knobs["m"] === "2" ? [] : ["traitor g0 honest", "traitor g3 inverts", "set m 2"],
    },
    {
      id: "broken",
      until: once(violated("ic2")),
      points: () => [{ is: "control", id: "rules" }, ...LIEUTENANTS],
      action: ({ settings }) =>
        settings.rules["enough-loyal"] === false ? [] : ["rule enough-loyal off"],
    },
  ],
};
