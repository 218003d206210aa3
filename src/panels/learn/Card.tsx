import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useLab, usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import styles from "./Learn.module.css";
import { useLearning } from "./use-learning.ts";

interface CardProps {
  /** For screen readers: Tour, Prediction, Challenge. */
  readonly name: string;
  /** What its button says that ends it. */
  readonly leave: string;
  readonly title: string;
  /** In which language title and text are. */
  readonly lang: string;
  /** Beside the title. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly buttons: ReactNode;
  /** Said aloud when it changes. */
  readonly told: string;
}

/** A card at the stage's edge. */
export function Card({ name, leave, title, lang, aside, children, buttons, told }: CardProps) {
  const learning = useLearning();
  const lab = useLab();
  const phone = usePage((page) => page.sheet !== null);
  return (
    <section aria-label={name} className={styles.card} inert={phone}>
      <header>
        <h2 lang={lang}>{title}</h2>
        {aside}
        <Button
          look="plain"
          small
          aria-label={leave}
          onClick={() => {
            void learning.leave();
            lab.setPane("learn");
          }}
        >
          <X aria-hidden="true" />
        </Button>
      </header>
      {/* A text that scrolls can be reached by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div role="group" aria-label={title} lang={lang} tabIndex={0} className={styles.body}>
        {children}
      </div>
      <div className={styles.buttons}>{buttons}</div>
      <p aria-live="polite" lang={lang} className="hidden">
        {told}
      </p>
    </section>
  );
}
