import { Columns2, Trash2 } from "lucide-react";
import { useState } from "react";
import { say } from "../../languages/say.ts";
import type { LaneFrame } from "../../wire/frame.ts";
import { useLab, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { seconds } from "../times.ts";
import styles from "./Lanes.module.css";

/** Every future of this run: go over to it, name it, compare it, let it go. */
export function LanesDialog() {
  const lab = useLab();
  const played = useRun((run) => run.end);
  const told = useRun((run) => run.lanes);
  // How far a lane has been played is told when the lanes change; the present one plays on meanwhile.
  const lanes = told.map((lane) => (lane.current ? { ...lane, end: played } : lane));
  const end = Math.max(1, ...lanes.map((lane) => lane.end));
  return (
    <Dialog title={say`Futures of this run`} onClose={() => lab.setOverlay(null)}>
      <div className={styles.lanes}>
        <p>
          {say`Whoever acts in the past begins a new future. The old one stays here, and can be returned to.`}
        </p>
        <ul>
          {lanes.toReversed().map((lane) => (
            <LaneLine key={lane.id} lane={lane} end={end} />
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

function LaneLine({ lane, end }: { readonly lane: LaneFrame; readonly end: number }) {
  const lab = useLab();
  const deeds = lane.interventions.length;
  return (
    <li aria-current={lane.current} aria-label={lane.label}>
      <Name key={lane.label} lane={lane} />
      <span className={styles.about}>
        {[
          lane.parent === null ? say`from the start` : say`parts at ${seconds(lane.from)}`,
          say`played to ${seconds(lane.end)}`,
          deeds === 0 ? say`nothing done` : say`${deeds} done by hand`,
        ].join(", ")}
      </span>
      <span className={styles.bar} aria-hidden="true">
        <span
          style={{
            left: `${(lane.from / end) * 100}%`,
            width: `${((lane.end - lane.from) / end) * 100}%`,
          }}
        />
      </span>
      <span className={styles.buttons}>
        {lane.current ? (
          <strong>{say`on the stage`}</strong>
        ) : (
          <>
            <Button
              small
              onClick={() => {
                void lab.lane(lane.id);
                lab.setOverlay(null);
              }}
            >
              {say`Go there`}
            </Button>
            <Button
              small
              onClick={() => {
                lab.compare({
                  beside: { lane: lane.id },
                  left: say`this future`,
                  right: lane.label,
                });
                lab.setOverlay(null);
              }}
            >
              <Columns2 aria-hidden="true" />
              {say`Compare`}
            </Button>
            <Button
              small
              look="plain"
              aria-label={say`Delete the future ${lane.label}`}
              title={say`Delete this future`}
              onClick={() => void lab.dropLane(lane.id)}
            >
              <Trash2 aria-hidden="true" />
            </Button>
          </>
        )}
      </span>
    </li>
  );
}

/** Its name, to be written over; empty, it goes back to what started it. */
function Name({ lane }: { readonly lane: LaneFrame }) {
  const lab = useLab();
  const [name, setName] = useState(lane.label);
  const save = (): void => {
    if (name !== lane.label) void lab.nameLane(lane.id, name);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <input
        aria-label={say`Name of the future ${lane.label}`}
        title={say`Write over it to give it a name`}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onBlur={save}
      />
    </form>
  );
}
