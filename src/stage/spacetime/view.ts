import type { FlightFrame, TraceRow } from "../../wire/frame.ts";
import type { Cone } from "../../wire/happened-before.ts";
import type { Manifest } from "../../wire/manifest.ts";
import type { Palette } from "../colours.ts";
import type { Target } from "../scene.ts";
import type { Chronicle } from "./chronicle.ts";
import type { Layout } from "./layout.ts";
import type { Stretch } from "./stretch.ts";

/** Everything that the diagram shows, as it is now. Immutable parts may be compared by reference. */
export interface SpacetimeScene {
  readonly manifest: Manifest;
  /** Every row of the lane, also those beyond the playhead. May grow in place: `revision` tells. */
  readonly rows: readonly TraceRow[];
  readonly revision: number;
  /** The playhead and the end of what has been played, in simulated µs. */
  readonly time: number;
  readonly end: number;
  /** The last event at the playhead. */
  readonly event: number;
  readonly flights: ReadonlyMap<number, FlightFrame>;
  readonly selected: Target | null;
  readonly pointed: Target | null;
  readonly playing: boolean;
  readonly dark: boolean;
}

/** How many events are before and after the selected one, and how many are neither. */
export interface ConeCounts {
  readonly event: number;
  readonly past: number;
  readonly future: number;
  readonly concurrent: number;
}

/** What a hand on the diagram asks for. */
export interface SpacetimeHandlers {
  select(target: Target | null): void;
  point(target: Target | null): void;
  /** Goes to a time, in simulated µs, with the playhead in the hand until `rest`. */
  seek(time: number): void;
  rest(): void;
  /** Goes to just after an event. */
  visit(event: number): void;
  /** Asks for an event's chain of causes. */
  why(event: number): void;
  /** The selected event's cone is another, or there is none any more. */
  cone(counts: ConeCounts | null): void;
  /** Whether the diagram keeps the playhead in sight. */
  follows(on: boolean): void;
}

export interface Spacetime {
  update(scene: SpacetimeScene): void;
  destroy(): void;
  /** Shows more time (factor above 1) or less. */
  zoomBy(factor: number): void;
  /** Shows everything from the beginning. */
  fit(): void;
  setFollow(on: boolean): void;
  /** The stretch in sight as an SVG document of its own. */
  svg(): Promise<string>;
}

/** What is drawn from. */
export interface View {
  readonly scene: SpacetimeScene;
  readonly chronicle: Chronicle;
  readonly layout: Layout;
  readonly stretch: Stretch;
  readonly palette: Palette;
  readonly cone: Cone | null;
}

/** How something stands to the selected event: `none` while none is selected. */
export type Side = "none" | "past" | "future" | "aside";
