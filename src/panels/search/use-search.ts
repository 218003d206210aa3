import { useEffect } from "react";
import { useStore } from "zustand";
import type { Lab } from "../../store/lab.ts";
import { BadRunSearch, type Searching } from "../../store/searching.ts";
import { useLab, usePage } from "../lab-context.ts";

/** One search for each laboratory, whoever looks at it; it goes on while nobody does. */
const searches = new WeakMap<Lab, BadRunSearch>();

/** The laboratory's search. */
export function useSearch(): BadRunSearch {
  const lab = useLab();
  let search = searches.get(lab);
  if (!search) searches.set(lab, (search = new BadRunSearch(lab)));
  return search;
}

/** What the search is at; the lesson's usual allowance is fetched when somebody looks. */
export function useSearching(): Searching {
  const search = useSearch();
  const lesson = usePage((page) => page.manifest?.scenario);
  useEffect(() => search.prepare(), [search, lesson]);
  return useStore(search.state);
}
