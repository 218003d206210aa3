import { say } from "../../languages/say.ts";
import type { NodeFrame } from "../../wire/frame.ts";
import styles from "./Inspect.module.css";

/** A log, or what a store holds, cell by cell. */
export function Cells({ cells }: { readonly cells: NodeFrame["view"]["cells"] }) {
  if (cells.length === 0) return null;
  return (
    <section>
      <h3>
        {say`Contents`} <small>{say`framed: settled`}</small>
      </h3>
      <ol className={styles.cells}>
        {cells.map((cell, at) => (
          <li
            key={at}
            title={cell.title}
            data-settled={cell.settled}
            data-conflict={cell.conflict ?? false}
            style={{
              background:
                cell.epoch === undefined
                  ? "var(--sunken)"
                  : `color-mix(in srgb, var(--term-${((cell.epoch - 1 + 8) % 8) + 1}) 30%, transparent)`,
            }}
          >
            {cell.text}
            <span className="hidden">{cell.title}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
