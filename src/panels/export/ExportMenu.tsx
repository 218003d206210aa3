import { Download } from "lucide-react";
import { say } from "../../languages/say.ts";
import { useLab } from "../lab-context.ts";
import { Flyout } from "../toolbar/Flyout.tsx";
import styles from "./Export.module.css";
import { EXPORTS, exportNow } from "./exports.ts";

/** Takes the run elsewhere: pictures and traces. */
export function ExportMenu() {
  const lab = useLab();
  return (
    <Flyout
      name={say`Export`}
      button={{ look: "plain", small: true, title: say`Save pictures and traces of this run` }}
      face={
        <>
          <Download aria-hidden="true" />
          {say`Export`}
        </>
      }
    >
      {(close) => (
        <ul className={styles.exports}>
          {EXPORTS.map((each) => (
            <li key={each.id}>
              <button
                type="button"
                onClick={() => {
                  close();
                  exportNow(lab, each);
                }}
              >
                <strong>{each.label}</strong>
                <span>{each.help}</span>
              </button>
            </li>
          ))}
          <li className={styles.note}>
            {say`The space–time diagram and a stretch as Mermaid text are saved from their own tabs; the script from “Copy link”.`}
          </li>
        </ul>
      )}
    </Flyout>
  );
}
