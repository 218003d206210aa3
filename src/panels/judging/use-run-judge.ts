import { useEffect } from "react";
import { useStore } from "zustand";
import { RunJudge, type Judged } from "../../store/judging.ts";
import type { Lab } from "../../store/lab.ts";
import { useLab } from "../lab-context.ts";

/** One judge for each laboratory, whoever looks at what it says. */
const judges = new WeakMap<Lab, RunJudge>();

function judgeOf(lab: Lab): RunJudge {
  let judge = judges.get(lab);
  if (!judge) judges.set(lab, (judge = new RunJudge(lab)));
  return judge;
}

/** What is known of the run's history; it is judged for as long as somebody looks. */
export function useRunJudge(): Judged {
  const judge = judgeOf(useLab());
  useEffect(() => judge.watch(), [judge]);
  return useStore(judge.judged);
}
