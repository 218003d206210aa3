import type { NodeFrame } from "../../wire/frame.ts";
import { useLab, useRun } from "../lab-context.ts";
import { brief, seconds } from "../times.ts";
import styles from "./Inspect.module.css";
import { Setting } from "./Setting.tsx";

/** What the node's own clock shows, and how wrong it is. */
export function NodeClock({ node }: { readonly node: NodeFrame }) {
  const lab = useLab();
  const time = useRun((run) => run.time);
  const { local, since, rate } = node.clock;
  const shows = local + Math.round(((time - since) * rate) / 1_000_000);
  const offset = shows - time;
  const sign = offset > 0 ? "+" : "";
  return (
    <section>
      <h3>Its own clock</h3>
      <dl className={styles.fields}>
        <div>
          <dt>shows</dt>
          <dd>{seconds(shows)}</dd>
        </div>
        <div>
          <dt>away from true time</dt>
          <dd>{`${sign}${brief(offset)}`}</dd>
        </div>
      </dl>
      <div className={styles.settings}>
        <Setting
          label="Set it off by"
          value={`${sign}${Math.round(offset / 1_000)}ms`}
          hint="+50ms"
          onSet={(value) =>
            void lab.tryTo(`clock ${node.id} ${/^\d/.test(value) ? "+" : ""}${value}`)
          }
        />
        <Setting
          label="Speed (1 is true)"
          value={String(rate / 1_000_000)}
          hint="1.1"
          onSet={(value) => void lab.tryTo(`drift ${node.id} ${value}`)}
        />
      </div>
    </section>
  );
}
