import { isCrowd } from "../kernel/crowd.ts";
import type { Scenario } from "../kernel/scenario.ts";
import type { Challenge } from "../kernel/teaching/lesson.ts";
import { recordsOf } from "../kernel/teaching/record.ts";
import type { Presenter } from "../kernel/view.ts";
import type { ChallengeCard, Chart, Manifest } from "../wire/manifest.ts";

/** What the page is told of a scenario when it opens. */
export function manifestOf(scenario: Scenario): Manifest {
  const charts: Record<string, Chart> = {};
  for (const node of scenario.nodes) {
    const chart = node.kind in charts ? undefined : node.behavior.chart?.();
    if (chart) charts[node.kind] = toned(chart, scenario.presenters[node.kind]);
  }
  return {
    scenario: scenario.id,
    version: scenario.version,
    nodes: scenario.nodes.map(({ id, kind }) => ({
      id,
      kind,
      place: scenario.layout[id] ?? { x: 0.5, y: 0.5 },
    })),
    links: isCrowd(scenario.nodes) ? "all" : linksOf(scenario),
    knobs: scenario.knobs,
    rules: scenario.rules,
    operations: scenario.operations,
    keys: scenario.keys,
    timers: scenario.timers,
    treacheries: (scenario.treacheries ?? []).map(({ id, label, help, kinds }) => ({
      id,
      label,
      help,
      kinds,
    })),
    legend: scenario.legend,
    presets: scenario.presets.map((preset) => ({
      id: preset.id,
      label: preset.label,
      help: preset.help,
      ...(preset.key === undefined ? {} : { key: preset.key }),
      ...("opens" in preset ? { opens: preset.opens } : {}),
    })),
    promises: scenario.monitors.map(({ id, title, simple, source }) => ({
      id,
      title,
      simple,
      source,
    })),
    charts,
    plots: scenario.meters.some((meter) => meter.plots !== undefined),
    pace: scenario.pace,
    teaching: teachingOf(scenario),
  };
}

function linksOf(scenario: Scenario): Manifest["links"] & object {
  const { nodes } = scenario;
  return nodes.flatMap((a) =>
    nodes
      .filter((b) => a !== b && scenario.links(a, b) !== null)
      .map((b) => ({ from: a.id, to: b.id })),
  );
}

function teachingOf({
  tour,
  predictions = [],
  challenges = [],
  convictions = [],
  rules,
}: Scenario): Manifest["teaching"] {
  return {
    tour: tour
      ? {
          opens: tour.opens,
          steps: tour.steps.map(({ id, until }) => ({ id, waits: until !== undefined })),
        }
      : null,
    predictions: predictions.map(({ id, opens }) => ({ id, opens })),
    challenges: challenges.map(cardOf),
    records: recordsOf(convictions, rules).map((record) => ({
      ...cardOf(record),
      rule: record.rule,
      breaks: record.breaks,
      run: [...record.opens, ...record.solution],
    })),
  };
}

function cardOf({ id, opens, allows, most, best }: Challenge): ChallengeCard {
  return { id, opens, allows: allows ?? null, most, best };
}

function toned(chart: Chart, presenter: Presenter | undefined): Chart {
  const states = chart.states.map((state) => {
    const tone = presenter?.tone?.(state.id);
    return tone === undefined ? state : { ...state, tone };
  });
  return { ...chart, states };
}
