import { phrase, say, translate } from "../../languages/say.ts";
import { useLab, usePage } from "../lab-context.ts";
import { Dialog } from "../parts/Dialog.tsx";
import styles from "./Dialogs.module.css";

const KEYS: readonly (readonly [keys: string, does: string])[] = [
  ["Space", phrase("Play or pause")],
  [",  .", phrase("One event back or on")],
  ["[  ]", phrase("Slower or faster")],
  ["←  →", phrase("On the time line: a tenth of a second")],
  ["C", phrase("Crash or restart the chosen node")],
  ["X", phrase("Cut tool; cuts or heals the chosen link")],
  ["P", phrase("Partition tool; again: choose the sides from a list")],
  ["H", phrase("Heal all")],
  ["G", phrase("Hold everything, to deliver by hand; again: let go")],
  ["Ctrl Z", phrase("Undo what hands did last")],
  ["Ctrl Y", phrase("Do it again")],
  ["Menu", phrase("On the stage: what can be done to what has the focus")],
  ["Shift ← →", phrase("On a message: a tenth of its way back or on")],
  ["D  Del  2", phrase("On a message: deliver, drop, double it")],
  ["← → ↑ ↓", phrase("In the space–time diagram: along a line, to the next one")],
  ["+ − 0 W", phrase("There: less time, more, all of it; why did this happen?")],
  ["B", phrase("Find a bad run")],
  ["E", phrase("Like I’m five, or expert")],
  ["F", phrase("Present: the stage alone, larger")],
  ["PgDn  PgUp", phrase("Presenting: to what hands did or what broke, next or before")],
  ["T", phrase("Presenting: the tools")],
  ["L", phrase("Presenting: spotlight; held, as long as it is held")],
  ["R", phrase("Presenting: read the explanation")],
  ["B", phrase("Presenting: black; any key brings the picture back")],
  ["Ctrl K", phrase("Search, or run any line")],
  ["Esc", phrase("Back to pointing; choose nothing")],
  ["?", phrase("These keys")],
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
              <dd>{translate(does)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Dialog>
  );
}
