import type { StoreApi } from "zustand/vanilla";
import type { Level } from "../catalog/texts.ts";
import type { Consistency } from "../wire/judging.ts";
import type { Menu, Overlay, Page, PaneTab, Theme } from "./page.ts";
import { remember } from "./preferences.ts";
import type { Target, Tool } from "./target.ts";

/** What can be done with the page without touching the run. */
export class PageControls {
  #toasts = 0;

  constructor(readonly page: StoreApi<Page>) {}

  select(target: Target | null): void {
    this.page.setState({ selected: target });
    if (target && target.is !== "event") this.page.setState({ pane: "inspect" });
  }

  point(target: Target | null): void {
    this.page.setState({ pointed: target });
  }

  setTool(tool: Tool): void {
    this.page.setState({ tool, divide: false });
  }

  setDivide(divide: boolean): void {
    this.page.setState({ divide });
  }

  /** Opens the menu of what hands can do to something, where it stands. */
  openMenu(target: Target, at: Menu["at"]): void {
    this.page.setState({ selected: target, menu: { target, at } });
  }

  closeMenu(): void {
    this.page.setState({ menu: null });
  }

  setLevel(level: Level): void {
    remember("level", level);
    this.page.setState({ level });
  }

  setTheme(theme: Theme): void {
    remember("theme", theme);
    this.page.setState({ theme });
  }

  setPane(pane: PaneTab): void {
    this.page.setState({ pane });
  }

  setDrawerOpen(open: boolean): void {
    remember("drawer", open ? "open" : "closed");
    this.page.setState({ drawerOpen: open });
  }

  setOverlay(overlay: Overlay | null): void {
    this.page.setState({ overlay, search: "" });
  }

  /** Uncovers the stage on a phone, so that one sees what one has just done. */
  showStage(): void {
    this.page.setState({ sheet: null });
  }

  /** Unfolds an event's chain of causes in the log. */
  askWhy(event: number): void {
    this.select({ is: "event", id: event });
    this.page.setState({ drawer: "events", drawerOpen: true, why: event, sheet: "events" });
  }

  /** What the lattice and the bars speak of from now on. */
  ask(question: Consistency | null): void {
    this.page.setState({ question });
  }

  /** Shows the clients' operations and what they prove. */
  showProof(question: Consistency): void {
    this.page.setState({ question, drawer: "history", drawerOpen: true, sheet: "events" });
  }

  /** Opens the search for a run that breaks a promise. A frame in another page has no room for it. */
  findBadRun(): void {
    if (this.page.getState().embed !== null) return;
    this.page.setState({ pane: "search", sheet: "search", presenter: false, overlay: null });
  }

  /** A sentence that goes by itself. */
  say(text: string, tone: "calm" | "wrong" = "calm"): void {
    this.#toasts += 1;
    this.page.setState({ toast: { id: this.#toasts, text, tone } });
  }
}
