import { describe, expect, test } from "vitest";
import type { Scenario } from "../kernel/scenario.ts";
import { neutralAllowance } from "../search/allowance.ts";
import { scenario as election } from "../scenarios/raft-election/scenario.ts";
import type { SearchCall, SearchReply } from "../wire/searching.ts";
import type { Library } from "./host.ts";
import { Host } from "./host.ts";
import { carryOut, usual, type Runner } from "./searching.ts";

const library: Library = {
  ids: ["raft-election"],
  load: (id) => Promise.resolve<Scenario | null>(id === "raft-election" ? election : null),
};

type Order = Extract<SearchCall, { do: "search" }>;

const order = (more: Partial<Order> = {}): Order => ({
  do: "search",
  script: "scenario raft-election\nseed 1\nrule one-vote-per-term off\n",
  from: 0,
  allowance: neutralAllowance(election),
  method: "walks",
  seed: 1,
  share: { index: 0, of: 1 },
  ...more,
});

/** A clock that passes by itself, so that slices end, and a hand that stops the search after so many of them. */
function runner(slices = Number.POSITIVE_INFINITY): Runner {
  let now = 0;
  let left = slices;
  return {
    now: () => (now += 5),
    breathe: () => {
      left -= 1;
      return Promise.resolve();
    },
    stopped: () => left <= 0,
  };
}

async function search(asked: Order, by: Runner = runner()): Promise<SearchReply[]> {
  const replies: SearchReply[] = [];
  await carryOut(asked, library, by, (reply) => replies.push(reply));
  return replies;
}

describe("a search in a worker", () => {
  test("what it finds has a story that ends with the break, and its text breaks the promise again", async () => {
    const last = (await search(order())).at(-1)!;
    if (last.is !== "found") throw new Error(JSON.stringify(last));
    const { script, story, monitor, at } = last.found;
    expect(monitor).toBe("election-safety");
    expect(story.steps.at(-1)).toMatchObject({ kind: "break", at });
    const host = new Host(library, () => () => false);
    const opened = await host.answer({ do: "open", script, play: "to-until" });
    if (opened.is !== "opened") throw new Error(JSON.stringify(opened));
    expect(opened.notice).toBeNull();
    expect(opened.frame.verdicts?.find(({ id }) => id === monitor)?.finding.verdict).toBe(
      "violated",
    );
  });

  test("one worker with a seed finds the same, however its time is cut into slices", async () => {
    const one = (await search(order({ seed: 3 }))).at(-1);
    let now = 0;
    const hasty: Runner = { ...runner(), now: () => (now += 1_000) };
    expect((await search(order({ seed: 3 }), hasty)).at(-1)).toEqual(one);
  });

  test("stopped half-way it says what it has explored", async () => {
    const script = "scenario raft-election\nseed 1\n";
    const replies = await search(order({ script }), runner(3));
    const last = replies.at(-1)!;
    if (last.is !== "nothing") throw new Error(JSON.stringify(last));
    expect(last.explored.runs).toBeGreaterThan(0);
    expect(last.explored.complete).toBe(false);
  });

  test("what makes no sense is refused in a sentence", async () => {
    const why = async (more: Partial<Order>): Promise<string> => {
      const replies = await search(order(more));
      expect(replies).toHaveLength(1);
      return replies[0]!.is === "refused" ? replies[0]!.why : "";
    };
    expect(await why({ script: "scenario raft-elektion\nseed 1\n" })).toContain("raft-election");
    expect(await why({ script: "scenario raft-election\nrule pre-vot off\n" })).toContain(
      "pre-vote",
    );
    expect(await why({ allowance: { ...neutralAllowance(election), cuts: -1 } })).toContain("cuts");
  });

  test("what may usually happen follows the lesson’s fault model", async () => {
    expect(await usual("scenario raft-election\n", library)).toEqual({
      is: "usual",
      allowance: neutralAllowance(election),
    });
    expect((await usual("scenario nowhere\n", library)).is).toBe("refused");
  });
});
