import { useEffect } from "react";
import { useStore } from "zustand";
import { learningOf, type Learning, type LearningState } from "../../store/learning.ts";
import { useLab, usePage } from "../lab-context.ts";

/** What the laboratory teaches with. */
export function useLearning(): Learning {
  return learningOf(useLab());
}

/** How far its reader has come; the words of the open lesson are fetched when somebody looks. */
export function useLearned(): LearningState {
  const learning = useLearning();
  const lesson = usePage((page) => page.manifest?.scenario);
  useEffect(() => learning.prepare(), [learning, lesson]);
  return useStore(learning.state);
}
