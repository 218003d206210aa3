import "@fontsource-variable/atkinson-hyperlegible-mono";
import "@fontsource-variable/atkinson-hyperlegible-next";
import "./tokens.css";
import "./global.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { LabContext } from "../panels/lab-context.ts";
import { watchInstall } from "../panels/offline/install.ts";
import { reloadIntoRun } from "../panels/offline/reload.ts";
import { language } from "../languages/say.ts";
import { Lab } from "../store/lab.ts";
import { speakChosen } from "./speak-chosen.ts";
import { App } from "./App.tsx";
import { fetchInstruments } from "./instruments.tsx";
import { listenToKeys } from "./keyboard.ts";
import { putPageObject } from "./page-object.ts";
import { followSystem, isDark, isReduced, whenIdle } from "./system.ts";

// Not by a top-level await: the bundler would then take the entry apart into many small chunks.
void speakChosen().then(start);

function start(): void {
  const lab = new Lab({
    makeWorker: () =>
      new Worker(new URL("../worker/simulation.worker.ts", import.meta.url), {
        type: "module",
        name: language(),
      }),
    makeJudge: () =>
      new Worker(new URL("../worker/judge.worker.ts", import.meta.url), {
        type: "module",
        name: language(),
      }),
    makeSearcher: () =>
      new Worker(new URL("../worker/search.worker.ts", import.meta.url), {
        type: "module",
        name: language(),
      }),
    cores: navigator.hardwareConcurrency,
    display: {
      request: (draw) => requestAnimationFrame(draw),
      cancel: (handle) => cancelAnimationFrame(handle),
    },
    now: () => performance.now(),
    showAddress: (hash, before) => {
      if (before !== undefined) history.replaceState(null, "", before);
      location.hash = hash;
    },
    dark: isDark(),
    reducedMotion: isReduced(),
    tall: window.innerHeight >= 800,
  });

  /** A page left open over a new release asks for chunks that are gone: one reload, into the same run, fetches the new ones. */
  window.addEventListener("vite:preloadError", (event) => {
    const key = "netsplit.reloaded";
    if (sessionStorage.getItem(key) !== null) return;
    sessionStorage.setItem(key, "1");
    event.preventDefault();
    void reloadIntoRun(lab);
  });

  followSystem(lab);
  listenToKeys(lab);
  watchInstall(lab);
  putPageObject(lab, lab.openAddress(location.hash));
  if (window.parent !== window) {
    void import("./messages/answer.ts").then(({ answerEmbeddingPage }) =>
      answerEmbeddingPage(window.netsplit, window.parent),
    );
  }
  if (import.meta.env.PROD && lab.page.getState().embed === null) {
    whenIdle(() => {
      void fetchInstruments();
      void import("../panels/offline/service-worker.ts").then(({ keepForOffline }) =>
        keepForOffline(lab),
      );
    });
  }

  const root = document.getElementById("root");
  if (root) {
    createRoot(root).render(
      <StrictMode>
        <LabContext value={lab}>
          <App />
        </LabContext>
      </StrictMode>,
    );
  }
}
