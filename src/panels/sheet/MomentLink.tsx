import { useEffect, useState, type ReactNode } from "react";
import { linkToMoment } from "../../store/moment.ts";
import { useLab, usePage } from "../lab-context.ts";

interface MomentLinkProps {
  /** As the text writes it: `seed 1; at 5s crash n3; until 9s`. */
  readonly moment: string;
  readonly children?: ReactNode;
}

/** Leads to a run at a moment. It is a link like any other: it can be copied, sent and opened in another tab. */
export function MomentLink({ moment, children }: MomentLinkProps) {
  const lab = useLab();
  const place = usePage((page) => page.place);
  const lesson = place.is === "sheet" ? place.lesson : "";
  const presets = usePage((page) =>
    page.manifest?.scenario === lesson ? page.manifest.presets : null,
  );
  const [href, setHref] = useState<string | null>(null);
  useEffect(() => {
    if (presets === null) return;
    let gone = false;
    linkToMoment(lesson, moment, presets).then(
      (link) => !gone && setHref(link),
      (error: unknown) => lab.say(error instanceof Error ? error.message : String(error), "wrong"),
    );
    return () => {
      gone = true;
    };
  }, [lab, lesson, moment, presets]);
  return href === null ? <span>{children}</span> : <a href={href}>{children}</a>;
}
