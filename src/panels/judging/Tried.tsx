import { say } from "../../languages/say.ts";
import type { Operation, Verdict } from "../../wire/judging.ts";
import styles from "./Tried.module.css";
import { deed, nameOf } from "./words.ts";

interface TriedProps {
  readonly verdict: Verdict;
  readonly operations: readonly Operation[];
}

/** Orders that were tried, each as far as it went; or the one that explains everything. */
export function Tried({ verdict, operations }: TriedProps) {
  const byId = new Map(operations.map((op) => [op.id, op]));
  const culprits = new Map((verdict.culprits ?? []).map((id, i) => [id, i + 1]));
  const tried = verdict.tried?.filter((order) => order.length > 0) ?? [];
  if (tried.length === 0) return null;
  return (
    <section aria-label={say`Orders that were tried`} className={styles.tried}>
      {tried.map((order, i) => {
        const left = (verdict.culprits ?? []).filter((id) => !order.includes(id));
        return (
          <ol key={order.join(" ")} aria-label={say`Order ${i + 1}`}>
            <li className={styles.word}>{i === 0 ? say`tried:` : say`or:`}</li>
            {order.map((id) => (
              <Chip key={id} op={byId.get(id)} number={culprits.get(id)} />
            ))}
            <li className={styles.stuck}>
              {left.length === 1
                ? say`then stuck, no place for ${culprits.get(left[0]!)}`
                : say`then stuck`}
            </li>
          </ol>
        );
      })}
    </section>
  );
}

function Chip({
  op,
  number,
}: {
  readonly op: Operation | undefined;
  readonly number: number | undefined;
}) {
  if (!op) return null;
  return (
    <li className={styles.chip}>
      {number !== undefined && <b>{number}</b>}
      {nameOf(op.process)} {deed(op)}
    </li>
  );
}
