import { useState } from "react";
import { say, translate } from "../../languages/say.ts";
import { leaderOf, splitsOf } from "../../store/splits.ts";
import { fewOf } from "../../store/few.ts";
import { partitionLine } from "../../store/scripts.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { OfCrowd } from "../parts/OfCrowd.tsx";
import { rich } from "../parts/rich.tsx";
import { Segmented } from "../parts/Segmented.tsx";
import styles from "./Dialogs.module.css";

/** A side's letter, or `all` for a node that hears every side. */
type Side = string;

const LETTERS: readonly Side[] = ["A", "B", "C", "D", "E", "F", "G", "H"];
const EVERY: Side = "all";

/** Draws the line of a partition without a pointer: a ready-made one, or every node takes a side. */
export function PartitionDialog() {
  const lab = useLab();
  const cards = usePage((page) => page.manifest?.nodes) ?? [];
  const nodes = useRun((run) => run.nodes);
  // Left and right as they stand on the stage is a good first guess.
  const [sides, setSides] = useState<Readonly<Record<string, Side>>>(() =>
    Object.fromEntries(cards.map(({ id, place }) => [id, place.x < 0.5 ? "A" : "B"])),
  );
  const [count, setCount] = useState(2);
  const letters = LETTERS.slice(0, count);
  const most = Math.min(LETTERS.length, cards.length);
  const on = (side: Side): readonly string[] =>
    cards.map((card) => card.id).filter((id) => sides[id] === side);
  const line = partitionLine(letters.map(on));
  const choices = [
    ...letters.map((letter) => ({ value: letter, label: say`Side ${letter}` })),
    { value: EVERY, label: say`Hears all` },
  ];
  const close = (): void => lab.setOverlay(null);
  return (
    <Dialog title={say`Partition the network`} onClose={close}>
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
        <ReadyMade onDone={close} />
        <h3>{say`Or every node takes a side`}</h3>
        <div className={styles.sides}>
          {fewOf(cards, 20, null).map(({ id }) => (
            <div key={id}>
              <strong>{id}</strong>
              <span>{translate(nodes.get(id)?.view.role ?? "")}</span>
              <Segmented
                name={say`Side of ${id}`}
                choices={choices}
                value={sides[id] ?? EVERY}
                onChange={(side) => setSides({ ...sides, [id]: side })}
              />
            </div>
          ))}
        </div>
        <OfCrowd shown={fewOf(cards, 20, null).length} all={cards.length} />
        {count < most && (
          <Button small onClick={() => setCount(count + 1)}>
            {say`One side more`}
          </Button>
        )}
        <p className={styles.line}>
          {line === null ? (
            say`Two sides need somebody on each.`
          ) : (
            <code>{line.length > 2_000 ? `${line.slice(0, 200)} …` : line}</code>
          )}
        </p>
        <div className={styles.buttons}>
          <Button look="act" type="submit" disabled={line === null}>
            {say`Partition`}
          </Button>
          <Button onClick={close}>{say`Cancel`}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Splits with a name, about a node of one's choice. */
function ReadyMade({ onDone }: { readonly onDone: () => void }) {
  const lab = useLab();
  const manifest = usePage((page) => page.manifest);
  const run = usePage((page) => page.shown);
  const chosen = usePage((page) => (page.selected?.is === "node" ? page.selected.id : null));
  const ids = manifest?.nodes.map((card) => card.id) ?? [];
  const [centre, setCentre] = useState(chosen ?? leaderOf(run) ?? ids[0] ?? "");
  const [other, setOther] = useState<string | null>(null);
  if (!manifest) return null;
  const splits = splitsOf(manifest, run, centre, other);
  return (
    <section aria-label={say`Ready-made`} className={styles.ready}>
      <h3>{say`Ready-made`}</h3>
      <div className={styles.about}>
        <label>
          {rich`About ${(
            <select value={centre} onChange={(event) => setCentre(event.target.value)}>
              {ids.map((id) => (
                <option key={id}>{id}</option>
              ))}
            </select>
          )}`}
        </label>
        <label>
          {rich`and ${(
            <select
              value={other ?? ids.find((id) => id !== centre)}
              onChange={(event) => setOther(event.target.value)}
            >
              {ids
                .filter((id) => id !== centre)
                .map((id) => (
                  <option key={id}>{id}</option>
                ))}
            </select>
          )}`}
        </label>
      </div>
      <div className={styles.buttons}>
        {splits.map(({ id, label, help, script }) => (
          <Button
            key={id}
            small
            title={help}
            onClick={() => {
              void lab.tryTo(script);
              lab.setTool("point");
              onDone();
            }}
          >
            {label}
          </Button>
        ))}
      </div>
    </section>
  );
}
