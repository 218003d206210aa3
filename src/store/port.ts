import { say } from "../languages/say.ts";
import type { Numbered, Reply, Request } from "../wire/sentences.ts";

/** As much of a `Worker` as the page needs; tests stand in for it. */
export interface WorkerLike {
  postMessage(message: unknown): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

/** The line to the worker. Replies come in the order of the requests. */
export interface Port {
  ask(request: Request): Promise<Reply>;
  /** How many requests are not answered yet. */
  readonly outstanding: number;
  close(): void;
}

/**
 * Numbers requests and matches replies. `hear` gets every reply in the order of arrival, before the one who asked
 * does: frames are differences and none may be passed over. `fail` is told once, in a sentence, when the worker broke.
 */
export function openPort(
  worker: WorkerLike,
  hear: (reply: Reply) => void,
  fail: (sentence: string) => void,
): Port {
  let last = 0;
  let broken = false;
  const waiting = new Map<number, (reply: Reply) => void>();

  const breakDown = (why: string): void => {
    if (broken) return;
    broken = true;
    worker.terminate();
    const sentence = say`The simulation has stopped working (${why}).`;
    for (const answer of waiting.values()) answer({ is: "refused", why: sentence, scenario: null });
    waiting.clear();
    fail(sentence);
  };

  worker.onmessage = (event) => {
    if (broken) return;
    const reply = event.data as Numbered<Reply>;
    hear(reply);
    const answer = waiting.get(reply.request);
    waiting.delete(reply.request);
    answer?.(reply);
  };
  worker.onerror = (event) => {
    event.preventDefault?.();
    breakDown(event.message || say`it could not be loaded`);
  };
  worker.onmessageerror = () => breakDown(say`an answer could not be read`);

  return {
    ask(request) {
      if (broken) {
        const why = say`The simulation has stopped working.`;
        return Promise.resolve({ is: "refused", why, scenario: null });
      }
      last += 1;
      const numbered: Numbered<Request> = { ...request, request: last };
      return new Promise((resolve) => {
        waiting.set(numbered.request, resolve);
        worker.postMessage(numbered);
      });
    },
    get outstanding() {
      return waiting.size;
    },
    close() {
      broken = true;
      worker.terminate();
    },
  };
}
