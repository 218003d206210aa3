/** The pure parts of a participant, whatever it has been asked and told, in whatever order. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Boot } from "../../kernel/behavior.ts";
import type { Decision, Work } from "./messages.ts";
import {
  abortAlone,
  conclude,
  entryOf,
  holderOf,
  isForgotten,
  isUncertain,
  participantDisk,
  prepare,
  refusal,
  startParticipant,
  type ParticipantContext,
} from "./participant-state.ts";

const PLACES = { mon: 2, tue: 1 };

function started(
  disk: Boot["disk"],
  rules: Readonly<Record<string, boolean>> = {},
): ParticipantContext {
  return startParticipant({
    id: "p1",
    peers: ["p2"],
    members: { coordinator: ["tm"], participant: ["p1", "p2"] },
    disk,
    settings: { knobs: {}, rules },
    config: { good: "rooms", places: PLACES, free: PLACES, decisionTimeout: 1_000, ask: 500 },
    now: 0,
    luck: 0,
  });
}

type Asked = { readonly work: Work; readonly decision: Decision | null };

const asked: fc.Arbitrary<Asked> = fc.record({
  work: fc.record({
    day: fc.constantFrom("mon", "tue"),
    change: fc.constantFrom<-1 | 1>(-1, 1),
  }),
  decision: fc.constantFrom<Decision | null>("commit", "abort", null),
});

/** Votes on each in turn and hears a decision, or none, of what it said Yes to. */
function after(
  history: readonly Asked[],
  rules: Readonly<Record<string, boolean>> = {},
): ParticipantContext {
  return history.reduce<ParticipantContext>(
    (context, { work, decision }, i) => {
      const tx = i + 1;
      const no = refusal(context, work) !== null;
      const voted = {
        ...context,
        ...(no ? abortAlone(context, tx, work, i) : prepare(context, tx, work, i)),
      };
      return decision === null || no ? voted : { ...voted, ...conclude(voted, tx, decision) };
    },
    started({}, rules),
  );
}

const histories = fc.array(asked, { maxLength: 60 });

test("no day is locked twice, and no more is given away than there is", () => {
  fc.assert(
    fc.property(histories, (history) => {
      const { entries, free } = after(history);
      const locked = entries.filter(isUncertain).map(({ day }) => day);
      expect(new Set(locked).size).toBe(locked.length);
      for (const [day, places] of Object.entries(PLACES)) {
        expect(free[day]).toBeGreaterThanOrEqual(0);
        expect(free[day]).toBeLessThanOrEqual(places);
      }
    }),
  );
});

test("a crash changes nothing of what was voted and decided, and locks are held again", () => {
  fc.assert(
    fc.property(histories, (history) => {
      const before = after(history);
      const again = started(participantDisk(before));
      const seen = ({ entries, free, floor }: ParticipantContext) => ({
        entries: entries.map(({ tx, standing, day, change }) => ({ tx, standing, day, change })),
        free,
        floor,
      });
      expect(seen(again)).toEqual(seen(before));
      for (const day of Object.keys(PLACES))
        expect(holderOf(again, day)).toBe(holderOf(before, day));
      expect(again.undone).toEqual([]);
    }),
  );
});

test("votes that are only remembered are undone by a crash, and nothing else is", () => {
  fc.assert(
    fc.property(histories, (history) => {
      const before = after(history, { "log-before-vote": false });
      const again = started(participantDisk(before));
      expect(again.undone).toEqual(before.entries.filter(isUncertain).map(({ tx }) => tx));
      expect(again.entries.some(isUncertain)).toBe(false);
      expect(again.free).toEqual(before.free);
    }),
  );
});

test("what is forgotten is decided, and never voted on again", () => {
  fc.assert(
    fc.property(histories, (history) => {
      const context = after(history);
      history.forEach((_, i) => {
        const known = entryOf(context, i + 1) !== null;
        expect(isForgotten(context, i + 1)).toBe(!known);
      });
    }),
  );
});
