/** The speeds offered, in simulated seconds a wall second. */
export const SPEEDS: readonly number[] = [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8];

/** The offered speed next to this one, faster (1) or slower (-1). */
export function nextSpeed(speed: number, by: 1 | -1): number {
  const at = SPEEDS.indexOf(nearestSpeed(speed));
  return SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, at + by))]!;
}

/** The offered speed nearest to this one, by ratio. */
export function nearestSpeed(speed: number): number {
  const away = (each: number): number => Math.abs(Math.log2(each / speed));
  return SPEEDS.reduce((best, each) => (away(each) < away(best) ? each : best));
}

const FRACTIONS: Readonly<Record<number, string>> = {
  0.5: "½",
  0.25: "¼",
  0.125: "⅛",
  0.0625: "1⁄16",
};

/** `¼×`. */
export function speedText(speed: number): string {
  return `${FRACTIONS[speed] ?? speed}×`;
}
