import { say, translate } from "../../languages/say.ts";
import { actsOn } from "../../store/acts.ts";
import { usePage, useRun } from "../lab-context.ts";
import { Mark } from "../parts/Mark.tsx";
import { Acts } from "./Acts.tsx";
import { Cells } from "./Cells.tsx";
import { ClientForm } from "./ClientForm.tsx";
import { Fields } from "./Fields.tsx";
import styles from "./Inspect.module.css";
import { NodeClock } from "./NodeClock.tsx";
import { NodeSpeed } from "./NodeSpeed.tsx";
import { statusWord, traitorWord } from "./status.ts";
import { Timers } from "./Timers.tsx";

/** A node from the inside: what it is, what it knows, what survives, and what hands can do to it. */
export function NodeInspector({ id }: { readonly id: string }) {
  const node = useRun((run) => run.nodes.get(id));
  const kind = usePage((page) => page.manifest?.nodes.find((card) => card.id === id)?.kind);
  const run = usePage((page) => page.shown);
  const manifest = usePage((page) => page.manifest);
  if (!node || !manifest)
    return <p className={styles.quiet}>{say`There is no ${id} in this run.`}</p>;
  const { view, status } = node;
  const client = kind === "client";
  return (
    <>
      <header className={styles.head}>
        <Mark
          tone={status === "crashed" ? "crashed" : view.tone}
          shape={view.shape}
          crown={view.crown}
        />
        <h2>{id}</h2>
        <span>{status === "crashed" ? say`down` : translate(view.role)}</span>
        {view.badge && (
          <span className={styles.badge} title={view.badge.title}>
            {view.badge.title}
          </span>
        )}
        <span className={styles.status} data-status={status}>
          {statusWord(status)}
        </span>
        {node.slow > 0 && (
          <span className={styles.status} data-status="paused">
            {say`slow`}
          </span>
        )}
        {node.traitor !== null && (
          <span className={styles.status} data-status="traitor">
            {traitorWord(node.traitor, manifest)}
          </span>
        )}
      </header>
      {view.caption !== undefined && <p className={styles.quiet}>{view.caption}</p>}
      {/* Timers and slowness have their own places below. */}
      <Acts
        name={say`Act on ${id}`}
        acts={actsOn({ is: "node", id }, run, manifest).filter(
          ({ kind }) => kind !== "fire" && kind !== "slow",
        )}
      />
      {client && (
        <section>
          <h3>{say`Send by hand`}</h3>
          <ClientForm clients={[id]} />
        </section>
      )}
      <Cells cells={view.cells} />
      <Fields
        title={say`On disk`}
        note={say`survives a crash`}
        fields={view.fields.filter((f) => f.durable)}
      />
      {status !== "crashed" && (
        <Fields
          title={say`In memory`}
          note={say`lost in a crash`}
          fields={view.fields.filter((f) => !f.durable)}
        />
      )}
      <Timers node={node} />
      {status !== "crashed" && <NodeSpeed node={node} />}
      <NodeClock node={node} />
    </>
  );
}
