import type { LessonCard } from "../catalog/card.ts";
import type { Level } from "../catalog/texts.ts";
import type { Consistency } from "../wire/judging.ts";
import type { TroubleLevel } from "../wire/sentences.ts";
import type { Manifest } from "../wire/manifest.ts";
import type { Place } from "./address.ts";
import type { Compared } from "./comparison.ts";
import { emptyRun, type Run } from "./run.ts";
import { remembered } from "./preferences.ts";
import type { Target, Tool } from "./target.ts";

export type Theme = "auto" | "light" | "dark";
export type PaneTab = "explain" | "learn" | "inspect" | "verdicts" | "search";
export type DrawerTab =
  | "spacetime"
  | "events"
  | "state"
  | "chart"
  | "sequence"
  | "history"
  | "plots";
/** What lies over the page. */
export type Overlay = "lessons" | "palette" | "keys" | "partition" | "share" | "compare" | "lanes";
/** The phone's instruments. */
export type Sheet =
  | "explain"
  | "learn"
  | "inspect"
  | "verdicts"
  | "events"
  | "controls"
  | "hold"
  | "search";

/** A menu beside what it is about. */
export interface Menu {
  readonly target: Target;
  /** In client coordinates. */
  readonly at: { readonly x: number; readonly y: number };
}

/** A sentence that comes and goes. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: "calm" | "wrong";
}

/** Everything that the page's panels show. It changes a few times a second at most. */
export interface Page {
  /** The open lesson, or the one asked for last. */
  readonly lesson: string | null;
  readonly card: LessonCard | null;
  readonly manifest: Manifest | null;
  readonly seed: number;
  /** Goes up with every lesson or run that is opened. */
  readonly opened: number;
  /** The run as it was a moment ago, at most 200 ms; exact when paused. */
  readonly shown: Run;
  readonly level: Level;
  readonly theme: Theme;
  readonly dark: boolean;
  readonly reducedMotion: boolean;
  readonly tool: Tool;
  /** A partition's line divides the groups that there are. */
  readonly divide: boolean;
  /** What can be done to one thing on the stage, opened there. */
  readonly menu: Menu | null;
  readonly selected: Target | null;
  readonly pointed: Target | null;
  /** Simulated seconds a wall second. */
  readonly speed: number;
  /** What is shown: a lesson on the stage, or a page beside the laboratory; the run that is open waits meanwhile. */
  readonly place: Place;
  readonly presenter: boolean;
  /** Shown in a frame of another page, in these colours; null when it has its window to itself. */
  readonly embed: { readonly theme: Theme } | null;
  /** What stands beside the run; null while it stands alone. */
  readonly compared: Compared | null;
  /** How much random trouble there is. */
  readonly trouble: TroubleLevel;
  readonly pane: PaneTab;
  /** A tour, a prediction or a challenge is under way: its card stands under the stage. */
  readonly learning: boolean;
  readonly drawer: DrawerTab;
  readonly drawerOpen: boolean;
  /** What is asked of the clients' history; null for what is most worth asking. */
  readonly question: Consistency | null;
  /** The event whose chain of causes is unfolded in the log. */
  readonly why: number | null;
  readonly overlay: Overlay | null;
  /** What is typed into the palette, also while it is still being fetched. */
  readonly search: string;
  readonly sheet: Sheet | null;
  readonly toast: Toast | null;
  /** A new version of the page waits to be loaded. */
  readonly update: boolean;
  /** The browser offers to install the page. */
  readonly installable: boolean;
  /** Stays until it is closed: a recording that did not come out as recorded, a damaged link. */
  readonly notice: string | null;
}

/** `tall`: there is room for the drawer beside a stage of decent size. */
export function firstPage(dark: boolean, reducedMotion: boolean, tall: boolean): Page {
  const theme = remembered("theme", ["auto", "light", "dark"], "auto");
  return {
    lesson: null,
    card: null,
    manifest: null,
    seed: 1,
    opened: 0,
    shown: emptyRun(),
    level: remembered("level", ["simple", "expert"], "simple"),
    theme,
    dark: theme === "auto" ? dark : theme === "dark",
    reducedMotion,
    tool: "point",
    divide: false,
    menu: null,
    selected: null,
    pointed: null,
    speed: 1,
    place: { is: "lesson" },
    presenter: false,
    embed: null,
    trouble: 0,
    compared: null,
    pane: "explain",
    learning: false,
    drawer: "events",
    drawerOpen: remembered("drawer", ["open", "closed"], tall ? "open" : "closed") === "open",
    question: null,
    why: null,
    overlay: null,
    search: "",
    sheet: null,
    toast: null,
    update: false,
    installable: false,
    notice: null,
  };
}
