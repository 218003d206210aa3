/** The cards of all lessons in other languages: tiny, and fetched with the language. */
import { speakFrom } from "../languages/load.ts";
import type { Translations } from "../languages/say.ts";

const found = import.meta.glob<Translations>("/src/scenarios/*/*/card.json", { import: "default" });

export async function speakCards(language: string): Promise<void> {
  await speakFrom(found, language, (path) => path.split("/").at(-2) === language);
}
