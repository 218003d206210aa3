import { useEffect, useRef } from "react";
import { useLab } from "../panels/lab-context.ts";
import styles from "./App.module.css";
import { showStage } from "./show-stage.ts";

/** Where the stage is mounted. It hears of every frame from the store; React only made its place. */
export function StageView() {
  const lab = useLab();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const { stage, quit } = showStage(
      element,
      lab,
      { live: lab.live, manifest: () => lab.page.getState().manifest },
      {
        act: (text) => void lab.tryTo(text),
        select: (target) => lab.select(target),
        point: (target) => lab.point(target),
        pause: () => lab.pause(),
        menu: (target, at) => lab.openMenu(target, at),
      },
    );
    const withdraw = lab.offerPicture(stage);
    return () => {
      withdraw();
      quit();
    };
  }, [lab]);
  return <div ref={place} className={styles.stage} />;
}
