/**
 * Nodes that join and leave under random trouble: with all rules on no promise is broken, whatever the placement, and when trouble is over
 * every key is where it belongs and nowhere else; each rule off, a seed convicts it. NETSPLIT_SEEDS changes the number of seeds.
 */
import { describe, expect, test } from "vitest";
import { between, drawAgain, pick, streamOf } from "../../kernel/chance.ts";
import { emptyScript, type TimedIntervention } from "../../kernel/intervention.ts";
import { randomFaults } from "../../kernel/random-faults.ts";
import { Run } from "../../kernel/run.ts";
import type { Settings } from "../../kernel/settings.ts";
import { brokenPromise } from "../../kernel/testing/troubled.ts";
import { SECOND } from "../../kernel/time.ts";
import { PLACEMENTS, tableOf } from "../../protocols/consistent-hashing/placement.ts";
import {
  changeIn,
  keysIn,
  nodesIn,
  storeOf,
  unsettledIn,
} from "../../protocols/consistent-hashing/world.ts";
import { scenario } from "./scenario.ts";

const SEEDS = Number(process.env["NETSPLIT_SEEDS"] ?? 200);
const TROUBLE = 6 * SECOND;

/** Nobody asks for anything after the trouble. */
const QUIET: TimedIntervention = {
  at: TROUBLE,
  what: { do: "set", knob: "workload", value: "off" },
};

/** Hands ask for nodes to come and go, and now and then for another placement. */
function comings(seed: number): TimedIntervention[] {
  const luck = streamOf(seed, "comings") >>> 0;
  const ids = nodesIn(new Run(scenario, emptyScript(scenario.id, 1)).world).map(
    ({ spec }) => spec.id,
  );
  return Array.from({ length: 5 }, (_, i): TimedIntervention => {
    const at = between(drawAgain(luck, 4 * i), 0, TROUBLE - SECOND);
    const value = pick(drawAgain(luck, 4 * i + 1), ids);
    const f = pick(drawAgain(luck, 4 * i + 2), ["join", "leave"]);
    return i === 4
      ? {
          at,
          what: {
            do: "set",
            knob: "placement",
            value: pick(drawAgain(luck, 19), PLACEMENTS),
          },
        }
      : { at, what: { do: "client", client: "c1", operation: { f, value } } };
  });
}

function troubled(seed: number, rules: Settings["rules"]): Run {
  const knobs = { placement: PLACEMENTS[seed % PLACEMENTS.length]! };
  const steps = [...randomFaults(scenario, seed, TROUBLE), ...comings(seed), QUIET].toSorted(
    (a, b) => a.at - b.at,
  );
  return new Run(scenario, { ...emptyScript(scenario.id, seed), knobs, rules, steps });
}

test(`${SEEDS} seeds of trouble break no promise, and afterwards every key is in its place`, () => {
  let changes = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const run = troubled(seed, {});
    expect(brokenPromise(run, TROUBLE + scenario.recovery), `seed ${seed}`).toBe(null);
    const { world } = run;
    expect(unsettledIn(world), `seed ${seed}: all have settled`).toEqual([]);
    const { now } = changeIn(world);
    changes += now.epoch - 1;
    const table = tableOf(now, keysIn(world));
    for (const node of nodesIn(world)) {
      const { id } = node.spec;
      const own = Object.keys(table).filter((key) => table[key] === id);
      expect(Object.keys(storeOf(node)).toSorted(), `seed ${seed}: ${id}`).toEqual(own.toSorted());
    }
    for (const client of ["c1", "c2"])
      expect(world.node(client).mode, `seed ${seed}: ${client}`).toBe("idle");
  }
  expect(changes, "there were changes to speak of").toBeGreaterThan(SEEDS);
});

describe("each rule off is convicted", () => {
  test.each([
    ["handoff", ["lookup-finds"]],
    ["same-view", ["lookup-finds"]],
    ["keep-until-received", ["no-key-lost", "lookup-finds"]],
  ])("%s off breaks %s", (rule, promises) => {
    for (let seed = 1; seed <= Math.max(SEEDS, 200); seed++) {
      const found = brokenPromise(troubled(seed, { [rule]: false }), TROUBLE);
      if (found === null) continue;
      expect(promises).toContain(found);
      console.log(`${rule} off: seed ${seed} breaks ${found}`);
      return;
    }
    expect.fail("no seed convicts it");
  });
});
