import { useRef, type KeyboardEvent, type ReactNode } from "react";
import styles from "./Tabs.module.css";

interface Tab<T extends string> {
  readonly id: T;
  readonly label: ReactNode;
}

interface TabsProps<T extends string> {
  readonly name: string;
  readonly tabs: readonly Tab<T>[];
  readonly value: T;
  readonly onChange: (tab: T) => void;
  /** At the end of the row of tabs. */
  readonly aside?: ReactNode;
  /** What the chosen tab shows; null folds it away. */
  readonly children: ReactNode;
  readonly idPrefix: string;
}

/** Tabs as the ARIA pattern has them: one stop for Tab, arrows move and choose. */
export function Tabs<T extends string>(props: TabsProps<T>) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = props.tabs.findIndex((tab) => tab.id === props.value);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: props.tabs.length - 1 }[
      event.key
    ];
    if (to === undefined) return;
    event.preventDefault();
    const next = props.tabs[(to + props.tabs.length) % props.tabs.length]!;
    props.onChange(next.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  };
  const id = (tab: string): string => `${props.idPrefix}-tab-${tab}`;
  return (
    <>
      <div className={styles.row}>
        <div
          ref={list}
          role="tablist"
          aria-label={props.name}
          className={styles.list}
          onKeyDown={onKeyDown}
          tabIndex={-1}
        >
          {props.tabs.map((tab) => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={id(tab.id)}
              data-tab={tab.id}
              aria-selected={tab.id === props.value}
              aria-controls={`${props.idPrefix}-panel`}
              tabIndex={tab.id === props.value ? 0 : -1}
              className={styles.tab}
              onClick={() => props.onChange(tab.id)}
            >
              {tab.label}
            </button>
          ))}
        </div>
        {props.aside}
      </div>
      <div
        id={`${props.idPrefix}-panel`}
        role="tabpanel"
        aria-labelledby={id(props.value)}
        className={styles.panel}
        hidden={props.children === null}
      >
        {props.children}
      </div>
    </>
  );
}
