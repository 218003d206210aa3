/** The bank's bookkeeping, whatever it is asked in whatever order and however often. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  answerBefore,
  begin,
  complete,
  credit,
  debit,
  durableRows,
  enqueue,
  isCovered,
  isOutdated,
  record,
  totalOf,
  wake,
  type BankContext,
  type Request,
} from "./state.ts";

const ALL_ON = { dedupe: true, "durable-dedupe": true, "one-transaction": true };
const CLIENTS = ["alice", "bob", "carol"];
const disk = { accounts: { alice: 100, bob: 100, carol: 100 } };

const bank = (rules: BankContext["rules"] = ALL_ON): BankContext =>
  wake(disk, { diskWrite: 1 }, rules);

/** Serves a request in one go, as a bank that writes in one transaction. */
function serve(context: BankContext, request: Request): BankContext {
  if (answerBefore(context, request) || isOutdated(context, request)) return context;
  let next: BankContext = { ...context, ...enqueue(context, request) };
  next = { ...next, ...begin(next) };
  return { ...next, ...complete(next), job: null };
}

/** What survives a crash. */
function crash(context: BankContext): BankContext {
  const { accounts, config, rules } = context;
  return wake({ accounts, answered: durableRows(context) }, config, rules);
}

/** Each client's requests, numbered as it asks them. */
const requests = fc
  .array(
    fc.record({
      client: fc.constantFrom(...CLIENTS),
      to: fc.constantFrom(...CLIENTS),
      amount: fc.integer({ min: 1, max: 150 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((payments) => {
    const asked: Record<string, number> = {};
    return payments.map(({ client, to, amount }): Request => {
      const id = (asked[client] = (asked[client] ?? 0) + 1);
      return { client, op: id, id, to, amount };
    });
  });

test("copies and crashes change nothing: each request counts once, in the order of their first copies", () => {
  fc.assert(
    fc.property(
      requests,
      fc.array(fc.record({ back: fc.nat(4), copies: fc.nat(3), crash: fc.boolean() }), {
        maxLength: 12,
      }),
      (all, noise) => {
        const plain = all.reduce(serve, bank());
        let noisy = bank();
        all.forEach((request, i) => {
          noisy = serve(noisy, request);
          const { back = 0, copies = 0, crash: falls = false } = noise[i] ?? {};
          if (falls) noisy = crash(noisy);
          const late = all[Math.max(0, i - back)]!;
          for (let n = 0; n < copies; n++) noisy = serve(noisy, late);
        });
        expect(noisy.accounts).toEqual(plain.accounts);
        expect(noisy.answered).toEqual(plain.answered);
      },
    ),
  );
});

test("money is conserved and no account goes below nothing, with or without ids", () => {
  fc.assert(
    fc.property(requests, fc.boolean(), (all, withIds) => {
      const end = all
        .map((request) => (withIds ? request : { ...request, id: null }))
        .reduce(serve, bank());
      expect(totalOf(end.accounts)).toBe(300);
      for (const coins of Object.values(end.accounts)) expect(coins).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("three writes one after the other come to the same as one", () => {
  fc.assert(
    fc.property(requests, (all) => {
      const parts = all.reduce((context, request) => {
        let next: BankContext = { ...context, ...enqueue(context, request) };
        const covered = isCovered(next, request);
        next = { ...next, ...begin(next) };
        if (covered) {
          next = { ...next, ...debit(next) };
          next = { ...next, ...credit(next) };
        }
        return { ...next, ...record(next), job: null };
      }, bank());
      expect(parts).toEqual(all.reduce(serve, bank()));
    }),
  );
});

test("rows that are kept in memory only do not survive", () => {
  const request: Request = { client: "alice", op: 1, id: 1, to: "bob", amount: 10 };
  const served = serve(bank({ ...ALL_ON, "durable-dedupe": false }), request);
  expect(answerBefore(served, request)).toEqual({ id: 1, answer: "Done", durable: false });
  expect(answerBefore(crash(served), request)).toBe(null);
  expect(answerBefore(crash(serve(bank(), request)), request)).not.toBe(null);
});

test("requests beyond what the queue takes are left to whoever asks again", () => {
  const request: Request = { client: "alice", op: 1, id: null, to: "bob", amount: 1 };
  const full = Array.from({ length: 40 }).reduce<BankContext>(
    (context) => ({ ...context, ...enqueue(context, request) }),
    bank(),
  );
  expect(full.queue).toHaveLength(16);
});
