import { say } from "../../languages/say.ts";
import type { NodeFrame } from "../../wire/frame.ts";
import { duration } from "../../store/latency.ts";
import { useLab } from "../lab-context.ts";
import { Amount } from "./Amount.tsx";
import styles from "./Inspect.module.css";

/** How long a node takes for each thing that it handles. */
export function NodeSpeed({ node }: { readonly node: NodeFrame }) {
  const lab = useLab();
  return (
    <section>
      <h3>
        {say`Its speed`} <small>{say`one thing after another`}</small>
      </h3>
      <div className={styles.amounts}>
        <Amount
          label={say`For each message and timer`}
          text={duration(node.slow)}
          hint="50ms"
          onText={(text) => void lab.tryTo(`slow ${node.id} ${text}`)}
          min={0}
          max={500}
          step={10}
          value={Math.min(500, node.slow / 1_000)}
          write={(ms) => `${ms}ms`}
        />
      </div>
    </section>
  );
}
