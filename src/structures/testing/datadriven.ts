/** One case of a file in the format of cockroachdb/datadriven: a command with its arguments, an input, an expected answer. */
export interface DataDrivenCase {
  /** Where the command stands, from 1. */
  readonly line: number;
  readonly command: string;
  /** `cfg=(1,2)` as `{ cfg: ["1", "2"] }`, `autoleave=true` as `{ autoleave: ["true"] }`. */
  readonly given: Readonly<Record<string, readonly string[]>>;
  readonly input: string;
  /** All lines up to the next empty one. */
  readonly expected: string;
}

/** The cases of a file. Lines that begin with `#` and empty lines between cases are skipped. */
export function casesIn(text: string): DataDrivenCase[] {
  const lines = text.split("\n");
  const cases: DataDrivenCase[] = [];
  for (let i = 0; i < lines.length; i++) {
    const head = lines[i]!.trim();
    if (head === "" || head.startsWith("#")) continue;
    const rule = lines.indexOf("----", i);
    if (rule < 0) throw new Error(`line ${i + 1}: no “----” follows this command`);
    const empty = lines.indexOf("", rule);
    const end = empty < 0 ? lines.length : empty;
    cases.push({
      line: i + 1,
      command: head.split(" ", 1)[0]!,
      given: Object.fromEntries(
        [...head.matchAll(/(\w+)=(?:\(([^)]*)\)|(\S+))/g)].map(([, name, list, word]) => [
          name!,
          (list ?? word ?? "").split(",").map((each) => each.trim()),
        ]),
      ),
      input: lines
        .slice(i + 1, rule)
        .join(" ")
        .trim(),
      expected: lines.slice(rule + 1, end).join("\n"),
    });
    i = end;
  }
  return cases;
}
