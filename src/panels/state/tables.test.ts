import { describe, expect, test } from "vitest";
import type { NodeFrame } from "../../wire/frame.ts";
import { tablesOf } from "./tables.ts";

const CARDS = [
  { id: "n1", kind: "server", place: { x: 0, y: 0 } },
  { id: "n2", kind: "server", place: { x: 0, y: 0 } },
  { id: "c1", kind: "client", place: { x: 0, y: 0 } },
];

function node(
  id: string,
  terms: readonly number[],
  fields: Record<string, string> = {},
): NodeFrame {
  return {
    id,
    status: "up",
    mode: "follower",
    view: {
      role: "follower",
      tone: "follower",
      shape: "circle",
      cells: terms.map((term, i) => ({
        text: String(term),
        column: String(i + 9),
        epoch: term,
        settled: true,
        title: `entry ${i + 9}, term ${term}`,
      })),
      fields: Object.entries(fields).map(([name, value]) => ({
        name,
        value,
        durable: name === "term",
      })),
    },
    timers: [],
    remark: null,
    slow: 0,
    traitor: null,
    clock: { local: 0, since: 0, rate: 1_000_000 },
  };
}

const mapOf = (...nodes: readonly NodeFrame[]) => new Map(nodes.map((each) => [each.id, each]));

describe("state tables", () => {
  test("stand logs side by side by their indexes, what is on disk apart from what is in memory", () => {
    const nodes = mapOf(
      node("n1", [1, 1], { term: "2", votes: "1" }),
      node("n2", [1], { term: "2" }),
      node("c1", []),
    );
    const [servers, clients] = tablesOf(CARDS, nodes, null);
    expect(servers?.contents).toEqual(["9", "10"]);
    expect([servers?.durable, servers?.volatile]).toEqual([["term"], ["votes"]]);
    expect(servers?.rows.map((row) => [...row.cells.keys()])).toEqual([["9", "10"], ["9"]]);
    expect([clients?.kind, clients?.contents]).toEqual(["client", []]);
  });

  test("mark what the last step changed, with what it was", () => {
    const before = mapOf(node("n1", [1, 1], { term: "1" }), node("n2", [1], { term: "2" }));
    const now = mapOf(
      node("n1", [1, 2], { term: "2", votes: "1" }),
      node("n2", [1], { term: "2" }),
    );
    const [{ rows } = { rows: [] }] = tablesOf(CARDS, now, before);
    const [first, second] = rows;
    expect(first?.cells.get("9")?.was).toBeUndefined();
    expect(first?.cells.get("10")?.was).toBe("entry 10, term 1");
    expect(first?.fields.get("term")?.was).toBe("1");
    expect(first?.fields.get("votes")?.was).toBeNull();
    expect([...second!.fields.values()].map(({ was }) => was)).toEqual([undefined]);
  });

  test("say which entries the last step took away", () => {
    const [{ rows } = { rows: [] }] = tablesOf(
      CARDS,
      mapOf(node("n1", [1])),
      mapOf(node("n1", [1, 1])),
    );
    expect([...rows[0]!.lost]).toEqual(["10"]);
  });
});
