/** The pure parts: what the fence lets through, the queue, and what a holder may believe. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SECOND } from "../../kernel/time.ts";
import { believedUntil, type HolderConfig } from "./holder-state.ts";
import { enqueue, grantNext, wake as wakeService, type ServiceContext } from "./service-state.ts";
import { serve, wake as wakeStorage, type Asked, type StorageContext } from "./storage-state.ts";

const CLIENTS = ["alice", "bob", "carol"];

/** Requests of any client, with any token and turn, in any order: what a network and late holders may bring. */
const requests = fc.array(
  fc.record({
    client: fc.constantFrom(...CLIENTS),
    write: fc.boolean(),
    token: fc.integer({ min: 1, max: 6 }),
    op: fc.integer({ min: 1, max: 4 }),
    value: fc.integer({ min: 0, max: 9 }),
  }),
  { maxLength: 40 },
);

interface Coming {
  readonly client: string;
  readonly write: boolean;
  readonly token: number;
  readonly op: number;
  readonly value: number;
}

/** What the storage takes of them. */
function played(all: readonly Coming[], fenced: boolean) {
  let storage: StorageContext = wakeStorage({}, { serviceTime: 0 }, { "fencing-token": fenced });
  const taken: { readonly client: string; readonly op: number; readonly token: number }[] = [];
  for (const { client, write, token, op, value } of all) {
    const asked: Asked = {
      client,
      request: write ? { type: "Write", op, token, value } : { type: "Read", op, token },
    };
    const before = storage.newest;
    const { changes, note } = serve(storage, asked);
    storage = { ...storage, ...changes };
    if (note === "wrote") taken.push({ client, op, token });
    expect(storage.newest).toBeGreaterThanOrEqual(before);
    if (note === "refused") expect(token).toBeLessThan(before);
  }
  return taken;
}

describe("the storage", () => {
  test("with the fence, the tokens of what it takes never go back", () => {
    fc.assert(
      fc.property(requests, (all) => {
        const tokens = played(all, true).map(({ token }) => token);
        expect(tokens).toEqual(tokens.toSorted((a, b) => a - b));
      }),
    );
  });

  test("no turn of a client is taken twice, fence or not", () => {
    fc.assert(
      fc.property(requests, fc.boolean(), (all, fenced) => {
        const turns = played(all, fenced).map(({ client, op }) => `${client} ${op}`);
        expect(new Set(turns).size).toBe(turns.length);
      }),
    );
  });
});

describe("the lock service", () => {
  const service: ServiceContext = wakeService(
    { lastToken: 32, lease: null },
    { knobs: { lease: "3s" }, rules: {} },
  );

  test("grants in the order in which clients first asked, with tokens one greater each", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...CLIENTS), { maxLength: 20 }), (asking) => {
        let one = service;
        asking.forEach((client, i) => {
          one = { ...one, ...enqueue(one, { client, op: 1, asked: i }) };
        });
        const order = [...new Set(asking)];
        expect(one.waiting.map(({ client }) => client)).toEqual(order);
        order.forEach((client, i) => {
          one = { ...one, ...grantNext(one, i * SECOND) };
          // What counts is the last copy: the lease cannot have begun before it arrived.
          const asked = asking.lastIndexOf(client);
          expect(one.lease).toMatchObject({ client, token: 33 + i, asked });
          expect(one.lease!.expires).toBe(i * SECOND + 3 * SECOND);
        });
      }),
    );
  });

  test("a late copy of an older request changes nothing", () => {
    const one = { ...service, ...enqueue(service, { client: "bob", op: 3, asked: 5 }) };
    expect(enqueue(one, { client: "bob", op: 2, asked: 1 })).toEqual({});
  });
});

describe("a holder", () => {
  const config = { allowance: 0.1 } as HolderConfig;

  test("believes no longer than the service lends, whatever both clocks do within 5 %", () => {
    const rate = fc.integer({ min: 950, max: 1050 }).map((each) => each / 1_000);
    const span = fc.integer({ min: 0, max: 10 * SECOND });
    fc.assert(
      fc.property(rate, rate, span, span, (own, theirs, asks, way) => {
        // True times: it asks, the lease begins when the request has arrived, or later.
        const term = 3 * SECOND;
        const ends = asks + way + term / theirs;
        const asked = Math.round(asks * own);
        const until = believedUntil(
          { type: "Grant", op: 1, token: 33, lease: term, asked },
          config,
        )!;
        expect(until / own).toBeLessThanOrEqual(ends + 1);
      }),
    );
  });

  test("without expiry it believes for ever", () => {
    expect(
      believedUntil({ type: "Grant", op: 1, token: 33, lease: null, asked: 0 }, config),
    ).toBeNull();
  });
});
