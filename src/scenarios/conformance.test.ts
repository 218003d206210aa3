/** What every lesson must be, checked for every folder beside this file. A new lesson needs no line here. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { lessons } from "../catalog/lessons.ts";
import { emptyScript } from "../kernel/intervention.ts";
import { randomFaults } from "../kernel/random-faults.ts";
import { Run } from "../kernel/run.ts";
import type { Scenario } from "../kernel/scenario.ts";
import { printScript } from "../kernel/script-text.ts";
import { parseActions, parseScript } from "../kernel/script.ts";
import { parseDuration, SECOND } from "../kernel/time.ts";
import type { TraceEvent } from "../kernel/trace.ts";
import { vocabularyOf } from "../kernel/vocabulary.ts";

const found = import.meta.glob<Scenario>("./*/scenario.ts", { import: "scenario", eager: true });
const scenarios = Object.entries(found).map(
  ([path, scenario]) => [path.split("/")[1]!, scenario] as const,
);

/** Keys that the page itself uses. */
const PAGE_KEYS = ["C", "X", "P", "H", "G", "E", "F", "B"];

/** Runs with trouble in every setting of the knobs, for looking at all that happens. */
function troubled(scenario: Scenario, seconds: number): Run[] {
  const knobs = scenario.knobs.flatMap((knob) =>
    knob.values.map(({ value }) => ({ [knob.id]: value })),
  );
  return [{}, ...knobs].flatMap((settings, i) =>
    [1, 2, 3].map((seed) => {
      const run = new Run(scenario, {
        ...emptyScript(scenario.id, seed + i),
        knobs: settings,
        steps: randomFaults(scenario, seed + i, seconds * SECOND),
      });
      run.seek(seconds * SECOND);
      return run;
    }),
  );
}

describe.each(scenarios)("%s", (folder, scenario) => {
  const vocabulary = vocabularyOf(scenario);
  const kinds = [...new Set(scenario.nodes.map((node) => node.kind))];
  let runs: Run[] | null = null;
  const events = (): TraceEvent[] =>
    (runs ??= troubled(scenario, 30)).flatMap((run) => run.events(1, run.trace.last));

  test("its card, its folder and its scenario bear the same name, and what comes before it exists", () => {
    const card = lessons.find((lesson) => lesson.id === folder);
    expect(scenario.id).toBe(folder);
    expect(card, "meta.ts").toBeDefined();
    for (const text of [card!.title, card!.chapter, card!.promise]) expect(text).not.toBe("");
    for (const prerequisite of card!.prerequisites)
      expect(lessons.map((lesson) => lesson.id)).toContain(prerequisite);
  });

  test("every node has its place on the stage and somebody who presents it", () => {
    expect(Object.keys(scenario.layout).toSorted()).toEqual(
      scenario.nodes.map((node) => node.id).toSorted(),
    );
    for (const [id, { x, y }] of Object.entries(scenario.layout)) {
      for (const share of [x, y]) expect(share >= 0.04 && share <= 0.96, id).toBe(true);
    }
    for (const kind of kinds) expect(scenario.presenters[kind], kind).toBeDefined();
    for (const node of scenario.nodes)
      expect(node.behavior.chart?.().states.length, `${node.id} has a statechart`).toBeGreaterThan(
        1,
      );
  });

  test("knobs, rules and monitors say what they are for", () => {
    for (const knob of scenario.knobs) {
      expect(knob.help, knob.id).toMatch(/\.$/);
      expect(knob.values.length, knob.id).toBeGreaterThan(1);
    }
    for (const rule of scenario.rules)
      for (const text of [rule.simple, rule.expert, rule.source])
        expect(text.length, rule.id).toBeGreaterThan(3);
    // Why somebody should care: where it was forgotten, or who keeps it. With a year or a name, to be looked up.
    for (const rule of scenario.rules) expect(rule.known ?? "", rule.id).toMatch(/[A-Z1-9].*\.$/);
    for (const monitor of scenario.monitors)
      for (const text of [monitor.title, monitor.simple, monitor.source])
        expect(text.length, monitor.id).toBeGreaterThan(3);
    expect(new Set(scenario.monitors.map((monitor) => monitor.id)).size).toBe(
      scenario.monitors.length,
    );
  });

  test("presets do something in a run that is under way, by keys that are free", () => {
    const keys = scenario.presets.flatMap((preset) =>
      preset.key === undefined ? [] : [preset.key],
    );
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(PAGE_KEYS).not.toContain(key);
    const run = new Run(scenario, emptyScript(scenario.id, 7));
    run.seek(12 * SECOND);
    for (const preset of scenario.presets) {
      const lines = preset.script(run.world);
      expect(lines.length, preset.id).toBeGreaterThan(0);
      expect(() => parseActions(lines.join("\n"), vocabulary, run.time), preset.id).not.toThrow();
    }
  });

  test("every timer that rings has a name that scripts know, and every name a timer", () => {
    const rung = new Set(
      events().flatMap((event) => (event.kind === "timer" ? [event.data.label] : [])),
    );
    for (const label of rung) expect(scenario.timers).toContain(label);
    const charted = scenario.nodes
      .flatMap((node) => node.behavior.chart?.().transitions ?? [])
      .map((transition) => transition.event.replace("after ", ""));
    for (const label of scenario.timers)
      expect(rung.has(label) || charted.includes(label), label).toBe(true);
  });

  test("every note has its sentence at both levels, and every message its look", () => {
    const notes = new Set<string>();
    for (const event of events()) {
      const presenter =
        scenario.presenters[scenario.nodes.find((node) => node.id === event.node)?.kind ?? ""];
      if (event.kind === "note") {
        notes.add(event.data.note);
        const told = presenter?.narrate(event.data.note, event.data.about ?? {}, event.node!);
        expect(told, `${event.node}: ${event.data.note}`).toBeTruthy();
        for (const sentence of [told!.simple, told!.expert]) {
          expect(sentence, event.data.note).toMatch(/^[A-Za-z“].*[.?!”]$/s);
          expect(sentence, event.data.note).not.toMatch(/undefined|null|\[object|NaN/);
        }
        if (told!.weight !== "detail") expect(told!.source, event.data.note).toBeTruthy();
      }
      if (event.kind === "send")
        expect(presenter?.message(event.data.message).label, event.data.message.type).toMatch(/\S/);
    }
    expect(notes.size).toBeGreaterThan(3);
  });

  test("every node shows itself, up and down, without holes", () => {
    for (const run of (runs ??= troubled(scenario, 30))) {
      for (const node of run.world.nodes) {
        const presenter = scenario.presenters[node.spec.kind]!;
        const view =
          node.status === "crashed"
            ? presenter.down(node.disk)
            : presenter.view(node.state, { id: node.spec.id });
        expect(JSON.stringify(view)).not.toMatch(/undefined|\[object|NaN/);
        expect(structuredClone(view)).toEqual(view);
      }
    }
  });

  test("the same seed twice gives the same hash, and its script survives being written down", () => {
    for (const run of (runs ??= troubled(scenario, 30))) {
      const recording = run.record();
      const again = new Run(scenario, parseScript(printScript(recording), vocabulary));
      again.seek(30 * SECOND);
      expect(again.hash()).toBe(recording.hash);
    }
  });

  test.each(["eli5", "expert"])(
    "its text %s is there, and every live action in it means something",
    (name) => {
      const file = new URL(`./${folder}/${name}.mdx`, import.meta.url);
      expect(existsSync(file), `${name}.mdx`).toBe(true);
      const text = readFileSync(file, "utf8");
      expect(text.split(/\s+/).length).toBeGreaterThan(300);
      const actions = [...text.matchAll(/\]\((do|preset|seek):([^)]*)\)/g)];
      expect(actions.length).toBeGreaterThan(4);
      for (const [, verb, what] of actions as unknown as [string, string, string][]) {
        if (verb === "do") expect(() => parseActions(what, vocabulary, 0), what).not.toThrow();
        else if (verb === "preset")
          expect(scenario.presets.map((preset) => preset.id)).toContain(what);
        else expect(parseDuration(what), what).not.toBeNull();
      }
    },
  );
});

test("there are lessons, and all of them are in the catalog", () => {
  expect(scenarios.length).toBeGreaterThan(0);
  expect(lessons.map((lesson) => lesson.id).toSorted()).toEqual(
    scenarios.map(([folder]) => folder).toSorted(),
  );
});
