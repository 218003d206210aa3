/**
 * The page object for a page that shows this one in a frame.
 *
 * Any page may do so and ask for anything. That is safe: the laboratory has no accounts and no secrets, a message can do
 * no more than a visitor's hand on the same page, what is sent is data that is checked and never run as code, and the
 * answer goes to the one who asked.
 */
import type { PageEvents, PageObject } from "../page-object.ts";
import { readMessage } from "./calls.ts";

/** An embedding page is told of frames this often at most, in wall ms. */
const PACE = 50;

type Tell = (message: object) => void;

/** Answers messages from now on, and tells the embedding page when the laboratory is ready. */
export function answerEmbeddingPage(page: PageObject, embedding: Window): void {
  const told = new Set<keyof PageEvents>();
  window.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (event.source !== embedding) return;
    const heard = readMessage(event.data);
    if (!heard) return;
    // A sandboxed page has no origin that could be named.
    const target = event.origin === "null" ? "*" : event.origin;
    const tell: Tell = (message) => embedding.postMessage({ netsplit: 1, ...message }, target);
    const { id } = heard;
    const refuse = (error: string): void => tell({ id, ok: false, error });
    if (heard.is === "wrong") {
      refuse(heard.why);
    } else if (heard.is === "on") {
      for (const each of heard.events) {
        if (!told.has(each)) subscribe(page, each, tell);
        told.add(each);
      }
      tell({ id, ok: true, value: null });
    } else {
      void page.ready
        .then(() => heard.run(page))
        .then((value) => tell({ id, ok: true, value: value ?? null }))
        .catch((error: unknown) => refuse(error instanceof Error ? error.message : String(error)));
    }
  });
  // Says nothing but that somebody is here, so whoever it is may hear it.
  void page.ready.then(() => embedding.postMessage({ netsplit: 1, event: "ready" }, "*"));
}

function subscribe(page: PageObject, event: keyof PageEvents, tell: Tell): void {
  const say = (value: unknown): void => tell({ event, value });
  if (event === "frame")
    page.on(
      "frame",
      atMostEvery(PACE, () => say(page.state())),
    );
  else page.on(event, say);
}

/** Calls at once, then not again before `ms` wall ms have passed; the last call asked for is always made. */
function atMostEvery(ms: number, call: () => void): () => void {
  let waiting = false;
  let asked = false;
  const pace = (): void => {
    waiting = asked;
    if (!asked) return;
    asked = false;
    call();
    setTimeout(pace, ms);
  };
  return () => {
    asked = true;
    if (!waiting) pace();
  };
}
