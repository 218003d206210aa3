/** The pure parts: proposers' numbers, and the whole of both phases on any network that loses, repeats and reorders. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Boot } from "../../kernel/behavior.ts";
import {
  accept,
  acceptorDisk,
  mayAccept,
  mayPromise,
  promise,
  startAcceptor,
  type AcceptorContext,
} from "./acceptor-state.ts";
import { highestOf, nextBallot } from "./ballots.ts";
import { isSafe } from "./invariants.ts";
import type { Proposal } from "./messages.ts";
import {
  backoffTime,
  beginRound,
  completes,
  fail,
  propose,
  startProposer,
  takePromise,
  type ProposerConfig,
  type ProposerContext,
} from "./proposer-state.ts";

const number = fc.nat(1_000);
const proposers = fc.integer({ min: 1, max: 7 });

describe("numbers", () => {
  test("the next is the lowest above that is the proposer’s own", () => {
    fc.assert(
      fc.property(number, proposers, fc.nat(6), (above, count, place) => {
        const index = place % count;
        const next = nextBallot(above, index, count);
        const own = (n: number) => n > 0 && (n - 1) % count === index;
        expect(next).toBeGreaterThan(above);
        expect(own(next)).toBe(true);
        for (let between = above + 1; between < next; between++) expect(own(between)).toBe(false);
      }),
    );
  });

  test("no two proposers share one", () => {
    fc.assert(
      fc.property(number, number, proposers, (a, b, count) => {
        const drawn = new Set(
          Array.from({ length: count }, (_, i) => nextBallot(i % 2 === 0 ? a : b, i, count)),
        );
        expect(drawn.size).toBe(count);
      }),
    );
  });

  test("the highest proposal is one of them, and none is higher", () => {
    const proposal = fc.option(fc.record({ number, value: fc.string() }));
    fc.assert(
      fc.property(fc.array(proposal), (all) => {
        const highest = highestOf(all);
        if (highest === null) expect(all.every((each) => each === null)).toBe(true);
        else expect(all).toContain(highest);
        for (const each of all) expect(each?.number ?? 0).toBeLessThanOrEqual(highest?.number ?? 0);
      }),
    );
  });
});

const config: ProposerConfig = {
  value: "",
  beginLow: 1,
  beginHigh: 1,
  phaseTimeout: 1,
  backoff: 300,
  longestBackoff: 2_400,
  again: 1,
};

const MEMBERS = { proposer: ["p1", "p2", "p3"], acceptor: ["a1", "a2", "a3"], learner: [] };

function boot(id: string, disk: Boot["disk"], value = ""): Boot {
  return {
    id,
    peers: [],
    members: MEMBERS,
    disk,
    settings: { knobs: {}, rules: {} },
    config: id.startsWith("p") ? { ...config, value } : { write: 0 },
    now: 0,
    luck: 0,
  };
}

test("the wait is random within a bound that doubles with every failure, up to the longest", () => {
  fc.assert(
    fc.property(fc.nat(40), fc.nat(0xffffffff), (failures, luck) => {
      let context = startProposer(boot("p1", {}));
      for (let i = 0; i < failures; i++) context = { ...context, ...fail(context, 0) };
      const wait = backoffTime(context, luck);
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(Math.min(2_400, 300 * 2 ** Math.max(0, failures - 1)));
    }),
  );
});

/** What may happen next. Whatever was ever sent may be delivered at any time, any number of times, or never. */
type Act =
  | { readonly does: "begin" | "restart proposer"; readonly at: number }
  | { readonly does: "deliver"; readonly which: number }
  | { readonly does: "restart acceptor"; readonly at: number };

type Sent =
  | { readonly is: "Prepare"; readonly from: number; readonly number: number; readonly to: number }
  | {
      readonly is: "Promise";
      readonly from: number;
      readonly number: number;
      readonly to: number;
      readonly accepted: Proposal | null;
    }
  | ({ readonly is: "Accept"; readonly from: number; readonly to: number } & Proposal);

const place = fc.nat(2);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ does: fc.constant("begin" as const), at: place }) },
  {
    weight: 20,
    arbitrary: fc.record({ does: fc.constant("deliver" as const), which: fc.nat(10_000) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constantFrom("restart proposer" as const, "restart acceptor" as const),
      at: place,
    }),
  },
);

interface Synod {
  readonly issued: readonly Proposal[];
  /** Everything that each acceptor has ever accepted. */
  readonly accepted: readonly (readonly Proposal[])[];
}

/** Plays both phases with the protocol's own functions. */
function play(acts: readonly Act[]): Synod {
  const values = ["fig", "kiwi", "plum"];
  const proposing: ProposerContext[] = MEMBERS.proposer.map((id, i) =>
    startProposer(boot(id, {}, values[i]!)),
  );
  // After a restart a proposer takes no promise in until it has begun a new round.
  const idle = new Set([0, 1, 2]);
  const accepting: AcceptorContext[] = MEMBERS.acceptor.map((id) => startAcceptor(boot(id, {})));
  const accepted: Proposal[][] = accepting.map(() => []);
  const issued: Proposal[] = [];
  const soup: Sent[] = [];

  const deliver = (sent: Sent): void => {
    if (sent.is === "Promise") {
      const proposer = proposing[sent.to]!;
      if (idle.has(sent.to) || sent.number !== proposer.number || proposer.proposal) return;
      const from = MEMBERS.acceptor[sent.from]!;
      const enough = completes(
        proposer,
        proposer.promises.map((each) => each.from),
        from,
      );
      let next = { ...proposer, ...takePromise(proposer, { from, accepted: sent.accepted }) };
      if (enough) {
        next = { ...next, ...propose(next) };
        issued.push(next.proposal!);
        for (const to of [0, 1, 2])
          soup.push({ is: "Accept", from: sent.to, to, ...next.proposal! });
      }
      proposing[sent.to] = next;
      return;
    }
    const acceptor = accepting[sent.to]!;
    if (sent.is === "Prepare") {
      if (!mayPromise(acceptor, sent)) return;
      const { from: to, to: from } = sent;
      soup.push({ is: "Promise", from, to, number: sent.number, accepted: acceptor.accepted });
      accepting[sent.to] = { ...acceptor, ...promise(acceptor, sent) };
    } else if (mayAccept(acceptor, sent)) {
      accepting[sent.to] = { ...acceptor, ...accept(acceptor, sent) };
      accepted[sent.to]!.push({ number: sent.number, value: sent.value });
    }
  };

  for (const each of acts) {
    if (each.does === "deliver") {
      // The newest more often than the oldest: so rounds come to an end.
      const newest = soup.slice(-12);
      const from = each.which % 3 === 0 ? soup : newest;
      if (from.length > 0) deliver(from[each.which % from.length]!);
    } else if (each.does === "begin") {
      const next = { ...proposing[each.at]!, ...beginRound(proposing[each.at]!) };
      proposing[each.at] = next;
      idle.delete(each.at);
      for (const to of [0, 1, 2])
        soup.push({ is: "Prepare", from: each.at, to, number: next.number });
    } else if (each.does === "restart proposer") {
      const disk = { number: proposing[each.at]!.number };
      idle.add(each.at);
      proposing[each.at] = startProposer(boot(MEMBERS.proposer[each.at]!, disk, values[each.at]!));
    } else {
      const disk = acceptorDisk(accepting[each.at]!);
      accepting[each.at] = startAcceptor(boot(MEMBERS.acceptor[each.at]!, disk));
    }
  }
  return { issued, accepted };
}

/** The values of proposals that two of the three have accepted. */
function chosenIn({ issued, accepted }: Synod): ReadonlySet<string> {
  return new Set(
    issued
      .filter(
        ({ number: of }) =>
          accepted.filter((all) => all.some((each) => each.number === of)).length >= 2,
      )
      .map(({ value }) => value),
  );
}

test("however messages are lost, repeated and reordered, P2c holds and at most one value is chosen", () => {
  let chosen = 0;
  let repeated = 0;
  fc.assert(
    fc.property(fc.array(act, { maxLength: 160, size: "max" }), (acts) => {
      const synod = play(acts);
      const values = chosenIn(synod);
      expect(values.size).toBeLessThanOrEqual(1);
      for (const proposal of synod.issued) expect(isSafe(proposal, synod.accepted)).toBe(true);
      chosen += values.size;
      if (values.size > 0 && synod.issued.length > 1) repeated++;
    }),
    { numRuns: 500 },
  );
  // The property speaks of something: many runs choose, many of them more than once.
  expect(chosen).toBeGreaterThan(100);
  expect(repeated).toBeGreaterThan(50);
});
