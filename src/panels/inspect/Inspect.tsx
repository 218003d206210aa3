import { say } from "../../languages/say.ts";
import { usePage } from "../lab-context.ts";
import { EventInspector } from "./EventInspector.tsx";
import styles from "./Inspect.module.css";
import { LinkInspector } from "./LinkInspector.tsx";
import { MessageInspector } from "./MessageInspector.tsx";
import { NodeInspector } from "./NodeInspector.tsx";
import { Overview } from "./Overview.tsx";

/** Everything about what is chosen; with nothing chosen, everything that can be. */
export function Inspect() {
  const selected = usePage((page) => page.selected);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="region" aria-label={say`Inspector`} tabIndex={0} className={styles.inspect}>
      {selected === null && <Overview />}
      {selected?.is === "node" && <NodeInspector key={selected.id} id={selected.id} />}
      {selected?.is === "link" && (
        <LinkInspector
          key={`${selected.from}>${selected.to}`}
          from={selected.from}
          to={selected.to}
        />
      )}
      {selected?.is === "message" && <MessageInspector key={selected.id} id={selected.id} />}
      {selected?.is === "event" && <EventInspector key={selected.id} id={selected.id} />}
    </div>
  );
}
