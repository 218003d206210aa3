import type { DrawerTab } from "../store/page.ts";

/** The views of one run under the stage, in the order of their tabs. */
export const VIEWS: readonly { readonly id: DrawerTab; readonly label: string }[] = [
  { id: "spacetime", label: "Space–time" },
  { id: "events", label: "Events" },
  { id: "history", label: "History" },
  { id: "state", label: "State" },
  { id: "chart", label: "Statechart" },
  { id: "sequence", label: "Sequence" },
];
