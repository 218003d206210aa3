import {
  Clock3,
  Heart,
  Pause,
  Power,
  Scissors,
  Send,
  Settings2,
  Split,
  Waves,
  Zap,
} from "lucide-react";
import type { LucideIcon } from "lucide-react";
import type { LaneFrame } from "../../wire/frame.ts";
import { useLab } from "../lab-context.ts";
import { seconds } from "../times.ts";
import styles from "./TimeLine.module.css";

const ICONS: Readonly<Record<string, LucideIcon>> = {
  crash: Zap,
  restart: Power,
  pause: Pause,
  resume: Power,
  cut: Scissors,
  heal: Heart,
  partition: Split,
  set: Settings2,
  rule: Settings2,
  client: Send,
  clock: Clock3,
  drift: Clock3,
  fire: Clock3,
};

type Props = LaneFrame["interventions"][number] & { readonly left: string };

/** Something that hands did, in its place on the time line; it leads to that moment. */
export function InterventionMark({ at, text, do: verb, event, left }: Props) {
  const lab = useLab();
  const Icon = ICONS[verb] ?? Waves;
  const mends = verb === "heal" || verb === "restart" || verb === "resume";
  return (
    <button
      type="button"
      className={styles.mark}
      data-mends={mends}
      style={{ left }}
      aria-label={`${text}, at ${seconds(at)}`}
      title={`${text} · ${seconds(at)}`}
      onClick={() => void (event === null ? lab.seek(at) : lab.visit(event))}
    >
      <Icon aria-hidden="true" />
    </button>
  );
}
