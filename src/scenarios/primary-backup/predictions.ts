import { after, once } from "../../kernel/teaching/condition.ts";
import { noted, returned, violated } from "../../kernel/teaching/happenings.ts";
import { settledBy, settledByFirst, type Prediction } from "../../kernel/teaching/lesson.ts";
import { SECOND } from "../../kernel/time.ts";
import { backupsIn, primaryIn } from "./troubles.ts";

export const predictions: readonly Prediction[] = [
  {
    id: "half-lost",
    opens: [
      "seed 1",
      "set workload off",
      "set replication asynchronous",
      "at 0s loss n1>n2 60%",
      "at 0s loss n1>n3 60%",
      "at 1s client c1 write x milk",
    ],
    moment: once(noted("wrote")),
    options: () => [{ id: "kept" }, { id: "lost" }],
    points: () => [
      { is: "link", from: "n1", to: "n2" },
      { is: "link", from: "n1", to: "n3" },
    ],
    // The batch leaves at 1.2 s.
    action: () => ["at 1.25s crash n1"],
    settles: settledByFirst({
      lost: once(violated("no-lost-write", false)),
      kept: once(noted("took-over", { length: 1 })),
    }),
  },
  {
    id: "who-is-next",
    opens: ["seed 2"],
    moment: after(4 * SECOND),
    options: (world) =>
      backupsIn(world).map((id) => ({ id, text: "server", names: { server: id } })),
    names: (world) => ({ primary: primaryIn(world) ?? "n1" }),
    points: (world) => backupsIn(world).map((id) => ({ is: "node", id }) as const),
    action: () => ["crash n1"],
    settles: settledBy((event) =>
      event.kind === "note" && event.data.note === "took-over" && event.node !== null
        ? { option: event.node, names: { server: event.node } }
        : null,
    ),
  },
  {
    id: "one-of-two-down",
    opens: ["seed 3", "set workload off", "set replication synchronous", "at 500ms crash n3"],
    moment: after(SECOND),
    options: () => [{ id: "done" }, { id: "unknown" }],
    points: () => [
      { is: "node", id: "c1" },
      { is: "node", id: "n3" },
    ],
    action: () => ["client c1 write x milk"],
    settles: settledByFirst({
      done: once(returned("ok", "write", "c1")),
      unknown: once(returned("unknown", "write", "c1")),
    }),
  },
];
