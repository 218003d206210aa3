import type { Lab } from "../../store/lab.ts";

const SCRIPTS = /\/assets\/[^/]+\.js$/;

/**
 * Registers the service worker that lets the page open without a network. A new version is offered on the page and
 * waits until the reader takes it: a run is never reloaded under anybody's hands.
 */
export async function keepForOffline(lab: Lab): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const { serviceWorker } = navigator;
  const first = serviceWorker.controller === null;
  let registration: ServiceWorkerRegistration;
  try {
    registration = await serviceWorker.register("./sw.js");
  } catch {
    // Private windows and full disks: the page then needs its network.
    return;
  }
  const offer = (): void => {
    if (registration.waiting && serviceWorker.controller) lab.page.setState({ update: true });
  };
  offer();
  registration.addEventListener("updatefound", () => {
    const next = registration.installing;
    next?.addEventListener("statechange", () => {
      if (next.state === "installed") offer();
    });
  });
  // Browsers look for a new version in their own time, some only hours later.
  // One that waits is enough: a further look at that moment keeps it from taking over.
  const look = (): void => {
    if (!registration.waiting) registration.update().catch(() => undefined);
  };
  if (!first) look();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") look();
  });
  if (first) serviceWorker.addEventListener("controllerchange", keepWhatWasUsed, { once: true });
}

/** What this first visit has fetched before anybody kept it, such as a diagram's parts, is fetched through the keeper. */
function keepWhatWasUsed(): void {
  for (const { name } of performance.getEntriesByType("resource")) {
    if (SCRIPTS.test(name)) void keep(name);
  }
}

async function keep(name: string): Promise<void> {
  try {
    // Read to its end: an answer left open keeps the keeper busy, and a new version would wait for it.
    await (await fetch(name)).arrayBuffer();
  } catch {
    // Without a network, or from an earlier release: it is kept when it is used next.
  }
}
