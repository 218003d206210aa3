import type { ChallengeText } from "../../catalog/lesson-texts.ts";
import { say, several } from "../../languages/say.ts";
import type { Manifest, RecordCard } from "../../wire/manifest.ts";

/** The words of an attempt to break a promise without a rule, and so to beat the search. */
export function recordText(record: RecordCard, manifest: Manifest): ChallengeText {
  const {
    label,
    simple,
    expert,
    known = "",
  } = manifest.rules.find(({ id }) => id === record.rule)!;
  const promise = manifest.promises.find(({ id }) => id === record.breaks);
  const title = promise?.title ?? record.breaks;
  const goal =
    record.best === 0
      ? say`The rule “${label}” is off. The search broke a promise without doing anything: let it run, and see.`
      : several(
          record.best,
          "The rule “{0}” is off. Break a promise with your own hands. The search needed {n} action: that is the record to beat.",
          "The rule “{0}” is off. Break a promise with your own hands. The search needed {n} actions: that is the record to beat.",
          label,
        );
  const [first] = record.run.filter((line) => line.startsWith("at "));
  return {
    title: say`Without “${label}”`,
    goal: { simple: goal, expert: goal },
    hints: [
      simple,
      say`What the search broke is “${title}”: ${promise?.simple ?? ""}`,
      ...(first === undefined ? [] : [say`The search began like this: ${first}`]),
    ],
    done: {
      simple: say`A promise is broken, and the rule would have kept it. ${simple}`,
      expert: [expert, known].filter(Boolean).join(" "),
    },
  };
}
