import { ChevronRight, Contrast, MonitorDown, Link2, Moon, Search, Sun } from "lucide-react";
import { say } from "../../languages/say.ts";
import { nextTheme, themeName } from "./theme.ts";
import { useLab, usePage } from "../lab-context.ts";
import { install } from "../offline/install.ts";
import { Button } from "../parts/Button.tsx";
import styles from "./Header.module.css";
import { LanguageChoice } from "./LanguageChoice.tsx";
import { Logo } from "./Logo.tsx";

const THEME_ICON = { auto: Contrast, light: Sun, dark: Moon } as const;

/** How this computer calls the key for commands. */
const MODIFIER = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl";

/** The line above everything: where one is, and what works everywhere. */
export function Header() {
  const lab = useLab();
  const card = usePage((page) => page.card);
  const theme = usePage((page) => page.theme);
  const installable = usePage((page) => page.installable);
  const Theme = THEME_ICON[theme];
  return (
    <header className={styles.header}>
      <a className={styles.logo} href="#/" aria-label={say`Netsplit, to all lessons`}>
        <Logo />
        <span>Netsplit</span>
      </a>
      <nav aria-label={say`Where you are`} className={styles.crumbs}>
        <Button
          look="plain"
          aria-haspopup="dialog"
          className={styles.lessons ?? ""}
          onClick={() => lab.setOverlay("lessons")}
        >
          {say`Lessons`}
        </Button>
        {card && (
          <>
            <ChevronRight aria-hidden="true" className={styles.chapter} />
            <span className={styles.chapter}>{card.chapter}</span>
            <ChevronRight aria-hidden="true" />
            <h1 className={styles.title}>{card.title}</h1>
          </>
        )}
      </nav>
      <div className={styles.actions}>
        <Button
          look="plain"
          aria-haspopup="dialog"
          aria-label={say`Search or run…`}
          onClick={() => lab.setOverlay("palette")}
        >
          <Search aria-hidden="true" className={styles.phone} />
          <span className={styles.word}>{say`Search or run…`}</span>
          <kbd className={styles.word}>{MODIFIER} K</kbd>
        </Button>
        <Button
          look="plain"
          aria-haspopup="dialog"
          aria-label={say`Copy link`}
          onClick={() => lab.setOverlay("share")}
        >
          <Link2 aria-hidden="true" className={styles.phone} />
          <span className={styles.word}>{say`Copy link`}</span>
        </Button>
        <Button
          look="plain"
          className={styles.desk ?? ""}
          shortcut="F"
          onClick={() => lab.page.setState({ presenter: true })}
        >
          {say`Present`}
        </Button>
        {installable && (
          <Button
            look="plain"
            className={styles.desk ?? ""}
            aria-label={say`Install Netsplit on this computer`}
            title={say`Install Netsplit on this computer: it then opens without a network too`}
            onClick={() => void install(lab)}
          >
            <MonitorDown aria-hidden="true" />
          </Button>
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
