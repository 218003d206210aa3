/**
 * Each note of a replica or a client as a sentence: to a child (five friends each keep a copy of the class's notice board; the hallway
 * door between them can be shut), and to an expert with the paper's section.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Narration } from "../../kernel/view.ts";
import type { Tag } from "../../structures/siblings.ts";
import type { Conflict } from "./merging.ts";
import { say } from "../../languages/say.ts";

type About = Readonly<Record<string, unknown>>;
type Tell = (node: NodeId, about: About) => Narration;

const NOTES: Readonly<Record<string, Tell>> = {
  refused: (n, a) => {
    const heard = count(a["heard"]);
    const unsure = a["outcome"] === "unknown";
    return {
      label: say`refused`,
      simple: unsure
        ? say`${n} had begun to pin ${text(a["key"])} = ${text(a["value"])} to the boards, but too few friends said “done”. Nobody can promise that it stays, nor that it goes.`
        : say`${n} asked around, but only ${heard} of five boards could be seen. ${n} would rather say “ask later” than say something wrong.`,
      expert: unsure
        ? say`${n} stored ${text(a["client"])}'s ${operation(a)} at ${list(a["stored"])} only: no majority acknowledged within its patience, and the outcome is unknown.`
        : say`${n} refused ${text(a["client"])}'s ${operation(a)}: only ${list(a["heard"])} answered the query, and two minorities could disagree. The operation certainly had no effect.`,
      source: "Gilbert & Lynch 2002, Theorem 1; Attiya, Bar-Noy & Dolev 1995",
      weight: "turn",
    };
  },
  "read-repair": (n, a) => ({
    label: say`read repair`,
    simple: say`${list(a["behind"])} had an old note for ${text(a["key"])}. ${n} copies the newest, ${text(a["value"])}, to the other boards before it answers.`,
    expert: say`${n}'s query found ${list(a["behind"])} behind; it writes ${text(a["key"])} = ${text(a["value"])} back to a majority before it returns it, so that no later read can see the older value.`,
    source: "Attiya, Bar-Noy & Dolev 1995, §3",
    weight: "event",
  }),
  "handing-off": (n, a) => {
    const owed = a["hints"] as Readonly<Record<string, readonly string[]>>;
    const who = Object.keys(owed).filter((peer) => owed[peer]!.length > 0);
    return {
      label: say`handing off`,
      simple: say`${n} still owes news to ${who.join(", ")} and knocks at the door again.`,
      expert:
        who.length === 1
          ? say`${n} resends what ${who[0]} has not acknowledged; the hints stay on disk until then.`
          : say`${n} resends what ${who.join(", ")} have not acknowledged; the hints stay on disk until then.`,
      source: "DeCandia 2007 §4.6, hinted handoff",
      weight: "detail",
    };
  },
  conflict: (n, a) => {
    const all = conflicts(a);
    return {
      label: say`conflict`,
      simple: say`${n} finds that two friends wrote without knowing of each other: ${all.map((each) => say`${each.key} is ${each.kept.map(text).join(say` and `)}`).join("; ")}. It keeps both notes until somebody decides.`,
      expert: say`${n} received versions concurrent with its own (neither vector covers the other) and keeps them as siblings: ${all.map((each) => `${each.key} = {${each.kept.map(text).join(", ")}}`).join("; ")}.`,
      source: "DeCandia 2007 §4.4; Parker et al. 1983",
      // Told aloud by those who wrote; the others find the same a little later.
      weight: all.some((each) => each.own) ? "turn" : "detail",
    };
  },
  "write-lost": (n, a) => {
    const all = conflicts(a).filter((each) => each.lost.length > 0);
    const own = all.some((each) => each.own);
    return {
      label: say`write lost`,
      simple: say`Two friends wrote without knowing of each other. ${n} keeps ${all.map((each) => `${each.key} = ${each.kept.map(text).join(", ")}`).join("; ")} and throws ${all.map((each) => each.lost.map(text).join(", ")).join("; ")} away, although its writer was told “done”.`,
      expert: own
        ? say`Last write wins: ${dropped(all, n)}. That write was acknowledged here: an acknowledged write is lost.`
        : say`Last write wins: ${dropped(all, n)}. Its writer may have had an acknowledgement: an acknowledged write is lost.`,
      source: "DeCandia 2007 §4.4; Brewer 2012",
      weight: own ? "turn" : "detail",
    };
  },
  merged: (n, a) => ({
    label: say`merged`,
    simple: say`${n} had ${list(a["siblings"])} side by side for ${text(a["key"])}. Now ${text(a["value"])} takes the place of all of them.`,
    expert: say`${text(a["client"])}'s write ${text(a["key"])} = ${text(a["value"])} was coordinated by a replica that held the siblings ${list(a["siblings"])}; its vector covers them all, so everywhere they give way.`,
    source: "DeCandia 2007 §4.4",
    weight: "event",
  }),
  "primary-silent": (n, a) => ({
    label: say`primary silent`,
    simple:
      a["outcome"] === "unknown"
        ? say`${n} asked the head board at ${text(a["primary"])} and got no answer. Perhaps it was written there, perhaps not.`
        : say`${n} asked the head board at ${text(a["primary"])} and got no answer.`,
    expert:
      a["outcome"] === "unknown"
        ? say`${n} forwarded ${text(a["client"])}'s ${operation(a)} to the primary ${text(a["primary"])} and heard nothing within its patience; the outcome is unknown.`
        : say`${n} forwarded ${text(a["client"])}'s ${operation(a)} to the primary ${text(a["primary"])} and heard nothing within its patience; the outcome is fail.`,
    source: "Alsberg & Day 1976",
    weight: "event",
  }),
  primary: (n, a) => ({
    label: say`primary`,
    simple: say`${n} keeps the head board now, and ${others(a["view"], n)} copy from it.`,
    expert: say`${n} has the lowest id in its view {${list(a["view"])}}, has compared copies with all of it, and serves as primary.`,
    source: "Alsberg & Day 1976",
    weight: "turn",
  }),
  "not-everybody": (n, a) => ({
    label: say`not everybody`,
    simple: say`Not everybody has copied ${text(a["key"])} = ${text(a["value"])}: ${list(a["missing"])} did not answer. ${n} cannot say “done”.`,
    expert: say`${list(a["missing"])} did not acknowledge ${text(a["client"])}'s ${operation(a)} in time. Some copies have it, so the outcome is unknown.`,
    source: "Alsberg & Day 1976",
    weight: "event",
  }),
  "store-stops": (n, a) => ({
    label: say`store stops`,
    simple: say`${n} does not hear ${list(a["silent"])}. The rule is “all boards or none”, so it says no to everybody until they are back.`,
    expert: say`${n} has not heard from ${list(a["silent"])} for longer than a heartbeat allows. Without them a synchronous store can only stop: consistent, and unavailable on every side.`,
    source: "Gilbert & Lynch 2002; Brewer 2000",
    weight: "turn",
  }),
  "store-resumes": (n) => ({
    label: say`store resumes`,
    simple: say`${n} hears everybody again and goes on.`,
    expert: say`Every peer of ${n} has been heard again; it serves after the primary has compared all copies.`,
    source: "Brewer 2000",
    weight: "event",
  }),
  "view-changed": (n, a) => ({
    label: say`view changed`,
    simple: say`${n} does not hear ${list(a["silent"])}, takes them for gone, and goes on with ${others(a["view"], n)}. If they are only behind a shut door, they think the same.`,
    expert: say`${n} dropped ${list(a["silent"])} from its view {${list(a["view"])}}. A crash and a partition look alike from here; if it is a partition, the other side has a primary too: split brain.`,
    source: "Gilbert & Lynch 2002, §3; Brewer 2000",
    weight: "turn",
  }),
  "refused-stopped": (n, a) => ({
    label: say`refused stopped`,
    simple: say`${n} says no to ${text(a["client"])}: ${list(a["silent"])} cannot be heard.`,
    expert: say`${n} refused ${text(a["client"])}'s ${operation(a)}: ${list(a["silent"])} silent. It had no effect.`,
    source: "Gilbert & Lynch 2002",
    weight: "event",
  }),
};

const CLIENT_NOTES: Readonly<Record<string, Tell>> = {
  "went-back": (c, a) => ({
    label: say`went back`,
    simple: say`${c} is told ${text(a["key"])} = ${text(a["value"])}, but it has seen something newer before. That board is behind.`,
    expert: say`${c} read ${text(a["key"])} = ${text(a["value"])} from ${text(a["coordinator"])}, ${tag(a["tag"])}, after it had met ${tag(a["met"])}: its reads are not even monotonic.`,
    source: "Terry 1994, monotonic reads and read your writes",
    weight: "event",
  }),
  "no-answer": (c, a) => ({
    label: say`no answer`,
    simple:
      a["outcome"] === "unknown"
        ? say`${c} gets no answer from ${text(a["replica"])} and will ask another friend. Was ${text(a["key"])} = ${text(a["value"])} written? Nobody can tell.`
        : say`${c} gets no answer from ${text(a["replica"])} and will ask another friend.`,
    expert:
      a["outcome"] === "unknown"
        ? say`${c} gave up on ${text(a["replica"])}; its ${operation(a)} may or may not have taken effect: it must not be repeated elsewhere. The next goes to another replica.`
        : say`${c} gave up on ${text(a["replica"])}; its ${operation(a)} had no effect. The next goes to another replica.`,
    source: "Birrell & Nelson 1984",
    weight: "event",
  }),
};

/** The sentence for a client's note; null when there is none of that name. */
export function narrateStoreClient(note: string, about: About, node: NodeId): Narration | null {
  return CLIENT_NOTES[note]?.(node, about) ?? null;
}

/** The sentence for a replica's note; null when there is none of that name. */
export function narrateStore(note: string, about: About, node: NodeId): Narration | null {
  return NOTES[note]?.(node, about) ?? null;
}

function conflicts(about: About): readonly Conflict[] {
  return (about["conflicts"] as readonly Conflict[] | undefined) ?? [];
}

/** What was kept and what was not, conflict by conflict. */
function dropped(all: readonly Conflict[], node: NodeId): string {
  return all
    .map(({ key, kept, lost }) => {
      const [won, gone] = [kept.map(text).join(", "), lost.map(text).join(", ")];
      return say`${key} = ${won} has the higher tag, and ${gone} is dropped at ${node}`;
    })
    .join("; ");
}

function operation(about: About): string {
  return about["f"] === "write"
    ? say`write ${text(about["key"])} = ${text(about["value"])}`
    : say`read of ${text(about["key"])}`;
}

function tag(value: unknown): string {
  const known = value as Tag | null | undefined;
  return known ? say`tag ${known.counter} by ${known.by}` : say`nothing`;
}

function others(view: unknown, node: NodeId): string {
  const rest = Array.isArray(view) ? view.filter((id) => id !== node) : [];
  return rest.length === 0 ? say`nobody` : rest.join(", ");
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : say`nothing`;
}

function list(value: unknown): string {
  return Array.isArray(value) ? value.map(text).join(", ") || say`nobody` : say`nobody`;
}

function count(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
