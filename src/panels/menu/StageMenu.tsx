import { useEffect, useLayoutEffect, useRef } from "react";
import { say } from "../../languages/say.ts";
import { actsOn } from "../../store/acts.ts";
import type { Menu } from "../../store/page.ts";
import type { Target } from "../../store/target.ts";
import { useLab, usePage } from "../lab-context.ts";
import { ACT_ICONS } from "../parts/act-icons.ts";
import styles from "./StageMenu.module.css";

/** The menu of what hands can do to one thing, beside it on the stage. */
export function StageMenu() {
  const menu = usePage((page) => page.menu);
  // Another place or another thing is another menu: it takes the focus anew.
  return menu && <Open key={`${JSON.stringify(menu)}`} {...menu} />;
}

function Open({ target, at }: Menu) {
  const lab = useLab();
  const run = usePage((page) => page.shown);
  const manifest = usePage((page) => page.manifest);
  const list = useRef<HTMLDivElement>(null);
  const acts = manifest ? actsOn(target, run, manifest) : [];

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const before = document.activeElement;
    element.showPopover();
    const { offsetWidth, offsetHeight } = element;
    element.style.left = `${Math.max(8, Math.min(at.x + 4, innerWidth - offsetWidth - 8))}px`;
    element.style.top = `${Math.max(8, Math.min(at.y + 4, innerHeight - offsetHeight - 8))}px`;
    element.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [at]);
  useEffect(() => {
    const away = (event: PointerEvent): void => {
      if (!list.current?.contains(event.target as Node)) lab.closeMenu();
    };
    window.addEventListener("pointerdown", away, true);
    return () => window.removeEventListener("pointerdown", away, true);
  }, [lab]);

  const walk = (event: React.KeyboardEvent): void => {
    const items = [...(list.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const here = items.indexOf(document.activeElement as HTMLElement);
    const next = {
      ArrowDown: here + 1,
      ArrowUp: here - 1 + items.length,
      Home: 0,
      End: items.length - 1,
    }[event.key];
    if (next !== undefined) items[next % items.length]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") lab.closeMenu();
    else if (event.key !== "Enter" && event.key !== " ") return;
    // Nothing of this is for the page's own keys.
    event.stopPropagation();
    if (event.key !== "Enter" && event.key !== " ") event.preventDefault();
  };

  return (
    <div
      ref={list}
      popover="manual"
      role="menu"
      tabIndex={-1}
      aria-label={nameOf(target)}
      className={styles.menu}
      onKeyDown={walk}
      onContextMenu={(event) => event.preventDefault()}
    >
      <strong aria-hidden="true">{nameOf(target)}</strong>
      {acts.map(({ kind, label, line, help }) => {
        const Icon = ACT_ICONS[kind];
        return (
          <button
            key={line}
            type="button"
            role="menuitem"
            tabIndex={-1}
            title={help}
            onClick={() => {
              lab.closeMenu();
              void lab.tryTo(line);
            }}
          >
            <Icon aria-hidden="true" />
            {label}
          </button>
        );
      })}
      <button
        type="button"
        role="menuitem"
        tabIndex={-1}
        onClick={() => {
          lab.closeMenu();
          lab.select(target);
          lab.page.setState({ sheet: "inspect" });
        }}
      >
        {say`Look inside…`}
      </button>
    </div>
  );
}

function nameOf(target: Target): string {
  if (target.is === "link") return `${target.from} – ${target.to}`;
  return target.is === "message" ? `m${target.id}` : String(target.id);
}
