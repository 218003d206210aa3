import type { Lab } from "../../store/lab.ts";

/** How long a waiting version may take to begin, in wall ms. */
const PATIENCE = 2_000;

/** Loads the page anew, a waiting version if there is one, and opens the present run again at the present moment. */
export async function reloadIntoRun(lab: Lab): Promise<void> {
  // A simulation that answers no more must not keep the page from being loaded again.
  const link = await lab.link().catch(() => null);
  if (link !== null && lab.page.getState().embed === null) history.replaceState(null, "", link);
  await letWaitingTakeOver();
  location.reload();
}

async function letWaitingTakeOver(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const waiting = (await navigator.serviceWorker.getRegistration())?.waiting;
  if (!waiting) return;
  const settled = new Promise<void>((resolve) => {
    waiting.addEventListener("statechange", () => {
      if (waiting.state === "activated" || waiting.state === "redundant") resolve();
    });
    // A browser lets it wait while its predecessor still answers this very page: leaving the page ends that.
    setTimeout(resolve, PATIENCE);
  });
  waiting.postMessage({ type: "SKIP_WAITING" });
  await settled;
}
