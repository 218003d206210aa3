import { ArrowRight } from "lucide-react";
import { useStore } from "zustand";
import { lessons } from "../../catalog/lessons.ts";
import { say } from "../../languages/say.ts";
import { linkTo, linkToSheet } from "../../store/address.ts";
import { progress } from "../../store/progress.ts";
import { lessonAfter } from "../home/next-lesson.ts";
import { useLab, usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import styles from "./AfterText.module.css";

/** The ways on from the end of a text: do it oneself, read it at the other level, the next lesson. */
export function AfterText({ lesson }: { readonly lesson: string }) {
  const lab = useLab();
  const level = usePage((page) => page.level);
  const teaches = usePage((page) => (page.manifest?.teaching.challenges.length ?? 0) > 0);
  const done = useStore(progress.list);
  const next = lessonAfter(lessons, done, lesson);
  return (
    <nav aria-label={say`After this text`} className={styles.after}>
      <h2>{say`And now?`}</h2>
      <div className={styles.acts}>
        {teaches && (
          <Button look="act" onClick={() => lab.page.setState({ pane: "learn", sheet: "learn" })}>
            {say`Try its challenges`}
          </Button>
        )}
        <Button onClick={() => lab.setLevel(level === "simple" ? "expert" : "simple")}>
          {level === "simple" ? say`Read it as an expert` : say`Read it like I’m five`}
        </Button>
      </div>
      {next && (
        <a href={linkTo(next.id, null)} className={styles.next}>
          <small>{say`Next lesson`}</small>
          <strong>
            {next.title}
            <ArrowRight aria-hidden="true" />
          </strong>
          <span>{next.promise}</span>
        </a>
      )}
      <p>
        <a href="#/">{say`All lessons`}</a>
        <a href={linkToSheet(lesson)}>{say`Teacher’s sheet`}</a>
      </p>
    </nav>
  );
}
