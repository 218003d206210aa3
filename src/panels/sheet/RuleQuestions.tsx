import { say } from "../../languages/say.ts";
import type { Manifest } from "../../wire/manifest.ts";

/** The lesson's own rules as questions for the class, with their answers. */
export function RuleQuestions({ manifest }: { readonly manifest: Manifest }) {
  return (
    <>
      {manifest.rules.length > 0 && (
        <>
          <h2>{say`Rules, each a switch: what if it were missing?`}</h2>
          {manifest.rules.map((rule) => (
            <section key={rule.id}>
              <h3>{rule.label}</h3>
              <p>{rule.expert}</p>
              <p>
                <small>
                  {rule.known} {say`Source: ${rule.source.replace(/\.$/, "")}.`}
                </small>
              </p>
            </section>
          ))}
        </>
      )}
      <h2>{say`What is watched while you break things`}</h2>
      <ul>
        {manifest.promises.map((promise) => (
          <li key={promise.id}>
            <strong>{promise.title}</strong>: {promise.simple}{" "}
            <small>({promise.source.replace(/\.$/, "")})</small>
          </li>
        ))}
      </ul>
      <h2>{say`Keys`}</h2>
      <p>
        {say`Space plays and pauses, F presents, comma and full stop step, H mends everything, ? lists all keys.`}{" "}
        {manifest.presets
          .filter((preset) => preset.key !== undefined)
          .map((preset) => `${preset.key!.toUpperCase()}: ${preset.label}.`)
          .join(" ")}
      </p>
    </>
  );
}
