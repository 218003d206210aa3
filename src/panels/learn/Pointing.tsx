import { useEffect, useRef } from "react";
import type { Standing } from "../../wire/frame.ts";
import { useLab, usePage } from "../lab-context.ts";
import styles from "./Learn.module.css";

type Pointer = Extract<Standing, { readonly is: "step" }>["points"][number];

/** Where the parts of the page are, whatever they are called in its reader's language. */
const CONTROLS: Readonly<Record<Extract<Pointer, { readonly is: "control" }>["id"], string>> = {
  transport: '[data-part="transport"]',
  timeline: '[data-part="timeline"]',
  caption: '[data-part="caption"]',
  rules: '[data-part="rules"]',
  knobs: '[data-part="controls"] fieldset:not([popover] *)',
  presets: '[data-part="troubles"]',
  faults: '[data-part="faults"]',
  verdicts: '[data-tab="verdicts"]',
  readings: "dl",
  views: '[role="tablist"]:has([data-tab="spacetime"])',
};

/** Rings around what a step speaks of. They follow it and are in nobody's way; the text names it, too. */
export function Pointing({ at }: { readonly at: readonly Pointer[] }) {
  const lab = useLab();
  const layer = useRef<HTMLDivElement>(null);
  const still = usePage((page) => page.reducedMotion);
  useEffect(() => {
    const place = (): void => {
      const here = layer.current;
      if (!here) return;
      const found = at.flatMap((pointer) => elementsOf(pointer, lab));
      while (here.children.length > found.length) here.lastElementChild?.remove();
      found.forEach((element, i) => {
        const box = element.getBoundingClientRect();
        const ring = (here.children[i] ??
          here.appendChild(document.createElement("i"))) as HTMLElement;
        const round = element.matches("[data-node], [data-message]");
        const by = round ? 6 : 4;
        ring.dataset["round"] = String(round);
        ring.style.translate = `${box.left - by}px ${box.top - by}px`;
        ring.style.width = `${box.width + 2 * by}px`;
        ring.style.height = `${box.height + 2 * by}px`;
      });
    };
    place();
    const timer = setInterval(place, 200);
    window.addEventListener("resize", place);
    return () => {
      clearInterval(timer);
      window.removeEventListener("resize", place);
    };
  }, [at, lab]);
  return <div ref={layer} aria-hidden="true" data-still={still} className={styles.rings} />;
}

function elementsOf(pointer: Pointer, lab: ReturnType<typeof useLab>): readonly Element[] {
  const one = (selector: string): readonly Element[] => {
    const found = document.querySelector(selector);
    return found && found.getBoundingClientRect().width > 0 ? [found] : [];
  };
  switch (pointer.is) {
    case "node":
      return one(`[data-node="${pointer.id}"]`);
    case "link": {
      const { from, to } = pointer;
      return one(`[data-link="${from}-${to}"], [data-link="${to}-${from}"]`);
    }
    // While the run plays, messages have no elements; the text names them.
    case "messages":
      return [...lab.live.getState().flights.values()]
        .filter((flight) => flight.view.label.startsWith(pointer.type))
        .flatMap((flight) => one(`[data-message="${flight.id}"]`));
    case "control":
      return one(CONTROLS[pointer.id]);
    default:
      return pointer satisfies never;
  }
}
