import type { Term } from "../../../kernel/term.ts";

const ABOUT = "Time and order";

export const terms: readonly Term[] = [
  {
    id: "wall-clock",
    term: "wall clock",
    also: ["physical clock", "time-of-day clock"],
    about: ABOUT,
    simple: "The clock on the wall. Somebody may set it, forward or back.",
    expert:
      "A clock that shows the time of day and is set from outside (by NTP, by hand). It may jump and run backwards; a monotonic clock does neither, but says nothing of what time it is.",
    related: ["local-clock", "monotonic-clock", "clock-skew"],
  },
  {
    id: "clock-skew",
    term: "clock skew",
    also: ["offset", "clock offset"],
    about: ABOUT,
    simple: "How far apart two clocks are at one moment.",
    expert:
      "The difference of two clocks’ readings at one instant; the sources differ between “skew” and “offset”. Drift is the rate at which it grows. Its bound is called ε.",
    related: ["clock-drift", "wall-clock"],
  },
  {
    id: "lost-update",
    term: "lost update",
    about: ABOUT,
    simple: "Somebody was told “done”, and nothing of it is left.",
    expert:
      "An acknowledged write is overwritten or dropped by one that did not know of it, or, worse, by one that it knew of and was to replace.",
    related: ["last-write-wins", "happened-before"],
  },
  {
    id: "hybrid-logical-clock",
    term: "hybrid logical clock",
    also: ["HLC", "hybrid time"],
    about: ABOUT,
    simple:
      "A pad with the latest time that one has seen or been told, and strokes behind it for what has happened since.",
    expert:
      "A timestamp (l, c): l is the greatest physical time heard of, c counts events within it. It satisfies the clock condition, and l − pt is at most what clocks differ by (Kulkarni et al. 2014).",
    related: ["lamport-clock", "clock-condition", "wall-clock", "clock-skew"],
  },
];
