import { describe, expect, test } from "vitest";
import type { JudgeReply, JudgeRequest } from "../wire/judging.ts";
import type { ClientOperation } from "../wire/sentences.ts";
import { answer } from "./judging.ts";

function replies(request: JudgeRequest): readonly JudgeReply[] {
  const told: JudgeReply[] = [];
  answer(
    request,
    (reply) => told.push(reply),
    () => 0,
  );
  return told;
}

function reply<K extends JudgeReply["is"]>(told: readonly JudgeReply[], is: K) {
  const found = told.find((each) => each.is === is);
  if (!found) throw new Error(`${is} was not told, but ${told.map((each) => each.is).join(", ")}`);
  return found as Extract<JudgeReply, { is: K }>;
}

function operation(
  client: string,
  f: "read" | "write",
  value: number,
  called: number,
  returned: number | null,
): ClientOperation {
  return {
    client,
    op: called,
    operation: f === "write" ? { f, key: "x", value } : { f, key: "x" },
    called,
    returned,
    outcome: returned === null ? null : "ok",
    value,
  };
}

/** c2 reads 1 although a later write of 2 had been acknowledged. */
const STALE = [
  operation("c1", "write", 1, 0, 1),
  operation("c1", "write", 2, 2, 3),
  operation("c2", "read", 1, 4, 5),
];

const LOG = `INFO jepsen.util - 0 :invoke :write 1
INFO jepsen.util - 0 :ok :write 1
INFO jepsen.util - 0 :invoke :write 2
INFO jepsen.util - 0 :ok :write 2
INFO jepsen.util - 1 :invoke :read nil
INFO jepsen.util - 1 :ok :read 1
`;

describe("a run", () => {
  test("a stale read breaks linearizability alone", () => {
    const { lattice, completed, excerpt } = reply(
      replies({ do: "lattice", operations: STALE }),
      "standing",
    );
    const answers = new Map(lattice.map((each) => [each.consistency, each.answer]));
    expect(answers.get("linearizable")).toBe("no");
    expect(answers.get("sequential")).toBe("yes");
    expect(answers.get("causal")).toBe("yes");
    expect(completed).toBe(3);
    expect(excerpt.operations).toHaveLength(3);
    const told = lattice.find((each) => each.consistency === "linearizable")!.verdict!;
    expect(told.culprits).toContain(2);
    expect(told.simple).toContain("c2 read 1");
  });

  test("an operation that is still open is not counted, and may have happened", () => {
    const { lattice, completed } = reply(
      replies({ do: "lattice", operations: [operation("c1", "write", 1, 0, null)] }),
      "standing",
    );
    expect(completed).toBe(0);
    expect(lattice[0]!.answer).toBe("yes");
  });

  test("a long run shows its latest part, and always the culprits", () => {
    const later = Array.from({ length: 900 }, (_, i) =>
      operation("c3", "write", 10 + i, 10 + 2 * i, 11 + 2 * i),
    );
    const { excerpt, lattice } = reply(
      replies({ do: "lattice", operations: [...STALE, ...later] }),
      "standing",
    );
    expect(excerpt.of).toBe(903);
    expect(excerpt.operations.length).toBeLessThan(400);
    const shown = new Set(excerpt.operations.map((op) => op.id));
    for (const id of lattice.flatMap((each) => each.verdict?.culprits ?? []))
      expect(shown.has(id), `culprit ${id}`).toBe(true);
  });
});

describe("a text", () => {
  test("says what it was taken for, and what can be asked of it", () => {
    const read = reply(replies({ do: "read", text: LOG, model: null }), "read");
    expect(read).toMatchObject({ format: "Jepsen log", operations: 3, processes: 2 });
    expect(read.model).toBe("register");
    expect(read.note).toContain("register");
    expect(read.models.map(({ id }) => id)).toContain("cas-register");
    expect(read.models.map(({ id }) => id)).not.toContain("queue");
    expect(read.questions[0]).toBe("linearizable");
  });

  test("is judged, then by everything else that can be asked", () => {
    const told = replies({ do: "check", text: LOG, model: null, consistency: null });
    const { verdict, excerpt } = reply(told, "verdict");
    expect(verdict).toMatchObject({ consistency: "linearizable", answer: "no" });
    expect(excerpt.operations.map((op) => op.line)).toEqual([1, 3, 5]);
    const { lattice } = reply(told, "lattice");
    expect(lattice.length).toBeGreaterThan(3);
    expect(lattice.find((each) => each.consistency === "linearizable")?.verdict).toBe(verdict);
  });

  test("is judged by the question that was asked", () => {
    const told = replies({ do: "check", text: LOG, model: "register", consistency: "sequential" });
    expect(reply(told, "verdict").verdict).toMatchObject({
      consistency: "sequential",
      answer: "yes",
    });
  });

  test("that is no history is refused in one sentence", () => {
    const told = replies({ do: "read", text: "dear diary", model: null });
    expect(told).toHaveLength(1);
    expect(reply(told, "refused").sentence).toContain("understood are");
  });

  test("that is not well-formed is refused with its line", () => {
    const text = LOG.replace(":invoke :read nil", ":ok :read 1");
    expect(reply(replies({ do: "read", text, model: null }), "refused").line).toBe(5);
  });

  test("a model that does not know its functions is refused", () => {
    const told = replies({ do: "check", text: LOG, model: "queue", consistency: null });
    expect(reply(told, "refused").sentence).toContain("queue");
  });
});
