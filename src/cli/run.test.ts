import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { chosenScenario } from "../kernel/testing/chatter.ts";
import { readFlags } from "./flags.ts";
import { replayCommand, runCommand } from "./run.ts";

vi.mock("./lessons.ts", () => ({ scenarioNamed: () => Promise.resolve(chosenScenario()) }));

const folder = mkdtempSync(join(tmpdir(), "netsplit-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(...lines: string[]): string {
  const path = join(folder, "script.netsplit");
  writeFileSync(path, lines.join("\n"));
  return path;
}

const run = (...words: string[]) =>
  runCommand(
    readFlags(["chosen", "--for", "3s", ...words], {
      for: "one",
      set: "many",
      do: "many",
      script: "one",
      seed: "one",
      "rule-off": "many",
    }),
  );

const names = async (...words: string[]): Promise<string> =>
  (await run(...words)).nodes.map(({ id }) => id).join(" ");

describe("what is chosen before the start", () => {
  test("a flag chooses it, and hands reach what it brings", async () => {
    expect(await names()).toBe("n1 n2 n3");
    expect(await names("--set", "talkers=5")).toBe("n1 n2 n3 n4 n5");
    const down = await run("--set", "talkers=5", "--do", "at 1s crash n5");
    expect(down.nodes.at(-1)).toMatchObject({ id: "n5", status: "crashed" });
    await expect(run("--do", "at 1s crash n5")).rejects.toThrow("there is no node “n5”");
    await expect(run("--do", "at 1s set talkers 5")).rejects.toThrow(
      "talkers is chosen before the run starts; write “set talkers 5” before the first “at”",
    );
    await expect(run("--set", "talkers=4")).rejects.toThrow("there is no value of talkers “4”");
  });

  test("so does a script, and a flag that leaves its steps nobody to act on says so", async () => {
    const path = file("scenario chosen", "seed 3", "set talkers 5", "at 1s crash n5");
    expect(await names("--script", path)).toBe("n1 n2 n3 n4 n5");
    expect(await names("--script", path, "--set", "disk=notes")).toBe("n1 n2 n3 n4 n5");
    await expect(run("--script", path, "--set", "talkers=2")).rejects.toThrow(
      /^with --set talkers=2, “at 1s crash n5” is not possible: there is no node “n5”/,
    );
  });

  test("a recording of a variant is met again", async () => {
    const { hash } = await run("--set", "talkers=5", "--seed", "9");
    const head = ["scenario chosen", "seed 9", "set talkers 5", "until 3s"];
    const replay = (...lines: string[]) => replayCommand(readFlags([file(...lines)], {}));
    expect((await replay(...head, `hash ${hash}`)).hashMatches).toBe(true);
    expect((await replay(...head.toSpliced(2, 1), `hash ${hash}`)).hashMatches).toBe(false);
  });
});
