import { BookOpen, Lightbulb, Maximize, Minimize2, Square } from "lucide-react";
import { useEffect, useRef } from "react";
import { say } from "../../languages/say.ts";
import { Button } from "../../panels/parts/Button.tsx";
import { Toolbar } from "../../panels/toolbar/Toolbar.tsx";
import styles from "./Presenter.module.css";

/** Tools that nobody has used for so long go away by themselves, in ms. */
const UNUSED = 8_000;

export interface PresenterActs {
  readonly explain: () => void;
  readonly spotlight: () => void;
  readonly black: () => void;
  readonly leave: () => void;
  /** Null where the browser has no full screen. */
  readonly fullScreen: (() => void) | null;
}

interface Props {
  readonly acts: PresenterActs;
  readonly explained: boolean;
  readonly lit: boolean;
  readonly onUnused: () => void;
}

/** Everything that hands can do, laid over the upper edge while it is used. */
export function PresenterTools({ acts, explained, lit, onUnused }: Props) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = bar.current;
    if (!element) return;
    let timer = 0;
    const used = (): void => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        // A menu that is unfolded, or a pointer that rests here, is use.
        if (element.querySelector(":popover-open") || element.matches(":hover")) used();
        else onUnused();
      }, UNUSED);
    };
    used();
    const signs = ["pointermove", "pointerdown", "keydown", "focusin"];
    for (const sign of signs) element.addEventListener(sign, used);
    return () => {
      window.clearTimeout(timer);
      for (const sign of signs) element.removeEventListener(sign, used);
    };
  }, [onUnused]);
  return (
    <div ref={bar} role="region" aria-label={say`Presenter's tools`} className={styles.tools}>
      <Toolbar />
      <div role="group" aria-label={say`Presentation`} className={styles.acts}>
        <Button look="plain" shortcut="R" pressed={explained} onClick={acts.explain}>
          <BookOpen aria-hidden="true" />
          {say`Explanation`}
        </Button>
        <Button look="plain" shortcut="L" pressed={lit} onClick={acts.spotlight}>
          <Lightbulb aria-hidden="true" />
          {say`Spotlight`}
        </Button>
        <Button look="plain" shortcut="B" onClick={acts.black}>
          <Square aria-hidden="true" />
          {say`Black`}
        </Button>
        {acts.fullScreen && (
          <Button look="plain" shortcut="Shift F" onClick={acts.fullScreen}>
            <Maximize aria-hidden="true" />
            {say`Full screen`}
          </Button>
        )}
        <Button look="plain" shortcut="F" onClick={acts.leave}>
          <Minimize2 aria-hidden="true" />
          {say`Leave the presentation`}
        </Button>
      </div>
    </div>
  );
}
