/** The disk, votes and the primary’s own count of blocks: the pure parts, in examples and under random order. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerTo, inTheWay, isFenced, served, type DiskContext, type Queued } from "./disk.ts";
import type { Claimed, DiskRequest } from "./messages.ts";
import {
  accept,
  grants,
  hasMajority,
  hear,
  heardBy,
  known,
  settle,
  silence,
  stand,
  stepDown,
  takeOffice,
  type ServerContext,
} from "./state.ts";

const EMPTY: DiskContext = {
  config: { access: 1 },
  rules: {},
  highest: 0,
  blocks: [],
  overwritten: [],
  queue: [],
};

const request: fc.Arbitrary<Queued> = fc
  .record({
    from: fc.constantFrom("n1", "n2", "n3"),
    epoch: fc.integer({ min: 1, max: 4 }),
    block: fc.integer({ min: 0, max: 4 }),
    op: fc.integer({ min: 1, max: 9 }),
    claims: fc.boolean(),
  })
  .map(({ from, epoch, block, op, claims }) => {
    const write: DiskRequest = {
      type: "Write",
      epoch,
      block,
      client: "c1",
      op,
      key: "x",
      value: op,
    };
    return { from, request: claims ? { type: "Claim", epoch } : write };
  });

describe("the disk", () => {
  test("with fencing never goes back to an older epoch", () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 30 }), (requests) => {
        let disk = EMPTY;
        let newest = 0;
        for (const queued of requests) {
          const { epoch } = queued.request;
          expect(isFenced(disk, queued.request)).toBe(epoch < newest);
          if (isFenced(disk, queued.request)) continue;
          newest = Math.max(newest, epoch);
          disk = { ...disk, ...served(disk, queued) };
          expect(disk.highest).toBe(newest);
        }
      }),
    );
  });

  test("without it serves everybody, and counts what is written over", () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 30 }), (requests) => {
        let disk: DiskContext = { ...EMPTY, rules: { fencing: false } };
        let over = 0;
        for (const queued of requests) {
          expect(isFenced(disk, queued.request)).toBe(false);
          if (inTheWay(disk, queued) !== null) over++;
          disk = { ...disk, ...served(disk, queued) };
        }
        expect(disk.overwritten).toHaveLength(over);
      }),
    );
  });

  test("takes the same write twice as once", () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 12 }), request, (before, queued) => {
        let disk = EMPTY;
        for (const each of before) disk = { ...disk, ...served(disk, each) };
        const once = { ...disk, ...served(disk, queued) };
        expect({ ...once, ...served(once, queued) }).toEqual(once);
      }),
    );
  });

  test("leaves a gap where a write has not come", () => {
    const queued: Queued = {
      from: "n1",
      request: { type: "Write", epoch: 1, block: 2, client: "c1", op: 1, key: "x", value: 7 },
    };
    const disk = { ...EMPTY, ...served(EMPTY, queued) };
    expect(disk.blocks.map((entry) => entry?.value ?? null)).toEqual([null, null, 7]);
    const read: Queued = {
      from: "n1",
      request: { type: "Read", epoch: 1, client: "c2", op: 1, key: "x" },
    };
    expect(answerTo(disk, read)).toMatchObject({ type: "Value", value: 7 });
    expect(
      (answerTo(disk, { from: "n1", request: { type: "Claim", epoch: 1 } }) as Claimed).blocks,
    ).toBe(disk.blocks);
  });
});

function serverOf(id: string, change: Partial<ServerContext> = {}): ServerContext {
  return {
    id,
    peers: ["n1", "n2", "n3"].filter((each) => each !== id),
    disk: "disk",
    config: { first: "n1", heartbeat: 1, voteTimeout: 1, resend: 1, patience: 1 },
    rules: {},
    knobs: { silence: "1s" },
    epoch: 1,
    voted: 1,
    leader: null,
    heard: null,
    candidacy: 1,
    votes: [],
    objection: false,
    blocks: [],
    pending: [],
    begins: false,
    ...change,
  };
}

describe("votes", () => {
  test("an epoch has at most one winner, in whatever order requests come", () => {
    const step = fc.record({
      candidate: fc.constantFrom("n1", "n2", "n3"),
      voter: fc.constantFrom("n1", "n2", "n3"),
      stands: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const servers = new Map(["n1", "n2", "n3"].map((id) => [id, serverOf(id)]));
        const winners = new Map<number, string>();
        for (const { candidate, voter, stands } of steps) {
          let asking = servers.get(candidate)!;
          if (stands) asking = { ...asking, ...stand(asking) };
          else if (candidate !== voter && asking.votes.length > 0) {
            const asked = servers.get(voter)!;
            const epoch = asking.candidacy;
            if (grants(asked, { type: "VoteRequest", epoch }, 0, false)) {
              servers.set(voter, { ...asked, voted: epoch });
              asking = { ...asking, votes: [...new Set([...asking.votes, voter])] };
            }
          }
          servers.set(candidate, asking);
          if (!hasMajority(asking)) continue;
          expect(winners.get(asking.candidacy) ?? candidate).toBe(candidate);
          winners.set(asking.candidacy, candidate);
        }
      }),
    );
  });

  test("none while a primary is heard, or by one", () => {
    const ask = { type: "VoteRequest", epoch: 5 } as const;
    const hearing = serverOf("n3", hear("n1", { type: "Heartbeat", epoch: 1 }, 400_000));
    expect(grants(hearing, ask, 1_300_000, false)).toBe(false);
    expect(heardBy(hearing, 1_300_000, false)).toBe("n1");
    expect(grants(hearing, ask, 1_400_000, false)).toBe(true);
    expect(heardBy(hearing, 1_400_000, false)).toBe(null);
    expect(grants(serverOf("n1"), ask, 9_000_000, true)).toBe(false);
    expect(heardBy(serverOf("n1"), 9_000_000, true)).toBe("n1");
    expect(grants(serverOf("n3", { voted: 5 }), ask, 9_000_000, false)).toBe(false);
  });

  test("silence lasts as long as the knob says, and by chance up to twice that", () => {
    fc.assert(
      fc.property(fc.nat(0xffff_ffff), (luck) => {
        const length = silence(serverOf("n2"), luck);
        expect(length >= 1_000_000 && length <= 2_000_000).toBe(true);
      }),
    );
  });
});

test("a primary writes behind what it has read, and each request once", () => {
  let primary = serverOf("n2", { candidacy: 2 });
  primary = { ...primary, ...takeOffice(primary, [null]) };
  const write = { type: "ClientRequest", op: 1, operation: { f: "write", key: "x", value: 1 } };
  expect(known(primary, "c1", 1)).toBe(null);
  primary = { ...primary, ...accept(primary, "c1", { ...write, type: "ClientRequest" }) };
  expect(primary.pending[0]?.request).toMatchObject({ type: "Write", epoch: 2, block: 1 });
  expect(known(primary, "c1", 1)).toBe("pending");
  primary = { ...primary, ...settle(primary, "c1", 1) };
  expect(known(primary, "c1", 1)).toBe("done");
  const gone = { ...primary, ...stepDown(primary, 7) };
  expect([gone.voted, gone.leader, gone.blocks]).toEqual([7, null, []]);
});
