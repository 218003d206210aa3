import { expect, test } from "vitest";
import type { Frame } from "../wire/frame.ts";
import type { Manifest } from "../wire/manifest.ts";
import type { Numbered, Reply, Request } from "../wire/sentences.ts";
import { Companion } from "./companion.ts";
import type { WorkerLike } from "./port.ts";

/** A worker whose run is wherever it was asked to go; it opens nothing until it is let. */
function slowToOpen() {
  let time = 0;
  let open: (() => void) | null = null;
  const frame = (): Frame =>
    ({ time, nodes: [], flights: [], landed: [], whole: true, counters: {} }) as unknown as Frame;
  const worker: WorkerLike = {
    onmessage: null,
    onerror: null,
    onmessageerror: null,
    terminate: () => undefined,
    postMessage(message) {
      const request = message as Numbered<Request>;
      const answer = (reply: Reply): void =>
        worker.onmessage?.({ data: { ...reply, request: request.request } } as MessageEvent);
      if (request.do === "open") {
        open = () => {
          time = 0;
          answer({
            is: "opened",
            manifest: {} as Manifest,
            frame: frame(),
            script: request.script,
            notice: null,
          });
        };
      } else if (request.do === "seek" || request.do === "advance") {
        time = request.to;
        queueMicrotask(() => answer({ is: "frame", frame: frame(), notice: null }));
      }
    },
  };
  return { worker, letOpen: () => open?.() };
}

test("a clock that goes on while a script opens is followed to where it is by then", async () => {
  const { worker, letOpen } = slowToOpen();
  const companion = new Companion(
    worker,
    () => 0,
    (why) => expect.unreachable(why),
  );
  const opened = companion.open("scenario cap\n", 3_000_000);
  void companion.follow(9_000_000);
  letOpen();
  expect(await opened).toBeNull();
  expect(companion.live.getState().time).toBe(9_000_000);
});
