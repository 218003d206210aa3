/** Timers that a machine names itself: several of one label run side by side, and each can be cancelled. */
import { expect, test } from "vitest";
import { setup } from "xstate";
import type { Boot } from "../kernel/behavior.ts";
import { defineNode, effects } from "./machine.ts";

const machine = setup({ actions: effects }).createMachine({
  entry: [1, 2].map((worker) => ({
    type: "setTimer" as const,
    params: {
      id: `serviceTime.${worker}`,
      label: "serviceTime",
      delay: 100 * worker,
      event: { type: "done", worker },
    },
  })),
  on: {
    done: {
      actions: [
        { type: "cancelTimer", params: { id: "serviceTime.2" } },
        { type: "setTimer", params: null },
      ],
    },
  },
});

test("a machine starts and cancels timers by their own names", () => {
  const node = defineNode(machine);
  const boot: Boot = {
    id: "n1",
    peers: [],
    members: {},
    disk: {},
    settings: { knobs: {}, rules: {} },
    config: null,
    now: 0,
    luck: 1,
  };
  const { state, effects: started } = node.boot(boot);
  expect(started.map(({ params }) => params)).toEqual([
    expect.objectContaining({ id: "serviceTime.1", label: "serviceTime", delay: 100 }),
    expect.objectContaining({ id: "serviceTime.2", label: "serviceTime", delay: 200 }),
  ]);
  const { effects: asked } = node.react(state, { type: "done", now: 100, luck: 1 });
  expect(asked.map(({ type, params }) => [type, params])).toEqual([
    ["cancelTimer", { id: "serviceTime.2" }],
  ]);
});
