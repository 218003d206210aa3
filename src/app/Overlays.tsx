import { lazy, Suspense } from "react";
import { usePage } from "../panels/lab-context.ts";

/** The palette's code; asked for again it is there at once. */
export const fetchPalette = async () => ({
  default: (await import("../panels/palette/Palette.tsx")).Palette,
});

const Palette = lazy(fetchPalette);
const LessonsDrawer = lazy(() =>
  import("../panels/header/LessonsDrawer.tsx").then((file) => ({ default: file.LessonsDrawer })),
);
const KeysDialog = lazy(() =>
  import("../panels/dialogs/KeysDialog.tsx").then((file) => ({ default: file.KeysDialog })),
);
const PartitionDialog = lazy(() =>
  import("../panels/dialogs/PartitionDialog.tsx").then((file) => ({
    default: file.PartitionDialog,
  })),
);
const ShareDialog = lazy(() =>
  import("../panels/dialogs/ShareDialog.tsx").then((file) => ({ default: file.ShareDialog })),
);

const CompareDialog = lazy(() =>
  import("../panels/compare/CompareDialog.tsx").then((file) => ({ default: file.CompareDialog })),
);
const LanesDialog = lazy(() =>
  import("../panels/lanes/LanesDialog.tsx").then((file) => ({ default: file.LanesDialog })),
);

/** What lies over the page; each is fetched when it is first wanted. */
export function Overlays() {
  const overlay = usePage((page) => page.overlay);
  return (
    <Suspense fallback={null}>
      {overlay === "lessons" && <LessonsDrawer />}
      {overlay === "palette" && <Palette />}
      {overlay === "keys" && <KeysDialog />}
      {overlay === "partition" && <PartitionDialog />}
      {overlay === "lanes" && <LanesDialog />}
      {overlay === "compare" && <CompareDialog />}
      {overlay === "share" && <ShareDialog />}
    </Suspense>
  );
}
