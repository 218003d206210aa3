import { say } from "../../languages/say.ts";
import { splitsOf } from "../../store/splits.ts";
import { useLab, usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import styles from "./Toolbar.module.css";

/** The network's own troubles, about the chosen node or the one that leads. */
export function Splits({ onDone }: { readonly onDone: () => void }) {
  const lab = useLab();
  const manifest = usePage((page) => page.manifest);
  const run = usePage((page) => page.shown);
  const chosen = usePage((page) => (page.selected?.is === "node" ? page.selected.id : null));
  const splits = manifest ? splitsOf(manifest, run, chosen, null) : [];
  if (splits.length === 0) return null;
  return (
    <section aria-label={say`Split the network`} className={styles.part}>
      <h2>{say`Split the network`}</h2>
      <div className={styles.choices}>
        {splits.map(({ id, label, help, script }) => (
          <Button
            key={id}
            small
            title={help}
            onClick={() => {
              lab.showStage();
              void lab.tryTo(script);
              onDone();
            }}
          >
            {label}
          </Button>
        ))}
        <Button
          small
          onClick={() => {
            onDone();
            lab.showStage();
            lab.setOverlay("partition");
          }}
        >
          {say`From a list…`}
        </Button>
      </div>
    </section>
  );
}
