import { say, translate } from "../languages/say.ts";
import type { Manifest } from "../wire/manifest.ts";

/** The manifest's properties that people read, wherever they stand in it; all others are names, places and numbers. */
const TEXTS: ReadonlySet<string> = new Set([
  "label",
  "help",
  "title",
  "simple",
  "expert",
  "known",
  // A statechart's states and guards. What is awaited is a message or a timer, by its own name.
  "name",
  "guard",
]);

/** The manifest in the reader's language. */
export function translated(manifest: Manifest): Manifest {
  const { charts, ...rest } = withTexts(manifest, translate);
  return {
    ...rest,
    charts: Object.fromEntries(
      Object.entries(charts).map(([kind, { states, transitions }]) => [
        kind,
        { states, transitions: transitions.map((each) => ({ ...each, event: told(each.event) })) },
      ]),
    ),
  };
}

/** `after electionTimeout`: the timer's name stays. */
function told(event: string): string {
  const timer = /^after (.*)$/.exec(event)?.[1];
  return timer === undefined ? event : say`after ${timer}`;
}

/** Plain data of any shape, with each text that people read changed. */
export function withTexts<T>(value: T, change: (text: string) => string): T {
  if (Array.isArray(value)) return value.map((each) => withTexts<unknown>(each, change)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      TEXTS.has(name) && typeof inner === "string" ? change(inner) : withTexts(inner, change),
    ]),
  ) as T;
}
