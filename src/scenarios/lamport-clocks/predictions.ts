import { after, once } from "../../kernel/teaching/condition.ts";
import { noted } from "../../kernel/teaching/happenings.ts";
import { settledBy, settledByFirst, type Prediction } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";
import { knownTo } from "../../protocols/lamport-clocks/world.ts";
import { byClock, makes } from "./troubles.ts";

export const predictions: readonly Prediction[] = [
  {
    id: "next-receipt",
    opens: ["seed 5", "set workload busy", "at 4s set workload off"],
    moment: after(8 * SECOND),
    options: () => [{ id: "jumps" }, { id: "counts" }],
    names(world) {
      const maker = byClock(world)[1] ?? "p";
      return { maker, clock: String(knownTo(world.node(maker)).clock ?? 0) };
    },
    points: (world) => byClock(world).map((id) => ({ is: "node", id })),
    action: (world) => [makes(byClock(world)[1] ?? "p")],
    settles: settledBy((event) => {
      if (event.kind !== "note" || event.node === null) return null;
      const { note, about } = event.data;
      if (note !== "merged" && note !== "ticked") return null;
      const names = {
        reader: event.node,
        stamp: String(Number(about?.["stamp"])),
        own: String(Number(about?.["own"])),
        clock: String(Number(about?.["clock"])),
      };
      return { option: note === "merged" ? "jumps" : "counts", names };
    }),
  },
  {
    id: "who-first",
    opens: ["seed 2", "at 6s set workload off"],
    moment: after(10 * SECOND),
    options: () => [{ id: "p" }, { id: "r" }],
    names: (world) => ({
      p: String(knownTo(world.node("p")).clock ?? 0),
      r: String(knownTo(world.node("r")).clock ?? 0),
    }),
    points: () => ["p", "r"].map((id) => ({ is: "node", id })),
    action: () => [makes("r"), makes("p")],
    settles: settledByFirst({
      p: once(noted("applied", { origin: "p" })),
      r: once(noted("applied", { origin: "r" })),
    }),
  },
  {
    id: "one-asleep",
    opens: ["seed 3", "set workload off", `at 1s ${makes("q")}`],
    moment: after(4 * SECOND),
    options: () => [{ id: "applied" }, { id: "waits" }],
    points: () => [{ is: "node", id: "r" }],
    action: () => ["crash r", makes("p")],
    settles: settledByFirst({
      applied: once(noted("applied", { origin: "p" })),
      waits: after(6 * SECOND),
    }),
  },
];
