import { useEffect, useRef } from "react";
import { useLab } from "../../panels/lab-context.ts";
import styles from "./Presenter.module.css";

/** Where the pointer was last, in CSS pixels; it is known before the light goes on. */
let pointer: { readonly x: number; readonly y: number } | null = null;

window.addEventListener("pointermove", ({ clientX, clientY }) => {
  pointer = { x: clientX, y: clientY };
});

/** Dims everything but a circle around the pointer or, chosen by keyboard, around a node. It moves past React. */
export function Spotlight() {
  const lab = useLab();
  const shade = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const light = ({ x, y }: { readonly x: number; readonly y: number }): void => {
      shade.current?.style.setProperty("--x", `${x}px`);
      shade.current?.style.setProperty("--y", `${y}px`);
    };
    const lightChosen = (): boolean => {
      const { selected } = lab.page.getState();
      if (selected?.is !== "node") return false;
      const node = document.querySelector(`[data-node="${CSS.escape(selected.id)}"]`);
      const box = node?.getBoundingClientRect();
      if (!box) return false;
      light({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
      return true;
    };
    if (!lightChosen()) light(pointer ?? { x: innerWidth / 2, y: innerHeight / 2 });
    const follow = (event: PointerEvent): void => light({ x: event.clientX, y: event.clientY });
    window.addEventListener("pointermove", follow);
    const quit = lab.page.subscribe((page, before) => {
      if (page.selected !== before.selected) lightChosen();
    });
    return () => {
      window.removeEventListener("pointermove", follow);
      quit();
    };
  }, [lab]);
  return <div ref={shade} data-spotlight aria-hidden="true" className={styles.shade} />;
}
