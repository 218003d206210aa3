import { after, once } from "../../kernel/teaching/condition.ts";
import { noted } from "../../kernel/teaching/happenings.ts";
import { settledByFirst, type Prediction } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { printVector, tick, type Vector } from "../../protocols/vector-clocks/vector.ts";
import { processOf } from "../../protocols/vector-clocks/world.ts";
import { hearsay } from "./hearsay.ts";
import { acts, writes } from "./troubles.ts";

function vectorAt(world: World, id: string): Vector {
  return processOf(world.node(id))?.vector ?? {};
}

const pAndR = () => [{ is: "node", id: "p" } as const, { is: "node", id: "r" } as const];

const vectors = (world: World) => ({
  p: printVector(vectorAt(world, "p")),
  r: printVector(vectorAt(world, "r")),
});

/** The one of p and r that has done less. */
function maker(world: World): "p" | "r" {
  return (vectorAt(world, "p")["p"] ?? 0) <= (vectorAt(world, "r")["r"] ?? 0) ? "p" : "r";
}

export const predictions: readonly Prediction[] = [
  {
    id: "next-two",
    opens: ["seed 2"],
    moment: after(4 * SECOND),
    options: () => [{ id: "before" }, { id: "after" }, { id: "concurrent" }],
    points: pAndR,
    names: (world) => ({ ...vectors(world), maker: maker(world) }),
    action: (world) => [acts(maker(world))],
    settles: hearsay("p", "r"),
  },
  {
    id: "same-moment",
    opens: ["seed 4", "set workload on"],
    moment: after(8 * SECOND),
    options: () => [{ id: "before" }, { id: "after" }, { id: "concurrent" }],
    points: pAndR,
    names: vectors,
    action: () => [acts("p"), acts("r")],
    settles: hearsay("p", "r"),
  },
  {
    id: "new-sheet",
    opens: [
      "seed 3",
      "set workload off",
      `at 1s ${acts("q")}`,
      `at 1.1s ${acts("q")}`,
      `at 1.2s ${writes("r")}`,
      `at 3s ${acts("p")}`,
    ],
    moment: after(4 * SECOND),
    options(world) {
      const [p, q] = [vectorAt(world, "p"), vectorAt(world, "q")];
      const stamp = tick(p, "p");
      const each = (pick: (own: number, other: number) => number): Vector =>
        Object.fromEntries(Object.entries(q).map(([id, own]) => [id, pick(own, stamp[id] ?? 0)]));
      const names = (vector: Vector) => ({ vector: printVector(vector) });
      return [
        { id: "greater", names: names(tick(each(Math.max), "q")) },
        { id: "sum", names: names(each((own, other) => own + other)) },
        { id: "letter", names: names(tick(stamp, "q")) },
      ];
    },
    names: (world) => ({
      stamp: printVector(tick(vectorAt(world, "p"), "p")),
      q: printVector(vectorAt(world, "q")),
    }),
    points: () => [{ is: "node", id: "q" }],
    action: () => [writes("p")],
    settles: settledByFirst({ greater: once(noted("received", { from: "p" })) }),
  },
];
