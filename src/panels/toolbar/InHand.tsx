import { say } from "../../languages/say.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Switch } from "../parts/Switch.tsx";
import styles from "./InHand.module.css";

/** What the tool in hand does, over the stage, and the way to lay it down: on a phone there is no other. */
export function InHand() {
  const lab = useLab();
  const tool = usePage((page) => page.tool);
  const divide = usePage((page) => page.divide);
  const parted = useRun((run) => run.network.partition !== null);
  if (tool === "point") return null;
  return (
    <div role="group" aria-label={say`Tool in hand`} className={styles.bar}>
      <p>
        {tool === "cut"
          ? say`A link’s middle: both ways. Near an end: the way from there. A stroke: all it crosses.`
          : say`Draw a line between nodes, or a ring around some.`}
      </p>
      {tool === "partition" && parted && (
        <Switch on={divide} onChange={(on) => lab.setDivide(on)}>
          {say`Divide further`}
        </Switch>
      )}
      {tool === "partition" && (
        <Button small onClick={() => lab.setOverlay("partition")}>
          {say`From a list…`}
        </Button>
      )}
      <Button small onClick={() => lab.setTool("point")}>
        {say`Done`}
      </Button>
    </div>
  );
}
