import { say } from "../../languages/say.ts";
import type { Lab } from "../../store/lab.ts";
import type { TraceFormat } from "../../wire/sentences.ts";
import { save } from "../files/save.ts";

/** A way to take the run elsewhere. */
export interface Export {
  readonly id: string;
  readonly label: string;
  /** What it is good for, in a few words. */
  readonly help: string;
  /** @throws Error with a sentence when it cannot be done */
  run(lab: Lab): Promise<void>;
}

/** Everything that can be saved of a run but clips, which take their time. */
export const EXPORTS: readonly Export[] = [
  {
    id: "png",
    get label() {
      return say`Stage as PNG`;
    },
    get help() {
      return say`the picture as it is now, for slides`;
    },
    run: async (lab) => save(nameOf(lab, "png"), await png(lab)),
  },
  {
    id: "svg",
    get label() {
      return say`Stage as SVG`;
    },
    get help() {
      return say`the same without pixels, for print`;
    },
    run: async (lab) => {
      const text = await picture(lab).svg();
      save(nameOf(lab, "svg"), new Blob([text], { type: "image/svg+xml" }));
    },
  },
  {
    id: "trace",
    get label() {
      return say`Trace as JSON lines`;
    },
    get help() {
      return say`every event up to now; opens here again`;
    },
    run: (lab) => saveTrace(lab, "trace", "jsonl"),
  },
  {
    id: "shiviz",
    get label() {
      return say`Trace for ShiViz`;
    },
    get help() {
      return say`a log with vector clocks, read by its default expression`;
    },
    run: (lab) => saveTrace(lab, "shiviz", "shiviz.log"),
  },
];

/** Does it, and says how it went. */
export function exportNow(lab: Lab, what: Export): void {
  what.run(lab).then(
    () => lab.say(say`${what.label}: saved.`),
    (error: unknown) => lab.say(error instanceof Error ? error.message : String(error), "wrong"),
  );
}

/** `raft-election-7-at-3.412s.png`. */
export function nameOf(lab: Lab, extension: string): string {
  const { lesson, seed } = lab.page.getState();
  const at = Number((lab.live.getState().time / 1_000_000).toFixed(3));
  return `${lesson ?? "netsplit"}-${seed}-at-${at}s.${extension}`;
}

async function saveTrace(lab: Lab, as: TraceFormat, extension: string): Promise<void> {
  save(nameOf(lab, extension), await lab.exportRun(as));
}

function picture(lab: Lab) {
  if (!lab.picture) throw new Error(say`There is no stage to take a picture of.`);
  return lab.picture;
}

function png(lab: Lab): Promise<Blob> {
  const { canvas } = picture(lab);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error(say`The browser could not make a picture of the stage.`));
    }, "image/png");
  });
}
