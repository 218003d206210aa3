import type { StoreApi } from "zustand/vanilla";
import { accusedBy } from "../panels/over-stage/accused.ts";
import { mountStage } from "../stage/mount.ts";
import type { Scene, Stage, StageHandlers } from "../stage/scene.ts";
import { onStage } from "../store/echo.ts";
import type { Lab } from "../store/lab.ts";
import type { Run } from "../store/run.ts";
import type { Manifest } from "../wire/manifest.ts";

/** The run that a stage shows. */
export interface Shown {
  readonly live: StoreApi<Run>;
  manifest(): Manifest | null;
}

/** The parts of the page's state that a stage shows. */
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

/** Mounts a stage that follows a run from frame to frame, past React. Answers it, and what takes it away. */
export function showStage(
  element: HTMLElement,
  lab: Lab,
  shown: Shown,
  handlers: StageHandlers,
): { readonly stage: Stage; readonly quit: () => void } {
  const stage = mountStage(element, handlers);
  const draw = (): void => {
    const scene = sceneOf(lab, shown);
    if (scene) stage.update(scene);
  };
  draw();
  const listening = [
    shown.live.subscribe(draw),
    lab.page.subscribe((page, before) => {
      if (SHOWN.some((key) => page[key] !== before[key])) draw();
    }),
  ];
  const playing = lab.playback.store.subscribe(draw);
  return {
    stage,
    quit() {
      for (const each of listening) each();
      playing();
      stage.destroy();
    },
  };
}

function sceneOf(lab: Lab, shown: Shown): Scene | null {
  const page = lab.page.getState();
  const run = shown.live.getState();
  const manifest = shown.manifest();
  if (!manifest || run.number === 0) return null;
  // An event that is chosen elsewhere is lit here too, but what hands act on stays what they chose here.
  const lit = page.pointed ?? (page.selected?.is === "event" ? page.selected : null);
  return {
    manifest,
    time: run.time,
    nodes: run.nodes,
    flights: run.flights,
    fallen: run.fallen,
    network: run.network,
    caption: run.caption,
    selected: page.selected,
    pointed: shown.live === lab.live ? onStage(run, lit) : lit,
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
