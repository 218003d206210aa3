import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { Lab } from "../store/lab.ts";
import type { Page } from "../store/page.ts";
import type { Phase } from "../store/playback.ts";
import type { Run } from "../store/run.ts";

/** The laboratory that the panels around here show. */
export const LabContext = createContext<Lab | null>(null);

export function useLab(): Lab {
  const lab = useContext(LabContext);
  if (!lab) throw new Error("A panel stands outside a LabContext.");
  return lab;
}

/** A part of the page's state. The selector must answer the same object while nothing changed. */
export function usePage<T>(select: (page: Page) => T): T {
  return useStore(useLab().page, select);
}

/** A part of the run as panels see it: a few times a second while it plays, at once when it is paused. */
export function useRun<T>(select: (run: Run) => T): T {
  return useStore(useLab().page, (page) => select(page.shown));
}

/** How far the page is with playing the lesson. */
export function usePhase(): Phase {
  return useStore(useLab().playback.store, (state) => state.phase);
}
