import { Play } from "lucide-react";
import type { AnchorHTMLAttributes, ElementType, ReactNode, TableHTMLAttributes } from "react";
import { say } from "../../languages/say.ts";
import { readMoment } from "../../store/scripts.ts";
import { useLab, usePage } from "../lab-context.ts";
import styles from "./Explain.module.css";
import { TermLink } from "./TermLink.tsx";

/**
 * A link of a text: `do:` runs a script, `preset:` a ready-made trouble, `seek:` goes to a moment, `term:` shows what the
 * glossary says.
 */
function TextLink({ href = "", children, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement>) {
  if (href.startsWith("term:")) {
    return <TermLink id={decode(href.slice("term:".length))}>{children}</TermLink>;
  }
  const [, kind, target = ""] = /^(do|preset|seek):(.*)$/s.exec(href) ?? [];
  if (kind !== undefined) {
    return (
      <ActionChip kind={kind} target={decode(target)}>
        {children}
      </ActionChip>
    );
  }
  const outside = /^https?:/.test(href);
  return (
    <a href={href} {...rest} {...(outside ? { target: "_blank", rel: "noreferrer" } : {})}>
      {children}
    </a>
  );
}

interface ActionProps {
  readonly kind: string;
  readonly target: string;
  readonly children?: ReactNode;
}

function ActionChip({ kind, target, children }: ActionProps) {
  const lab = useLab();
  const help = usePage(
    (page) => page.manifest?.presets.find((preset) => preset.id === target)?.help,
  );
  const run = (): void => {
    lab.showStage();
    if (kind === "do") void lab.tryTo(target);
    else if (kind === "preset") void lab.preset(target);
    else {
      const moment = readMoment(target);
      if (moment === null) lab.say(say`“${target}” is no moment.`, "wrong");
      else void lab.seek(moment);
    }
  };
  const title =
    kind === "do" ? target : kind === "preset" ? (help ?? target) : say`Go to ${target}`;
  return (
    // A real button is one block: it could not break within a line as the text around it does.
    <span
      role="button"
      tabIndex={0}
      className={styles.chip}
      title={title}
      onClick={run}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        run();
      }}
    >
      <Marked>{children}</Marked>
    </span>
  );
}

/** The mark stays on one line with the first word. */
function Marked({ children }: { readonly children: ReactNode }) {
  const [, first, rest] = (typeof children === "string" && /^(\S+)(.*)$/s.exec(children)) || [];
  return (
    <>
      <span className={styles.first}>
        <Play aria-hidden="true" />
        {first}
      </span>
      {first === undefined ? children : rest}
    </>
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A card of its own in the text: something to try. */
function Try({
  children,
  title = say`Try it`,
}: {
  readonly children?: ReactNode;
  readonly title?: string;
}) {
  return (
    <aside className={styles.card} aria-label={title}>
      <strong className={styles.cardTitle}>{title}</strong>
      {children}
    </aside>
  );
}

/** Wide tables scroll by themselves. */
function Table(props: TableHTMLAttributes<HTMLTableElement>) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="region" aria-label={say`Table`} tabIndex={0} className={styles.table}>
      <table {...props} />
    </div>
  );
}

/** How a lesson's text is drawn, and what it may name by itself. */
export const textParts: Readonly<Record<string, ElementType>> = {
  a: TextLink,
  table: Table,
  Try,
};
