import { useEffect, useRef } from "react";
import { useLab } from "../lab-context.ts";
import { seconds } from "../times.ts";
import styles from "./Transport.module.css";

/** The playhead's time. It follows every frame, past React. */
export function Clock() {
  const lab = useLab();
  const element = useRef<HTMLTimeElement>(null);
  useEffect(() => {
    const write = ({ time }: { readonly time: number }): void => {
      const [number, unit] = seconds(time).split(" ");
      const [digits, sign] = element.current?.children ?? [];
      if (digits && digits.textContent !== number) digits.textContent = number ?? "";
      if (sign && sign.textContent === "") sign.textContent = ` ${unit}`;
    };
    write(lab.live.getState());
    return lab.live.subscribe(write);
  }, [lab]);
  return (
    <time ref={element} className={styles.clock}>
      <span />
      <span className={styles.unit} />
    </time>
  );
}
