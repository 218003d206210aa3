import { expect, test } from "vitest";
import type { NodeId } from "../kernel/behavior.ts";
import { TRUE_RATE } from "../kernel/clock.ts";
import { SECOND } from "../kernel/time.ts";
import { TraceRecord, type TraceEvent } from "../kernel/trace.ts";
import type { NodeState, World } from "../kernel/world.ts";
import { convergence } from "./convergence.ts";

const monitor = convergence({
  kind: "replica",
  promised: () => true,
  within: 5 * SECOND,
  copies: (node) => node.disk as Readonly<Record<string, string>>,
});

/** A replica that is up and holds this. */
function replica(id: NodeId, disk: Readonly<Record<string, string>>): Partial<NodeState> {
  return {
    spec: { id, kind: "replica" } as NodeState["spec"],
    status: "up",
    clock: { rate: TRUE_RATE } as NodeState["clock"],
    calls: [],
    disk,
  };
}

/** A whole network, and two replicas that hold this. */
function worldAt(seconds: number, x1: string, x2: string): World {
  const network = { directions: () => [] };
  const nodes = [replica("n1", { x: x1 }), replica("n2", { x: x2 })];
  return { time: seconds * SECOND, network, nodes, flights: new Map() } as unknown as World;
}

/** The verdict at 7 s, after a client was answered at 3 s. @param f what it had asked for */
function verdict(f: string, x1: string, x2: string): string {
  const data = { op: 1, operation: { f, key: "x" }, outcome: "ok", value: null, call: 1, began: 0 };
  const answered = new TraceRecord(1, 3 * SECOND, "return", "c1", null, 0, 0, data) as TraceEvent;
  const step = { node: null, before: undefined };
  let memory = monitor.start(worldAt(0, x1, x2));
  memory = monitor.observe(memory, { ...step, events: [answered] }, worldAt(3, x1, x2));
  const end = worldAt(7, x1, x2);
  return monitor.judge(monitor.observe(memory, { ...step, events: [] }, end), end).verdict;
}

test("copies that still differ so long after the last update have not converged", () => {
  expect(verdict("read", "1", "2")).toBe("violated");
  expect(verdict("read", "1", "1")).toBe("holds");
});

test.each(["write", "add", "remove", "increment", "insert"])(
  "whoever updates by %s begins the calm anew",
  (f) => {
    expect(verdict(f, "1", "2")).toBe("holds");
  },
);

test("who is not to have a copy is not asked for one", () => {
  const apart = convergence({
    kind: "replica",
    promised: () => true,
    within: 5 * SECOND,
    copies: (node) => node.disk as Readonly<Record<string, string>>,
    holders: (key) => (key === "x" ? ["n1"] : ["n1", "n2"]),
  });
  const judged = (y1: string, y2: string) => {
    const world = worldAt(7, "1", "2");
    const [n1, n2] = world.nodes;
    n1!.disk = { x: "1", y: y1 };
    n2!.disk = { x: "2", y: y2 };
    const step = { node: null, before: undefined, events: [] };
    return apart.judge(apart.observe(apart.start(world), step, world), world).verdict;
  };
  expect(judged("1", "1")).toBe("holds");
  expect(judged("1", "2")).toBe("violated");
});
