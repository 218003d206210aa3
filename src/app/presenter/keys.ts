import { useEffect, useRef } from "react";
import { usePage } from "../../panels/lab-context.ts";
import { isTyping } from "../keyboard.ts";

/** What a key does when it goes down and, where that matters, when it goes up again. */
export interface KeyAct {
  readonly down: () => void;
  readonly up?: () => void;
}

/** Keys by their names in lower case; `shift+f` with its modifier. Answers null for a key that is not the presenter's now. */
export type KeyTable = (name: string) => KeyAct | null;

/** The presenter's keys. They come before the page's own, and before those of what has the focus. */
export function usePresenterKeys(table: KeyTable): void {
  const now = useRef(table);
  useEffect(() => {
    now.current = table;
  });
  const covered = usePage((page) => page.overlay !== null);
  useEffect(() => {
    if (covered) return;
    let held: { readonly key: string; readonly act: KeyAct } | null = null;
    const down = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const name = `${event.shiftKey ? "shift+" : ""}${event.key.toLowerCase()}`;
      const act = now.current(name);
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.repeat) return;
      held = { key: event.code, act };
      act.down();
    };
    const up = (event: KeyboardEvent): void => {
      if (held?.key !== event.code) return;
      held.act.up?.();
      held = null;
    };
    window.addEventListener("keydown", down, true);
    window.addEventListener("keyup", up, true);
    return () => {
      window.removeEventListener("keydown", down, true);
      window.removeEventListener("keyup", up, true);
    };
  }, [covered]);
}
