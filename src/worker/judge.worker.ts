/** The judge's worker. It cannot be asked to stop while it thinks: whoever has enough ends it and makes another. */
import type { JudgeRequest } from "../wire/judging.ts";
import { answer } from "./judging.ts";

/** Progress is told so often at most, in wall ms. */
const OFTEN = 120;

self.addEventListener("message", ({ data }: MessageEvent<JudgeRequest>) => {
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
});
