import type { Lab } from "../../store/lab.ts";

/** Loads the page anew, a waiting version if there is one, and opens the present run again at the present moment. */
export async function reloadIntoRun(lab: Lab): Promise<void> {
  // A simulation that answers no more must not keep the page from being loaded again.
  const link = await lab.link().catch(() => null);
  if (link !== null && lab.page.getState().embed === null) history.replaceState(null, "", link);
  await dismissKeeper();
  location.reload();
}

/**
 * Where a new version waits, its predecessor is dismissed: the page is then loaded from its host, and the new version
 * is kept from there on. To let the waiting one take over by `skipWaiting` is not safe: Chromium lets it wait, and the
 * reload with it, while the old one is still at work for this page.
 */
async function dismissKeeper(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration();
  if (registration?.waiting && (await hostAnswers())) await registration.unregister();
}

/** Without its host the page has nobody but its keeper. */
async function hostAnswers(): Promise<boolean> {
  try {
    // Keepers answer only what is read whole: this reaches the host itself.
    return (await fetch(location.pathname, { method: "HEAD", cache: "no-store" })).ok;
  } catch {
    return false;
  }
}
