import { describe, expect, test } from "vitest";
import type { Frame } from "../wire/frame.ts";
import type { Manifest } from "../wire/manifest.ts";
import type { Numbered, Reply, Request } from "../wire/sentences.ts";
import { Lab } from "./lab.ts";
import { unpack } from "./link.ts";
import type { WorkerLike } from "./port.ts";
import { choicesIn } from "./start-anew.ts";

const values = (...all: string[]) => all.map((value) => ({ value, label: value }));
const manifestOf = (servers: number): Manifest => ({
  scenario: "raft-election",
  version: 1,
  nodes: Array.from({ length: servers }, (_, i) => ({
    id: `n${i + 1}`,
    kind: "server",
    place: { x: 0.5, y: 0.5 },
  })),
  links: [],
  knobs: [
    { id: "servers", label: "Servers", help: "", atStart: true, values: values("5", "3") },
    { id: "start", label: "Start", help: "", atStart: true, values: values("empty", "figure-7") },
    { id: "workload", label: "Workload", help: "", values: values("on", "off") },
  ],
  rules: [{ id: "pre-vote", label: "pre-vote", simple: "", expert: "", source: "" }],
  operations: [],
  keys: [],
  timers: [],
  treacheries: [],
  legend: [],
  presets: [
    { id: "figure-7", label: "Figure 7", help: "", opens: ["set start figure-7", "until 1s"] },
    { id: "lucky", label: "Lucky", help: "", opens: ["seed 99"] },
    { id: "split-vote", label: "Split vote", help: "" },
  ],
  promises: [],
  charts: {},
  plots: false,
  pace: 1,
  teaching: { tour: null, predictions: [], challenges: [], records: [] },
});

/** The page with a worker that keeps a script and believes everything but eleven servers. */
class Bench implements WorkerLike {
  onmessage: WorkerLike["onmessage"] = null;
  onerror: WorkerLike["onerror"] = null;
  onmessageerror: WorkerLike["onmessageerror"] = null;
  readonly asked: Request[] = [];
  /** Each address shown, and what stands before it now. */
  readonly addresses: { readonly hash: string; readonly before: string | undefined }[] = [];
  readonly lab: Lab;
  #script = "";
  #steps: string[] = [];

  constructor() {
    this.lab = new Lab({
      makeWorker: () => this,
      makeJudge: () => this,
      makeSearcher: () => this,
      cores: 1,
      display: { request: () => 0, cancel: () => undefined },
      now: () => 0,
      showAddress: (hash, before) => this.addresses.push({ hash, before }),
      dark: false,
      reducedMotion: true,
      tall: true,
    });
  }

  postMessage(message: unknown): void {
    const request = message as Numbered<Request>;
    this.asked.push(request);
    const reply: Numbered<Reply> = { ...this.#answer(request), request: request.request };
    queueMicrotask(() => this.onmessage?.({ data: reply } as MessageEvent));
  }

  terminate(): void {}

  /** What has been opened. */
  get opened(): string[] {
    return this.asked.flatMap((each) => (each.do === "open" ? [each.script.trim()] : []));
  }

  #answer(request: Request): Reply {
    switch (request.do) {
      case "open": {
        if (request.script.includes("set servers 11"))
          return { is: "refused", why: "line 3: there is no value “11”", scenario: null };
        this.#script = request.script;
        this.#steps = [];
        const servers = Number(/^set servers (\d+)/m.exec(request.script)?.[1] ?? 5);
        return {
          is: "opened",
          manifest: manifestOf(servers),
          frame: this.#frame(),
          script: request.script,
          notice: null,
        };
      }
      case "act":
        this.#steps.push(`at 1s ${request.text}`);
        return { is: "frame", frame: this.#frame(), notice: null };
      case "record":
        return { is: "recording", text: [this.#script.trim(), ...this.#steps].join("\n") };
      default:
        return { is: "frame", frame: this.#frame(), notice: null };
    }
  }

  #frame(): Frame {
    const all = [this.#script, ...this.#steps].join("\n");
    const set = [...all.matchAll(/set (\S+) (\S+)/g)].map(([, id, value]) => [id!, value!]);
    const off = [...all.matchAll(/rule (\S+) off/g)].map(([, id]) => [id!, false]);
    return {
      number: 1,
      whole: true,
      time: 0,
      step: 0,
      event: 0,
      end: 0,
      hash: "",
      nodes: [],
      flights: [],
      landed: [],
      network: null,
      settings: { knobs: Object.fromEntries(set), rules: Object.fromEntries(off) },
      readings: null,
      verdicts: null,
      caption: null,
      rows: null,
      lanes: [
        {
          id: 1,
          label: "",
          name: null,
          parent: null,
          from: 0,
          end: 0,
          current: true,
          interventions: this.#steps.map((text) => ({ at: 0, text, do: "", event: null })),
        },
      ],
      undo: { undo: null, redo: null },
      alarm: null,
      counters: {},
    };
  }
}

async function opened(): Promise<Bench> {
  const bench = new Bench();
  await bench.lab.openLesson("raft-election", 7);
  return bench;
}

const runIn = (hash: string): Promise<string> => unpack(/run=(.*)$/.exec(hash)![1]!);

describe("a knob that is chosen before the start", () => {
  test("starts the run anew with seed and settings kept, and a way back to the one before", async () => {
    const bench = await opened();
    const { lab } = bench;
    await lab.act("rule pre-vote off");
    await lab.act("crash n5");
    lab.select({ is: "node", id: "n5" });
    expect(await lab.act("set servers 3")).toBeNull();
    expect(bench.opened.at(-1)).toBe(
      "scenario raft-election\nseed 7\nset servers 3\nrule pre-vote off",
    );
    expect(lab.page.getState().manifest?.nodes).toHaveLength(3);
    expect(lab.page.getState().selected).toBeNull();
    expect(lab.page.getState().toast?.text).toBe(
      "A new run: Servers 3. What you did stays with the run before: the browser’s way back leads there.",
    );
    const [{ hash, before } = { hash: "", before: "" }] = bench.addresses;
    expect(await runIn(hash)).toContain("set servers 3");
    expect(await runIn(before!)).toContain("at 1s crash n5");
    expect(lab.address).toBe(hash);
    // The choices add up, whether or not hands have done anything since.
    await lab.act("set start figure-7");
    expect(bench.opened.at(-1)).toContain("set servers 3\nset start figure-7\nrule pre-vote off");
    expect(lab.page.getState().toast?.text).toBe("A new run: Start figure-7.");
  });

  test("what is selected stays where it still stands", async () => {
    const { lab } = await opened();
    lab.select({ is: "node", id: "n2" });
    await lab.act("set start figure-7");
    expect(lab.page.getState().selected).toEqual({ is: "node", id: "n2" });
  });

  test("a refused choice leaves what is open as it is, and says why without a line number", async () => {
    const bench = await opened();
    expect(await bench.lab.act("set servers 11")).toBe("There is no value “11”");
    expect(bench.addresses).toEqual([]);
    expect(bench.lab.page.getState().manifest?.nodes).toHaveLength(5);
  });

  test("other lines act on the run as ever", async () => {
    const bench = await opened();
    for (const line of ["set workload off", "crash n1; set workload on"]) {
      await bench.lab.act(line);
      expect(bench.asked.at(-1)).toMatchObject({ do: "act", text: line });
    }
    expect(bench.opened).toHaveLength(1);
  });

  test("lines are choices when they choose and do nothing else", () => {
    const manifest = manifestOf(5);
    expect(choicesIn("set servers 3", manifest)).toEqual({ servers: "3" });
    expect(choicesIn(" set servers 3 ; set start figure-7;", manifest)).toEqual({
      servers: "3",
      start: "figure-7",
    });
    for (const lines of [
      "",
      "set servers",
      "set servers 3 4",
      "set workload off",
      "set servers 3; crash n1",
      "at 5s set servers 3",
    ])
      expect(choicesIn(lines, manifest), lines).toBeNull();
  });
});

describe("a run that the lesson sets up", () => {
  test("takes the open one's place, from the lesson's own settings and with its seed", async () => {
    const bench = await opened();
    const { lab } = bench;
    await lab.act("rule pre-vote off");
    await lab.preset("figure-7");
    expect(bench.opened.at(-1)).toBe(
      "scenario raft-election\nseed 7\nset start figure-7\nuntil 1s",
    );
    expect(await runIn(bench.addresses[0]!.before!)).toContain("rule pre-vote off");
    expect(lab.page.getState().toast?.text).toMatch(/^A new run: Figure 7\. What you did stays/);
    await lab.preset("lucky");
    expect(bench.opened.at(-1)).toBe("scenario raft-election\nseed 99");
  });

  test("a trouble acts on the run as ever", async () => {
    const bench = await opened();
    await bench.lab.preset("split-vote");
    expect(bench.asked.at(-1)).toMatchObject({ do: "preset", id: "split-vote" });
    expect(bench.opened).toHaveLength(1);
  });
});
