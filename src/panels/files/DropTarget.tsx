import { useEffect, useState } from "react";
import { FileDown } from "lucide-react";
import { say } from "../../languages/say.ts";
import { useLab } from "../lab-context.ts";
import styles from "./DropTarget.module.css";

/** The whole page takes a file that is dropped on it. */
export function DropTarget() {
  const lab = useLab();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const carries = (event: DragEvent): boolean =>
      event.dataTransfer?.types.includes("Files") ?? false;
    const drag = (event: DragEvent): void => {
      if (!carries(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      // Going from one element to another leaves the first; only without a next one has it left the window.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      setOver(false);
      if (!carries(event)) return;
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (file) void import("./open-file.ts").then(({ openFile }) => openFile(lab, file));
    };
    window.addEventListener("dragenter", drag);
    window.addEventListener("dragover", drag);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragenter", drag);
      window.removeEventListener("dragover", drag);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, [lab]);
  if (!over) return null;
  return (
    <div role="status" className={styles.over}>
      <div>
        <FileDown aria-hidden="true" />
        <p>{say`Drop a script or trace to open it`}</p>
        <small>{say`Also a recording, or a text with a Netsplit link in it`}</small>
      </div>
    </div>
  );
}
