import { Search } from "lucide-react";
import { say, translate } from "../../languages/say.ts";
import { usePage } from "../lab-context.ts";
import styles from "./Events.module.css";
import { SORTS, type Filter, type Sort } from "./filter.ts";

interface FilterBarProps {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

/** Narrows the log to words, a node, a sort of event. */
export function FilterBar({ filter, onChange }: FilterBarProps) {
  const nodes = usePage((page) => page.manifest?.nodes) ?? [];
  return (
    <search className={styles.filter}>
      <label className={styles.find}>
        <Search aria-hidden="true" />
        <input
          type="search"
          aria-label={say`Find in the log`}
          placeholder={say`Find…`}
          value={filter.text}
          onChange={(event) => onChange({ ...filter, text: event.target.value })}
        />
      </label>
      <select
        aria-label={say`Sort of event`}
        value={filter.sort}
        onChange={(event) => onChange({ ...filter, sort: event.target.value as Sort })}
      >
        {SORTS.map(({ id, label }) => (
          <option key={id} value={id}>
            {translate(label)}
          </option>
        ))}
      </select>
      <select
        aria-label={say`Node`}
        value={filter.node ?? ""}
        onChange={(event) => onChange({ ...filter, node: event.target.value || null })}
      >
        <option value="">{say`all nodes`}</option>
        {nodes.map(({ id }) => (
          <option key={id}>{id}</option>
        ))}
      </select>
    </search>
  );
}
