import { Search as SearchIcon, Square } from "lucide-react";
import { useId, useState, type FormEvent } from "react";
import { say, translate } from "../../languages/say.ts";
import type { Searching } from "../../store/searching.ts";
import type { Allowance, Method } from "../../wire/searching.ts";
import { usePage, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Segmented } from "../parts/Segmented.tsx";
import { seconds } from "../times.ts";
import { ALLOWANCES, tellAllowance } from "./allowances.ts";
import { readNumbers, type Draft } from "./numbers.ts";
import styles from "./Search.module.css";
import { useSearch } from "./use-search.ts";

interface MethodCard {
  readonly label: string;
  /** The label within a sentence. */
  readonly word: string;
  readonly help: string;
}

const methods = (): Readonly<Record<Method, MethodCard>> => ({
  both: {
    label: say`Both`,
    word: say`both`,
    help: say`Random walks first; where the lesson is small enough, then every order that there is.`,
  },
  walks: {
    label: say`Random walks`,
    word: say`random walks`,
    help: say`Each run draws its own faults and moments. Finds deep disasters, proves nothing.`,
  },
  exhaustive: {
    label: say`Exhaustive`,
    word: say`exhaustive`,
    help: say`Every order of events, the shortest first. Finds the shortest disaster, where it ends in time.`,
  },
});

/** What is to be searched: from where, what may happen, how, and for how long. */
export function SearchForm({ searching }: { readonly searching: Searching }) {
  const search = useSearch();
  const time = useRun((run) => run.time);
  const traitors = usePage((page) => (page.manifest?.treacheries.length ?? 0) > 0);
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
  const known = methods();
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
            {ALLOWANCES.filter(({ key }) => traitors || key !== "betrayals").map(
              ({ key, label, help }) =>
                field(
                  key,
                  translate(label),
                  choices.allowance[key as keyof Allowance],
                  translate(help),
                ),
            )}
          </div>
        </details>
        <details>
          <summary>
            <span>{say`How`}</span>{" "}
            <small>
              {say`${known[choices.method].word}, ${choices.seconds} s, seed ${choices.seed}`}
            </small>
          </summary>
          <Segmented
            wide
            name={say`Method`}
            choices={(Object.keys(known) as Method[]).map((value) => ({
              value,
              label: known[value].label,
            }))}
            value={choices.method}
            onChange={(method) => search.choose({ method })}
          />
          <p className={styles.quiet}>{known[choices.method].help}</p>
          <div className={styles.numbers}>
            {field("seconds", say`Seconds`, choices.seconds, say`How long it may search`)}
            {field("seed", say`Seed`, choices.seed, say`Another seed draws other runs`)}
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
