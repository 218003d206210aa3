/** How tense a situation is, on nodes that show what they are given. */
import { describe, expect, test } from "vitest";
import { anyBehavior, type Behavior } from "../kernel/behavior.ts";
import { emptyScript } from "../kernel/intervention.ts";
import { bareScenario } from "../kernel/testing/bare.ts";
import type { Cell, NodeView, Presenter } from "../kernel/view.ts";
import { Charge } from "./charge.ts";
import { Play } from "./play.ts";
import { Signatures, type Tension } from "./signature.ts";

/** A log in short: `1` an entry of term 1, `1!` one that is settled, `1C` one out of the ordinary. */
interface Shown {
  readonly crown?: boolean;
  readonly term: number;
  readonly log: string;
}

const showing: Behavior<Shown> = {
  boot: ({ config }) => ({ state: config as Shown, effects: [] }),
  react: (state) => ({ state, effects: [] }),
  mode: () => "showing",
  data: (state) => state,
};

function cellsOf(log: string): Cell[] {
  return log
    .split(" ")
    .filter((text) => text !== "")
    .map((text, i) => ({
      text: text.includes("C") ? "C" : String(Number.parseInt(text, 10)),
      column: String(i + 1),
      epoch: Number.parseInt(text, 10),
      settled: text.includes("!"),
      title: "",
    }));
}

const presenter: Presenter = {
  view: (state): NodeView => {
    const { crown = false, term, log } = state as Shown;
    return {
      role: crown ? "leader" : "follower",
      tone: crown ? "leader" : "follower",
      shape: "circle",
      crown,
      badge: { text: String(term), epoch: term, title: "" },
      fields: [],
      cells: cellsOf(log),
    };
  },
  down: () => ({ cells: [], fields: [] }),
  message: ({ type }) => ({ glyph: "circle", tone: "plain", label: type, fields: [] }),
  narrate: () => null,
};

function tensionOf(...shown: readonly Shown[]): Tension {
  const scenario = bareScenario({
    id: "shown",
    nodes: shown.map((config, i) => ({
      id: `n${i + 1}`,
      kind: "shown",
      behavior: anyBehavior(showing),
      config,
    })),
    presenters: { shown: presenter },
  });
  const script = emptyScript("shown", 1);
  const play = new Play(scenario, script, new Charge(scenario, script, null));
  play.begin();
  return new Signatures(scenario).of(play.world).tension;
}

const follower = (term: number, log: string): Shown => ({ term, log });
const leader = (term: number, log: string): Shown => ({ crown: true, term, log });

describe("tension", () => {
  test.each<[Tension, string, readonly Shown[]]>([
    ["calm", "one leader and its copies", [leader(1, "1! 1"), follower(1, "1! 1")]],
    ["calm", "one change on its way", [leader(1, "1! 1C"), follower(1, "1!")]],
    ["rivals", "two leaders", [leader(2, "1! 2"), leader(1, "1! 1")]],
    ["calm", "an ordinary entry has gone astray", [leader(2, "1! 2"), follower(1, "1! 1")]],
    ["precarious", "two changes wait for one leader", [leader(1, "1! 1C 1C"), follower(1, "1!")]],
    [
      "precarious",
      "a new leader has something else in a change's place, and nobody knows",
      [leader(2, "1! 2"), follower(1, "1! 1C"), follower(2, "1!")],
    ],
    [
      "calm",
      "the same, once others know",
      [leader(2, "1! 2"), follower(1, "1! 1C"), follower(2, "1! 2")],
    ],
    ["tense", "an older entry stands where one is settled", [leader(2, "2!"), follower(1, "1")]],
    ["alarming", "a newer one does", [leader(1, "1!"), follower(2, "2")]],
  ])("%s: %s", (tension, _, shown) => {
    expect(tensionOf(...shown)).toBe(tension);
  });
});
