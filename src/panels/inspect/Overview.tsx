import { say, translate } from "../../languages/say.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { fewOf } from "../../store/few.ts";
import { OfCrowd } from "../parts/OfCrowd.tsx";
import { Mark } from "../parts/Mark.tsx";
import { ClientForm } from "./ClientForm.tsx";
import styles from "./Inspect.module.css";
import { statusWord } from "./status.ts";

/** All nodes in a table, to choose one from. */
export function Overview() {
  const lab = useLab();
  const cards = usePage((page) => page.manifest?.nodes) ?? [];
  const nodes = useRun((run) => run.nodes);
  const few = fewOf(cards, 100, null);
  const clients = cards.filter((card) => card.kind === "client");
  return (
    <>
      <p className={styles.quiet}>
        {say`Click a node, a link or a message on the stage to look inside it, or choose a node here.`}
      </p>
      <ul className={styles.nodes}>
        {few.map((card) => {
          const node = nodes.get(card.id);
          return (
            <li key={card.id}>
              <button type="button" onClick={() => lab.select({ is: "node", id: card.id })}>
                {node && (
                  <Mark
                    tone={node.status === "crashed" ? "crashed" : node.view.tone}
                    shape={node.view.shape}
                  />
                )}
                <strong>{card.id}</strong>
                <span>
                  {node &&
                    (node.status === "up" ? translate(node.view.role) : statusWord(node.status))}
                </span>
                <span className={styles.badge}>{node?.view.badge?.title}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <OfCrowd shown={few.length} all={cards.length} />
      {clients.length > 0 && (
        <section>
          <h2 className={styles.title}>{say`Send by hand`}</h2>
          <ClientForm clients={clients.map((card) => card.id)} />
        </section>
      )}
    </>
  );
}
