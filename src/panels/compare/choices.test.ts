import { expect, test } from "vitest";
import type { Manifest } from "../../wire/manifest.ts";
import { choicesOf } from "./choices.ts";

const manifest = {
  scenario: "cap",
  knobs: [
    {
      id: "mode",
      label: "mode",
      help: "",
      values: [
        { value: "CP", label: "CP" },
        { value: "AP", label: "AP" },
      ],
    },
    {
      id: "patience",
      label: "patience",
      help: "",
      values: [
        { value: "1s", label: "1 s" },
        { value: "5s", label: "5 s" },
      ],
    },
  ],
  rules: [{ id: "write-back", label: "write-back", simple: "", expert: "", source: "" }],
} as unknown as Manifest;

test("a run can stand beside each other setting, each of its futures and each other lesson", () => {
  const lane = { parent: null, from: 0, end: 9, interventions: [], name: null };
  const choices = choicesOf(
    manifest,
    { knobs: { mode: "AP" }, rules: { "write-back": false } },
    [
      { ...lane, id: 1, label: "before you crash n1", current: false },
      { ...lane, id: 2, label: "after you crash n1", current: true },
    ],
    [
      { id: "cap", title: "CAP" },
      { id: "raft-election", title: "Raft" },
    ] as never,
  );
  expect(choices.settings.flatMap((group) => group.choices)).toEqual([
    { beside: { difference: { knobs: { mode: "CP" } } }, left: "AP", right: "CP" },
    {
      beside: { difference: { knobs: { patience: "5s" } } },
      left: "patience: 1 s",
      right: "patience: 5 s",
    },
    {
      beside: { difference: { rules: { "write-back": true } } },
      left: "without write-back",
      right: "with write-back",
    },
  ]);
  expect(choices.lanes).toEqual([
    { beside: { lane: 1 }, left: "this future", right: "before you crash n1" },
  ]);
  expect(choices.lessons).toEqual([
    { beside: { difference: { scenario: "raft-election" } }, left: "CAP", right: "Raft" },
  ]);
});
