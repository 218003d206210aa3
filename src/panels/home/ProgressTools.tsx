import { useRef, useState } from "react";
import { say, several } from "../../languages/say.ts";
import { printProgress, ProgressFileError, readProgress } from "../../store/progress-file.ts";
import { progress, type Done } from "../../store/progress.ts";
import { save } from "../files/save.ts";
import { Button } from "../parts/Button.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import styles from "./Home.module.css";
import { amounts } from "./marks.ts";

const FILE = "netsplit-progress.json";

/** What is kept of somebody's progress, and how to take it along or forget it. */
export function ProgressTools({ done }: { readonly done: readonly Done[] }) {
  const file = useRef<HTMLInputElement>(null);
  const [told, setTold] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const take = async (chosen: File | undefined): Promise<void> => {
    if (!chosen) return;
    try {
      const deeds = readProgress(await chosen.text());
      const before = progress.list.getState();
      progress.add(deeds);
      const gained = progress.list.getState().length - before.length;
      setTold(
        gained === 0
          ? say`${chosen.name} was read: nothing in it was new. What was there stays.`
          : say`${chosen.name} was read: ${gained} new. What was there stays.`,
      );
    } catch (error) {
      setTold(
        error instanceof ProgressFileError ? error.message : say`${chosen.name} could not be read.`,
      );
    }
    if (file.current) file.current.value = "";
  };
  return (
    <section aria-labelledby="progress" className={styles.progress}>
      <h2 id="progress">{say`Your progress`}</h2>
      <p>
        {done.length === 0
          ? say`Nothing yet. What you do in the lessons is noted here, in this browser only.`
          : say`${sumUp(done)} It is kept in this browser only.`}
      </p>
      <div className={styles.tools}>
        <Button
          disabled={done.length === 0}
          onClick={() => {
            save(FILE, printProgress(done));
            setTold(say`Saved as ${FILE}.`);
          }}
        >
          {say`Save as a file`}
        </Button>
        <Button onClick={() => file.current?.click()}>{say`Add from a file…`}</Button>
        <input
          ref={file}
          type="file"
          accept=".json,application/json"
          aria-label={say`A progress file`}
          hidden
          onChange={(event) => void take(event.target.files?.[0])}
        />
        <Button disabled={done.length === 0} onClick={() => setAsking(true)}>
          {say`Reset…`}
        </Button>
      </div>
      <p role="status" className={styles.small}>
        {told}
      </p>
      {asking && (
        <Dialog title={say`Forget your progress?`} onClose={() => setAsking(false)}>
          <div className={styles.ask}>
            <p>{say`${sumUp(done)} This cannot be undone; a file that you saved can be added again.`}</p>
            <div className={styles.tools}>
              <Button
                onClick={() => {
                  progress.reset();
                  setAsking(false);
                  setTold(say`Your progress is forgotten.`);
                }}
              >
                {say`Forget it`}
              </Button>
              <Button look="act" data-first onClick={() => setAsking(false)}>
                {say`Keep it`}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </section>
  );
}

function sumUp(done: readonly Done[]): string {
  const count = (what: Done["what"]) => done.filter((deed) => deed.what === what).length;
  const lessons = count("opened");
  const tours = count("tour");
  const stars = done.reduce(
    (sum, deed) => sum + (deed.what === "challenge" ? (deed.stars ?? 0) : 0),
    0,
  );
  const parts = [
    ...(lessons === 0 ? [] : [several(lessons, "{n} lesson", "{n} lessons")]),
    ...(tours === 0 ? [] : [several(tours, "{n} tour", "{n} tours")]),
    ...amounts(count("prediction"), count("challenge"), stars),
  ];
  return say`So far: ${parts.join(", ")}.`;
}
