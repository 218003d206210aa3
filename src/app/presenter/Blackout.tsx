import { useEffect } from "react";
import { say } from "../../languages/say.ts";
import { useLab } from "../../panels/lab-context.ts";
import styles from "./Presenter.module.css";

/** Nothing to look at: the lecturer speaks. The run waits; any key or a click brings everything back. */
export function Blackout({ onEnd }: { readonly onEnd: () => void }) {
  const lab = useLab();
  useEffect(() => {
    const { playing } = lab;
    lab.pause();
    const end = (event: Event): void => {
      event.preventDefault();
      event.stopPropagation();
      onEnd();
    };
    // Before everybody else: the key that brings the picture back does nothing besides.
    window.addEventListener("keydown", end, true);
    window.addEventListener("pointerdown", end, true);
    return () => {
      window.removeEventListener("keydown", end, true);
      window.removeEventListener("pointerdown", end, true);
      if (playing) lab.play();
    };
  }, [lab, onEnd]);
  return (
    <div role="status" className={styles.black}>
      <span className="hidden">{say`The screen is black. Any key brings the picture back.`}</span>
    </div>
  );
}
