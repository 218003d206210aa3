import { Hand, MousePointer2, Scissors, Split } from "lucide-react";
import type { MouseEvent } from "react";
import { phrase, say, translate } from "../../languages/say.ts";
import { holdOrRelease, isHolding } from "../../store/scripts.ts";
import type { Tool } from "../../store/target.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import styles from "./Toolbar.module.css";

const TOOLS = [
  { id: "point", label: phrase("Point"), icon: MousePointer2, key: "Escape" },
  { id: "cut", label: phrase("Cut"), icon: Scissors, key: "X" },
  { id: "partition", label: phrase("Partition"), icon: Split, key: "P" },
] as const;

/** What the pointer does on the stage, and whether everything waits for it. By keyboard the partition opens as a list of nodes instead. */
export function Tools() {
  const lab = useLab();
  const tool = usePage((page) => page.tool);
  const holding = useRun(isHolding);
  const choose = (id: Tool, event: MouseEvent): void => {
    lab.showStage();
    const byKeyboard = event.detail === 0;
    if (id === "partition" && (byKeyboard || tool === id)) lab.setOverlay("partition");
    else lab.setTool(id);
  };
  return (
    <div role="group" aria-label={say`Tool`} className={styles.group}>
      {TOOLS.map(({ id, label, icon: Icon, key }) => (
        <Button
          key={id}
          look="plain"
          pressed={tool === id}
          aria-keyshortcuts={key}
          aria-label={translate(label)}
          title={`${translate(label)} (${key})`}
          onClick={(event) => choose(id, event)}
        >
          <Icon aria-hidden="true" />
          <span className={styles.word}>{translate(label)}</span>
        </Button>
      ))}
      <Button
        look="plain"
        pressed={holding}
        aria-keyshortcuts="G"
        aria-label={say`Hold`}
        title={say`Hold: nothing happens but what you deliver by hand (G)`}
        onClick={() => {
          lab.showStage();
          void lab.tryTo(holdOrRelease(lab.live.getState()));
        }}
      >
        <Hand aria-hidden="true" />
        <span className={styles.word}>{say`Hold`}</span>
      </Button>
    </div>
  );
}
