/** What a learner does with the switch and the door, step by step, and what the store answers. */
import { describe, expect, test } from "vitest";
import type { Reading } from "../../kernel/monitor.ts";
import { emptyScript } from "../../kernel/intervention.ts";
import { Run } from "../../kernel/run.ts";
import type { Trouble } from "../../kernel/scenario.ts";
import { parseActions, parseScript } from "../../kernel/script.ts";
import { SECOND } from "../../kernel/time.ts";
import type { TraceEventOf } from "../../kernel/trace.ts";
import { vocabularyOf } from "../../kernel/vocabulary.ts";
import { scenario } from "./scenario.ts";

/** Plays a script whose first lines are the lesson's name and a seed; alarms are passed by. */
function play(seconds: number, ...lines: readonly string[]): Run {
  const text = ["scenario cap", "seed 1", ...lines].join("\n");
  const run = new Run(scenario, parseScript(text, vocabularyOf(scenario)));
  while (run.time < seconds * SECOND) {
    const alarm = run.advance(seconds * SECOND);
    expect(alarm?.kind, "a machine threw").not.toBe("fault");
  }
  return run;
}

const BY_HAND = "set workload off";
const SPLIT = "partition n1 n2 c1 | n3 n4 n5 c2";

type Return = TraceEventOf<"return">;

function returns(run: Run, client?: string): Return[] {
  return run
    .events(1, run.trace.last)
    .filter((event): event is Return => event.kind === "return")
    .filter((event) => client === undefined || event.node === client);
}

/** `write x 1 → ok 1`, in the order of answers. */
function answers(run: Run, client?: string): string[] {
  return returns(run, client).map(({ data }) => {
    const { f, key, value } = data.operation;
    const asked = [f, key, value]
      .filter((part) => part !== undefined)
      .map((part) => String(part as string))
      .join(" ");
    const got = data.outcome === "ok" ? `ok ${String(data.value)}` : data.outcome;
    return `${asked} → ${got}`;
  });
}

function notes(run: Run): { node: string; note: string; about: Record<string, unknown> }[] {
  return run
    .events(1, run.trace.last)
    .flatMap((event) =>
      event.kind === "note"
        ? [{ node: event.node!, note: event.data.note, about: { ...event.data.about } }]
        : [],
    );
}

/** The cells of each replica, as the stage shows them. */
function boards(run: Run): Record<string, string> {
  return Object.fromEntries(
    run.world.nodes
      .filter((node) => node.spec.kind === "replica")
      .map((node) => {
        const presenter = scenario.presenters[node.spec.kind]!;
        const cells =
          node.status === "crashed"
            ? presenter.down(node.disk).cells
            : presenter.view(node.state, node.spec).cells;
        return [node.spec.id, cells.map((cell) => cell.text).join(" ")];
      }),
  );
}

function everywhere(text: string): Record<string, string> {
  return { n1: text, n2: text, n3: text, n4: text, n5: text };
}

function verdict(run: Run, monitor: string) {
  return run.world.findings[scenario.monitors.findIndex((each) => each.id === monitor)]!;
}

function readings(run: Run): Record<string, Reading> {
  return Object.fromEntries(
    scenario.meters
      .flatMap((meter, i) => meter.read(run.world.meters[i], run.world))
      .map((reading) => [reading.id, reading]),
  );
}

test("the page opens with messages under way", () => {
  const run = play(0.4);
  expect(run.world.counters.sent).toBeGreaterThan(3);
});

describe("CP", () => {
  test("the side without a majority refuses, certainly without effect; the other one answers", () => {
    const run = play(
      8,
      BY_HAND,
      "at 100ms client c1 write x a",
      `at 2s ${SPLIT}`,
      "at 2.5s client c1 write x b",
      "at 2.5s client c2 read x",
      "at 4.5s client c2 write x c",
      "at 4.5s client c1 read x",
    );
    expect(answers(run, "c1")).toEqual(["write x a → ok a", "write x b → fail", "read x → fail"]);
    expect(answers(run, "c2")).toEqual(["read x → ok a", "write x c → ok c"]);
    expect(boards(run)).toEqual({ n1: "x=a", n2: "x=a", n3: "x=c", n4: "x=c", n5: "x=c" });
    expect(returns(run, "c1")[1]!.data.about).toMatchObject({ reason: "no majority answered" });
    expect(notes(run).filter(({ note }) => note === "refused")).toHaveLength(2);
    expect(verdict(run, "linearizable").verdict).toBe("holds");
  });

  test("a write that was cut off while it was being stored has an unknown outcome, and may come true", () => {
    // The query is answered at about 0.25 s; then everybody who was told to store it is cut off.
    const script = [
      BY_HAND,
      "at 100ms client c1 write x a",
      "at 400ms cut n1-n2",
      "at 400ms cut n1-n3",
      "at 400ms cut n1-n4",
      "at 400ms cut n1-n5",
    ];
    const run = play(6, ...script, "at 3s heal", "at 4s client c2 read x");
    expect(answers(run)).toEqual(["write x a → unknown", expect.stringMatching(/^read x → ok/)]);
    expect(verdict(run, "linearizable").verdict).toBe("holds");
  });

  test("a read repairs what it finds behind", () => {
    const run = play(
      8,
      BY_HAND,
      "at 0s partition n1 n2 n3 c1 | n4 n5",
      "at 100ms client c1 write x a",
      "at 2s heal",
      "at 3s client c2 read x",
    );
    expect(answers(run)).toEqual(["write x a → ok a", "read x → ok a"]);
    expect(notes(run)).toContainEqual(expect.objectContaining({ node: "n5", note: "read-repair" }));
    expect(boards(run)).toEqual(everywhere("x=a"));
  });

  test("without write-back a read may go back behind another", () => {
    const script = [
      BY_HAND,
      "at 100ms client c1 write x a",
      // The new value reaches n2 alone; whoever asks n2 sees it, whoever does not, does not.
      "at 2s client c1 write x b",
      "at 2.3s cut n1>n3",
      "at 2.3s cut n1>n4",
      "at 2.3s cut n1>n5",
      "at 2.7s partition n1 n2 n4 c1 | n3 n5",
      "at 2.8s crash n1",
      "at 3s partition n2 n4 n5 c2 | n3 n1 c1",
      "at 3.1s client c2 read x",
      "at 4s partition n3 n4 n5 c2 | n1 n2 c1",
      "at 4.1s client c2 read x",
    ];
    const kept = play(7, ...script);
    expect(answers(kept, "c2")).toEqual(["read x → ok b", "read x → ok b"]);
    expect(verdict(kept, "linearizable").verdict).toBe("holds");
    const broken = play(7, "rule write-back off", ...script);
    expect(answers(broken, "c2")).toEqual(["read x → ok b", "read x → ok a"]);
    expect(verdict(broken, "linearizable")).toMatchObject({
      verdict: "violated",
      expert: expect.stringContaining("new–old inversion"),
    });
    expect(readings(broken)["stale"]!.value).toBe(1);
  });

  test("a coordinator that crashes forgets nothing it has acknowledged", () => {
    const run = play(
      8,
      BY_HAND,
      "at 100ms client c1 write x a",
      "at 2s crash n1",
      "at 2s crash n2",
      "at 3s restart n1",
      "at 3s restart n2",
      "at 3.5s client c1 read x",
    );
    expect(answers(run)).toEqual(["write x a → ok a", "read x → ok a"]);
  });

  test("a client falls over to another replica when its own is silent, and comes back", () => {
    const run = play(
      16,
      BY_HAND,
      "at 0s crash n1",
      "at 100ms client c1 write x a",
      "at 4s client c1 write x b",
      "at 5s restart n1",
      "at 12s client c1 read x",
    );
    expect(answers(run)).toEqual(["write x a → unknown", "write x b → ok b", "read x → ok b"]);
    expect(returns(run).map(({ data }) => data.about?.["coordinator"])).toEqual(["n1", "n2", "n1"]);
  });
});

describe("AP", () => {
  const script = [
    BY_HAND,
    "set mode AP",
    "at 100ms client c1 write x a",
    `at 2s ${SPLIT}`,
    "at 2.5s client c1 write x left",
    "at 2.6s client c2 write x right",
    "at 3s client c1 read x",
    "at 3s client c2 read x",
  ];

  test("both sides answer at once, and differ", () => {
    const run = play(5, ...script);
    expect(answers(run, "c1").at(-1)).toBe("read x → ok left");
    expect(answers(run, "c2").at(-1)).toBe("read x → ok right");
    expect(boards(run)).toEqual({
      n1: "x=left",
      n2: "x=left",
      n3: "x=right",
      n4: "x=right",
      n5: "x=right",
    });
    // c1 had been told “left” before c2 wrote “right”: its read half a second later is stale.
    expect(verdict(run, "linearizable")).toMatchObject({
      verdict: "violated",
      expert: expect.stringContaining("c1 read x = left"),
    });
    const caption = (id: string) =>
      scenario.presenters["replica"]!.view(run.world.node(id).state, { id }).caption;
    expect(caption("n1")).toBe("3 hints for n3 n4 n5");
    expect(caption("n5")).toBe("2 hints for n1 n2");
  });

  test("a read of what the other side has overwritten is stale, and not linearizable", () => {
    const run = play(
      5,
      BY_HAND,
      "set mode AP",
      "at 100ms client c1 write x old",
      `at 2s ${SPLIT}`,
      "at 2.5s client c1 write x new",
      "at 3s client c2 read x",
    );
    expect(readings(run)["stale"]).toMatchObject({ value: 1, tone: "bad", nodes: ["c2"] });
    expect(verdict(run, "linearizable")).toMatchObject({
      verdict: "violated",
      expert: expect.stringContaining("c2 read x = old"),
      simple: expect.stringContaining("c1 had been told"),
    });
    const proof = verdict(run, "linearizable").events!.map((id) => run.event(id)!.kind);
    expect(proof).toEqual(["call", "return", "call", "return", "call", "return"]);
  });

  test("last write wins: after the heal one acknowledged write is gone, and a note says so", () => {
    const run = play(14, ...script, "at 5s heal", "at 13s client c1 read x");
    expect(boards(run)).toEqual(everywhere("x=right"));
    expect(answers(run).at(-1)).toBe("read x → ok right");
    const lost = notes(run).filter(({ note }) => note === "write-lost");
    expect(lost.map(({ node }) => node)).toContain("n1");
    const told = scenario.presenters["replica"]!.narrate("write-lost", lost[0]!.about, "n1")!;
    expect(told.expert).toContain("left is dropped");
    expect(verdict(run, "eventual").verdict).toBe("holds");
  });

  test("keep both: after the heal both are shown, until a write that has seen both", () => {
    const split = ["set conflicts keep-both", ...script, "at 5s heal"];
    const healed = play(7, ...split, "at 6.5s client c2 read x");
    expect(boards(healed)).toEqual(everywhere("x=right|left"));
    expect(returns(healed).at(-1)!.data.about).toMatchObject({ siblings: ["right", "left"] });
    const cell = scenario.presenters["replica"]!.view(healed.world.node("n3").state, { id: "n3" });
    expect(cell.cells).toMatchObject([{ conflict: true }]);
    expect(notes(healed).filter(({ note }) => note === "write-lost")).toEqual([]);

    const merged = play(16, ...split, "at 7s client c1 write x both");
    expect(boards(merged)).toEqual(everywhere("x=both"));
    expect(notes(merged)).toContainEqual(expect.objectContaining({ node: "n1", note: "merged" }));
    expect(verdict(merged, "eventual").verdict).toBe("holds");
  });

  test("without hinted handoff the copies stay apart, and eventual consistency is violated", () => {
    const run = play(20, "rule hinted-handoff off", ...script, "at 5s heal");
    expect(new Set(Object.values(boards(run))).size).toBe(2);
    expect(verdict(run, "eventual")).toMatchObject({ verdict: "violated", nodes: ["n1", "n3"] });
  });

  test("hints survive a crash", () => {
    const run = play(
      12,
      ...script.slice(0, 5),
      "at 3.5s crash n1",
      "at 4s heal",
      "at 5s restart n1",
    );
    expect(boards(run)).toEqual(everywhere("x=left"));
  });
});

describe("CA", () => {
  const script = [
    BY_HAND,
    "set mode CA",
    "at 1s client c1 write x a",
    `at 2s ${SPLIT}`,
    "at 4s client c1 write x left",
    "at 4s client c2 write x right",
    "at 6.5s client c1 read x",
    "at 6.5s client c2 read x",
  ];

  test("stop: with somebody silent both sides refuse, until everybody is back", () => {
    const run = play(12, ...script, "at 8s heal", "at 10s client c2 read x");
    expect(answers(run, "c1")).toEqual([
      "write x a → ok a",
      "write x left → fail",
      "read x → fail",
    ]);
    expect(answers(run, "c2")).toEqual(["write x right → fail", "read x → fail", "read x → ok a"]);
    expect(verdict(run, "linearizable").verdict).toBe("holds");
  });

  test("carry on: two primaries, and their writes collide after the heal", () => {
    const split = play(8, "set silence carry-on", ...script);
    expect(answers(split, "c1").at(-1)).toBe("read x → ok left");
    expect(answers(split, "c2").at(-1)).toBe("read x → ok right");
    const roles = split.world.nodes
      .filter((node) => node.spec.kind === "replica")
      .map((node) => scenario.presenters["replica"]!.view(node.state, node.spec).role);
    expect(roles).toEqual(["primary", "replica", "primary", "replica", "replica"]);

    const healed = play(12, "set silence carry-on", ...script, "at 8s heal");
    expect(new Set(Object.values(boards(healed))).size).toBe(1);
    expect(notes(healed).map(({ note }) => note)).toContain("write-lost");

    const both = play(
      12,
      "set silence carry-on",
      "set conflicts keep-both",
      ...script,
      "at 8s heal",
    );
    expect(boards(both)).toEqual(everywhere("x=right|left"));
  });

  test("a crash of the primary stops the store, or hands over", () => {
    const crash = [
      BY_HAND,
      "set mode CA",
      "at 1s client c2 write x a",
      "at 3s crash n1",
      "at 6s client c2 write x b",
    ];
    expect(answers(play(9, ...crash)).at(-1)).toBe("write x b → fail");
    expect(answers(play(9, "set silence carry-on", ...crash)).at(-1)).toBe("write x b → ok b");
  });
});

describe("switching", () => {
  const pairs = ["CP", "AP", "CA"].flatMap((from) =>
    ["CP", "AP", "CA"].filter((to) => to !== from).map((to) => [from, to] as const),
  );
  test.each(pairs)(
    "from %s to %s in the middle of operations leaves nobody waiting",
    (from, to) => {
      const run = play(
        10,
        BY_HAND,
        `set mode ${from}`,
        "at 1s client c1 write x a",
        "at 1s client c2 write x b",
        `at 1.2s set mode ${to}`,
        "at 5s client c1 read x",
        "at 5s client c2 read x",
      );
      const told = answers(run);
      expect(told).toHaveLength(4);
      expect(told.slice(0, 2).join(" ")).not.toContain("undefined");
      // Both read the same, and nothing that was said to have failed.
      expect(told[2]).toBe(told[3]);
      for (const { data } of returns(run)) {
        if (data.outcome !== "fail") continue;
        expect(Object.values(boards(run))).not.toContain(`x=${String(data.operation.value)}`);
      }
      expect(verdict(run, "linearizable").verdict).toBe("holds");
    },
  );

  test("a write that is being stored when the store is switched over has an unknown outcome", () => {
    const script = [BY_HAND, "at 100ms client c1 write x a", "at 450ms set mode AP"];
    expect(answers(play(4, ...script))).toEqual(["write x a → unknown"]);
    const early = [BY_HAND, "at 100ms client c1 write x a", "at 200ms set mode AP"];
    expect(answers(play(4, ...early))).toEqual(["write x a → fail"]);
  });

  test("CA compares all copies before it serves: what only one replica had is not overlooked", () => {
    const run = play(
      8,
      BY_HAND,
      "set mode AP",
      "at 1s partition n5 c2 | n1 n2 n3 n4 c1",
      "at 1.5s client c2 write x far",
      "at 3s heal",
      "at 3s set mode CA",
      "at 3.1s client c1 read x",
    );
    expect(answers(run)).toEqual(["write x far → ok far", "read x → ok far"]);
    expect(boards(run)).toEqual(everywhere("x=far"));
  });

  test("what AP left apart becomes one again by CP's reads and writes", () => {
    const run = play(
      12,
      BY_HAND,
      "set mode AP",
      "set conflicts keep-both",
      `at 1s ${SPLIT}`,
      "at 1.5s client c1 write x left",
      "at 1.5s client c2 write x right",
      "at 3s set mode CP",
      "at 4s heal",
      "at 6s client c1 read x",
      "at 8s client c2 read x",
    );
    expect(answers(run).slice(-2)).toEqual(["read x → ok right", "read x → ok right"]);
    expect(boards(run)).toEqual(everywhere("x=right"));
  });
});

describe("meters", () => {
  test("with nothing broken consistency costs latency: CP and CA answer later than AP", () => {
    const run = play(30, "at 10s set mode AP", "at 20s set mode CA");
    const { "price-CP": cp, "price-AP": ap, "price-CA": ca } = readings(run);
    expect(cp!.value).toBeGreaterThan(10 * ap!.value!);
    expect(ca!.value).toBeGreaterThan(5 * ap!.value!);
    expect(ap!.value).toBeLessThan(35);
  });

  test("availability is told for each side of a partition", () => {
    const cp = readings(play(12, `at 2s ${SPLIT}`));
    expect(cp["available-1"]).toMatchObject({
      value: 0,
      tone: "bad",
      label: "answered, left side",
    });
    expect(cp["available-2"]).toMatchObject({ value: 100, tone: "good" });
    expect(cp["available-2"]!.nodes).toEqual(["n3", "n4", "n5", "c2"]);
    const ap = readings(play(12, "set mode AP", `at 2s ${SPLIT}`));
    expect([ap["available-1"]!.value, ap["available-2"]!.value]).toEqual([100, 100]);
    expect(readings(play(4))["available"]).toMatchObject({ value: 100 });
  });

  test("whoever watches a meter's memory sees when sides part and meet", () => {
    const run = play(1.9, `at 2s ${SPLIT}`, "at 3s heal");
    const before = run.world.meters[0];
    run.seek(2 * SECOND);
    const parted = run.world.meters[0];
    expect(parted).not.toBe(before);
    run.seek(3 * SECOND);
    expect(run.world.meters[0]).not.toBe(parted);
    expect(Object.keys(readings(run))).toContain("available");
  });
});

test("every note has its sentences", () => {
  const scripts = [
    [`at 2s ${SPLIT}`, "at 8s heal"],
    ["set mode AP", `at 2s ${SPLIT}`, "at 8s heal"],
    ["set mode AP", "set conflicts keep-both", `at 2s ${SPLIT}`, "at 8s heal"],
    ["set mode CA", `at 2s ${SPLIT}`, "at 8s heal"],
    ["set mode CA", "set silence carry-on", `at 2s ${SPLIT}`, "at 8s heal"],
    ["set mode AP", `at 2s ${SPLIT}`, "at 4s crash n1", "at 8s heal", "at 9s restart n1"],
  ];
  const seen = new Set<string>();
  for (const script of scripts) {
    const run = play(14, ...script);
    for (const { node, note, about } of notes(run)) {
      seen.add(note);
      const { kind } = run.world.node(node).spec;
      const told = scenario.presenters[kind]!.narrate(note, about, node);
      expect(told, note).not.toBeNull();
      expect(`${told!.simple} ${told!.expert}`).not.toMatch(/undefined|\[object|nobody is/);
      expect(told!.source, note).toBeTruthy();
    }
  }
  expect(seen.size).toBeGreaterThan(11);
});

test("half a write: without write-back the second read goes back, with it never", () => {
  const preset = scenario.presets.find(({ id }) => id === "half-a-write") as Trouble;
  for (const rule of [true, false]) {
    for (let seed = 1; seed <= 40; seed++) {
      const run = new Run(scenario, { ...emptyScript("cap", seed), rules: { "write-back": rule } });
      run.seek(3 * SECOND);
      const lines = preset.script(run.world).join("\n");
      for (const action of parseActions(lines, vocabularyOf(scenario), run.time)) run.act(action);
      run.seek(13 * SECOND);
      expect(verdict(run, "linearizable").verdict, `seed ${seed}`).toBe(
        rule ? "holds" : "violated",
      );
    }
  }
});

test("CA: whoever is asked, the one primary coordinates", () => {
  const run = play(
    4,
    BY_HAND,
    "set mode CA",
    "at 1s client c2 write x a",
    "at 2.5s client c2 read x",
  );
  expect(answers(run, "c2")).toEqual(["write x a → ok a", "read x → ok a"]);
  const coordinators = returns(run, "c2").map(({ data }) => data.about?.["coordinator"]);
  expect(coordinators).toEqual(["n1", "n1"]);
});

test("another way with conflicts, chosen while copies still differ, is carried through everywhere", () => {
  // What one replica has settled the old way and another one the new way must be compared again. Seed 7576 was a walk's find.
  for (const seed of [7576, 1, 2, 3, 4, 5, 6, 7, 8]) {
    const text = [
      "scenario cap",
      `seed ${seed}`,
      "set mode AP",
      "at 9s partition n5 n1 | n4 c2",
      "at 16s set workload off",
      "at 16.3s heal",
      "at 17s set conflicts keep-both",
    ].join("\n");
    const run = new Run(scenario, parseScript(text, vocabularyOf(scenario)));
    run.seek(40 * SECOND);
    expect(verdict(run, "eventual").verdict, `seed ${seed}`).toBe("holds");
  }
});
