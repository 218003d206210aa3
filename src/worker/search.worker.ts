/** One of the search's workers: orders in, replies out. Between its slices it hears whether to end. Its name is the language that it speaks. */
import type { SearchCall, SearchReply } from "../wire/searching.ts";
import { loadScenario, scenarioIds } from "./scenarios.ts";
import { carryOut, usual } from "./searching.ts";
import { speakAs } from "./speak-lesson.ts";

const library = { ids: scenarioIds, load: loadScenario };
const tell = (reply: SearchReply): void => self.postMessage(reply);

/** A task of its own after everything that waits; a timeout would be held back the more often it is used. */
const { port1, port2 } = new MessageChannel();
let next: (() => void) | null = null;
port1.addEventListener("message", () => next?.());
port1.start();

let stopped = false;

const ready = speakAs(self.name);

self.addEventListener("message", ({ data }: MessageEvent<SearchCall>) => {
  void ready.then(() => hear(data));
});

function hear(data: SearchCall): void {
  switch (data.do) {
    case "usual":
      void usual(data.script, library).then(tell);
      return;
    case "stop":
      stopped = true;
      return;
    case "search":
      stopped = false;
      void carryOut(
        data,
        library,
        {
          now: () => performance.now(),
          breathe: () =>
            new Promise((resolve) => {
              next = resolve;
              port2.postMessage(null);
            }),
          stopped: () => stopped,
        },
        tell,
      );
      return;
    default:
      data satisfies never;
  }
}
