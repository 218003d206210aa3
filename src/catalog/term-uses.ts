/** Which lesson's texts use which terms, as their links say (`[crown](term:leader)`): gathered by the build. */
const found = import.meta.glob<readonly string[]>("/src/scenarios/*/en/*.mdx", {
  query: "?terms",
  import: "default",
  eager: true,
});

/** Terms by lesson, each once, as the texts name them. */
export const termsOfLessons: ReadonlyMap<string, readonly string[]> = gather();

function gather(): ReadonlyMap<string, readonly string[]> {
  const uses = new Map<string, readonly string[]>();
  for (const [path, terms] of Object.entries(found)) {
    const lesson = path.split("/")[3]!;
    uses.set(lesson, [...new Set([...(uses.get(lesson) ?? []), ...terms])]);
  }
  return uses;
}
