import { useMemo, useRef, useState, type KeyboardEvent } from "react";
import type { LessonCard } from "../../catalog/card.ts";
import { say } from "../../languages/say.ts";
import { linkTo } from "../../store/address.ts";
import type { Done } from "../../store/progress.ts";
import {
  BOX,
  buildingOn,
  conceptMap,
  leadingTo,
  neighbour,
  type Arrow,
  type Direction,
  type Spot,
} from "./concept-map.ts";
import styles from "./ConceptMap.module.css";
import { ProgressMark } from "./ProgressMark.tsx";
import { markOf } from "./marks.ts";

interface ConceptMapProps {
  readonly cards: readonly LessonCard[];
  readonly done: readonly Done[];
  /** The lesson that is offered as the next one. */
  readonly next: string | null;
}

/** The lessons and what builds on what. One stop for Tab; the arrow keys walk from lesson to lesson. */
export function ConceptMap({ cards, done, next }: ConceptMapProps) {
  const map = useMemo(() => conceptMap(cards), [cards]);
  const frame = useRef<HTMLElement>(null);
  const [stop, setStop] = useState(next ?? cards[0]?.id ?? "");
  const [lit, setLit] = useState<string | null>(null);
  const path = useMemo(
    () => (lit === null ? null : new Set([lit, ...leadingTo(map, lit), ...buildingOn(map, lit)])),
    [map, lit],
  );
  const walk = (event: KeyboardEvent, from: Spot): void => {
    if (!event.key.startsWith("Arrow")) return;
    const to = neighbour(map, from.card.id, event.key as Direction);
    event.preventDefault();
    if (!to) return;
    setStop(to.card.id);
    frame.current?.querySelector<HTMLElement>(`[data-lesson="${to.card.id}"]`)?.focus();
  };
  const dim = (id: string): boolean => path !== null && !path.has(id);
  return (
    <nav ref={frame} aria-label={say`Concept map`} className={styles.frame}>
      <div className={styles.map} style={{ width: map.width, height: map.height }}>
        {map.bands.map(({ title, y, height }) => (
          <div key={title} className={styles.band} style={{ top: y, height }}>
            <h3>{title}</h3>
          </div>
        ))}
        <svg width={map.width} height={map.height} aria-hidden="true">
          {map.arrows.map((arrow) => (
            <path
              key={`${arrow.from.card.id} ${arrow.to.card.id}`}
              d={curve(arrow)}
              data-lit={
                path !== null && path.has(arrow.from.card.id) && path.has(arrow.to.card.id)
                  ? "yes"
                  : undefined
              }
              data-dim={dim(arrow.from.card.id) || dim(arrow.to.card.id) ? "yes" : undefined}
            />
          ))}
        </svg>
        {map.spots.map((spot) => {
          const { card, x, y } = spot;
          const mark = markOf(done, card.id);
          return (
            <a
              key={card.id}
              href={linkTo(card.id, null)}
              data-lesson={card.id}
              data-next={card.id === next ? "yes" : undefined}
              data-dim={dim(card.id) ? "yes" : undefined}
              tabIndex={card.id === stop ? 0 : -1}
              title={card.promise}
              aria-label={[
                `${card.title}.`,
                ...afterWhat(card, cards),
                card.promise,
                `${mark.says}.`,
              ].join(" ")}
              className={styles.spot}
              style={{ left: x, top: y, width: BOX.width, height: BOX.height }}
              onKeyDown={(event) => walk(event, spot)}
              onFocus={() => {
                setStop(card.id);
                setLit(card.id);
              }}
              onBlur={() => setLit(null)}
              onPointerEnter={() => setLit(card.id)}
              onPointerLeave={() => setLit(null)}
            >
              <ProgressMark mark={mark} />
              <span>{card.title}</span>
            </a>
          );
        })}
      </div>
    </nav>
  );
}

/** What screen readers hear in the place of the arrows. */
function afterWhat(card: LessonCard, cards: readonly LessonCard[]): readonly string[] {
  const before = card.prerequisites.flatMap((id) => cards.find((each) => each.id === id) ?? []);
  return before.length === 0 ? [] : [say`After ${before.map(({ title }) => title).join(", ")}.`];
}

/** From the right edge of one box to the left edge of the other, with its head. */
function curve({ from, to }: Arrow): string {
  const [x1, y1] = [from.x + BOX.width, from.y + BOX.height / 2];
  const [x2, y2] = [to.x - 3, to.y + BOX.height / 2];
  // The bend stays in the gap beside the later box, so that the arrow crosses few others.
  const bend = Math.min(48, (x2 - x1) / 2);
  const level = x2 - bend * 2;
  return [
    `M${x1} ${y1}`,
    ...(level > x1 ? [`L${level} ${y1}`] : []),
    `C${x2 - bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`,
    `M${x2 - 7} ${y2 - 4.5}L${x2} ${y2}L${x2 - 7} ${y2 + 4.5}`,
  ].join("");
}
