import { Minus, Pause, Play, Plus, RotateCcw, StepBack, StepForward } from "lucide-react";
import { say } from "../../languages/say.ts";
import { speedText, SPEEDS } from "../../store/speed.ts";
import { useLab, usePage, usePhase } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { LanesButton } from "../lanes/LanesButton.tsx";
import { Clock } from "./Clock.tsx";
import { Seed } from "./Seed.tsx";
import { TimeLine } from "./TimeLine.tsx";
import styles from "./Transport.module.css";

/** Play, pause, step, speed, and the time line. */
export function Transport() {
  const lab = useLab();
  const phase = usePhase();
  const playing = phase === "playing";
  const ready = phase === "playing" || phase === "paused" || phase === "halted";
  return (
    <section data-part="transport" aria-label={say`Transport`} className={styles.transport}>
      <div className={styles.controls}>
        <button
          type="button"
          className={styles.play}
          disabled={!ready}
          aria-label={playing ? say`Pause` : say`Play`}
          aria-keyshortcuts="Space"
          title={playing ? say`Pause (Space)` : say`Play (Space)`}
          onClick={() => lab.toggle()}
        >
          {playing ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
        </button>
        <Button
          look="plain"
          disabled={!ready}
          aria-label={say`Back to the start`}
          title={say`Back to the start`}
          className={styles.start ?? ""}
          onClick={() => void lab.seek(0)}
        >
          <RotateCcw aria-hidden="true" />
        </Button>
        <Button
          look="plain"
          disabled={!ready}
          aria-label={say`One event back`}
          aria-keyshortcuts=","
          title={say`One event back ( , )`}
          onClick={() => void lab.step(-1)}
        >
          <StepBack aria-hidden="true" />
        </Button>
        <Button
          look="plain"
          disabled={!ready}
          aria-label={say`One event on`}
          aria-keyshortcuts="."
          title={say`One event on ( . )`}
          onClick={() => void lab.step(1)}
        >
          <StepForward aria-hidden="true" />
        </Button>
        <Speed />
      </div>
      <TimeLine />
      <LanesButton />
      <div className={styles.numbers}>
        <Clock />
        <Seed />
      </div>
    </section>
  );
}

function Speed() {
  const lab = useLab();
  const speed = usePage((page) => page.speed);
  return (
    <div role="group" aria-label={say`Speed`} className={styles.speed}>
      <Button
        look="plain"
        aria-label={say`Slower`}
        aria-keyshortcuts="["
        title={say`Slower ( [ )`}
        disabled={speed === SPEEDS[0]}
        onClick={() => lab.changeSpeed(-1)}
      >
        <Minus aria-hidden="true" />
      </Button>
      <output aria-label={say`Speed`}>{speedText(speed)}</output>
      <Button
        look="plain"
        aria-label={say`Faster`}
        aria-keyshortcuts="]"
        title={say`Faster ( ] )`}
        disabled={speed === SPEEDS.at(-1)}
        onClick={() => lab.changeSpeed(1)}
      >
        <Plus aria-hidden="true" />
      </Button>
    </div>
  );
}
