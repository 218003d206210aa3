import { after, inOrder, lasting, once, times } from "../../kernel/teaching/condition.ts";
import { done, returned } from "../../kernel/teaching/happenings.ts";
import { later, settledBy, type Prediction } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import { valuesHeld } from "../../protocols/crdt/world.ts";
import { APART } from "./troubles.ts";

const REPLICAS = ["n1", "n2", "n3"];

const replicas = () => REPLICAS.map((id) => ({ is: "node", id }) as const);

/** What each replica shows of an object. */
function shown(
  world: World,
  key: string,
): readonly { readonly id: string; readonly value: string }[] {
  return REPLICAS.map((id) => ({ id, value: valuesHeld(world.node(id))[key]! }));
}

/** Everybody can talk for long enough, and then c1 reads. */
function healAndRead(world: World, key: string): readonly string[] {
  return ["heal", `at ${later(world, 6)} client c1 read ${key}`];
}

/** What c1 is told. */
function told(which: (value: string) => string) {
  return settledBy((event) =>
    event.kind === "return" && event.node === "c1" && event.data.operation.f === "read"
      ? which(String(event.data.value))
      : null,
  );
}

export const predictions: readonly Prediction[] = [
  {
    id: "milk",
    opens: [
      "seed 2",
      "set workload off",
      "at 500ms client c1 add cart milk",
      `at 2.5s ${APART}`,
      "at 3s client c1 remove cart milk",
      "at 3.5s client c2 add cart milk",
    ],
    moment: inOrder(
      times(2, returned("ok", "add")),
      lasting(SECOND, () => true),
    ),
    options: () => [{ id: "in" }, { id: "out" }],
    points: replicas,
    action: (world) => healAndRead(world, "cart"),
    settles: told((value) => (value.includes("milk") ? "in" : "out")),
  },
  {
    id: "title",
    opens: ["seed 2", "set object title", `at 0s ${APART}`, "at 7s set workload off"],
    moment: inOrder(once(done("partition")), after(8 * SECOND)),
    options(world) {
      const values = shown(world, "title").filter(
        ({ value }, i, all) =>
          value !== "" && all.findIndex((other) => other.value === value) === i,
      );
      return values.map(({ id, value }) => ({ id: value, text: "value", names: { id, value } }));
    },
    points: replicas,
    action: (world) => healAndRead(world, "title"),
    settles: told((value) => value),
  },
  {
    id: "tally",
    opens: [
      "seed 2",
      "set object likes",
      "set workload off",
      `at 500ms ${APART}`,
      "at 1s client c1 increment likes",
      "at 1s client c2 increment likes",
      "at 1.2s client c1 increment likes",
      "at 1.2s client c2 increment likes",
      "at 1.4s client c1 increment likes",
      "at 1.4s client c3 increment likes",
    ],
    moment: inOrder(
      times(6, returned("ok", "increment")),
      lasting(SECOND, () => true),
    ),
    options: () => [{ id: "3" }, { id: "6" }, { id: "1" }],
    points: replicas,
    action: (world) => ["set spread state-based", ...healAndRead(world, "likes")],
    settles: told((value) => value),
  },
];
