import { useEffect, useRef } from "react";
import { say } from "../languages/say.ts";
import { useLab } from "../panels/lab-context.ts";
import type { Companion } from "../store/companion.ts";
import type { Target } from "../store/target.ts";
import styles from "./App.module.css";
import { showStage } from "./show-stage.ts";

/** The stage of the run beside. It can be looked at, not acted on: it follows the other one's script. */
export function CompanionView({ companion }: { readonly companion: Companion }) {
  const lab = useLab();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const refuse = (): void => lab.say(say`This run follows the one on the left: act there.`);
    const { quit } = showStage(
      element,
      lab,
      { live: companion.live, manifest: () => companion.manifest },
      {
        act: refuse,
        select: (target) => lab.select(inBoth(target)),
        point: (target) => lab.point(inBoth(target)),
        pause: () => lab.pause(),
        menu: refuse,
      },
    );
    return quit;
  }, [lab, companion]);
  return <div ref={place} className={styles.stage} />;
}

/** Messages and events have other numbers in another run; nodes and links are the same. */
function inBoth(target: Target | null): Target | null {
  return target?.is === "node" || target?.is === "link" ? target : null;
}
