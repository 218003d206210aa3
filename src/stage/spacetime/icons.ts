/** What hands do, as marks small enough for a line of them: strokes on a field from -1 to 1. */
import type { Brush } from "../brush.ts";

type Stroke = readonly (readonly [x: number, y: number])[];

const RING: Stroke = Array.from({ length: 13 }, (_, i) => {
  const angle = (i / 12) * 2 * Math.PI;
  return [0.8 * Math.sin(angle), -0.8 * Math.cos(angle)] as const;
});
const BOLT: Stroke = [
  [0.25, -1],
  [-0.6, 0.15],
  [0, 0.15],
  [-0.25, 1],
  [0.6, -0.15],
  [0, -0.15],
  [0.25, -1],
];
const POWER: readonly Stroke[] = [
  [
    [0, -1],
    [0, -0.1],
  ],
  [
    [-0.5, -0.65],
    [-0.8, 0],
    [-0.5, 0.65],
    [0, 0.85],
    [0.5, 0.65],
    [0.8, 0],
    [0.5, -0.65],
  ],
];
const CLOCK: readonly Stroke[] = [
  RING,
  [
    [0, -0.5],
    [0, 0],
    [0.4, 0.2],
  ],
];
const SETTINGS: readonly Stroke[] = [
  [
    [-0.9, -0.45],
    [0.9, -0.45],
  ],
  [
    [-0.9, 0.45],
    [0.9, 0.45],
  ],
  [
    [-0.35, -0.8],
    [-0.35, -0.1],
  ],
  [
    [0.35, 0.1],
    [0.35, 0.8],
  ],
];
const CUT: readonly Stroke[] = [
  [
    [-0.8, -0.8],
    [0.8, 0.8],
  ],
  [
    [0.8, -0.8],
    [-0.8, 0.8],
  ],
];
const WAVE: Stroke = [
  [-0.3, -1],
  [0.25, -0.5],
  [-0.3, 0],
  [0.25, 0.5],
  [-0.3, 1],
];
const MEND: Stroke = [
  [-0.85, 0.05],
  [-0.25, 0.65],
  [0.85, -0.6],
];
const SEND: readonly Stroke[] = [
  [
    [-0.9, 0],
    [0.8, 0],
  ],
  [
    [0.25, -0.55],
    [0.8, 0],
    [0.25, 0.55],
  ],
];
const PAUSE: readonly Stroke[] = [
  [
    [-0.4, -0.75],
    [-0.4, 0.75],
  ],
  [
    [0.4, -0.75],
    [0.4, 0.75],
  ],
];
const OTHER: readonly Stroke[] = [
  [
    [0, -0.7],
    [0.7, 0],
    [0, 0.7],
    [-0.7, 0],
    [0, -0.7],
  ],
];

const ICONS: Readonly<Record<string, readonly Stroke[]>> = {
  crash: [BOLT],
  restart: POWER,
  pause: PAUSE,
  resume: POWER,
  cut: CUT,
  drop: CUT,
  heal: [MEND],
  release: [MEND],
  hold: PAUSE,
  partition: [WAVE],
  set: SETTINGS,
  rule: SETTINGS,
  client: SEND,
  deliver: SEND,
  clock: CLOCK,
  drift: CLOCK,
  fire: CLOCK,
  delay: CLOCK,
  slow: CLOCK,
};

const MENDING: ReadonlySet<string> = new Set(["heal", "restart", "resume", "release"]);

export function mends(verb: string): boolean {
  return MENDING.has(verb);
}

/** Strokes the mark of a verb of scripts. */
export function drawIcon(ctx: Brush, verb: string, x: number, y: number, r: number): void {
  ctx.beginPath();
  for (const stroke of ICONS[verb] ?? OTHER) {
    stroke.forEach(([dx, dy], i) => {
      if (i === 0) ctx.moveTo(x + dx * r, y + dy * r);
      else ctx.lineTo(x + dx * r, y + dy * r);
    });
  }
  ctx.stroke();
}
