/** The search for a bad run as `window.netsplit` offers it: asked once, answered once. Fetched when it is first asked for. */
import type { StoreApi } from "zustand/vanilla";
import { say } from "../languages/say.ts";
import type { Lab } from "../store/lab.ts";
import { searchOf, type SearchChoices } from "../store/searching.ts";

/** What one may choose; what is left out is as the lesson usually has it. */
export type SearchOptions = Partial<SearchChoices>;

/** What a search came to; the terminal's `search --json` says it in the same words. */
export interface SearchResult {
  readonly found: boolean;
  /** The id of what is broken. */
  readonly violated?: string;
  /** A whole script that breaks it again. */
  readonly script?: string;
  readonly explored: { readonly runs: number; readonly states: number; readonly seconds: number };
}

/** @throws Error with a sentence, when it cannot be searched. */
export async function searchForPage(lab: Lab, options: SearchOptions): Promise<SearchResult> {
  const search = searchOf(lab);
  const { state } = search;
  if (state.getState().phase === "searching" || state.getState().phase === "stopping")
    throw new Error(say`A search is going on already.`);
  search.prepare();
  await until(state, ({ choices, refusal }) => choices !== null || refusal !== null);
  search.choose(options);
  await search.start();
  await until(state, ({ phase }) => phase !== "searching" && phase !== "stopping");
  const { found, progress, took, refusal } = state.getState();
  if (refusal !== null || !progress) throw new Error(refusal ?? say`No lesson is open.`);
  const { runs, states } = progress.explored;
  return {
    found: found !== null,
    ...(found ? { violated: found.monitor, script: found.script } : {}),
    explored: { runs, states, seconds: took / 1_000 },
  };
}

function until<T>(store: StoreApi<T>, holds: (state: T) => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (holds(store.getState())) return resolve();
    const quit = store.subscribe((state) => {
      if (!holds(state)) return;
      quit();
      resolve();
    });
  });
}
