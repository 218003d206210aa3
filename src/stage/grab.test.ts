import { describe, expect, it } from "vitest";
import type { FlightFrame, NetworkFrame } from "../wire/frame.ts";
import type { Manifest } from "../wire/manifest.ts";
import { gripOf, intentOf, type Intent } from "./grab.ts";
import { layOut } from "./layout.ts";
import { coursesOf, pairsOf, pointOn } from "./pairs.ts";

const manifest = {
  nodes: [
    { id: "n1", kind: "server", place: { x: 0.15, y: 0.5 } },
    { id: "n2", kind: "server", place: { x: 0.85, y: 0.5 } },
  ],
  links: [
    { from: "n1", to: "n2" },
    { from: "n2", to: "n1" },
  ],
} as unknown as Manifest;
const layout = layOut(manifest.nodes, 1000, 400, false);
const course = coursesOf(pairsOf(manifest), layout).get("n1-n2")!;
const usual = { latency: "100ms", loss: 0, duplication: 0, order: "any" } as const;

/** Half-way, of a whole that takes 100 ms. */
function flight(more: Partial<FlightFrame> = {}): FlightFrame {
  return {
    id: 17,
    from: "n1",
    to: "n2",
    view: { glyph: "square", tone: "leader", label: "AppendEntries", fields: [] },
    sent: 0,
    since: 0,
    progress: 0,
    arrives: 100_000,
    waits: null,
    cause: 0,
    ...more,
  };
}

/** The hand takes it half-way and drags it to a share of the link, and so far off it. */
function dragged(
  to: number,
  off = 0,
  more: {
    readonly flight?: Partial<FlightFrame>;
    readonly others?: readonly FlightFrame[];
    readonly order?: "any" | "fifo";
    readonly copy?: boolean;
  } = {},
): Intent {
  const taken = flight(more.flight);
  const from = pointOn(course, 0.5);
  const at = pointOn(course, to);
  const grip = gripOf(taken, course, from, 50_000, layout);
  const network = {
    conditions: [{ from: "n1", to: "n2", ...usual, order: more.order ?? "any", usual: null }],
  } as unknown as NetworkFrame;
  return intentOf(grip, { x: at.x, y: at.y + off }, more.copy ?? false, {
    time: 50_000,
    layout,
    flights: [taken, ...(more.others ?? [])],
    network,
  });
}

describe("a message in the hand", () => {
  it("comes sooner when it is dragged on and later when it is dragged back", () => {
    expect(dragged(0.8)).toMatchObject({ deed: "move m17 80%", label: "30 ms sooner" });
    expect(dragged(0.2)).toMatchObject({ deed: "move m17 20%", label: "30 ms later" });
    expect(dragged(0.5)).toMatchObject({ does: "nothing", deed: null });
  });

  it("is delivered at the far end, lost off its way, doubled with a key", () => {
    expect(dragged(1)).toMatchObject({ deed: "deliver m17", label: "deliver, 50 ms sooner" });
    expect(dragged(0.6, 30)).toMatchObject({ does: "move" });
    expect(dragged(0.7, 120)).toMatchObject({ deed: "drop m17", label: "drop" });
    expect(dragged(0.6, 0, { copy: true })).toMatchObject({ deed: "duplicate m17" });
  });

  it("is doubled where the stage says ×2, off its way", () => {
    const grip = gripOf(flight(), course, pointOn(course, 0.5), 50_000, layout);
    expect(dragged(0.5, grip.twice.y - pointOn(course, 0.5).y)).toMatchObject({
      does: "duplicate",
    });
  });

  it("says whom it overtakes, and who overtakes it", () => {
    const ahead = flight({ id: 16, arrives: 80_000 });
    expect(dragged(0.8, 0, { others: [ahead] }).label).toBe("30 ms sooner, before m16");
    const behind = flight({ id: 18, arrives: 120_000 });
    expect(dragged(0.2, 0, { others: [behind] }).label).toBe("30 ms later, after m18");
  });

  it("overtakes nobody on a link that keeps order", () => {
    const ahead = flight({ id: 16, arrives: 100_000 });
    expect(dragged(0.8, 0, { others: [ahead], order: "fifo" }).label).toBe(
      "no sooner: this link keeps order",
    );
  });

  it("goes on its way again when it waited", () => {
    const waits = { waits: "hand", since: 40_000, progress: 1 } as const;
    const grip = gripOf(flight(waits), course, pointOn(course, 0.98), 50_000, layout);
    const intent = intentOf(grip, pointOn(course, 0.38), false, {
      time: 50_000,
      layout,
      flights: [],
      network: { conditions: [] } as unknown as NetworkFrame,
    });
    expect(intent).toMatchObject({ deed: "move m17 40%", label: "arrives in 60 ms" });
  });
});
