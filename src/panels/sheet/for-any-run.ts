import { fillIn } from "../../wire/texts.ts";

/** A text whose words only a run knows, for paper: `{leader}` is “the leader”, a sentence begins with a capital. */
export function forAnyRun(text: string): string {
  return fillIn(
    text.replaceAll(/(^|[.?!] )(\{\w+\})/g, (_, before: string, name: string) => {
      const word = fillIn(name, {});
      return before + word.charAt(0).toUpperCase() + word.slice(1);
    }),
    {},
  );
}
