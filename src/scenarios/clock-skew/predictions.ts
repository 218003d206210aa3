import { after, once } from "../../kernel/teaching/condition.ts";
import { noted } from "../../kernel/teaching/happenings.ts";
import { settledBy, settledByFirst, type Prediction } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";
import type { World } from "../../kernel/world.ts";
import {
  printHLC,
  printTime,
  unpack,
  type HLC,
} from "../../protocols/hybrid-logical-clocks/clock.ts";
import { HYBRID_CLOCK } from "../../protocols/hybrid-logical-clocks/state.ts";
import { knownTo } from "../../protocols/hybrid-logical-clocks/world.ts";

/** What a replica holds of x, and when that was written. */
function stampAt(world: World, node: string): string {
  const version = knownTo(world.node(node)).registers?.["x"];
  return version ? printHLC(unpack(version.stamp.counter)) : "";
}

/** How a client’s write of this value was received by the replica that it asked. */
const received = (value: string, note: string) => once(noted(note, { value }));

export const predictions: readonly Prediction[] = [
  {
    id: "which-stays",
    opens: [
      "seed 3",
      `rule ${HYBRID_CLOCK} off`,
      "set workload off",
      "at 0s clock n1 +700ms",
      "at 1s client c1 write x old",
    ],
    moment: once((event, stand) => event.node === "n2" && noted("took")(event, stand)),
    options: () => [{ id: "new" }, { id: "old" }],
    points: () => ["c2", "n2"].map((id) => ({ is: "node", id })),
    action: () => ["client c2 read x", "client c2 write x new"],
    settles: settledBy((event) => {
      if (event.kind !== "note" || event.data.about?.["value"] !== "new") return null;
      const { note, about } = event.data;
      if (note !== "written" && note !== "overruled") return null;
      const other = about["other"] as { readonly stamp: HLC };
      const names = { new: printHLC(about["stamp"] as HLC), old: printHLC(other.stamp) };
      return { option: note === "written" ? "new" : "old", names };
    }),
  },
  {
    id: "next-receipt",
    opens: ["seed 5", "at 0s clock n1 +380ms", "at 4s set workload off"],
    moment: after(7 * SECOND),
    options: () => [{ id: "physical" }, { id: "message" }, { id: "own" }, { id: "both" }],
    points: () => ["n1", "n2"].map((id) => ({ is: "node", id })),
    action: () => ["client c1 write x next"],
    settles: settledBy((event) => {
      if (event.kind !== "note" || event.data.note !== "received" || event.node !== "n2")
        return null;
      const { from, pt, own, at, leader, l, c } = event.data.about as unknown as {
        readonly from: string;
        readonly pt: number;
        readonly own: HLC;
        readonly at: HLC | null;
        readonly leader: string;
      } & HLC;
      const names = {
        node: event.node!,
        sender: from,
        time: printTime(pt),
        pad: printHLC(own),
        stamp: at === null ? "–" : printHLC(at),
        result: printHLC({ l, c }),
      };
      return { option: leader, names };
    }),
  },
  {
    id: "an-hour-ahead",
    opens: [
      "seed 4",
      "set workload off",
      "at 1s clock n3 +3600s",
      "at 1s client c3 write x late",
      "at 1.5s clock n3 +0s",
    ],
    moment: after(4 * SECOND),
    options: () => [{ id: "stands" }, { id: "lost" }],
    names: (world) => ({ time: stampAt(world, "n1") }),
    points: () => ["c1", "n1"].map((id) => ({ is: "node", id })),
    action: () => ["client c1 read x", "client c1 write x home"],
    settles: settledByFirst({
      stands: received("home", "written"),
      lost: received("home", "overruled"),
    }),
  },
];
