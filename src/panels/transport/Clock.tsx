import { useEffect, useRef } from "react";
import { useLab } from "../lab-context.ts";
import { seconds } from "../times.ts";
import styles from "./Transport.module.css";

/** While the run plays the digits change this often, in wall ms: faster than anybody reads them. */
const PACE = 90;

/** The playhead's time. It follows the frames past React. */
export function Clock() {
  const lab = useLab();
  const element = useRef<HTMLTimeElement>(null);
  useEffect(() => {
    let written = 0;
    const follow = ({ time }: { readonly time: number }): void => {
      const now = performance.now();
      if (lab.playing && now - written < PACE) return;
      written = now;
      write(time);
    };
    const write = (time: number): void => {
      const [number, unit] = seconds(time).split(" ");
      const [digits, sign] = element.current?.children ?? [];
      if (digits && digits.textContent !== number) digits.textContent = number ?? "";
      if (sign && sign.textContent === "") sign.textContent = ` ${unit}`;
    };
    write(lab.live.getState().time);
    const frames = lab.live.subscribe(follow);
    // Whoever stops the run wants to know exactly where.
    const stops = lab.playback.store.subscribe(() => {
      if (!lab.playing) write(lab.live.getState().time);
    });
    return () => {
      frames();
      stops();
    };
  }, [lab]);
  return (
    <time ref={element} className={styles.clock}>
      <span />
      <span className={styles.unit} />
    </time>
  );
}
