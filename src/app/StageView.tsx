import { useEffect, useRef } from "react";
import { accusedBy } from "../panels/over-stage/accused.ts";
import { useLab } from "../panels/lab-context.ts";
import { mountStage } from "../stage/mount.ts";
import type { Scene } from "../stage/scene.ts";
import type { Lab } from "../store/lab.ts";
import styles from "./App.module.css";

/** Where the stage is mounted. It hears of every frame from the store; React only made its place. */
export function StageView() {
  const lab = useLab();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const stage = mountStage(element, {
      act: (text) => void lab.tryTo(text),
      select: (target) => lab.select(target),
      point: (target) => lab.point(target),
      pause: () => lab.pause(),
      menu: (target, at) => lab.openMenu(target, at),
    });
    const draw = (): void => {
      const scene = sceneOf(lab);
      if (scene) stage.update(scene);
    };
    draw();
    const quit = [
      lab.live.subscribe(draw),
      lab.page.subscribe((page, before) => {
        if (SHOWN.some((key) => page[key] !== before[key])) draw();
      }),
    ];
    const playing = lab.playback.subscribe(draw);
    return () => {
      for (const each of quit) each();
      playing.unsubscribe();
      stage.destroy();
    };
  }, [lab]);
  return <div ref={place} className={styles.stage} />;
}

/** The parts of the page's state that the stage shows. */
const SHOWN = [
  "manifest",
  "selected",
  "pointed",
  "tool",
  "divide",
  "speed",
  "dark",
  "reducedMotion",
  "presenter",
] as const;

function sceneOf(lab: Lab): Scene | null {
  const page = lab.page.getState();
  const run = lab.live.getState();
  if (!page.manifest || run.number === 0) return null;
  return {
    manifest: page.manifest,
    time: run.time,
    nodes: run.nodes,
    flights: run.flights,
    fallen: run.fallen,
    network: run.network,
    caption: run.caption,
    selected: page.selected,
    pointed: page.pointed,
    accused: accusedBy(run),
    tool: page.tool,
    divide: page.divide,
    speed: page.speed,
    playing: lab.playing,
    dark: page.dark,
    reducedMotion: page.reducedMotion,
    presenter: page.presenter,
  };
}
