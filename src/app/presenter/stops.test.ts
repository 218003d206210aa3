import { describe, expect, test } from "vitest";
import { Rows } from "../../store/rows.ts";
import type { LaneFrame, TraceRow } from "../../wire/frame.ts";
import { stopFrom, stopsOf, type Stop } from "./stops.ts";

const row = (
  id: number,
  time: number,
  kind: TraceRow["kind"],
  verdict?: NonNullable<TraceRow["verdict"]>,
): TraceRow => ({
  id,
  time,
  kind,
  node: null,
  peer: null,
  message: 0,
  cause: 0,
  label: "",
  simple: "",
  expert: "",
  weight: "turn",
  ...(verdict === undefined ? {} : { verdict }),
});

function run(deeds: readonly (readonly [at: number, event: number | null])[], rows: TraceRow[]) {
  const kept = new Rows();
  kept.replace(0, rows);
  const interventions = deeds.map(([at, event]) => ({ at, event, text: "", do: "crash" }));
  const lane = { current: true, interventions } as unknown as LaneFrame;
  return { lanes: [lane], rows: kept };
}

describe("the stops of a run", () => {
  test("are what hands did and what broke, by time, one for an instant", () => {
    const stops = stopsOf(
      run(
        [
          [100, 4],
          [100, 5],
          [900, null],
        ],
        [
          row(4, 100, "intervention"),
          row(6, 300, "verdict", "holds"),
          row(7, 500, "verdict", "violated"),
          row(8, 600, "fault"),
        ],
      ),
    );
    expect(stops).toEqual([
      { time: 100, event: 5 },
      { time: 500, event: 7 },
      { time: 600, event: 8 },
      { time: 900, event: null },
    ]);
  });

  test("of an instant that is played in part are still to be played", () => {
    expect(
      stopsOf(
        run(
          [
            [100, 4],
            [100, null],
          ],
          [],
        ),
      ),
    ).toEqual([{ time: 100, event: null }]);
  });
});

describe("walking", () => {
  const stops: readonly Stop[] = [
    { time: 100, event: 4 },
    { time: 500, event: 7 },
    { time: 900, event: null },
  ];
  test("on and back passes each once", () => {
    expect(stopFrom(stops, { time: 0, event: 0 }, 1)).toBe(stops[0]);
    // A step may have more events than the one that was asked for.
    expect(stopFrom(stops, { time: 100, event: 6 }, 1)).toBe(stops[1]);
    expect(stopFrom(stops, { time: 500, event: 7 }, 1)).toBe(stops[2]);
    expect(stopFrom(stops, { time: 900, event: 12 }, 1)).toBeNull();
    expect(stopFrom(stops, { time: 900, event: 12 }, -1)).toBe(stops[1]);
    expect(stopFrom(stops, { time: 500, event: 9 }, -1)).toBe(stops[0]);
    expect(stopFrom(stops, { time: 100, event: 4 }, -1)).toBeNull();
  });

  test("on from just before a stop, at its own instant, leads to it", () => {
    expect(stopFrom(stops, { time: 500, event: 6 }, 1)).toBe(stops[1]);
  });
});
