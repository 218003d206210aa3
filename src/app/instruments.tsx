import { lazy, Suspense } from "react";
import { say } from "../languages/say.ts";
import { Explain } from "../panels/explain/Explain.tsx";
import { usePage } from "../panels/lab-context.ts";
import type { DrawerTab, PaneTab } from "../store/page.ts";
import styles from "./App.module.css";

/** The code of the pane's other tabs: not needed before something is chosen or broken, and then at once. */
export const fetchInstruments = async (): Promise<void> => {
  await Promise.all([fetchInspect(), fetchVerdicts()]);
};

const fetchInspect = async () => ({
  default: (await import("../panels/inspect/Inspect.tsx")).Inspect,
});
const fetchVerdicts = async () => ({
  default: (await import("../panels/verdicts/Verdicts.tsx")).Verdicts,
});

const FindBadRun = lazy(() =>
  import("../panels/search/FindBadRun.tsx").then((file) => ({ default: file.FindBadRun })),
);

const Learn = lazy(() =>
  import("../panels/learn/Learn.tsx").then((file) => ({ default: file.Learn })),
);
const Dock = lazy(() =>
  import("../panels/learn/LearnDock.tsx").then((file) => ({ default: file.LearnDock })),
);
const Inspect = lazy(fetchInspect);
const Verdicts = lazy(fetchVerdicts);
const EventLog = lazy(() =>
  import("../panels/events/EventLog.tsx").then((file) => ({ default: file.EventLog })),
);
const Statechart = lazy(() =>
  import("../panels/statechart/Statechart.tsx").then((file) => ({ default: file.Statechart })),
);
const Spacetime = lazy(() =>
  import("./SpacetimeView.tsx").then((file) => ({ default: file.SpacetimeView })),
);
const StateTables = lazy(() =>
  import("../panels/state/StateTables.tsx").then((file) => ({ default: file.StateTables })),
);
const Sequence = lazy(() =>
  import("../panels/sequence/Sequence.tsx").then((file) => ({ default: file.Sequence })),
);

const HistoryView = lazy(() =>
  import("../panels/judging/HistoryView.tsx").then((file) => ({ default: file.HistoryView })),
);

const Plots = lazy(() =>
  import("../panels/plots/Plots.tsx").then((file) => ({ default: file.Plots })),
);

/** What a tab of the pane shows. */
export function PanePart({ tab }: { readonly tab: PaneTab }) {
  if (tab === "explain") return <Explain />;
  return (
    <Suspense fallback={null}>
      {tab === "learn" && <Learn />}
      {tab === "inspect" && <Inspect />}
      {tab === "verdicts" && <Verdicts />}
      {tab === "search" && <FindBadRun />}
    </Suspense>
  );
}

/** The card of a tour, a prediction or a challenge while one is under way. */
export function LearnDock() {
  const learning = usePage((page) => page.learning);
  return <Suspense fallback={null}>{learning && <Dock />}</Suspense>;
}

/** What a tab of the drawer shows; the diagrams come when they are first opened. */
export function DrawerPart({ tab }: { readonly tab: DrawerTab }) {
  if (tab === "events") {
    return (
      <Suspense fallback={null}>
        <EventLog />
      </Suspense>
    );
  }
  return (
    <Suspense fallback={<p className={styles.wait}>{say`Fetching the drawing tools…`}</p>}>
      {tab === "spacetime" && <Spacetime />}
      {tab === "history" && <HistoryView />}
      {tab === "plots" && <Plots />}
      {tab === "state" && <StateTables />}
      {tab === "chart" && <Statechart />}
      {tab === "sequence" && <Sequence />}
    </Suspense>
  );
}
