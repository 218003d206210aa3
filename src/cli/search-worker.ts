/** One worker of `netsplit search`: carries its share of a search out and says how it stands. */
import { parentPort, workerData } from "node:worker_threads";
import { SearchError } from "../search/allowance.ts";
import { search } from "../search/search.ts";
import { scenarioNamed } from "./lessons.ts";
import type { WorkerOrder, WorkerReply } from "./search-pool.ts";

/** How often it tells where it is, in wall ms. */
const OFTEN = 100;

const { lesson, request } = workerData as WorkerOrder;
const tell = (reply: WorkerReply): void => parentPort?.postMessage(reply);

try {
  const steps = search(await scenarioNamed(lesson), request);
  let told = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) {
      tell({ is: "outcome", outcome: step.value });
      break;
    }
    if (performance.now() - told < OFTEN) continue;
    told = performance.now();
    tell({ is: "report", report: step.value });
  }
} catch (error) {
  if (!(error instanceof SearchError)) throw error;
  tell({ is: "refused", why: error.message });
}
