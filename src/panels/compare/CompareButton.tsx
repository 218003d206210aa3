import { Columns2 } from "lucide-react";
import { say } from "../../languages/say.ts";
import { useLab, usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";

/** Puts another run beside this one, and takes it away again. */
export function CompareButton() {
  const lab = useLab();
  const compared = usePage((page) => page.compared !== null);
  return (
    <Button
      look="plain"
      small
      aria-haspopup={compared ? undefined : "dialog"}
      aria-label={compared ? say`Stop comparing` : say`Compare two runs`}
      title={compared ? say`Stop comparing` : say`Compare this run with another one, side by side`}
      pressed={compared}
      onClick={() => (compared ? lab.compare(null) : lab.setOverlay("compare"))}
    >
      <Columns2 aria-hidden="true" />
      {say`Compare`}
    </Button>
  );
}
