import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { glossary, type Term } from "../../catalog/glossary/glossary.ts";
import { say } from "../../languages/say.ts";
import { linkToTerm } from "../../store/address.ts";
import { usePage } from "../lab-context.ts";
import styles from "./TermLink.module.css";

/** How long a pointer must rest before the meaning shows, and may be away before it goes, in wall ms. */
const REST = 120;
const LEAVE = 180;

/**
 * A word that the glossary explains. Pointing at it or focusing it shows what it means at the level chosen; a tap does the
 * same, and from there a link leads to the glossary. Escape closes it.
 */
export function TermLink({ id, children }: { readonly id: string; readonly children?: ReactNode }) {
  const level = usePage((page) => page.level);
  const [term, setTerm] = useState<Term | null>(null);
  const [open, setOpen] = useState(false);
  const bubbleId = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const bubble = useRef<HTMLSpanElement>(null);
  const timer = useRef(0);

  const soon = (next: boolean, after: number): void => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setOpen(next), after);
  };
  const now = (next: boolean): void => {
    window.clearTimeout(timer.current);
    setOpen(next);
  };
  useEffect(() => () => window.clearTimeout(timer.current), []);

  useEffect(() => {
    if (!open || term !== null) return;
    let gone = false;
    void glossary().then((words) => {
      if (!gone) setTerm(words.find(id));
    });
    return () => {
      gone = true;
    };
  }, [open, term, id]);

  useEffect(() => {
    const element = bubble.current;
    if (!open || !term || !element || !anchor.current) return;
    element.showPopover();
    place(element, anchor.current);
    const close = (): void => now(false);
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      // It closes this and nothing else.
      event.preventDefault();
      event.stopPropagation();
      anchor.current?.focus();
      close();
    };
    const onPress = ({ target }: Event): void => {
      if (target instanceof Node && !element.contains(target) && !anchor.current?.contains(target))
        close();
    };
    // Focusing a word may scroll the text to it: the meaning goes along.
    const onScroll = (): void => {
      if (anchor.current) place(element, anchor.current);
    };
    window.addEventListener("keydown", onKey, true);
    window.addEventListener("pointerdown", onPress, true);
    window.addEventListener("scroll", onScroll, true);
    return () => {
      window.removeEventListener("keydown", onKey, true);
      window.removeEventListener("pointerdown", onPress, true);
      window.removeEventListener("scroll", onScroll, true);
      if (element.matches(":popover-open")) element.hidePopover();
    };
  }, [open, term]);

  const leaves = (to: EventTarget | null): boolean =>
    !(to instanceof Node && (bubble.current?.contains(to) || anchor.current?.contains(to)));
  return (
    <span
      className={styles.around}
      onPointerEnter={(event) => event.pointerType === "mouse" && soon(true, REST)}
      onPointerLeave={(event) => event.pointerType === "mouse" && soon(false, LEAVE)}
      onBlur={(event) => leaves(event.relatedTarget) && now(false)}
    >
      {/* A real button is one block: it could not break within a line as the text around it does. */}
      <span
        ref={anchor}
        role="button"
        tabIndex={0}
        className={styles.term}
        aria-expanded={open}
        aria-describedby={open && term ? bubbleId : undefined}
        onFocus={(event) => event.target.matches(":focus-visible") && now(true)}
        onClick={() => now(true)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          now(true);
        }}
      >
        {children}
      </span>
      <span ref={bubble} id={bubbleId} popover="manual" className={styles.bubble}>
        {term && (
          <>
            <strong lang={term.language}>{term.term}</strong>
            <span lang={term.language}>{term[level]}</span>
            <a href={linkToTerm(term.id)}>{say`In the glossary`}</a>
          </>
        )}
      </span>
    </span>
  );
}

/** Below the word, or above where there is no room; always within the window. */
function place(bubble: HTMLElement, word: HTMLElement): void {
  const around = word.getClientRects()[0] ?? word.getBoundingClientRect();
  const last = [...word.getClientRects()].at(-1) ?? around;
  const left = Math.min(around.left, window.innerWidth - bubble.offsetWidth - 12);
  const below = last.bottom + 6 + bubble.offsetHeight < window.innerHeight;
  bubble.style.left = `${Math.max(12, left)}px`;
  bubble.style.top = `${below ? last.bottom + 6 : Math.max(8, around.top - 6 - bubble.offsetHeight)}px`;
}
