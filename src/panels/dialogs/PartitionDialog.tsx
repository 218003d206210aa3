import { useState } from "react";
import { partitionLine } from "../../store/scripts.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { Segmented } from "../parts/Segmented.tsx";
import styles from "./Dialogs.module.css";

type Side = "left" | "right" | "third" | "both";

const SIDES = [
  { value: "left", label: "Side A" },
  { value: "right", label: "Side B" },
  { value: "third", label: "Side C" },
  { value: "both", label: "Hears all" },
] as const;

/** Draws the line of a partition without a pointer: every node takes a side. */
export function PartitionDialog() {
  const lab = useLab();
  const cards = usePage((page) => page.manifest?.nodes) ?? [];
  const nodes = useRun((run) => run.nodes);
  // Left and right as they stand on the stage is a good first guess.
  const [sides, setSides] = useState<Readonly<Record<string, Side>>>(() =>
    Object.fromEntries(cards.map(({ id, place }) => [id, place.x < 0.5 ? "left" : "right"])),
  );
  const on = (side: Side): readonly string[] =>
    cards.map((card) => card.id).filter((id) => sides[id] === side);
  const line = partitionLine([on("left"), on("right"), on("third")]);
  const close = (): void => lab.setOverlay(null);
  return (
    <Dialog title="Partition the network" onClose={close}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (line === null) return;
          void lab.tryTo(line);
          lab.setTool("point");
          close();
        }}
      >
        <div className={styles.sides}>
          {cards.map(({ id }) => (
            <div key={id}>
              <strong>{id}</strong>
              <span>{nodes.get(id)?.view.role}</span>
              <Segmented
                name={`Side of ${id}`}
                choices={SIDES}
                value={sides[id] ?? "both"}
                onChange={(side) => setSides({ ...sides, [id]: side })}
              />
            </div>
          ))}
        </div>
        <p className={styles.line}>
          {line === null ? "Two sides need somebody on each." : <code>{line}</code>}
        </p>
        <div className={styles.buttons}>
          <Button look="act" type="submit" disabled={line === null}>
            Partition
          </Button>
          <Button onClick={close}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
