import { say } from "../../languages/say.ts";
import type { NodeFrame } from "../../wire/frame.ts";
import { clockOffset } from "../../store/scripts.ts";
import { useLab, useRun } from "../lab-context.ts";
import { brief, seconds } from "../times.ts";
import { Amount } from "./Amount.tsx";
import styles from "./Inspect.module.css";

/** How far a clock is put off or how fast it runs at most by the slider; more can be written. */
const OFFSET = { min: -2_000, max: 2_000, step: 10 };
const RATE = { min: 0.5, max: 1.5, step: 0.01 };

const signed = (ms: number): string => `${ms >= 0 ? "+" : ""}${ms}ms`;
const rated = (rate: number): string => String(Number(rate.toFixed(4)));

/** What the node's own clock shows, how wrong it is, and how to make it more so. */
export function NodeClock({ node }: { readonly node: NodeFrame }) {
  const lab = useLab();
  const time = useRun((run) => run.time);
  const { rate } = node.clock;
  const offset = clockOffset(node, time);
  const off = Math.round(offset / 1_000);
  return (
    <section>
      <h3>{say`Its own clock`}</h3>
      <dl className={styles.fields}>
        <div>
          <dt>{say`shows`}</dt>
          <dd>{seconds(time + offset)}</dd>
        </div>
        <div>
          <dt>{say`away from true time`}</dt>
          <dd>{`${offset > 0 ? "+" : ""}${brief(offset)}`}</dd>
        </div>
      </dl>
      <div className={styles.amounts}>
        <Amount
          label={say`Set it off by`}
          text={signed(off)}
          hint="+50ms"
          onText={(text) =>
            void lab.tryTo(`clock ${node.id} ${/^\d/.test(text) ? "+" : ""}${text}`)
          }
          {...OFFSET}
          value={Math.max(OFFSET.min, Math.min(OFFSET.max, off))}
          write={signed}
        />
        <Amount
          label={say`Speed (1 is true)`}
          text={rated(rate / 1_000_000)}
          hint="1.1"
          onText={(text) => void lab.tryTo(`drift ${node.id} ${text}`)}
          {...RATE}
          value={Math.max(RATE.min, Math.min(RATE.max, rate / 1_000_000))}
          write={rated}
        />
      </div>
    </section>
  );
}
