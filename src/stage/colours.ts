/** The look's tokens as colours that a canvas can paint with. */
import { interpolateRgb, rgb } from "d3";
import type { FlightFrame, NodeFrame } from "../wire/frame.ts";

export type Tone = NodeFrame["view"]["tone"];
export type Glyph = FlightFrame["view"]["glyph"];

export interface Palette {
  readonly surface: string;
  readonly raised: string;
  readonly line: string;
  readonly lineSoft: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly act: string;
  readonly broken: string;
  /** The band of a partition. */
  readonly brokenSoft: string;
  readonly unknown: string;
  /** Outlines and messages. */
  readonly tone: Readonly<Record<Tone, string>>;
  /** Bodies. */
  readonly body: Readonly<Record<Tone, string>>;
  readonly hairline: string;
  readonly dot: string;
  readonly terms: readonly TermColour[];
  /** A cell that belongs to no epoch. */
  readonly neutral: TermColour;
  readonly text: string;
  readonly mono: string;
}

export interface TermColour {
  readonly fill: string;
  /** What can be read on it. */
  readonly ink: string;
  /** The same, faint, under an entry at risk. */
  readonly faint: string;
  /** Its outline. */
  readonly edge: string;
}

const TONES: Readonly<Record<Tone, string>> = {
  leader: "--leader",
  follower: "--follower",
  candidate: "--candidate",
  crashed: "--crashed",
  traitor: "--traitor",
  client: "--client",
  plain: "--ink-2",
};

/**
 * Reads the tokens once for a theme. A custom property holds its source text (`light-dark(…)`), so each passes through
 * the `color` of a probe, which the browser resolves.
 */
export function readPalette(element: HTMLElement, dark: boolean): Palette {
  const probe = document.createElement("span");
  probe.style.colorScheme = dark ? "dark" : "light";
  element.append(probe);
  const read = (token: string): string => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const surface = read("--surface");
  const ink3 = read("--ink-3");
  const line = read("--line");
  const broken = read("--broken");
  const tone = Object.fromEntries(
    Object.entries(TONES).map(([name, token]) => [name, read(token)]),
  ) as Record<Tone, string>;
  const body = Object.fromEntries(
    Object.entries(tone).map(([name, colour]) => [
      name,
      interpolateRgb(surface, colour)(dark ? 0.17 : 0.13),
    ]),
  ) as Record<Tone, string>;
  const inks = [read("--ink"), surface, "#ffffff", "#0b0e12"];
  const colour = (fill: string, strength: number): TermColour => ({
    fill,
    ink: clearest(fill, inks),
    faint: interpolateRgb(surface, fill)(strength),
    edge: fill,
  });
  const palette: Palette = {
    surface,
    raised: read("--raised"),
    line,
    lineSoft: read("--line-soft"),
    ink: read("--ink"),
    ink2: read("--ink-2"),
    ink3,
    act: read("--act"),
    broken,
    brokenSoft: interpolateRgb(surface, broken)(dark ? 0.16 : 0.12),
    unknown: read("--unknown"),
    tone,
    body,
    hairline: interpolateRgb(line, ink3)(dark ? 0.28 : 0.3),
    dot: interpolateRgb(surface, ink3)(dark ? 0.2 : 0.24),
    terms: Array.from({ length: 8 }, (_, i) => colour(read(`--term-${i + 1}`), 0.18)),
    neutral: { ...colour(interpolateRgb(surface, ink3)(dark ? 0.42 : 0.3), 0.35), edge: ink3 },
    text: family(element, "--font-text", "system-ui, sans-serif"),
    mono: family(element, "--font-mono", "ui-monospace, monospace"),
  };
  probe.remove();
  return palette;
}

function family(element: HTMLElement, token: string, otherwise: string): string {
  return getComputedStyle(element).getPropertyValue(token).trim() || otherwise;
}

/** The colour of a term, epoch or view. */
export function termColour(palette: Palette, epoch: number | undefined): TermColour {
  if (epoch === undefined) return palette.neutral;
  return palette.terms[(((epoch - 1) % 8) + 8) % 8] ?? palette.neutral;
}

/** The ink with the highest contrast on a ground, by WCAG's formula. */
export function clearest(ground: string, inks: readonly string[]): string {
  const under = luminance(ground);
  let best = inks[0] ?? "#000";
  let most = 0;
  for (const ink of inks) {
    const over = luminance(ink);
    const ratio = (Math.max(under, over) + 0.05) / (Math.min(under, over) + 0.05);
    if (ratio > most) [best, most] = [ink, ratio];
  }
  return best;
}

function luminance(colour: string): number {
  const { r, g, b } = rgb(colour);
  const part = (value: number): number => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
}
