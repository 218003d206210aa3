import { Moon, Sun, Contrast } from "lucide-react";
import { say } from "../../languages/say.ts";
import { CHECK, GLOSSARY, linkTo } from "../../store/address.ts";
import { useLab, usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Segmented } from "../parts/Segmented.tsx";
import styles from "./BesideHeader.module.css";
import { LanguageChoice } from "./LanguageChoice.tsx";
import { Logo } from "./Logo.tsx";
import { nextTheme, themeName } from "./theme.ts";

const THEME_ICON = { auto: Contrast, light: Sun, dark: Moon } as const;

/** The line above the pages beside the laboratory: where one can go from here. */
export function BesideHeader() {
  const lab = useLab();
  const level = usePage((page) => page.level);
  const theme = usePage((page) => page.theme);
  const place = usePage((page) => page.place);
  const Theme = THEME_ICON[theme];
  const links = [
    { href: "#/", label: say`Lessons`, here: place.is === "home" },
    {
      href: linkTo(GLOSSARY, null),
      label: say`Glossary`,
      here: place.is === "glossary" && place.term === null,
    },
    { href: linkTo(CHECK, null), label: say`Check a history`, here: place.is === "check" },
  ];
  return (
    <header className={styles.header}>
      <a className={styles.logo} href="#/" aria-label={say`Netsplit, to all lessons`}>
        <Logo />
        <span>Netsplit</span>
      </a>
      <nav aria-label={say`Pages`}>
        {links.map(({ href, label, here }) => (
          <a key={href} href={href} aria-current={here ? "page" : undefined}>
            {label}
          </a>
        ))}
      </nav>
      <div className={styles.actions}>
        {place.is === "glossary" && (
          <Segmented
            name={say`Explain`}
            choices={[
              { value: "simple", label: say`Simple` },
              { value: "expert", label: say`Expert` },
            ]}
            value={level}
            onChange={(next) => lab.setLevel(next)}
          />
        )}
        <LanguageChoice />
        <Button
          look="plain"
          aria-label={say`Colours: ${themeName(theme)}. Change`}
          title={say`Colours: ${themeName(theme)}`}
          onClick={() => lab.setTheme(nextTheme(theme))}
        >
          <Theme aria-hidden="true" />
        </Button>
      </div>
    </header>
  );
}
