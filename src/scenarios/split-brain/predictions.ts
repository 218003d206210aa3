import { after, inOrder, once } from "../../kernel/teaching/condition.ts";
import { done, noted } from "../../kernel/teaching/happenings.ts";
import { settledByFirst, type Prediction } from "../../kernel/teaching/lesson.ts";
import { MILLISECOND, printDuration, SECOND } from "../../kernel/time.ts";

const n1 = () => [{ is: "node", id: "n1" } as const];

export const predictions: readonly Prediction[] = [
  {
    id: "short-nap",
    opens: ["seed 2", "set workload off"],
    moment: after(2 * SECOND),
    options: () => [{ id: "stays" }, { id: "deposed" }],
    points: n1,
    action(world) {
      const wakes = printDuration(world.time + 1_500 * MILLISECOND);
      return ["pause n1", `at ${wakes} resume n1`];
    },
    settles: settledByFirst({
      deposed: once(noted("took-over")),
      stays: inOrder(once(done("resume")), after(2 * SECOND)),
    }),
  },
  {
    id: "one-cut",
    opens: ["seed 3", "set workload off"],
    moment: after(2 * SECOND),
    options: () => [{ id: "takes" }, { id: "refused" }],
    points: () => [
      { is: "link", from: "n1", to: "n2" },
      { is: "node", id: "n3" },
    ],
    action: () => ["cut n1-n2"],
    settles: settledByFirst({
      takes: once(noted("took-over")),
      refused: once(noted("refused-vote", { hears: "n1" })),
    }),
  },
  {
    id: "late-write",
    opens: ["seed 4", "set workload off", "at 1s pause n1", "at 1.1s client c1 write x milk"],
    moment: inOrder(once(done("pause")), once(noted("took-over"))),
    options: () => [{ id: "written" }, { id: "refused" }, { id: "silent" }],
    points: n1,
    action: () => ["resume n1"],
    settles: settledByFirst({
      written: once(
        (event) => event.kind === "note" && fromN1(event.data, ["stored", "overwrote"]),
      ),
      refused: once((event) => event.kind === "note" && fromN1(event.data, ["refused"])),
      silent: after(3 * SECOND),
    }),
  },
];

/** The disk has noted one of these about n1. */
function fromN1(
  { note, about }: { readonly note: string; readonly about?: Readonly<Record<string, unknown>> },
  notes: readonly string[],
): boolean {
  return notes.includes(note) && about?.["by"] === "n1";
}
