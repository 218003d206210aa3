import { Check } from "lucide-react";
import { chapters, lessons } from "../../catalog/lessons.ts";
import { say } from "../../languages/say.ts";
import { CHECK, GLOSSARY, linkTo } from "../../store/address.ts";
import { useLab, usePage } from "../lab-context.ts";
import { Dialog } from "../parts/Dialog.tsx";
import styles from "./LessonsDrawer.module.css";

/** The lessons that exist, by chapter. */
export function LessonsDrawer() {
  const lab = useLab();
  return (
    <Dialog title={say`Lessons`} from="side" onClose={() => lab.setOverlay(null)}>
      <LessonsList onChoose={() => lab.setOverlay(null)} />
    </Dialog>
  );
}

export function LessonsList({ onChoose }: { readonly onChoose?: () => void }) {
  const open = usePage((page) => page.lesson);
  if (lessons.length === 0) return <p className={styles.none}>{say`No lesson is built yet.`}</p>;
  return (
    <div className={styles.list}>
      {chapters().map((chapter) => (
        <section key={chapter.title}>
          <h3>{chapter.title}</h3>
          <ul>
            {chapter.lessons.map((card) => (
              <li key={card.id}>
                <a
                  href={linkTo(card.id, null)}
                  aria-current={card.id === open ? "page" : undefined}
                  onClick={onChoose}
                >
                  <strong>
                    {card.title}
                    {card.id === open && <Check aria-hidden="true" />}
                  </strong>
                  <span>{card.promise}</span>
                  {card.realWorld.length > 0 && (
                    <small>{say`As in ${card.realWorld.slice(0, 4).join(", ")}`}</small>
                  )}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <section>
        <h3>{say`Beside the lessons`}</h3>
        <ul>
          <li>
            <a href="#/" onClick={onChoose}>
              <strong>{say`All lessons on a map`}</strong>
              <span>{say`What builds on what, learning paths, and how far you are.`}</span>
            </a>
          </li>
          <li>
            <a href={linkTo(GLOSSARY, null)} onClick={onChoose}>
              <strong>{say`Glossary`}</strong>
              <span>{say`Every word that the lessons use.`}</span>
            </a>
          </li>
          <li>
            <a href={linkTo(CHECK, null)} onClick={onChoose}>
              <strong>{say`Check a history`}</strong>
              <span>{say`Did your own system keep its promise? Paste what its clients saw.`}</span>
            </a>
          </li>
        </ul>
      </section>
    </div>
  );
}
