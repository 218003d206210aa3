import { HardDrive, Pause, Play, Power, Zap } from "lucide-react";
import { useLab } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import styles from "./Inspect.module.css";

interface NodeActionsProps {
  readonly id: string;
  readonly status: "up" | "paused" | "crashed";
}

/** What hands can do to a node. */
export function NodeActions({ id, status }: NodeActionsProps) {
  const lab = useLab();
  const act = (line: string) => () => void lab.tryTo(line);
  return (
    <div role="group" aria-label={`Act on ${id}`} className={styles.buttons}>
      {status === "crashed" ? (
        <>
          <Button small onClick={act(`restart ${id}`)}>
            <Power aria-hidden="true" />
            Restart
          </Button>
          <Button small title="It has lost its disk too" onClick={act(`restart ${id} wiped`)}>
            <HardDrive aria-hidden="true" />
            Restart with an empty disk
          </Button>
        </>
      ) : (
        <>
          <Button small onClick={act(`crash ${id}`)}>
            <Zap aria-hidden="true" />
            Crash
          </Button>
          {status === "up" ? (
            <Button small title="It freezes and keeps its state" onClick={act(`pause ${id}`)}>
              <Pause aria-hidden="true" />
              Pause
            </Button>
          ) : (
            <Button small onClick={act(`resume ${id}`)}>
              <Play aria-hidden="true" />
              Resume
            </Button>
          )}
        </>
      )}
    </div>
  );
}
