/** A condition over registers with known sources, made into a checker: sources are found, culprits named and told. */
import type { Checker } from "../checker.ts";
import type { Consistency, Verdict } from "../verdict.ts";
import { accessesOf, whyNotRegisters, NOBODY, type Accesses } from "./accesses.ts";
import { culpritsOf } from "./culprits.ts";
import type { Pattern, Sources } from "./pattern.ts";
import { explain, type Condition } from "./sources.ts";
import { tell } from "./telling.ts";
import { say } from "../../languages/say.ts";

/** More accesses than this and views, whose cost grows with the square, are not looked at. */
const MOST = 20_000;

export function checker(consistency: Consistency, condition: Condition): Checker {
  const nothingFromThinAir: Condition = (accesses, sources) =>
    thinAirRead(accesses, sources) ?? condition(accesses, sources);
  return {
    consistency,
    applies: (history) => whyNotRegisters(history),
    check: (history, _model, budget) => {
      const accesses = accessesOf(history);
      if (accesses.list.length > MOST) return tooLong(consistency, accesses);
      const explained = explain(accesses, nothingFromThinAir, budget);
      const { answer, explored } = explained;
      if (answer === "yes") return { consistency, answer, simple: "", expert: "", explored };
      if (answer === "unknown") return spent(consistency, explored);
      const culprits = culpritsOf(history, accesses, explained, nothingFromThinAir, budget);
      return {
        consistency,
        answer,
        culprits: culprits.ids,
        ...tell(history, consistency, culprits),
        explored,
      };
    },
  };
}

/** A read of what nobody wrote: no model of consistency allows it. */
function thinAirRead({ list }: Accesses, sources: Sources): Pattern | null {
  const read = list.findIndex((access, place) => !access.writes && sources[place] === NOBODY);
  return read < 0 ? null : { name: "ThinAirRead", accesses: [read], read };
}

function tooLong(consistency: Consistency, { list }: Accesses): Verdict {
  return {
    consistency,
    answer: "unknown",
    simple: say`The story is too long to be judged.`,
    expert: say`${list.length} reads and writes are more than the ${MOST} that ${consistency} is judged over.`,
    explored: 0,
  };
}

function spent(consistency: Consistency, explored: number): Verdict {
  return {
    consistency,
    answer: "unknown",
    simple: say`The same values were written so often that it would take too long to find out.`,
    expert: say`Values were written more than once, and which write each read returned was not found within the budget (${explored} states).`,
    explored,
  };
}
