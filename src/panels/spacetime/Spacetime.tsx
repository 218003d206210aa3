import { Download, LocateFixed, Maximize2, ZoomIn, ZoomOut } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { say } from "../../languages/say.ts";
import type { Lab } from "../../store/lab.ts";
import { nameOf } from "../export/exports.ts";
import { save } from "../files/save.ts";
import { fewOf } from "../../store/few.ts";
import { useLab, usePage } from "../lab-context.ts";
import { OfCrowd } from "../parts/OfCrowd.tsx";
import { Button } from "../parts/Button.tsx";
import { ConeSentence, type ConeCounts } from "./ConeSentence.tsx";
import styles from "./Spacetime.module.css";

/** The diagram, as far as its tools need it. */
export interface Diagram {
  zoomBy(factor: number): void;
  fit(): void;
  setFollow(on: boolean): void;
  svg(): Promise<string>;
  destroy(): void;
}

/** What the diagram tells its tools. */
export interface Heard {
  cone(counts: ConeCounts | null): void;
  follows(on: boolean): void;
}

interface SpacetimeProps {
  /** Puts a diagram of the laboratory's run into an element. */
  readonly mount: (element: HTMLElement, lab: Lab, heard: Heard) => Diagram;
  /** Of a crowd, so many nodes have their lines. */
  readonly most: number;
}

/** How much a press of a button zooms. */
const STEP = 1.6;

/** Lamport's diagram of the run, with its tools and what it says of the selected event. */
export function Spacetime({ mount, most }: SpacetimeProps) {
  const lab = useLab();
  const cards = usePage((page) => page.manifest?.nodes) ?? [];
  const place = useRef<HTMLDivElement>(null);
  const diagram = useRef<Diagram | null>(null);
  const [follow, setFollow] = useState(true);
  const [cone, setCone] = useState<ConeCounts | null>(null);
  useEffect(() => {
    if (!place.current) return;
    const mounted = mount(place.current, lab, { cone: setCone, follows: setFollow });
    diagram.current = mounted;
    return () => {
      diagram.current = null;
      mounted.destroy();
    };
  }, [lab, mount]);
  const take = async (): Promise<void> => {
    if (!diagram.current) return;
    const picture = new Blob([await diagram.current.svg()], { type: "image/svg+xml" });
    save(nameOf(lab, "space-time.svg"), picture);
    lab.say(say`Space–time diagram: saved.`);
  };
  return (
    <div className={styles.spacetime}>
      <div className={styles.bar}>
        <div role="group" aria-label={say`What the diagram shows`} className={styles.tools}>
          <Button
            small
            look="plain"
            aria-label={say`Show more time`}
            title={say`Show more time ( − )`}
            onClick={() => diagram.current?.zoomBy(STEP)}
          >
            <ZoomOut aria-hidden="true" />
          </Button>
          <Button
            small
            look="plain"
            aria-label={say`Show less time`}
            title={say`Show less time ( + )`}
            onClick={() => diagram.current?.zoomBy(1 / STEP)}
          >
            <ZoomIn aria-hidden="true" />
          </Button>
          <Button
            small
            look="plain"
            title={say`The whole run ( 0 )`}
            onClick={() => diagram.current?.fit()}
          >
            <Maximize2 aria-hidden="true" />
            {say`Fit all`}
          </Button>
          <Button
            small
            look="plain"
            pressed={follow}
            title={say`Keep the playhead in sight`}
            onClick={() => diagram.current?.setFollow(!follow)}
          >
            <LocateFixed aria-hidden="true" />
            {say`Follow`}
          </Button>
        </div>
        <ConeSentence counts={cone} />
        <OfCrowd shown={fewOf(cards, most, null).length} all={cards.length} />
        <Button small look="plain" className={styles.save ?? ""} onClick={() => void take()}>
          <Download aria-hidden="true" />
          {say`Export SVG`}
        </Button>
      </div>
      <div ref={place} className={styles.place} />
    </div>
  );
}
