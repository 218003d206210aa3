import { useState } from "react";
import { say } from "../../languages/say.ts";
import { clientLine } from "../../store/scripts.ts";
import { useLab, usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import styles from "./Inspect.module.css";

/** Asks something of the system in a client's name. */
export function ClientForm({ clients }: { readonly clients: readonly string[] }) {
  const lab = useLab();
  const operations = usePage((page) => page.manifest?.operations) ?? [];
  const keys = usePage((page) => page.manifest?.keys) ?? [];
  const [client, setClient] = useState(clients[0] ?? "");
  const [f, setF] = useState(operations[0]?.f ?? "");
  const [key, setKey] = useState(keys[0] ?? "");
  const [value, setValue] = useState("1");
  const operation = operations.find((each) => each.f === f) ?? operations[0];
  if (!operation) return <p className={styles.quiet}>{say`Clients here act by themselves.`}</p>;
  const takes = (name: "key" | "value"): boolean => operation.arguments.includes(name);
  const send = (): void => {
    const given = { key, value: value.trim() };
    void lab.tryTo(clientLine(client, operation, given)).then((done) => {
      // A next write that writes something else is easier to follow.
      if (done && takes("value") && /^\d+$/.test(given.value)) setValue(String(+given.value + 1));
    });
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {clients.length > 1 && (
        <label>
          <span>{say`Client`}</span>
          <select value={client} onChange={(event) => setClient(event.target.value)}>
            {clients.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
      )}
      <label>
        <span>{say`Operation`}</span>
        <select value={operation.f} onChange={(event) => setF(event.target.value)}>
          {operations.map((each) => (
            <option key={each.f} value={each.f}>
              {each.label}
            </option>
          ))}
        </select>
      </label>
      {takes("key") && (
        <label>
          <span>{say`Key`}</span>
          <select value={key} onChange={(event) => setKey(event.target.value)}>
            {keys.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
      )}
      {takes("value") && (
        <label>
          <span>{say`Value`}</span>
          <input
            required
            size={6}
            pattern="[^\s;#]+"
            title={say`One word, without spaces`}
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
        </label>
      )}
      <Button look="act" type="submit">
        {say`Send`}
      </Button>
    </form>
  );
}
