import { GitFork } from "lucide-react";
import { say } from "../../languages/say.ts";
import { useLab, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";

/** How many futures this run has, once it has more than one; opens the list of them. */
export function LanesButton() {
  const lab = useLab();
  const count = useRun((run) => run.lanes.length);
  if (count < 2) return null;
  return (
    <Button
      look="plain"
      small
      aria-haspopup="dialog"
      aria-label={say`${count} futures of this run`}
      title={say`The futures of this run: go over, name, compare, delete`}
      onClick={() => lab.setOverlay("lanes")}
    >
      <GitFork aria-hidden="true" />
      {count}
    </Button>
  );
}
