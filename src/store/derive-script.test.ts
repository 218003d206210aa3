import { describe, expect, test } from "vitest";
import { deriveScript } from "./derive-script.ts";

const SCRIPT = `scenario cap
version 1
seed 7
set mode CP
rule hinted-handoff off
at 1s crash n1
at 2s set mode CA
at 3s rule write-back off
at 4s heal
`;

describe("the script of the run beside", () => {
  test("differs in the settings that were asked for, from the beginning to the end", () => {
    const derived = deriveScript(SCRIPT, {
      knobs: { mode: "AP" },
      rules: { "hinted-handoff": true },
    });
    expect(derived).toBe(
      `scenario cap
seed 7
rule hinted-handoff off
set mode AP
rule hinted-handoff on
at 1s crash n1
at 3s rule write-back off
at 4s heal
`.replace("rule hinted-handoff off\n", ""),
    );
  });

  test("takes another seed and keeps the rest", () => {
    expect(deriveScript(SCRIPT, { seed: 8 })).toBe(
      SCRIPT.replace("version 1\n", "").replace("seed 7", "seed 8"),
    );
  });

  test("of another lesson has what hands did, and none of the settings", () => {
    expect(deriveScript(SCRIPT, { scenario: "raft-election" })).toBe(
      "scenario raft-election\nseed 7\nat 1s crash n1\nat 4s heal\n",
    );
  });
});
