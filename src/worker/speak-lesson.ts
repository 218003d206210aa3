/** What a worker says of a lesson, in the reader's language: the lesson's own words, and those of the protocols. */
import { speakFrom, speakInterface } from "../languages/load.ts";
import { language, type Translations } from "../languages/say.ts";

const ofProtocols = import.meta.glob<Translations>("/src/protocols/*/*.json", {
  import: "default",
});
const ofLessons = import.meta.glob<Translations>("/src/scenarios/*/*/words.json", {
  import: "default",
});

/** From here on the worker speaks this language, as far as it is known. */
export async function speakAs(code: string): Promise<void> {
  await speakInterface(code);
  await speakFrom(ofProtocols, code, (path) => path.endsWith(`/${code}.json`));
}

/** Learns what one lesson says. */
export async function speakLesson(lesson: string): Promise<void> {
  const code = language();
  await speakFrom(ofLessons, code, (path) => path.endsWith(`/${lesson}/${code}/words.json`));
}
