import { Check, X } from "lucide-react";
import { useStore } from "zustand";
import { language, say } from "../../languages/say.ts";
import type { Companion } from "../../store/companion.ts";
import type { Compared } from "../../store/comparison.ts";
import type { Run } from "../../store/run.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import styles from "./Compare.module.css";
import { brokenBy, measuresOf } from "./numbers.ts";

/** What the two runs have cost and given so far, in two lines. */
export function CompareTable(props: {
  readonly compared: Compared;
  readonly companion: Companion;
}) {
  const lab = useLab();
  const left = useRun((run) => run);
  const right = useStore(props.companion.shown);
  const measures = measuresOf(left, right);
  return (
    <section aria-label={say`Two runs compared`} className={styles.compare}>
      <div className={styles.scroll}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span className="hidden">{say`Run`}</span>
              </th>
              {measures.map(({ label, help }) => (
                <th key={label} scope="col" title={help}>
                  {label}
                </th>
              ))}
              <th scope="col">{say`promises`}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{props.compared.left}</th>
              {measures.map(({ label, left: value }) => (
                <td key={label}>{value}</td>
              ))}
              <td>
                <Promises run={left} />
              </td>
            </tr>
            <tr>
              <th scope="row">{props.compared.right}</th>
              {measures.map(({ label, left: other, right: value }) => (
                <td key={label} data-other={value !== other}>
                  {value}
                </td>
              ))}
              <td>
                <Promises run={right} />
              </td>
            </tr>
          </tbody>
        </table>
      </div>
      <Button small onClick={() => lab.compare(null)}>
        <X aria-hidden="true" />
        {say`Stop comparing`}
      </Button>
    </section>
  );
}

function Promises({ run }: { readonly run: Run }) {
  const promises = usePage((page) => page.manifest?.promises);
  const broken = brokenBy(run);
  // An id is English; other languages know a promise by its title.
  const nameOf = (id: string): string =>
    (language() !== "en" && promises?.find((each) => each.id === id)?.title) ||
    id.replaceAll("-", " ");
  if (broken.length === 0) {
    return (
      <span className={styles.kept}>
        <Check aria-hidden="true" /> {say`none broken`}
      </span>
    );
  }
  return (
    <ul>
      {broken.map(({ id, promised }) => (
        <li key={id} className={promised ? styles.broken : styles.given}>
          {promised ? <X aria-hidden="true" /> : null}
          {promised ? say`${nameOf(id)} broken` : say`${nameOf(id)} not kept, nor promised`}
        </li>
      ))}
    </ul>
  );
}
