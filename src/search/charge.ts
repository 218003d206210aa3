import type { Script } from "../kernel/intervention.ts";
import type { Scenario } from "../kernel/scenario.ts";
import { startingSettings, type Settings } from "../kernel/settings.ts";
import type { TraceEventOf } from "../kernel/trace.ts";
import { scenarioAt } from "../kernel/variant.ts";

/**
 * What counts as a bad run. A broken promise does. A violation that the system does not promise to avoid counts when it is
 * the target by name, or when the learner's own settings took the promise away: AP against linearizability. It does not when
 * only a knob that the search turned did so.
 */
export class Charge {
  private readonly knobs: Settings["knobs"];
  private readonly rules: Settings["rules"];

  /** @param script its settings, at the start and in its steps, are the learner's own. */
  constructor(
    private readonly scenario: Scenario,
    private readonly script: Script,
    readonly target: string | null,
    /** Only this monitor's verdicts count; null: any. */
    private readonly only: string | null = null,
  ) {
    const defaults = startingSettings(scenario);
    const knobs = new Set(Object.keys(script.knobs));
    const rules = new Set(Object.keys(script.rules));
    for (const { what } of script.steps) {
      if (what.do === "set") knobs.add(what.knob);
      if (what.do === "rule") rules.add(what.rule);
    }
    const those = <T>(all: Readonly<Record<string, T>>, names: ReadonlySet<string>) =>
      Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));
    this.knobs = those(defaults.knobs, knobs);
    this.rules = those(defaults.rules, rules);
  }

  /** The same charge, of one monitor. */
  of(monitor: string): Charge {
    return new Charge(this.scenario, this.script, this.target, monitor);
  }

  /** Whether a verdict that has just changed, under these settings, is what the search looks for. */
  counts({ data }: TraceEventOf<"verdict">, settings: Settings): boolean {
    if (data.finding.verdict !== "violated") return false;
    if (this.only !== null && data.monitor !== this.only) return false;
    if (this.target !== null) return data.monitor === this.target;
    if (data.promised) return true;
    const untouched = {
      knobs: { ...settings.knobs, ...this.knobs },
      rules: { ...settings.rules, ...this.rules },
    };
    const { monitors } = scenarioAt(this.scenario, settings.knobs);
    const monitor = monitors.find(({ id }) => id === data.monitor);
    return monitor?.promised?.(untouched) ?? true;
  }
}
