import { BellRing } from "lucide-react";
import { say } from "../../languages/say.ts";
import type { NodeFrame } from "../../wire/frame.ts";
import { useLab, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { brief } from "../times.ts";
import styles from "./Inspect.module.css";

/** The alarms that a node has set, running down. */
export function Timers({ node }: { readonly node: NodeFrame }) {
  const lab = useLab();
  const time = useRun((run) => run.time);
  if (node.timers.length === 0) return null;
  return (
    <section>
      <h3>{say`Timers`}</h3>
      <ul className={styles.timers}>
        {node.timers.map((timer) => {
          const left = Math.max(0, timer.due - time);
          const share = left / Math.max(1, timer.due - timer.set);
          return (
            <li key={`${timer.label} ${timer.due}`}>
              <span>{timer.label}</span>
              <meter min={0} max={1} value={share} aria-label={say`${timer.label} runs down`} />
              <span className={styles.number}>{brief(Math.round(left / 1_000) * 1_000)}</span>
              <Button
                look="plain"
                small
                aria-label={say`Let ${timer.label} ring now`}
                title={say`Ring now`}
                onClick={() => void lab.tryTo(`fire ${node.id} ${timer.label}`)}
              >
                <BellRing aria-hidden="true" />
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
