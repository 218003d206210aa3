import { ArrowLeft } from "lucide-react";
import { say } from "../languages/say.ts";
import { useLab, usePage } from "../panels/lab-context.ts";
import { nextTheme, themeName } from "../panels/header/theme.ts";
import { Check } from "../panels/judging/check/Check.tsx";
import { Button } from "../panels/parts/Button.tsx";
import { Segmented } from "../panels/parts/Segmented.tsx";
import styles from "./CheckPage.module.css";

/** The page without a lesson: histories of people's own systems are judged. */
export function CheckPage() {
  const lab = useLab();
  const level = usePage((page) => page.level);
  const theme = usePage((page) => page.theme);
  return (
    <>
      <header className={styles.header}>
        <a href={lab.address}>
          <ArrowLeft aria-hidden="true" />
          {say`Netsplit, the laboratory`}
        </a>
        <Segmented
          name={say`Explain`}
          choices={[
            { value: "simple", label: say`Simple` },
            { value: "expert", label: say`Expert` },
          ]}
          value={level}
          onChange={(next) => lab.setLevel(next)}
        />
        <Button
          look="plain"
          aria-label={say`Colours: ${themeName(theme)}. Change`}
          onClick={() => lab.setTheme(nextTheme(theme))}
        >
          {say`Colours: ${themeName(theme)}`}
        </Button>
      </header>
      <Check />
    </>
  );
}
