/** What is to be different in the run beside: settings, the seed, or the lesson itself. */
export interface Difference {
  readonly scenario?: string;
  readonly seed?: number;
  /** Knobs by their id. */
  readonly knobs?: Readonly<Record<string, string>>;
  /** Rules by their id: on or off. */
  readonly rules?: Readonly<Record<string, boolean>>;
}

const LINE = /^(?:at\s+\S+\s+)?(set|rule)\s+(\S+)/;

/**
 * The same script under other settings. What is set differently is so from the beginning to the end: lines of the script
 * that set it are left out. Another lesson takes over nothing but the seed and what hands did to nodes and links.
 */
export function deriveScript(script: string, difference: Difference): string {
  const { knobs = {}, rules = {}, scenario, seed } = difference;
  const head: string[] = [];
  const steps: string[] = [];
  for (const line of script.split("\n")) {
    if (/^(?:scenario|version|seed|until|hash)\b/.test(line) || line.trim() === "") continue;
    const [, verb, name = ""] = LINE.exec(line) ?? [];
    if (verb !== undefined && scenario !== undefined) continue;
    if (verb === "set" && name in knobs) continue;
    if (verb === "rule" && name in rules) continue;
    (line.startsWith("at ") ? steps : head).push(line);
  }
  return [
    `scenario ${scenario ?? valueOf(script, "scenario")}`,
    `seed ${seed ?? valueOf(script, "seed")}`,
    ...head,
    ...Object.entries(knobs).map(([knob, value]) => `set ${knob} ${value}`),
    ...Object.entries(rules).map(([rule, on]) => `rule ${rule} ${on ? "on" : "off"}`),
    ...steps,
    "",
  ].join("\n");
}

function valueOf(script: string, word: string): string {
  return new RegExp(`^${word}\\s+(\\S+)`, "m").exec(script)?.[1] ?? "";
}
