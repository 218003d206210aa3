import { Circle, Square } from "lucide-react";
import { useEffect, useState } from "react";
import { say } from "../../languages/say.ts";
import { save } from "../files/save.ts";
import { useLab } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { canRecord, record, type Recording } from "./clip.ts";
import styles from "./Export.module.css";
import { nameOf } from "./exports.ts";

/** Starts and ends a clip of the stage; absent where the browser cannot record one. */
export function ClipButton() {
  const lab = useLab();
  const [recording, setRecording] = useState<Recording | null>(null);
  // Whoever leaves the view ends the clip, and keeps it.
  useEffect(() => () => recording?.stop(), [recording]);
  if (!canRecord()) return null;
  const keep = (clip: Blob): void => {
    setRecording(null);
    save(nameOf(lab, "webm"), clip);
    lab.say(say`The clip is saved.`);
  };
  const start = (): void => {
    if (!lab.picture) return lab.say(say`There is no stage to record.`, "wrong");
    setRecording(record(lab.picture, keep));
  };
  return (
    <Button
      look="plain"
      small
      pressed={recording !== null}
      title={
        recording ? say`End the clip and save it` : say`Record what the stage shows as a WebM clip`
      }
      onClick={() => (recording ? recording.stop() : start())}
    >
      {recording ? (
        <Square aria-hidden="true" className={styles.live} />
      ) : (
        <Circle aria-hidden="true" />
      )}
      {recording ? say`End clip` : say`Clip`}
    </Button>
  );
}
