import type { Caption, FlightFrame, NetworkFrame, NodeFrame } from "../wire/frame.ts";
import type { Manifest } from "../wire/manifest.ts";
import type { Point } from "./geometry.ts";

/** What can be pointed at and chosen, on the stage or in any other view. */
export type Target =
  | { readonly is: "node"; readonly id: string }
  | { readonly is: "link"; readonly from: string; readonly to: string }
  | { readonly is: "message"; readonly id: number }
  | { readonly is: "event"; readonly id: number };

/** What the pointer does on the stage. */
export type Tool = "point" | "cut" | "partition";

/** A message that was lost, shown dying where it was lost for a short wall time. */
export interface Fallen {
  readonly flight: FlightFrame;
  readonly reason: string;
  readonly at: number;
  /** Simulated time of the loss. */
  readonly time: number;
}

export interface Insets {
  readonly top: number;
  readonly bottom: number;
}

/** Everything that the stage draws, as it is now. Immutable parts may be compared by reference. */
export interface Scene {
  readonly manifest: Manifest;
  /** Simulated µs. */
  readonly time: number;
  readonly nodes: ReadonlyMap<string, NodeFrame>;
  readonly flights: ReadonlyMap<number, FlightFrame>;
  readonly fallen: readonly Fallen[];
  readonly network: NetworkFrame;
  readonly caption: Caption | null;
  readonly selected: Target | null;
  readonly pointed: Target | null;
  /** Nodes that a violation names. */
  readonly accused: readonly string[];
  readonly tool: Tool;
  /** A partition's line divides the groups that there are instead of being the only one. */
  readonly divide: boolean;
  /** Simulated seconds a wall second; message names show when slow or paused. */
  readonly speed: number;
  readonly playing: boolean;
  readonly dark: boolean;
  readonly reducedMotion: boolean;
  /** Everything half as large again, for a lecture hall. */
  readonly presenter: boolean;
  /** What lies over the stage's upper and lower edge (readings, legend), in CSS pixels: nodes keep clear of it. */
  readonly insets?: Insets;
}

/** What a hand on the stage asks for. Actions are written as in scripts: `cut n1>n2`. */
export interface StageHandlers {
  act(text: string): void;
  select(target: Target | null): void;
  point(target: Target | null): void;
  /** A hand takes hold of a message: the run waits for it. */
  pause(): void;
  /** A menu of what can be done is asked for, at a place in client coordinates. */
  menu(target: Target, at: Point): void;
}

export interface Stage {
  /** Where it is drawn, for pictures and clips to take away. */
  readonly canvas: HTMLCanvasElement;
  update(scene: Scene): void;
  /** The present picture as a standalone SVG document. */
  svg(): Promise<string>;
  destroy(): void;
}
