/**
 * Runs that a text sets up, written in its links: `seed 1; at 5s crash n3; until 9s`. What begins with a set-up of the
 * lesson takes over its lines: `preset figure-8; until 9s`.
 */
import { say } from "../languages/say.ts";

/** A preset, as far as it sets up a run. */
export interface SetUp {
  readonly id: string;
  readonly opens?: readonly string[];
}

/** The script of a moment. @throws Error with a sentence when it names a preset that sets up no run */
export function scriptOfMoment(lesson: string, moment: string, presets: readonly SetUp[]): string {
  const lines = moment.split(";").map((line) => line.trim());
  const told = lines.flatMap((line) => {
    const [, id] = /^preset (\S+)$/.exec(line) ?? [];
    if (id === undefined) return [line];
    const opens = presets.find((preset) => preset.id === id)?.opens;
    if (!opens) throw new Error(say`“${id}” is no preset that sets up a run.`);
    return opens;
  });
  return `scenario ${lesson}\n${told.filter(Boolean).join("\n")}\n`;
}
