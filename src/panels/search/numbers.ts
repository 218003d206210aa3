/** The search's numbers, as they are written by hand. */
import { say, translate } from "../../languages/say.ts";
import type { SearchChoices } from "../../store/searching.ts";
import type { Allowance } from "../../wire/searching.ts";
import { ALLOWANCES } from "./allowances.ts";

/** Fields that have been written over, as they stand there. */
export type Draft = Partial<Record<keyof Allowance | "seconds" | "seed", string>>;

/** The longest search, in wall seconds. */
const LONGEST = 3_600;

/** The choices with what has been written; or what is wrong with it, in a sentence. Whether so many faults are possible the search itself knows. */
export function readNumbers(choices: SearchChoices, draft: Draft): Partial<SearchChoices> | string {
  const allowance: Record<string, number> = { ...choices.allowance };
  for (const { key, label } of ALLOWANCES) {
    const text = draft[key]?.trim();
    if (text === undefined) continue;
    // Negative numbers are numbers: the search says itself why they are none for it.
    if (!/^-?\d{1,9}$/.test(text))
      return say`${translate(label)}: “${clip(text)}” is no whole number; write one like 3, or 0 for none.`;
    allowance[key] = Number(text);
  }
  const seconds = draft.seconds === undefined ? choices.seconds : Number(draft.seconds);
  if (!(seconds > 0 && seconds <= LONGEST) || draft.seconds?.trim() === "")
    return say`Seconds: “${clip(draft.seconds ?? "")}” is no time to search; write 1 to ${LONGEST}, like 60.`;
  const seed = draft.seed === undefined ? choices.seed : Number(draft.seed);
  if (!Number.isSafeInteger(seed) || seed < 0 || draft.seed?.trim() === "")
    return say`Seed: “${clip(draft.seed ?? "")}” is no seed; write a whole number like 7.`;
  return { allowance: allowance as unknown as Allowance, seconds, seed };
}

function clip(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}
