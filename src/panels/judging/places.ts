import type { Consistency, Standpoint } from "../../wire/judging.ts";

/** Where a question stands in the picture's width, in columns from 0: the left edge of its box, which is one wide. */
const COLUMN: Readonly<Record<Consistency, number>> = {
  linearizable: 1,
  sequential: 1,
  "causal-memory": 0.5,
  "causal-convergence": 2,
  pram: 0,
  causal: 1,
  "monotonic-writes": 0,
  "writes-follow-reads": 1,
  "read-your-writes": 0.5,
  "monotonic-reads": 2,
  eventual: 3,
  "strict-serializable": 1.5,
  serializable: 1.5,
  "snapshot-isolation": 1.5,
  "read-committed": 1.5,
  "read-uncommitted": 1.5,
};
export const COLUMNS = 4;

/** A line that goes past a row does so here, between that row's boxes. */
const LANES: Readonly<Record<string, number>> = {
  "linearizable eventual": 3.5,
  "causal-memory writes-follow-reads": 1,
  "causal read-your-writes": 1,
  "pram read-your-writes": 1,
  "causal-convergence monotonic-reads": 2.5,
};

/** A box and the height of what lies between two rows, in pixels. */
export const BOX = 40;
const GAP = 22;

/** The box's place: its left edge as a share of the width, its top in pixels. */
export function placeOf({ consistency, row }: Standpoint): { left: number; top: number } {
  return { left: COLUMN[consistency] / COLUMNS, top: row * (BOX + GAP) };
}

export function heightOf(lattice: readonly Standpoint[]): number {
  return Math.max(0, ...lattice.map(({ row }) => row)) * (BOX + GAP) + BOX;
}

/** A line from a consistency to what it implies. */
export interface Implication {
  readonly strong: Standpoint;
  readonly weak: Standpoint;
  /** An SVG path; its x are shares of 100, its y pixels. */
  readonly path: string;
}

export function implicationsIn(lattice: readonly Standpoint[]): readonly Implication[] {
  return lattice.flatMap((strong) =>
    strong.implies.flatMap((each) => {
      const weak = lattice.find(({ consistency }) => consistency === each);
      return weak ? [{ strong, weak, path: pathBetween(strong, weak) }] : [];
    }),
  );
}

function pathBetween(strong: Standpoint, weak: Standpoint): string {
  const middle = (each: Standpoint): number => COLUMN[each.consistency] + 0.5;
  const bottom = placeOf(strong).top + BOX;
  const top = placeOf(weak).top;
  const start = `M${x(middle(strong))} ${bottom}`;
  if (weak.row === strong.row + 1)
    return `${start}${bend(middle(strong), bottom, middle(weak), top)}`;
  const lane = LANES[`${strong.consistency} ${weak.consistency}`] ?? middle(weak);
  const into = bend(middle(strong), bottom, lane, bottom + GAP);
  return `${start}${into}V${top - GAP}${bend(lane, top - GAP, middle(weak), top)}`;
}

/** From a place straight down, over, and straight down into another. */
function bend(fromX: number, fromY: number, toX: number, toY: number): string {
  const half = (fromY + toY) / 2;
  return `C${x(fromX)} ${half} ${x(toX)} ${half} ${x(toX)} ${toY}`;
}

function x(column: number): number {
  return (column / COLUMNS) * 100;
}
