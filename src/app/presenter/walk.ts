import { say } from "../../languages/say.ts";
import type { Lab } from "../../store/lab.ts";
import { stopFrom, stopsOf } from "./stops.ts";

/** Goes to the next stop of the run, on or back; the caption tells what happened there. */
export async function walk(lab: Lab, by: 1 | -1): Promise<void> {
  lab.pause();
  const before = lab.live.getState();
  const stop = stopFrom(stopsOf(before), before, by);
  if (!stop) {
    if (by === 1) return lab.say(say`There is no further step in this run. Space plays on.`);
    lab.select(null);
    return lab.seek(0);
  }
  if (stop.event !== null) return lab.visit(stop.event);
  await lab.seek(stop.time);
  // Something may have broken on the way there: that comes first.
  const sooner = stopFrom(stopsOf(lab.live.getState()), before, by);
  if (sooner?.event != null) await lab.visit(sooner.event);
}
