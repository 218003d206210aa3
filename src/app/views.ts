import { say } from "../languages/say.ts";
import type { DrawerTab } from "../store/page.ts";

/** The views of one run under the stage, in the order of their tabs. */
export const views = (): readonly { readonly id: DrawerTab; readonly label: string }[] => [
  { id: "spacetime", label: say`Space–time` },
  { id: "events", label: say`Events` },
  { id: "history", label: say`History` },
  { id: "state", label: say`State` },
  { id: "chart", label: say`Statechart` },
  { id: "sequence", label: say`Sequence` },
];
