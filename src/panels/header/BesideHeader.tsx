import { Moon, Sun, Contrast } from "lucide-react";
import { CHECK, GLOSSARY, linkTo } from "../../store/address.ts";
import { useLab, usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Segmented } from "../parts/Segmented.tsx";
import styles from "./BesideHeader.module.css";
import { Logo } from "./Logo.tsx";
import { nextTheme } from "./theme.ts";

const THEME_ICON = { auto: Contrast, light: Sun, dark: Moon } as const;

/** The line above the pages beside the laboratory: where one can go from here. */
export function BesideHeader() {
  const lab = useLab();
  const level = usePage((page) => page.level);
  const theme = usePage((page) => page.theme);
  const place = usePage((page) => page.place);
  const Theme = THEME_ICON[theme];
  const links = [
    { href: "#/", label: "Lessons", here: place.is === "home" },
    {
      href: linkTo(GLOSSARY, null),
      label: "Glossary",
      here: place.is === "glossary" && place.term === null,
    },
    { href: linkTo(CHECK, null), label: "Check a history", here: place.is === "check" },
  ];
  return (
    <header className={styles.header}>
      <a className={styles.logo} href="#/" aria-label="Netsplit, to all lessons">
        <Logo />
        <span>Netsplit</span>
      </a>
      <nav aria-label="Pages">
        {links.map(({ href, label, here }) => (
          <a key={href} href={href} aria-current={here ? "page" : undefined}>
            {label}
          </a>
        ))}
      </nav>
      <div className={styles.actions}>
        {place.is === "glossary" && (
          <Segmented
            name="Explain"
            choices={[
              { value: "simple", label: "Simple" },
              { value: "expert", label: "Expert" },
            ]}
            value={level}
            onChange={(next) => lab.setLevel(next)}
          />
        )}
        <Button
          look="plain"
          aria-label={`Colours: ${theme}. Change`}
          title={`Colours: ${theme}`}
          onClick={() => lab.setTheme(nextTheme(theme))}
        >
          <Theme aria-hidden="true" />
        </Button>
      </div>
    </header>
  );
}
