import { say } from "../languages/say.ts";
import { usePage } from "../panels/lab-context.ts";
import type { DrawerTab } from "../store/page.ts";

interface View {
  readonly id: DrawerTab;
  readonly label: string;
}

/** The views of the open run under the stage, in the order of their tabs, and which of them is chosen. */
export function useViews(): { readonly views: readonly View[]; readonly chosen: DrawerTab } {
  const plots = usePage((page) => page.manifest?.plots ?? false);
  const drawer = usePage((page) => page.drawer);
  const views: View[] = [
    { id: "spacetime", label: say`Space–time` },
    { id: "events", label: say`Events` },
    { id: "history", label: say`History` },
    { id: "state", label: say`State` },
    { id: "chart", label: say`Statechart` },
    { id: "sequence", label: say`Sequence` },
  ];
  if (plots) views.push({ id: "plots", label: say`Curves` });
  // A lesson that measures no curves shows the log in their place.
  return { views, chosen: drawer === "plots" && !plots ? "events" : drawer };
}
