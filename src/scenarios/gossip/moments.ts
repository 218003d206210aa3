/** How far news has come, as conditions on the trace. */
import {
  condition,
  metBy,
  type Condition,
  type Met,
  type Test,
} from "../../kernel/teaching/condition.ts";
import { noted } from "../../kernel/teaching/happenings.ts";
import type { Stand } from "../../kernel/teaching/stand.ts";
import type { Micros } from "../../kernel/time.ts";
import { TOWN } from "../../protocols/epidemic/lesson.ts";

const heard = noted("heard");
const caughtUp = noted("caught-up");

/** A member hears news, by a call or by comparing diaries. */
export const hears: Test = (event, stand) => heard(event, stand) || caughtUp(event, stand);

/** This share of all members knows some news, the first ever told. */
export function share(least: number): (stand: Stand) => boolean {
  return (stand) => {
    const members = stand.modes.size + stand.down.size;
    const without = stand.inMode("susceptible").length + stand.down.size;
    return members > 0 && members - without >= least * members;
  };
}

/** How many members know no news at all. */
export function susceptible(stand: Stand): number {
  return stand.inMode("susceptible").length;
}

/** The end of a round, counted from the one after an update is made. */
function endOf(round: number, made: Micros): Micros {
  return (Math.floor(made / TOWN.round) + 1 + round) * TOWN.round;
}

/** So many others hear of an update within so many rounds. */
export function hearWithin(rounds: number, others: number): Condition {
  interface Memory {
    readonly made: Micros | null;
    readonly heard: number;
    readonly met: Met | null;
  }
  const news = noted("news");
  return condition<Memory>({
    start: () => ({ made: null, heard: 0, met: null }),
    observe(memory, event, stand) {
      if (memory.met) return memory;
      if (news(event, stand)) return { made: event.time, heard: 0, met: null };
      if (memory.made === null || !hears(event, stand)) return memory;
      const count = memory.heard + 1;
      const quick = event.time < endOf(rounds, memory.made);
      return { ...memory, heard: count, met: quick && count >= others ? metBy(event) : null };
    },
    met: ({ met }) => met,
    progress: ({ heard: count, met }) => (met ? 1 : Math.min(1, count / others)),
  });
}
