import { describe, expect, test } from "vitest";
import type { NodeFrame } from "../wire/frame.ts";
import type { Manifest } from "../wire/manifest.ts";
import { emptyRun, type Run } from "./run.ts";
import { splitsOf } from "./splits.ts";

const places = { n1: 0.1, n2: 0.3, n3: 0.5, n4: 0.7, n5: 0.9, c1: 0.2, c2: 0.8 } as const;
const ids = Object.keys(places);
const kind = (id: string): string => (id.startsWith("c") ? "client" : "server");

function manifestOf(...names: readonly string[]): Manifest {
  return {
    nodes: names.map((id) => ({
      id,
      kind: kind(id),
      place: { x: places[id as keyof typeof places], y: 0.5 },
    })),
    links: names.flatMap((from) =>
      names
        .filter((to) => to !== from && !(kind(from) === "client" && kind(to) === "client"))
        .map((to) => ({ from, to })),
    ),
  } as unknown as Manifest;
}

function runOf(leader: string | null): Run {
  const nodes = ids.map((id) => {
    const view = { tone: id === leader ? "leader" : "follower" };
    return [id, { id, status: "up", view } as unknown as NodeFrame] as const;
  });
  return { ...emptyRun(), nodes: new Map(nodes) };
}

const all = manifestOf(...ids);
const script = (id: string, ...args: Parameters<typeof splitsOf>): string | undefined =>
  splitsOf(...args).find((split) => split.id === id)?.script;

describe("ready-made splits", () => {
  test("are about the leader, or whoever is chosen, or the first", () => {
    expect(script("isolate", all, runOf("n3"), null, null)).toBe(
      "partition n3 | n1 n2 n4 n5 c1 c2",
    );
    expect(script("isolate", all, runOf("n3"), "n5", null)).toMatch(/^partition n5 \|/);
    expect(script("isolate", all, runOf(null), null, null)).toMatch(/^partition n1 \|/);
  });

  test("leave clients on both sides, and one node that hears both", () => {
    expect(script("split-brain", all, runOf(null), null, null)).toBe(
      "partition n1 n2 c1 | n3 n4 n5 c2",
    );
    expect(script("bridge", all, runOf(null), "n3", null)).toBe("partition n1 n2 c1 | n4 n5 c2");
  });

  test("make a ring of the servers alone", () => {
    expect(script("ring", all, runOf(null), null, null)).toBe(
      "cut n1-n3; cut n1-n4; cut n2-n4; cut n2-n5; cut n3-n5",
    );
    expect(script("ring", manifestOf("n1", "n2", "n3"), runOf(null), null, null)).toBeUndefined();
  });

  test("part any pair, and make one node deaf", () => {
    expect(script("all-but-one", all, runOf(null), "n2", "n4")).toBe("cut n2-n4");
    expect(script("all-but-one", all, runOf(null), "c1", "c2")).toBe("cut c1-n1");
    expect(script("deaf", manifestOf("n1", "n2", "c1"), runOf(null), "n2", null)).toBe(
      "cut n1>n2; cut c1>n2",
    );
  });

  test("heal first what is cut, so that the name says all", () => {
    const run = runOf(null);
    const cut = { ...run, network: { ...run.network, cut: [{ from: "n1", to: "n2" }] } };
    expect(script("all-but-one", all, cut, "n2", "n4")).toBe("heal; cut n2-n4");
  });

  test("are none where there is one node", () => {
    expect(splitsOf(manifestOf("n1"), runOf(null), null, null)).toEqual([]);
  });
});
