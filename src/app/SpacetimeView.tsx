import { Spacetime, type Diagram, type Heard } from "../panels/spacetime/Spacetime.tsx";
import { mountSpacetime } from "../stage/spacetime/mount.ts";
import type { SpacetimeScene } from "../stage/spacetime/view.ts";
import { fewOf } from "../store/few.ts";
import type { Lab } from "../store/lab.ts";
import type { Target } from "../store/target.ts";
import type { Manifest } from "../wire/manifest.ts";

/** The space–time diagram with its tools. It hears of every frame from the store; React only made its place. */
export function SpacetimeView() {
  return <Spacetime mount={mount} most={MOST} />;
}

/** The parts of the page's state that the diagram shows. */
const SHOWN = ["manifest", "selected", "pointed", "dark"] as const;

function mount(element: HTMLElement, lab: Lab, heard: Heard): Diagram {
  let wasPlaying = false;
  const diagram = mountSpacetime(element, {
    select: (target) => lab.select(target),
    point: (target) => lab.point(target),
    // As on the time line: a run that played goes on when its playhead is let go.
    seek: (time) => {
      wasPlaying ||= lab.playing;
      lab.pause();
      void lab.seek(time);
    },
    rest: () => {
      if (wasPlaying) lab.play();
      wasPlaying = false;
    },
    visit: (event) => void lab.visit(event),
    why: (event) => lab.askWhy(event),
    ...heard,
  });
  const draw = (): void => {
    const scene = sceneOf(lab);
    if (scene) diagram.update(scene);
  };
  draw();
  const quit = [
    lab.live.subscribe(draw),
    lab.page.subscribe((page, before) => {
      if (SHOWN.some((key) => page[key] !== before[key])) draw();
    }),
  ];
  const playing = lab.playback.store.subscribe(draw);
  return {
    zoomBy: (factor) => diagram.zoomBy(factor),
    fit: () => diagram.fit(),
    setFollow: (on) => diagram.setFollow(on),
    svg: () => diagram.svg(),
    destroy: () => {
      for (const each of quit) each();
      playing();
      diagram.destroy();
    },
  };
}

/** Of a crowd, so many nodes have a line each. */
const MOST = 40;

/** What the diagram is told of a lesson: of a crowd a part of its nodes. The same object while the part is the same. */
let told: { readonly of: Manifest; readonly nodes: string; readonly manifest: Manifest } | null =
  null;

function partOf(manifest: Manifest, selected: Target | null): Manifest {
  const few = fewOf(manifest.nodes, MOST, selected?.is === "node" ? selected.id : null);
  if (few === manifest.nodes) return manifest;
  const nodes = few.map(({ id }) => id).join(" ");
  if (told?.of !== manifest || told.nodes !== nodes)
    told = { of: manifest, nodes, manifest: { ...manifest, nodes: few } };
  return told.manifest;
}

function sceneOf(lab: Lab): SpacetimeScene | null {
  const { manifest: whole, selected, pointed, dark } = lab.page.getState();
  const manifest = whole && partOf(whole, selected);
  const { rows, revision, time, end, event, flights, number } = lab.live.getState();
  if (!manifest || number === 0) return null;
  return {
    ...{ manifest, selected, pointed, dark, revision, time, end, event, flights },
    rows: rows.all,
    playing: lab.playing,
  };
}
