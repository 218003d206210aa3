import { fillIn } from "../../wire/texts.ts";

/** A text whose words only a run knows, for paper: `{leader}` is “the leader”, a sentence begins with a capital. */
export function forAnyRun(text: string): string {
  return fillIn(text, {}).replace(/(^|[.?!] )the /g, (_, before: string) => `${before}The `);
}
