import { once, times } from "../../kernel/teaching/condition.ts";
import { done, noted, remarked, violated } from "../../kernel/teaching/happenings.ts";
import { later, type Pointer, type Tour } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { CLIENT_STAMP, HYBRID_CLOCK } from "../../protocols/hybrid-logical-clocks/state.ts";
import { counted } from "./moments.ts";
import { setClock, twoKiosks } from "./troubles.ts";

const nodes = (...ids: readonly string[]): readonly Pointer[] =>
  ids.map((id) => ({ is: "node", id }));
const rules = (): readonly Pointer[] => [{ is: "control", id: "rules" }];

/** c1 writes at n1, whose clock is ahead; c2 reads that at n2 and writes something new. */
function oldThenNew(world: World): readonly string[] {
  const then = `at ${later(world, 1)}`;
  return ["client c1 write x old", `${then} client c2 read x`, `${then} client c2 write x new`];
}

export const tour: Tour = {
  opens: ["seed 1", `rule ${HYBRID_CLOCK} off`, "set workload off"],
  steps: [
    {
      id: "write",
      until: times(2, noted("took", { value: "red" })),
      points: () => nodes("c1", "n1"),
      action: () => ["client c1 write x red"],
    },
    {
      id: "skew",
      until: once(done("clock")),
      points: () => nodes("n1"),
      action: () => [setClock("n1", 3 * SECOND)],
    },
    {
      id: "lost",
      until: once(violated("no-lost-update")),
      points: () => nodes("c2", "n2"),
      action: oldThenNew,
    },
    {
      id: "hybrid",
      until: once(noted("adopted")),
      points: rules,
      action: () => [`rule ${HYBRID_CLOCK} on`],
    },
    {
      id: "again",
      until: times(2, noted("took", { value: "new" })),
      points: () => nodes("c2", "n2"),
      action: oldThenNew,
    },
    { id: "pad", points: () => nodes("n1", "n2", "n3") },
    {
      id: "count",
      until: once(counted(6)),
      points: () => nodes("n2", "n3"),
      action: (world) => [
        "client c1 write x far",
        `at ${later(world, 0.5)} ${setClock("n1", 0)}`,
        `at ${later(world, 1)} client c2 write x near`,
        `at ${later(world, 1)} client c3 write x here`,
      ],
    },
    {
      id: "caught-up",
      until: once(noted("received", { leader: "physical" })),
      points: () => [{ is: "control", id: "knobs" }],
      action: () => ["set workload on"],
    },
    {
      id: "faster",
      until: once(remarked("lost")),
      points: () => nodes("c1"),
      // What is under way comes to its end before.
      action: (world) => [
        "set workload off",
        `rule ${CLIENT_STAMP} off`,
        ...twoKiosks(world).map((line) => `at ${later(world, 1)} ${line}`),
      ],
    },
    {
      id: "carried",
      until: times(2, noted("took", { value: "second" })),
      points: () => nodes("c1"),
      action: (world) => [`rule ${CLIENT_STAMP} on`, ...twoKiosks(world)],
    },
  ],
};
