/** What every lesson must be, checked for every folder beside this file. A new lesson needs no line here. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { lessons } from "../catalog/lessons.ts";
import { scriptOfMoment } from "../catalog/moment.ts";
import { isCrowd } from "../kernel/crowd.ts";
import { emptyScript } from "../kernel/intervention.ts";
import { randomFaults } from "../kernel/random-faults.ts";
import { Run } from "../kernel/run.ts";
import type { Scenario } from "../kernel/scenario.ts";
import { printScript } from "../kernel/script-text.ts";
import { parseActions, parseScript } from "../kernel/script.ts";
import { startingSettings } from "../kernel/settings.ts";
import { parseDuration, SECOND } from "../kernel/time.ts";
import type { TraceEvent } from "../kernel/trace.ts";
import { choicesAt, scenarioAt, type Choices } from "../kernel/variant.ts";
import { vocabularyOf } from "../kernel/vocabulary.ts";

const found = import.meta.glob<Scenario>("./*/scenario.ts", { import: "scenario", eager: true });
const scenarios = Object.entries(found).map(
  ([path, scenario]) => [path.split("/")[1]!, scenario] as const,
);

/** Keys that the page itself uses. */
const PAGE_KEYS = ["C", "X", "P", "H", "G", "E", "F", "B"];

/** Why these choices cannot work; null when they can. */
function refused(scenario: Scenario, knobs: Choices): string | null {
  return scenario.unworkable?.(startingSettings(scenario, { knobs })) ?? null;
}

/** The lesson as it opens, and each knob at each of its values, as far as they can work. */
function settingsOf(scenario: Scenario): Choices[] {
  const single = scenario.knobs.flatMap(({ id, values }) =>
    values.slice(1).map(({ value }) => ({ [id]: value })),
  );
  return [{}, ...single.filter((knobs) => refused(scenario, knobs) === null)];
}

/** Runs with trouble in every setting of the knobs, for looking at all that happens. */
function troubled(scenario: Scenario, seconds: number): Run[] {
  return settingsOf(scenario).flatMap((knobs, i) => {
    const crowd = isCrowd(scenarioAt(scenario, knobs).nodes);
    const until = (crowd ? 3 : seconds) * SECOND;
    return (i === 0 ? [1, 2, 3] : [1]).map((seed) => {
      const run = new Run(scenario, {
        ...emptyScript(scenario.id, seed + i),
        knobs,
        steps: randomFaults(scenarioAt(scenario, knobs), seed + i, until),
      });
      run.seek(until);
      return run;
    });
  });
}

describe.each(scenarios)("%s", (folder, scenario) => {
  const vocabulary = vocabularyOf(scenario);
  const variants = [...new Set(settingsOf(scenario).map((knobs) => scenarioAt(scenario, knobs)))];
  let runs: Run[] | null = null;
  const events = (): [TraceEvent, Scenario][] =>
    (runs ??= troubled(scenario, 30)).flatMap((run) =>
      run.events(1, run.trace.last).map((event): [TraceEvent, Scenario] => [event, run.scenario]),
    );

  /** Reads what a text does; turning knobs that belong before the start begins a new run. */
  const doing = (what: string): unknown => {
    const lines = what.split(";").map((line) => line.trim());
    const atStart = lines.every((line) => vocabulary.atStart.includes(line.split(/\s+/)[1] ?? ""));
    return atStart
      ? parseScript([`scenario ${folder}`, ...lines].join("\n"), vocabulary)
      : parseActions(what, vocabulary, 0);
  };

  test("its card, its folder and its scenario bear the same name, and what comes before it exists", () => {
    const card = lessons.find((lesson) => lesson.id === folder);
    expect(scenario.id).toBe(folder);
    expect(card, "meta.ts").toBeDefined();
    for (const text of [card!.title, card!.chapter, card!.promise]) expect(text).not.toBe("");
    for (const prerequisite of card!.prerequisites)
      expect(lessons.map((lesson) => lesson.id)).toContain(prerequisite);
  });

  test("every node has its place on the stage and somebody who presents it", () => {
    for (const { layout, nodes, presenters } of variants) {
      const ids = nodes.map((node) => node.id);
      expect(Object.keys(layout).toSorted()).toEqual(ids.toSorted());
      for (const [id, { x, y }] of Object.entries(layout)) {
        for (const share of [x, y]) expect(share >= 0.04 && share <= 0.96, id).toBe(true);
      }
      for (const { id, kind, behavior } of nodes) {
        expect(presenters[kind], kind).toBeDefined();
        expect(behavior.chart?.().states.length, `${id} has a statechart`).toBeGreaterThan(1);
      }
    }
  });

  test("what is chosen before the start makes the lesson what it is, and nothing else does", () => {
    const chosen = Object.keys(choicesAt(scenario, {}));
    expect(scenario.variant !== undefined).toBe(chosen.length > 0);
    const opens = scenarioAt(scenario, {});
    expect(opens.nodes.map(({ id, kind, disk }) => ({ id, kind, disk }))).toEqual(
      scenario.nodes.map(({ id, kind, disk }) => ({ id, kind, disk })),
    );
    expect(opens.layout).toEqual(scenario.layout);
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

  test("settings that cannot work are refused in one sentence, and all others run", () => {
    expect(refused(scenario, {})).toBeNull();
    const pairs = scenario.unworkable
      ? scenario.knobs.flatMap((one, i) =>
          scenario.knobs
            .slice(i + 1)
            .flatMap((other) =>
              one.values.flatMap((a) =>
                other.values.map((b) => ({ [one.id]: a.value, [other.id]: b.value })),
              ),
            ),
        )
      : [];
    for (const knobs of [...settingsOf(scenario), ...pairs]) {
      const why = refused(scenario, knobs);
      const lines = [
        `scenario ${folder}`,
        ...Object.entries(knobs).map(([id, value]) => `set ${id} ${value}`),
      ];
      if (why === null) {
        const run = new Run(scenario, parseScript(lines.join("\n"), vocabulary));
        run.seek(0.1 * SECOND);
        expect(run.events(1, run.trace.last).some((event) => event.kind === "fault")).toBe(false);
      } else {
        expect(why).toMatch(/^\S.{12,}[^.\s]$/);
        expect(() => parseScript(lines.join("\n"), vocabulary)).toThrow(why);
      }
    }
  });

  test("in a crowd everyone is linked with everyone", () => {
    const missing = variants
      .filter(({ nodes }) => isCrowd(nodes))
      .flatMap((crowd) =>
        crowd.nodes.flatMap((a, i) => {
          const b = crowd.nodes[(i * 7 + 1) % crowd.nodes.length]!;
          return a === b || crowd.links(a, b) !== null ? [] : [`${a.id} to ${b.id}`];
        }),
      );
    expect(missing).toEqual([]);
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
      if ("opens" in preset) {
        const text = [`scenario ${scenario.id}`, ...preset.opens].join("\n");
        const opened = new Run(scenario, parseScript(text, vocabulary));
        opened.seek(12 * SECOND);
        expect(opened.events(1, opened.trace.last).map(({ kind }) => kind)).not.toContain("fault");
        continue;
      }
      const lines = preset.script(run.world);
      expect(lines.length, preset.id).toBeGreaterThan(0);
      expect(
        () => parseActions(lines.join("\n"), vocabularyOf(run.scenario), run.time),
        preset.id,
      ).not.toThrow();
    }
  });

  test("every timer that rings has a name that scripts know, and every name a timer", () => {
    const rung = new Set(
      events().flatMap(([event]) => (event.kind === "timer" ? [event.data.label] : [])),
    );
    const timers = new Set(variants.flatMap((variant) => variant.timers));
    for (const label of rung) expect(timers).toContain(label);
    const charted = variants
      .flatMap((variant) => variant.nodes)
      .flatMap((node) => node.behavior.chart?.().transitions ?? [])
      .map((transition) => transition.event.replace("after ", ""));
    for (const label of timers)
      expect(rung.has(label) || charted.includes(label), label).toBe(true);
  });

  test("every note has its sentence at both levels, and every message its look", () => {
    const notes = new Set<string>();
    for (const [event, { nodes, presenters }] of events()) {
      const presenter = presenters[nodes.find((node) => node.id === event.node)?.kind ?? ""];
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
        const presenter = run.scenario.presenters[node.spec.kind]!;
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
      again.seek(recording.until ?? run.time);
      expect(again.hash()).toBe(recording.hash);
    }
  });

  /** The languages that this lesson speaks: English, and each other whose folder is there. */
  const languages = readdirSync(new URL(`./${folder}/`, import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^[a-z]{2,3}(-[A-Z]{2})?$/.test(entry.name))
    .map((entry) => entry.name);

  test("it speaks English, and what another language lacks is named", () => {
    expect(languages).toContain("en");
    const files = (language: string): string[] =>
      readdirSync(new URL(`./${folder}/${language}/`, import.meta.url));
    for (const language of languages) {
      const lacks = files("en").filter((file) => !files(language).includes(file));
      if (lacks.length > 0)
        console.info(`${folder} in ${language}: ${lacks.join(", ")} is read in English.`);
      // A text that English lacks would be read by nobody else. Words have English in the code.
      const texts = files(language).filter((file) => !file.endsWith(".json"));
      expect(files("en")).toEqual(expect.arrayContaining(texts));
    }
  });

  test("in every language the texts lead to the same terms, actions and moments", () => {
    const targets = (language: string, name: string): string[] | null => {
      const file = new URL(`./${folder}/${language}/${name}.mdx`, import.meta.url);
      if (!existsSync(file)) return null;
      return [
        ...readFileSync(file, "utf8").matchAll(/\]\(((?:do|preset|seek|term|open):[^)]*)\)/g),
      ].map(([, target]) => target!);
    };
    for (const name of ["eli5", "expert", "sheet"]) {
      const wanted = targets("en", name)?.toSorted();
      for (const language of languages)
        expect(targets(language, name)?.toSorted() ?? wanted, `${language}/${name}`).toEqual(
          wanted,
        );
    }
  });

  test.each(["eli5", "expert"])(
    "its text %s is there, and every live action in it means something in every language",
    (name) => {
      for (const language of languages) {
        const file = new URL(`./${folder}/${language}/${name}.mdx`, import.meta.url);
        if (language !== "en" && !existsSync(file)) continue;
        expect(existsSync(file), `${language}/${name}.mdx`).toBe(true);
        const text = readFileSync(file, "utf8");
        expect(text.split(/\s+/).length).toBeGreaterThan(300);
        const actions = [...text.matchAll(/\]\((do|preset|seek):([^)]*)\)/g)];
        expect(actions.length).toBeGreaterThan(4);
        for (const [, verb, what] of actions as unknown as [string, string, string][]) {
          if (verb === "do") expect(() => doing(what), what).not.toThrow();
          else if (verb === "preset")
            expect(scenario.presets.map((preset) => preset.id)).toContain(what);
          else expect(parseDuration(what), what).not.toBeNull();
        }
      }
    },
  );
});

describe.each(scenarios)("%s on a teacher’s sheet", (folder, scenario) => {
  const file = new URL(`./${folder}/en/sheet.mdx`, import.meta.url);
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const moments = [...text.matchAll(/\[([^\]]*)\]\(open:([^)]*)\)/g)].map(([, label, moment]) => ({
    label: label!,
    moment: moment!,
  }));

  test("there is a goal, ten minutes, and questions with answers", () => {
    for (const heading of ["## Goal", "## Ten minutes", "## Questions"])
      expect(text).toContain(heading);
    expect([...text.matchAll(/^\*\*.*\?\*\*\n\S/gm)].length).toBeGreaterThan(3);
    expect(moments.length).toBeGreaterThan(4);
  });

  test("every moment plays as far as it says, and what is called broken is", () => {
    for (const { label, moment } of moments) {
      const script = parseScript(
        scriptOfMoment(folder, moment, scenario.presets),
        vocabularyOf(scenario),
      );
      expect(script.until, label).not.toBeNull();
      const run = new Run(scenario, script);
      run.seek(script.until!);
      const broken = run.world.findings.some(({ verdict }) => verdict === "violated");
      if (label.startsWith("Broken: ")) expect(broken, label).toBe(true);
      if (label.endsWith("nothing is wrong")) expect(broken, label).toBe(false);
      expect(run.events(1, run.trace.last).map(({ kind }) => kind)).not.toContain("fault");
    }
    expect(moments.some(({ label }) => label.startsWith("Broken: "))).toBe(true);
  });
});

test("there are lessons, and all of them are in the catalog", () => {
  expect(scenarios.length).toBeGreaterThan(0);
  expect(lessons.map((lesson) => lesson.id).toSorted()).toEqual(
    scenarios.map(([folder]) => folder).toSorted(),
  );
});
