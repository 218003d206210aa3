import { ChevronDown, ChevronUp } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { say } from "../languages/say.ts";
import { Caption } from "../panels/caption/Caption.tsx";
import { useLab, usePage } from "../panels/lab-context.ts";
import { NewVersion } from "../panels/offline/NewVersion.tsx";
import { HoldDock } from "../panels/hold/HoldDock.tsx";
import { Notice } from "../panels/over-stage/Notice.tsx";
import { CompareButton } from "../panels/compare/CompareButton.tsx";
import { Button } from "../panels/parts/Button.tsx";
import { Splitter } from "../panels/parts/Splitter.tsx";
import { Tabs } from "../panels/parts/Tabs.tsx";
import { Toolbar } from "../panels/toolbar/Toolbar.tsx";
import { Transport } from "../panels/transport/Transport.tsx";
import { VerdictsLabel } from "../panels/verdicts/VerdictsLabel.tsx";
import styles from "./App.module.css";
import { DrawerPart, LearnDock, PanePart } from "./instruments.tsx";
import { Stages } from "./Stages.tsx";
import { useMedia } from "./use-media.ts";
import { useViews } from "./views.ts";

const ExportMenu = lazy(() =>
  import("../panels/export/ExportMenu.tsx").then((file) => ({ default: file.ExportMenu })),
);
const ClipButton = lazy(() =>
  import("../panels/export/ClipButton.tsx").then((file) => ({ default: file.ClipButton })),
);

const PANE = { min: 280, max: 680 };
const DRAWER = { min: 96, max: 560 };

/** Stage in the middle, explanation and instruments at its right, the drawer below. */
export function DeskLayout() {
  const projector = useMedia("(max-width: 1180px)");
  const [pane, setPane] = useState<number | null>(null);
  const width = pane ?? (projector ? 320 : 398);
  return (
    <div className={styles.desk}>
      <main className={styles.lab}>
        <Toolbar />
        <NewVersion />
        <Notice />
        <Stages />
        <LearnDock />
        <Caption />
        <Transport />
        <Drawer />
      </main>
      <aside
        className={styles.pane}
        style={{ width }}
        aria-label={say`Explanation and instruments`}
      >
        <Splitter
          name={say`Width of the explanation`}
          between="column"
          size={width}
          {...PANE}
          onSize={setPane}
        />
        <div className={styles.paneBody}>
          <HoldDock />
          <Pane />
        </div>
      </aside>
    </div>
  );
}

function Pane() {
  const lab = useLab();
  const tab = usePage((page) => page.pane);
  return (
    <Tabs
      name={say`Explanation and instruments`}
      idPrefix="pane"
      tabs={[
        { id: "explain", label: say`Explain` },
        { id: "learn", label: say`Learn` },
        { id: "inspect", label: say`Inspect` },
        { id: "verdicts", label: <VerdictsLabel /> },
        { id: "search", label: say`Bad runs` },
      ]}
      value={tab}
      onChange={(next) => lab.setPane(next)}
    >
      <PanePart tab={tab} />
    </Tabs>
  );
}

function Drawer() {
  const lab = useLab();
  const { views, chosen: tab } = useViews();
  const open = usePage((page) => page.drawerOpen);
  // A diagram wants more room than the log.
  const kind = tab === "events" ? "log" : "diagram";
  const [sizes, setSizes] = useState(() => ({
    log: Math.round(Math.min(216, window.innerHeight * 0.21)),
    diagram: Math.round(Math.min(330, window.innerHeight * 0.34)),
  }));
  const size = sizes[kind];
  return (
    <>
      <Splitter
        name={say`Height of the drawer`}
        between="row"
        size={open ? size : 0}
        {...DRAWER}
        onSize={(next) => {
          setSizes({ ...sizes, [kind]: next });
          if (!open) lab.setDrawerOpen(true);
        }}
      />
      <section
        aria-label={say`The run in other views`}
        className={styles.drawer}
        style={open ? { height: size } : undefined}
      >
        <Tabs
          name={say`The run in other views`}
          idPrefix="drawer"
          tabs={views}
          value={tab}
          onChange={(drawer) => {
            lab.page.setState({ drawer });
            lab.setDrawerOpen(true);
          }}
          aside={
            <div className={styles.aside}>
              <CompareButton />
              <Suspense fallback={null}>
                <ClipButton />
                <ExportMenu />
              </Suspense>
              <Button
                look="plain"
                aria-expanded={open}
                aria-label={open ? say`Fold the drawer away` : say`Unfold the drawer`}
                className={styles.fold ?? ""}
                onClick={() => lab.setDrawerOpen(!open)}
              >
                {open ? <ChevronDown aria-hidden="true" /> : <ChevronUp aria-hidden="true" />}
              </Button>
            </div>
          }
        >
          {open ? <DrawerPart tab={tab} /> : null}
        </Tabs>
      </section>
    </>
  );
}
