import { useEffect, useState } from "react";

/** How long a hand's choice stands before the run has confirmed it, in ms. */
const PATIENCE = 800;

/**
 * Shows what a hand has just chosen at once, while the worker still works on it; what the run then says goes. A choice
 * that the run refuses falls back.
 */
export function useEager<T>(actual: T): readonly [shown: T, choose: (value: T) => void] {
  const [chosen, setChosen] = useState<{ readonly value: T; readonly instead: T } | null>(null);
  useEffect(() => {
    if (!chosen) return;
    const timer = setTimeout(() => setChosen(null), PATIENCE);
    return () => clearTimeout(timer);
  }, [chosen]);
  const stands = chosen !== null && chosen.instead === actual;
  return [stands ? chosen.value : actual, (value) => setChosen({ value, instead: actual })];
}
