import {
  Clock3,
  Copy,
  Drama,
  Hand,
  Heart,
  MoveHorizontal,
  Pause,
  Power,
  Scissors,
  Send,
  Settings2,
  Snail,
  Split,
  Waves,
  X,
  Zap,
} from "lucide-react";
import type { LucideIcon } from "lucide-react";
import { say } from "../../languages/say.ts";
import { useLab } from "../lab-context.ts";
import { seconds } from "../times.ts";
import type { Deed } from "./span.ts";
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
  slow: Snail,
  traitor: Drama,
  hold: Hand,
  release: Hand,
  deliver: Hand,
  move: MoveHorizontal,
  delay: MoveHorizontal,
  duplicate: Copy,
  drop: X,
};

interface Props {
  readonly deed: Deed;
  readonly left: string;
}

/** What hands did, in its place on the time line; it leads to that moment. */
export function InterventionMark({ deed, left }: Props) {
  const lab = useLab();
  const [first, ...more] = deed.actions;
  if (!first) return null;
  const Icon = ICONS[first.do] ?? Waves;
  const mends = deed.actions.every(({ do: verb }) => MENDING.has(verb));
  const texts = deed.actions.map((each) => each.text);
  const last = deed.actions.at(-1) ?? first;
  return (
    <button
      type="button"
      className={styles.mark}
      data-mends={mends}
      style={{ left }}
      aria-label={say`${texts.join("; ")}, at ${seconds(deed.at)}`}
      title={`${seconds(deed.at)}\n${texts.join("\n")}`}
      onClick={() => void (last.event === null ? lab.seek(last.at) : lab.visit(last.event))}
    >
      {more.length === 0 ? <Icon aria-hidden="true" /> : deed.actions.length}
    </button>
  );
}

const MENDING: ReadonlySet<string> = new Set(["heal", "restart", "resume", "release"]);
