import { useEffect } from "react";
import { useStore } from "zustand";
import { searchOf, type BadRunSearch, type Searching } from "../../store/searching.ts";
import { useLab, usePage } from "../lab-context.ts";

/** The laboratory's search. */
export function useSearch(): BadRunSearch {
  return searchOf(useLab());
}

/** What the search is at; the lesson's usual allowance is fetched when somebody looks. */
export function useSearching(): Searching {
  const search = useSearch();
  const lesson = usePage((page) => page.manifest?.scenario);
  useEffect(() => search.watch(), [search]);
  useEffect(() => search.prepare(), [search, lesson]);
  return useStore(search.state);
}
