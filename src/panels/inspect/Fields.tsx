import type { NodeFrame } from "../../wire/frame.ts";
import styles from "./Inspect.module.css";

interface FieldsProps {
  readonly title: string;
  readonly note: string;
  readonly fields: NodeFrame["view"]["fields"];
}

/** Named values of a node. */
export function Fields({ title, note, fields }: FieldsProps) {
  if (fields.length === 0) return null;
  return (
    <section>
      <h3>
        {title} <small>{note}</small>
      </h3>
      <dl className={styles.fields}>
        {fields.map((field) => (
          <div key={field.name} title={field.help}>
            <dt>{field.name}</dt>
            <dd>{field.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
