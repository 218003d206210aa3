import { say } from "../../languages/say.ts";
import type { Compared } from "../../store/comparison.ts";
import type { LessonCard } from "../../catalog/card.ts";
import type { LaneFrame } from "../../wire/frame.ts";
import type { Manifest } from "../../wire/manifest.ts";

/** What a run may be compared with. */
export interface Choices {
  /** Each knob with its other values, each rule with its other position. */
  readonly settings: readonly { readonly label: string; readonly choices: readonly Compared[] }[];
  readonly lanes: readonly Compared[];
  readonly lessons: readonly Compared[];
}

/** Everything that could stand beside a run under its present settings. Pure. */
export function choicesOf(
  manifest: Manifest,
  settings: {
    readonly knobs: Readonly<Record<string, string>>;
    readonly rules: Readonly<Record<string, boolean>>;
  },
  lanes: readonly LaneFrame[],
  lessons: readonly LessonCard[],
): Choices {
  const knobs = manifest.knobs.map(({ id, label, values }) => {
    const now = settings.knobs[id] ?? values[0]?.value;
    const left = values.find((each) => each.value === now)?.label ?? now ?? "";
    return {
      label,
      choices: values
        .filter(({ value }) => value !== now)
        .map((other) => ({
          beside: { difference: { knobs: { [id]: other.value } } },
          left: named(label, left),
          right: named(label, other.label),
        })),
    };
  });
  const rules = manifest.rules.map(({ id, label }): Compared => {
    const on = settings.rules[id] ?? true;
    const word = (rule: boolean): string => (rule ? say`with ${label}` : say`without ${label}`);
    return {
      beside: { difference: { rules: { [id]: !on } } },
      left: word(on),
      right: word(!on),
    };
  });
  return {
    settings: [...knobs, { label: say`Rules`, choices: rules }].filter(
      (group) => group.choices.length > 0,
    ),
    lanes: lanes
      .filter((lane) => !lane.current)
      .map((lane) => ({ beside: { lane: lane.id }, left: say`this future`, right: lane.label })),
    lessons: lessons
      .filter((card) => card.id !== manifest.scenario)
      .map((card) => ({
        beside: { difference: { scenario: card.id } },
        left: lessons.find((each) => each.id === manifest.scenario)?.title ?? manifest.scenario,
        right: card.title,
      })),
  };
}

/** `CP` speaks for itself; `5 s` does not. */
function named(knob: string, value: string): string {
  return /^[A-Z]{2}/.test(value) ? value : `${knob}: ${value}`;
}
