/**
 * Runs that take the place of the one that is open: under another choice of what it consists of, or as the lesson sets
 * one up. Seed and settings stay; what hands did belongs to the run before, to which the browser's way back leads.
 */
import { say } from "../languages/say.ts";
import type { Manifest } from "../wire/manifest.ts";
import { withoutLine } from "./as-sentence.ts";
import type { Lab } from "./lab.ts";
import { freshScript } from "./scripts.ts";

type Choices = Readonly<Record<string, string>>;

/** What lines choose before the start, where they do that and nothing else: `set servers 5`; null for any other lines. */
export function choicesIn(lines: string, manifest: Manifest): Choices | null {
  const choices: Record<string, string> = {};
  for (const line of lines.split(/[;\n]/)) {
    const [verb, id, value, ...more] = line.trim().split(/\s+/);
    if (verb === "") continue;
    const knob = manifest.knobs.find((each) => each.id === id);
    if (verb !== "set" || !knob?.atStart || value === undefined || more.length > 0) return null;
    choices[knob.id] = value;
  }
  return Object.keys(choices).length > 0 ? choices : null;
}

/** The run from its start under other choices. Answers null, or in a sentence why it cannot be opened. */
export function startWith(lab: Lab, manifest: Manifest, choices: Choices): Promise<string | null> {
  const { settings } = lab.live.getState();
  const knobs = { ...settings.knobs, ...choices };
  const script = freshScript(manifest.scenario, lab.page.getState().seed, manifest, {
    ...settings,
    knobs,
  });
  const told = Object.entries(choices).map(([id, chosen]) => {
    const knob = manifest.knobs.find((each) => each.id === id);
    const value = knob?.values.find((each) => each.value === chosen);
    return `${knob?.label ?? id} ${value?.label ?? chosen}`;
  });
  return instead(lab, script, told.join(", "));
}

/** A run as the lesson sets it up, by the lines of its script behind the first. */
export function openSetUp(
  lab: Lab,
  manifest: Manifest,
  { label, opens }: { readonly label: string; readonly opens: readonly string[] },
): Promise<string | null> {
  const seed = opens.some((line) => line.startsWith("seed ")) ? [] : [seedLine(lab)];
  return instead(lab, [`scenario ${manifest.scenario}`, ...seed, ...opens, ""].join("\n"), label);
}

function seedLine(lab: Lab): string {
  return `seed ${lab.page.getState().seed}`;
}

async function instead(lab: Lab, script: string, name: string): Promise<string | null> {
  const { lanes } = lab.live.getState();
  const touched = lanes.some((lane) => lane.interventions.length > 0);
  const before = await lab.link().catch(() => undefined);
  const why = await lab.openInstead(script, before);
  if (why !== null) return withoutLine(why);
  const left =
    !touched || lab.page.getState().embed !== null
      ? ""
      : ` ${say`What you did stays with the run before: the browser’s way back leads there.`}`;
  lab.say(say`A new run: ${name}.` + left);
  return null;
}
