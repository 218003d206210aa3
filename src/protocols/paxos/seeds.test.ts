/**
 * Paxos under random trouble: with all rules on only one value is ever chosen, P2c holds, and afterwards everybody learns the
 * value; with a rule off a seed convicts it. NETSPLIT_SEEDS changes the number of seeds.
 */
import { describe, expect, test } from "vitest";
import { brokenPromise, TROUBLE, troubledRun } from "../../kernel/testing/troubled.ts";
import { paxosCluster, VALUES } from "./testing/cluster.ts";
import { learnerIn } from "./world.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 200);
/** Some rules are missed only by a rare coincidence; a conviction may look this far. */
const CONVICTION_SEEDS = Math.max(SEEDS, 2_000);

const clusters = [paxosCluster(), paxosCluster({ proposers: 3 })] as const;

test(`all rules on: ${SEEDS} seeds of trouble break nothing, and afterwards all know one value`, () => {
  const learned = new Map<string, number>();
  for (let seed = 1; seed <= SEEDS; seed++) {
    const cluster = clusters[seed % 2]!;
    const run = troubledRun(cluster, seed);
    expect(brokenPromise(run, TROUBLE + cluster.recovery), `seed ${seed}`).toBe(null);
    for (const finding of run.world.findings)
      expect(finding.expert ?? finding.verdict, `seed ${seed}`).toBe("holds");
    const values = run.world.nodes.flatMap((node) => learnerIn(node)?.learned?.value ?? []);
    expect(values, `seed ${seed}: both learners know`).toHaveLength(2);
    expect(values[0], `seed ${seed}: and the same`).toBe(values[1]);
    learned.set(values[0]!, (learned.get(values[0]!) ?? 0) + 1);
  }
  expect([...learned.keys()].toSorted()).toEqual([...VALUES]);
});

describe("each rule off is convicted", () => {
  for (const [rule, promises] of [
    ["promise", ["agreement"]],
    ["adopt-highest-accepted", ["agreement"]],
    ["durable-acceptor", ["agreement"]],
    ["backoff", ["progress"]],
  ] as const) {
    test(`${rule} off breaks ${promises.join(" or ")}`, () => {
      const cluster = clusters[0];
      for (let seed = 1; seed <= CONVICTION_SEEDS; seed++) {
        const run = troubledRun(cluster, seed, { rules: { [rule]: false } });
        const found = brokenPromise(run, TROUBLE + cluster.recovery);
        if (found === null) continue;
        expect(promises).toContain(found);
        console.log(`${rule} off: seed ${seed} breaks ${found}`);
        return;
      }
      expect.fail(`no seed up to ${CONVICTION_SEEDS} convicts ${rule}`);
    });
  }
});
