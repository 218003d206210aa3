import { HeartPulse, Power, Zap } from "lucide-react";
import { say } from "../../languages/say.ts";
import { crashOrRestart } from "../../store/scripts.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import styles from "./Toolbar.module.css";

/** Crash or restart the chosen node, and heal everything. */
export function Faults() {
  const lab = useLab();
  const node = usePage((page) => (page.selected?.is === "node" ? page.selected.id : null));
  const down = useRun((run) => node !== null && run.nodes.get(node)?.status === "crashed");
  const word = down ? say`Restart` : say`Crash`;
  const Icon = down ? Power : Zap;
  const crash = (): void => {
    lab.showStage();
    if (node === null) lab.say(say`Choose a node first: click one on the stage.`);
    else void lab.tryTo(crashOrRestart(lab.live.getState(), node));
  };
  return (
    <div role="group" data-part="faults" aria-label={say`Faults`} className={styles.group}>
      <Button
        look="plain"
        aria-keyshortcuts="C"
        aria-label={node === null ? word : down ? say`Restart ${node}` : say`Crash ${node}`}
        title={
          node === null
            ? say`Crash the chosen node (C)`
            : down
              ? say`Restart ${node} (C)`
              : say`Crash ${node} (C)`
        }
        className={styles.crash ?? ""}
        onClick={crash}
      >
        <Icon aria-hidden="true" />
        {word}
      </Button>
      <Button
        look="plain"
        aria-keyshortcuts="H"
        title={say`Mend every cut and partition (H)`}
        onClick={() => {
          lab.showStage();
          void lab.tryTo("heal");
        }}
      >
        <HeartPulse aria-hidden="true" />
        {say`Heal all`}
      </Button>
    </div>
  );
}
