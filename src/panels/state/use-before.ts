import { useEffect, useState } from "react";
import type { NodeFrame } from "../../wire/frame.ts";
import { useLab, usePhase, useRun } from "../lab-context.ts";

/** The nodes one step before the playhead; null while the run plays, when there is no time to look at steps. */
export function useBefore(): ReadonlyMap<string, NodeFrame> | null {
  const lab = useLab();
  const still = usePhase() !== "playing";
  const hash = useRun((run) => `${run.hash} ${run.step}`);
  const [found, setFound] = useState<{
    readonly hash: string;
    readonly nodes: ReadonlyMap<string, NodeFrame>;
  } | null>(null);
  useEffect(() => {
    if (!still) return;
    let wanted = true;
    void lab.before().then((nodes) => {
      if (wanted) setFound({ hash, nodes: new Map(nodes.map((node) => [node.id, node])) });
    });
    return () => {
      wanted = false;
    };
  }, [lab, still, hash]);
  return still && found?.hash === hash && found.nodes.size > 0 ? found.nodes : null;
}
