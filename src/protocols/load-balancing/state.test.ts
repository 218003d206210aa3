/** The balancer's steps by themselves, where a run would need a coincidence. */
import { expect, test } from "vitest";
import type { Boot } from "../../kernel/behavior.ts";
import { SECOND } from "../../kernel/time.ts";
import { check, hear, passOn, route, wake, type BalancerContext, type Plan } from "./state.ts";

const boot: Boot = {
  id: "lb",
  peers: [],
  members: { server: ["s1", "s2"], client: ["c1"] },
  disk: {},
  settings: { knobs: { algorithm: "round-robin" }, rules: {} },
  config: { interval: SECOND, fall: 2, rise: 2, weighed: "s1" },
  now: 0,
  luck: 1,
};

function after(context: BalancerContext, { next }: Plan): BalancerContext {
  return { ...context, ...next };
}

function alive(context: BalancerContext, server: string, start: number): BalancerContext {
  return after(context, hear(context, { type: "Alive", round: context.round, start }, server, 1));
}

test("a round's probes leave before what is dispatched again in it, so that a restart in between is seen", () => {
  let context = wake(boot);
  context = alive(alive(context, "s1", 1), "s2", 1);
  context = after(context, route(context, { type: "Request", id: "c1.1", attempt: 1 }, "c1", 1));
  expect(context.requests).toMatchObject([{ server: "s1", round: 1 }]);
  context = after(context, check(context, 1));
  context = after(alive(context, "s2", 1), check(alive(context, "s2", 1), 1));
  // s1 has failed once; after its second failure it is out, and its request goes to s2.
  const out = check(alive(context, "s2", 1), 1);
  expect(out.note).toMatchObject({ note: "taken-out", about: { servers: "s1", moved: 1 } });
  expect(out.sends.map(({ to, message }) => [to, message.type])).toEqual([
    ["s1", "Probe"],
    ["s2", "Probe"],
    ["s2", "Request"],
  ]);
  context = after(context, out);
  // An answer to that very probe by a server that has started anew says nothing of the request behind it.
  expect(hear(context, { type: "Alive", round: context.round, start: 2 }, "s2", 1).sends).toEqual(
    [],
  );
});

test("the first answer counts, whoever gives it", () => {
  let context = wake(boot);
  context = after(context, route(context, { type: "Request", id: "c1.1", attempt: 1 }, "c1", 1));
  const [request] = context.requests;
  context = { ...context, requests: [{ ...request!, server: "s2", attempt: 2 }] };
  const late = passOn(context, { type: "Response", id: "c1.1", attempt: 1 }, "s1");
  expect(late.sends).toMatchObject([{ to: "c1" }]);
  const second = passOn(after(context, late), { type: "Response", id: "c1.1", attempt: 2 }, "s2");
  expect(second.sends).toEqual([]);
  expect(second.note).toMatchObject({ note: "answered-twice" });
});
