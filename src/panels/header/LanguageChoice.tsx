import { Languages } from "lucide-react";
import { languages, nameOf } from "../../languages/load.ts";
import { language, say } from "../../languages/say.ts";
import { useLab } from "../lab-context.ts";
import styles from "./LanguageChoice.module.css";
import { changeLanguage } from "./change-language.ts";

/** The languages that the page speaks, each by its own name. The browser's own list opens over the sign. */
export function LanguageChoice() {
  const lab = useLab();
  return (
    <label className={styles.choice} title={say`Language`}>
      <Languages aria-hidden="true" />
      <span aria-hidden="true">{language()}</span>
      <select
        aria-label={say`Language`}
        value={language()}
        onChange={(event) => void changeLanguage(lab, event.target.value)}
      >
        {languages.map((each) => (
          <option key={each} value={each} lang={each}>
            {nameOf(each)}
          </option>
        ))}
      </select>
    </label>
  );
}
