import type { Manifest } from "../../wire/manifest.ts";
import styles from "./Mark.module.css";

type Entry = Manifest["legend"][number];
type Tone = Entry["tone"];
type Shape = NonNullable<Entry["shape"]>;
type Glyph = NonNullable<Entry["glyph"]>;

interface MarkProps {
  readonly tone: Tone;
  readonly shape?: Shape | undefined;
  readonly glyph?: Glyph | undefined;
  readonly crown?: boolean | undefined;
}

const GLYPHS: Readonly<Record<Glyph, string>> = {
  triangle: "M8 2.5 14 13.5H2Z",
  square: "M3 3h10v10H3Z",
  circle: "M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3Z",
  diamond: "M8 1.5 14.500 8 8 14.500 1.500 8Z",
  cross: "M6 2h4v4h4v4h-4v4H6v-4H2V6h4Z",
  star: "M8 1.500 9.900 6l4.800.4-3.600 3.200 1.100 4.700L8 11.800l-4.200 2.500 1.100-4.700L1.300 6.400 6.100 6Z",
  ring: "M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11Zm0 3a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5Z",
  bar: "M2 6h12v4H2Z",
};

/** A role's outline or a message kind's glyph, as the stage draws them, in text size. */
export function Mark({ tone, shape, glyph, crown }: MarkProps) {
  const colour = `var(--${tone === "plain" ? "ink-3" : tone})`;
  return (
    <svg className={styles.mark} viewBox="0 0 16 16" style={{ color: colour }} aria-hidden="true">
      {glyph ? <path d={GLYPHS[glyph]} fill="currentColor" /> : outline(shape ?? "circle", tone)}
      {crown && (
        <path d="M4.500 10V6.200L6.300 8 8 5.400 9.700 8l1.800-1.800V10Z" fill="currentColor" />
      )}
    </svg>
  );
}

function outline(shape: Shape, tone: Tone) {
  const stroke = {
    fill: "currentColor",
    fillOpacity: 0.16,
    stroke: "currentColor",
    strokeWidth: 1.8,
    ...(tone === "crashed" ? { strokeDasharray: "2 1.4" } : {}),
  };
  switch (shape) {
    case "hexagon":
      return <path d="M4.700 1.800h6.600L14.800 8l-3.500 6.200H4.700L1.200 8Z" {...stroke} />;
    case "dashed":
      return <circle cx="8" cy="8" r="6" {...stroke} strokeDasharray="3.200 2.200" />;
    case "square":
      return <path d="M2 2h12v12H2Z" {...stroke} />;
    case "diamond":
      return <path d="M8 1.500 14.500 8 8 14.500 1.500 8Z" {...stroke} />;
    case "rounded":
      return <rect x="1.500" y="3" width="13" height="10" rx="3" {...stroke} />;
    case "circle":
      return <circle cx="8" cy="8" r="6" {...stroke} />;
  }
}
