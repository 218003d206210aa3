/** What may happen in the town, one key each. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Preset } from "../../kernel/scenario.ts";
import { later } from "../../kernel/teaching/lesson.ts";
import type { World } from "../../kernel/world.ts";

/** Somebody who is up, another one at another time. */
export function somebody({ nodes, steps }: World): NodeId | null {
  for (let i = 0; i < nodes.length; i++) {
    const { spec, status } = nodes[(37 * steps + i) % nodes.length]!;
    if (status === "up") return spec.id;
  }
  return null;
}

function idsOf({ nodes }: World): NodeId[] {
  return nodes.map(({ spec }) => spec.id);
}

export const troubles: readonly Preset[] = [
  {
    id: "news",
    label: "News",
    key: "N",
    help: "Somebody has news, at once. To choose who, click a member and ring its timer “news”.",
    script: (world) => {
      const node = somebody(world);
      return node === null ? [] : [`fire ${node} news`];
    },
  },
  {
    id: "bad-lines",
    label: "Bad lines",
    key: "L",
    help: "Half of all messages are lost for six seconds.",
    script: (world) => ["loss all 50%", `at ${later(world, 6)} loss all 0%`],
  },
  {
    id: "river",
    label: "The river rises",
    key: "R",
    help: "The town is cut in two for eight seconds: the first half of the names and the second.",
    script: (world) => {
      const ids = idsOf(world);
      const half = Math.ceil(ids.length / 2);
      const sides = [ids.slice(0, half), ids.slice(half)].map((side) => side.join(" "));
      return [`partition ${sides.join(" | ")}`, `at ${later(world, 8)} heal`];
    },
  },
  {
    id: "away",
    label: "Some are away",
    key: "A",
    help: "Five members crash and restart after seven seconds.",
    script: (world) => {
      const { nodes } = world;
      const up = nodes.filter(({ status }) => status === "up");
      const some = [1, 2, 3, 4, 5].flatMap((i) => {
        const node = up[Math.floor((i * up.length) / 6)];
        return node ? [node.spec.id] : [];
      });
      return [
        ...some.map((node) => `crash ${node}`),
        ...some.map((node) => `at ${later(world, 7)} restart ${node}`),
      ];
    },
  },
  {
    id: "faint",
    label: "News, and a faint",
    key: "D",
    help: "Somebody has news and crashes before telling anybody, and restarts after two seconds.",
    script: (world) => {
      const node = somebody(world);
      return node === null
        ? []
        : [`fire ${node} news`, `crash ${node}`, `at ${later(world, 2)} restart ${node}`];
    },
  },
  {
    id: "thousand",
    label: "1,000 members",
    key: "M",
    help: "Begins anew with a thousand members, none of whom loses interest.",
    opens: ["seed 1", "set members 1000", "set k never"],
  },
];
