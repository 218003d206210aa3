import { useLab, usePage } from "../lab-context.ts";
import { Dialog } from "../parts/Dialog.tsx";
import styles from "./Dialogs.module.css";
import { say } from "../../languages/say.ts";

const KEYS: readonly (readonly [keys: string, does: string])[] = [
  ["Space", "Play or pause"],
  [",  .", "One event back or on"],
  ["[  ]", "Slower or faster"],
  ["←  →", "On the time line: a tenth of a second"],
  ["C", "Crash or restart the chosen node"],
  ["X", "Cut tool; cuts or heals the chosen link"],
  ["P", "Partition tool; again: choose the sides from a list"],
  ["H", "Heal all"],
  ["G", "Hold everything, to deliver by hand; again: let go"],
  ["Ctrl Z", "Undo what hands did last"],
  ["Ctrl Y", "Do it again"],
  ["Menu", "On the stage: what can be done to what has the focus"],
  ["Shift ← →", "On a message: a tenth of its way back or on"],
  ["D  Del  2", "On a message: deliver, drop, double it"],
  ["← → ↑ ↓", "In the space–time diagram: along a line, to the next one"],
  ["+ − 0 W", "There: less time, more, all of it; why did this happen?"],
  ["B", "Find a bad run"],
  ["E", "Like I’m five, or expert"],
  ["F", "Present: the stage alone, larger"],
  ["PgDn  PgUp", "Presenting: to what hands did or what broke, next or before"],
  ["T", "Presenting: the tools"],
  ["L", "Presenting: spotlight; held, as long as it is held"],
  ["R", "Presenting: read the explanation"],
  ["B", "Presenting: black; any key brings the picture back"],
  ["Ctrl K", "Search, or run any line"],
  ["Esc", "Back to pointing; choose nothing"],
  ["?", "These keys"],
];

/** Every key of the page, and the lesson's own. */
export function KeysDialog() {
  const lab = useLab();
  const presets = usePage((page) => page.manifest?.presets) ?? [];
  const own = presets.flatMap(({ key, label }) =>
    key === undefined ? [] : [[key.toUpperCase(), label] as const],
  );
  return (
    <Dialog title={say`Keys`} onClose={() => lab.setOverlay(null)}>
      {/* The list may be longer than the window: the arrows scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div role="region" aria-label={say`All keys`} tabIndex={0} className={styles.scroll}>
        <dl className={styles.keys}>
          {[...KEYS, ...own].map(([keys, does]) => (
            <div key={keys}>
              <dt>
                {keys.split(/\s+/).map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Dialog>
  );
}
