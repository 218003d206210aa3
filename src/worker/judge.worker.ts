/** The judge's worker. It cannot be asked to stop while it thinks: whoever has enough ends it and makes another. Its name is the language that it speaks. */
import { speakInterface } from "../languages/load.ts";
import type { JudgeRequest } from "../wire/judging.ts";
import { answer } from "./judging.ts";

/** Progress is told so often at most, in wall ms. */
const OFTEN = 120;

const ready = speakInterface(self.name);

self.addEventListener("message", ({ data }: MessageEvent<JudgeRequest>) => {
  void ready.then(() => judge(data));
});

function judge(data: JudgeRequest): void {
  let told = performance.now();
  answer(
    data,
    (reply) => {
      if (reply.is === "progress") {
        if (performance.now() - told < OFTEN) return;
        told = performance.now();
      }
      self.postMessage(reply);
    },
    () => performance.now(),
  );
}
