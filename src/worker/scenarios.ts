/** The scenarios by id. Each is a chunk of its own, fetched when its lesson opens. */
import type { Scenario } from "../kernel/scenario.ts";
import { speakLesson } from "./speak-lesson.ts";

const found = import.meta.glob<Scenario>("/src/scenarios/*/scenario.ts", { import: "scenario" });

const byId = new Map(Object.entries(found).map(([path, load]) => [path.split("/").at(-2)!, load]));

export const scenarioIds: readonly string[] = [...byId.keys()];

/** Fetches a scenario; null when there is none of that name. */
export async function loadScenario(id: string): Promise<Scenario | null> {
  const load = byId.get(id);
  if (!load) return null;
  const [scenario] = await Promise.all([load(), speakLesson(id)]);
  return scenario;
}
