/** Clean: cards and texts, kernel types. */
import type { Time } from "#src/kernel/time.ts";
import { meta } from "#src/scenarios/election/meta.ts";
const cards = import.meta.glob("../scenarios/*/meta.ts", { eager: true });
const texts = import.meta.glob(["/src/scenarios/*/{eli5,expert}.mdx", "./glossary/*.mdx"]);
export const lessons: [unknown, unknown, unknown, Time?] = [meta, cards, texts];
