/** Callers and their server as lessons and tests put them together. */
import type { NodeSpec, OperationSpec } from "../../kernel/scenario.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import type { Presenter } from "../../kernel/view.ts";
import type { QueueConfig } from "../request-queue.ts";
import { callerNode } from "./caller.ts";
import { serverNode } from "./server.ts";
import { CALLER, SERVER, type CallerConfig } from "./state.ts";
import { callerPresenter, serverPresenter } from "./view.ts";

const SERVICE = 200 * MILLISECOND;
const WORKERS = 4;

export const serverConfig: QueueConfig = { workers: WORKERS, service: SERVICE, resets: CALLER };

export const callerConfig: CallerConfig = {
  server: "s1",
  service: SERVICE,
  workers: WORKERS,
  timeout: 2 * SECOND,
  backoff: 500 * MILLISECOND,
  longest: 4 * SECOND,
  window: 10,
  threshold: 0.5,
  sleepWindow: 2 * SECOND,
  ratio: 0.1,
  saved: 5,
};

/** The callers `c1`, `c2`, `c3` and the server `s1`. */
export const callingNodes: readonly NodeSpec[] = [
  ...["c1", "c2", "c3"].map((id): NodeSpec => ({
    id,
    kind: CALLER,
    behavior: callerNode,
    config: callerConfig,
  })),
  { id: "s1", kind: SERVER, behavior: serverNode, config: serverConfig },
];

export const callingPresenters: Readonly<Record<string, Presenter>> = {
  [CALLER]: callerPresenter,
  [SERVER]: serverPresenter,
};

export const callingOperations: readonly OperationSpec[] = [
  { f: "request", label: "request", arguments: [] },
];

export const callingTimers: readonly string[] = [
  "arrival",
  "timeout",
  "backoff",
  "sleepWindow",
  "serviceTime",
];
