/** The simulation's worker: requests in, replies out, one at a time and in order. Its name is the language that it speaks. */
import type { Numbered, Reply, Request } from "../wire/sentences.ts";
import { Host } from "./host.ts";
import { loadScenario, scenarioIds } from "./scenarios.ts";
import { speakAs } from "./speak-lesson.ts";

/** A long advance hands over a frame after so many wall ms; the page then asks on. */
const SLICE = 24;

const host = new Host({ ids: scenarioIds, load: loadScenario }, () => {
  const until = performance.now() + SLICE;
  return () => performance.now() > until;
});

let last = speakAs(self.name);

self.addEventListener("message", ({ data }: MessageEvent<Numbered<Request>>) => {
  last = last.then(async () => {
    const reply: Reply = await host.answer(data);
    self.postMessage({ ...reply, request: data.request } satisfies Numbered<Reply>);
  });
});
