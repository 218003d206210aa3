import { Search as SearchIcon, Square } from "lucide-react";
import { useId, useState, type FormEvent } from "react";
import type { Searching } from "../../store/searching.ts";
import type { Allowance, Method } from "../../wire/searching.ts";
import { useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Segmented } from "../parts/Segmented.tsx";
import { seconds } from "../times.ts";
import { ALLOWANCES, tellAllowance } from "./allowances.ts";
import { readNumbers, type Draft } from "./numbers.ts";
import styles from "./Search.module.css";
import { useSearch } from "./use-search.ts";
import { say } from "../../languages/say.ts";

const METHODS: Readonly<Record<Method, { readonly label: string; readonly help: string }>> = {
  both: {
    label: "Both",
    help: "Random walks first; where the lesson is small enough, then every order that there is.",
  },
  walks: {
    label: "Random walks",
    help: "Each run draws its own faults and moments. Finds deep disasters, proves nothing.",
  },
  exhaustive: {
    label: "Exhaustive",
    help: "Every order of events, the shortest first. Finds the shortest disaster, where it ends in time.",
  },
};

/** What is to be searched: from where, what may happen, how, and for how long. */
export function SearchForm({ searching }: { readonly searching: Searching }) {
  const search = useSearch();
  const time = useRun((run) => run.time);
  const { choices, phase } = searching;
  const [draft, setDraft] = useState<Draft>({});
  const [wrong, setWrong] = useState<string | null>(null);
  const problem = useId();
  const busy = phase === "searching" || phase === "stopping";
  if (!choices) {
    return (
      <p role="status" className={styles.quiet}>
        {searching.refusal ?? say`Fetching the search…`}
      </p>
    );
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const read = readNumbers(choices, draft);
    setWrong(typeof read === "string" ? read : null);
    if (typeof read === "string") return;
    setDraft({});
    search.choose(read);
    void search.start();
  };
  const field = (key: keyof Draft, label: string, value: number, help: string) => (
    <label key={key} title={help}>
      <span>{label}</span>
      <input
        inputMode="numeric"
        autoComplete="off"
        aria-describedby={wrong === null ? undefined : problem}
        value={draft[key] ?? String(value)}
        onChange={(event) => setDraft({ ...draft, [key]: event.target.value })}
      />
    </label>
  );
  const refusal = wrong ?? searching.refusal;
  return (
    <form className={styles.form} onSubmit={submit}>
      <fieldset disabled={busy}>
        <Segmented
          wide
          name={say`Search`}
          choices={[
            { value: "start", label: say`From the start` },
            { value: "now", label: say`From ${seconds(time, 1)} on`, title: say`From this moment` },
          ]}
          value={choices.from}
          onChange={(from) => search.choose({ from })}
        />
        <details>
          <summary>
            <span>{say`What may happen`}</span> <small>{tellAllowance(choices.allowance)}</small>
          </summary>
          <div role="group" aria-label={say`At most so many of each`} className={styles.numbers}>
            {ALLOWANCES.map(({ key, label, help }) =>
              field(key, label, choices.allowance[key as keyof Allowance], help),
            )}
          </div>
        </details>
        <details>
          <summary>
            <span>{say`How`}</span>{" "}
            <small>
              {say`${METHODS[choices.method].label.toLowerCase()}, ${choices.seconds} s, seed ${choices.seed}`}
            </small>
          </summary>
          <Segmented
            wide
            name={say`Method`}
            choices={(Object.keys(METHODS) as Method[]).map((value) => ({
              value,
              label: METHODS[value].label,
            }))}
            value={choices.method}
            onChange={(method) => search.choose({ method })}
          />
          <p className={styles.quiet}>{METHODS[choices.method].help}</p>
          <div className={styles.numbers}>
            {field("seconds", "Seconds", choices.seconds, "How long it may search")}
            {field("seed", "Seed", choices.seed, "Another seed draws other runs")}
          </div>
        </details>
      </fieldset>
      {refusal !== null && (
        <p role="alert" id={problem} className={styles.refusal}>
          {refusal}
        </p>
      )}
      <div className={styles.buttons}>
        {busy ? (
          <Button disabled={phase === "stopping"} onClick={() => search.stop()}>
            <Square aria-hidden="true" />
            {say`Stop`}
          </Button>
        ) : (
          <Button type="submit" look="act">
            <SearchIcon aria-hidden="true" />
            {say`Search`}
          </Button>
        )}
      </div>
    </form>
  );
}
