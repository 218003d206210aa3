import type { NodeId } from "../../kernel/behavior.ts";
import type { Place } from "../../kernel/scenario.ts";

/** How many stand in the rows; every other row is set off by half a step. */
const ROWS: Readonly<Record<number, { readonly rows: number; readonly columns: number }>> = {
  100: { rows: 8, columns: 13 },
  300: { rows: 15, columns: 20 },
  1_000: { rows: 25, columns: 40 },
};

/** Few stand in a ring; many in rows, set off against each other, so that each has as much room as may be. */
export function placesOf(count: number): Readonly<Record<NodeId, Place>> {
  const grid = ROWS[count];
  const places = grid ? inRows(count, grid) : inRing(count);
  return Object.fromEntries(places.map((place, i) => [`n${i + 1}`, place]));
}

function inRing(count: number): Place[] {
  return Array.from({ length: count }, (_, i) => {
    const turn = (2 * Math.PI * i) / count - Math.PI / 2;
    return { x: 0.5 + 0.42 * Math.cos(turn), y: 0.5 + 0.41 * Math.sin(turn) };
  });
}

/** Where rows of two lengths fill up exactly, every other one is shorter by one; else all are equally long. */
function inRows(count: number, { rows, columns }: { rows: number; columns: number }): Place[] {
  const shorter = rows * columns > count;
  const step = 0.9 / (shorter ? columns - 1 : columns - 0.5);
  const places: Place[] = [];
  for (let row = 0; row < rows; row++) {
    const odd = row % 2 === 1;
    for (let column = 0; column < columns - (shorter && odd ? 1 : 0); column++)
      places.push({
        x: 0.05 + step * (column + (odd ? 0.5 : 0)),
        y: 0.06 + (0.88 * row) / (rows - 1),
      });
  }
  return places;
}
