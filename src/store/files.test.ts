import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FileError, scriptIn, scriptName } from "./files.ts";
import { linkTo } from "./address.ts";
import { pack } from "./link.ts";

const SCRIPT = "scenario raft-election\nseed 7\nat 2s crash n1\n";
const RECORDING = `scenario cap\nversion 1\nseed 3\nuntil 5s\nhash 0123456789abcdef\n`;
const header = (more: object = {}): string =>
  JSON.stringify({ netsplit: "trace", version: 1, scenario: "cap", script: RECORDING, ...more });

const open = async (text: string): Promise<string> => (await scriptIn(new Blob([text]))).script;

describe("a file is opened", () => {
  test("as a script or a recording, with whatever stands before its first line", async () => {
    expect(await open(SCRIPT)).toBe(SCRIPT);
    expect(await open(RECORDING)).toBe(RECORDING);
    expect(await open(`\uFEFF${SCRIPT}`)).toBe(SCRIPT);
    const remarked = `# of last Tuesday's lecture\n\n  # second\n${SCRIPT}`;
    expect(await open(remarked)).toBe(remarked);
  });

  test("as a trace, by its first line", async () => {
    expect(await open(`${header()}\n{"id":1,"kind":"start"}\n`)).toBe(RECORDING);
    expect(await open(`${header()}\r\n`)).toBe(RECORDING);
    expect((await scriptIn(new Blob([header()]))).note).toBeNull();
  });

  test("as a trace of another format, and says so", async () => {
    const found = await scriptIn(new Blob([`${header({ version: 2 })}\n`]));
    expect(found.script).toBe(RECORDING);
    expect(found.note).toMatch(/of format 2.*writes format 1/);
  });

  test("as a text with a link in it", async () => {
    const link = `https://example.org/netsplit/${linkTo("cap", await pack(RECORDING))}`;
    expect(await open(`Dear all,\nplease open <${link}> until Monday.`)).toBe(RECORDING);
    expect(await open(`[run](${link})`)).toBe(RECORDING);
    expect(await open("https://example.org/#/cap?seed=9&embed=1")).toBe("scenario cap\nseed 9\n");
  });
});

describe("a file is refused in a sentence", () => {
  const expectRefused = async (text: string, why: RegExp): Promise<void> => {
    await expect(open(text)).rejects.toBeInstanceOf(FileError);
    await expect(open(text)).rejects.toThrow(why);
  };

  test("that says what was expected", async () => {
    await expectRefused("", /empty.*first line is like “scenario cap”/);
    await expectRefused("# Notes\n\nMilk, bread.", /no file of Netsplit's.*scripts/);
    await expectRefused("%PDF-1.7\u0000\u0001", /no file of Netsplit's/);
    await expectRefused("crash n1\n", /no file of Netsplit's/);
  });

  test("when it only looks like a trace", async () => {
    await expectRefused('{"netsplit":"trace"', /first line cannot be read/);
    await expectRefused('{"name":"something else"}\n', /no file of Netsplit's/);
    await expectRefused(`${header({ script: 7 })}\n`, /carries no script/);
    await expectRefused(`${header({ script: "crash n1" })}\n`, /carries no script/);
  });

  test("when the link in it is damaged", async () => {
    await expectRefused("see #/cap?run=S07NzC9KVShJTM5WKC", /link is damaged/);
  });

  test("whatever it holds, and never otherwise", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        await open(text).catch((error: unknown) => expect(error).toBeInstanceOf(FileError));
      }),
    );
  });
});

describe("a large file", () => {
  /** A blob that tells how much of it was read. */
  class Watched extends Blob {
    read = 0;
    override slice(from = 0, to = this.size): Blob {
      this.read += Math.min(to, this.size) - from;
      return super.slice(from, to);
    }
    override text(): Promise<string> {
      this.read += this.size;
      return super.text();
    }
  }
  const padding = (megabytes: number): string => "x".repeat(megabytes * 1024 * 1024);

  test("is refused by its size, and hardly read", async () => {
    const file = new Watched([padding(50)]);
    await expect(scriptIn(file)).rejects.toThrow(
      "This file has 50 MB; scripts and links have 5 MB",
    );
    expect(file.read).toBeLessThan(1024 * 1024);
  });

  test("that is a trace opens all the same, by its header", async () => {
    const file = new Watched([header(), "\n", padding(50)]);
    expect((await scriptIn(file)).script).toBe(RECORDING);
    expect(file.read).toBeLessThan(1024 * 1024);
  });

  test("below the limit is read whole", async () => {
    const text = `${SCRIPT}#${padding(1)}`;
    expect(await open(text)).toBe(text);
  });
});

test("a saved script is called by its lesson and seed", () => {
  expect(scriptName("cap", 7)).toBe("cap-seed7.netsplit");
});
