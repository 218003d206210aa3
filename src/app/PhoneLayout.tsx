import {
  BookOpen,
  Footprints,
  ListTree,
  Scale,
  ScanSearch,
  SlidersHorizontal,
  Telescope,
} from "lucide-react";
import type { LucideIcon } from "lucide-react";
import { Suspense, useEffect } from "react";
import { say } from "../languages/say.ts";
import { Caption } from "../panels/caption/Caption.tsx";
import { useLab, usePage } from "../panels/lab-context.ts";
import { NewVersion } from "../panels/offline/NewVersion.tsx";
import { HoldBar } from "../panels/hold/HoldBar.tsx";
import { HoldList } from "../panels/hold/HoldDock.tsx";
import { Notice } from "../panels/over-stage/Notice.tsx";
import { Dialog } from "../panels/parts/Dialog.tsx";
import { Tabs } from "../panels/parts/Tabs.tsx";
import { Toolbar } from "../panels/toolbar/Toolbar.tsx";
import { Transport } from "../panels/transport/Transport.tsx";
import type { Sheet } from "../store/page.ts";
import styles from "./App.module.css";
import { DrawerPart, LearnDock, PanePart } from "./instruments.tsx";
import { Stages } from "./Stages.tsx";
import { useViews } from "./views.ts";

const sheets = (): readonly {
  readonly id: Sheet;
  readonly label: string;
  readonly icon: LucideIcon;
}[] => [
  { id: "explain", label: say`Explain`, icon: BookOpen },
  { id: "learn", label: say`Learn`, icon: Footprints },
  { id: "controls", label: say`Break`, icon: SlidersHorizontal },
  { id: "inspect", label: say`Inspect`, icon: ScanSearch },
  { id: "verdicts", label: say`Verdicts`, icon: Scale },
  { id: "search", label: say`Bad runs`, icon: Telescope },
  { id: "events", label: say`Events`, icon: ListTree },
];

/** Stage on top, transport under the thumb, everything else in sheets from below. */
export function PhoneLayout() {
  const lab = useLab();
  const sheet = usePage((page) => page.sheet);
  const all = sheets();
  const open = all.find((each) => each.id === sheet);
  // A window that has just become narrow begins with its stage.
  useEffect(() => lab.showStage(), [lab]);
  const show = (next: Sheet | null): void => lab.page.setState({ sheet: next });
  return (
    <>
      <main className={styles.lab}>
        <NewVersion />
        <Notice />
        <Stages />
        <HoldBar />
        <LearnDock />
        <Caption />
        <Transport />
      </main>
      <nav aria-label={say`Instruments`} className={styles.bar}>
        {all.map(({ id, label, icon: Icon }) => (
          <button key={id} type="button" aria-haspopup="dialog" onClick={() => show(id)}>
            <Icon aria-hidden="true" />
            {label}
          </button>
        ))}
      </nav>
      {sheet === "hold" && (
        <Dialog title={say`Held`} from="sheet" onClose={() => show(null)}>
          <SheetPart sheet="hold" />
        </Dialog>
      )}
      {open && (
        <Dialog key={open.id} title={open.label} from="sheet" onClose={() => show(null)}>
          <SheetPart sheet={open.id} />
        </Dialog>
      )}
    </>
  );
}

function SheetPart({ sheet }: { readonly sheet: Sheet }) {
  if (sheet === "controls") {
    return (
      <div className={styles.scroll}>
        <Toolbar roomy />
      </div>
    );
  }
  if (sheet === "hold") {
    return (
      <div className={styles.scroll}>
        <Suspense fallback={null}>
          <HoldList />
        </Suspense>
      </div>
    );
  }
  return sheet === "events" ? <Views /> : <PanePart tab={sheet} />;
}

function Views() {
  const lab = useLab();
  const { views, chosen: tab } = useViews();
  return (
    <Tabs
      name={say`The run in other views`}
      idPrefix="views"
      tabs={views}
      value={tab}
      onChange={(drawer) => lab.page.setState({ drawer })}
    >
      <DrawerPart tab={tab} />
    </Tabs>
  );
}
