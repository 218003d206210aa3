/** Each note of two-phase commit as a sentence: to a child (a party, promises, a key in the pocket), and to an expert with the book's section. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Narration } from "../../kernel/view.ts";
import { say } from "../../languages/say.ts";

type About = Readonly<Record<string, unknown>>;
type Tell = (node: NodeId, about: About) => Narration;
/** A reason as a clause at both levels. */
type Because = Readonly<Record<"simple" | "expert", string>>;

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function list(value: unknown): string {
  return Array.isArray(value) ? value.join(", ") : "";
}

function transactions(value: unknown): string {
  return Array.isArray(value) ? value.map((tx) => `T${tx as number}`).join(", ") : "";
}

function some(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

/** Why a participant said No. */
function whyNo(n: NodeId, a: About): Because {
  switch (a["why"]) {
    case "locked":
      return {
        simple: say`${n} says no to T${text(a["tx"])}: it holds the key to ${text(a["day"])} for T${text(a["holder"])} and does not know yet what becomes of that.`,
        expert: say`${n} votes No on T${text(a["tx"])}: ${text(a["day"])} is locked by T${text(a["holder"])}, and locks are not waited for.`,
      };
    case "sold-out":
      return {
        simple: say`${n} says no to T${text(a["tx"])}: nothing is left for ${text(a["day"])}.`,
        expert: say`${n} votes No on T${text(a["tx"])}: no place is left on ${text(a["day"])}. It has aborted and need not hear the decision.`,
      };
    case "nothing-booked":
      return {
        simple: say`${n} says no to T${text(a["tx"])}: nobody has booked ${text(a["day"])}.`,
        expert: say`${n} votes No on T${text(a["tx"])}: there is nothing to cancel on ${text(a["day"])}.`,
      };
    default:
      return {
        simple: say`${n} says no to T${text(a["tx"])}: it does not want to.`,
        expert: say`${n} votes No on T${text(a["tx"])}: a participant may abort for any reason until it has voted Yes.`,
      };
  }
}

const COORDINATOR: Readonly<Record<string, Tell>> = {
  "transaction-begun": (n, a) => ({
    simple:
      a["change"] === 1
        ? say`${text(a["client"])} wants to give ${text(a["day"])} back. ${n} asks everybody: “Can you?” That is T${text(a["tx"])}.`
        : say`${text(a["client"])} wants a party on ${text(a["day"])}. ${n} asks everybody: “Can you?” That is T${text(a["tx"])}.`,
    expert: say`${n} wrote the start of T${text(a["tx"])} and sends VOTE-REQ to every participant.`,
    source: "BHG 1987 §7.4, step 1",
    weight: "event",
  }),
  "decided-commit": (n, a) => ({
    simple:
      a["written"] === true
        ? say`${n} has heard ${list(a["yes"])} say yes to T${text(a["tx"])}. It writes “it happens” into its book, and then it tells everybody.`
        : say`${n} has heard ${list(a["yes"])} say yes to T${text(a["tx"])} and shouts “it happens”, without writing it down.`,
    expert:
      a["written"] === true
        ? say`${n} has the Yes of ${list(a["yes"])}: it wrote the commit of T${text(a["tx"])} to disk, which is the decision, and sends COMMIT.`
        : say`${n} has the Yes of ${list(a["yes"])} and sends COMMIT for T${text(a["tx"])}; its log does not say so.`,
    source: "BHG 1987 §7.4, step 3",
    weight: "turn",
  }),
  "decided-abort": (n, a) =>
    a["why"] === "no-vote-in-time"
      ? {
          simple: say`${n} has waited long enough for ${list(a["silent"])}. Not to answer is to say no: T${text(a["tx"])} is off.`,
          expert: say`${n} timed out on the votes of ${list(a["silent"])} and aborts T${text(a["tx"])}, as if they had voted No.`,
          source: "BHG 1987 §7.4, timeout actions",
          weight: "turn",
        }
      : {
          simple: say`${text(a["by"])} said no, so T${text(a["tx"])} is off for everybody.`,
          expert: say`${n} aborts T${text(a["tx"])} on the No of ${text(a["by"])} and tells everybody else.`,
          source: "BHG 1987 §7.4, step 3",
          weight: "turn",
        },
  "transaction-ended": (n, a) => ({
    simple: say`Everybody has written down what became of T${text(a["tx"])}. ${n} may forget it.`,
    expert: say`${n} has every acknowledgement of T${text(a["tx"])} and writes its end: nobody can ask for it any more.`,
    source: "Gray 1978",
    weight: "detail",
  }),
  "coordinator-recovered": (n, a) =>
    some(a["aborted"])
      ? {
          simple: say`${n} wakes and reads its book: ${transactions(a["aborted"])} had begun, and there is no word of how it ended. So it is off.`,
          expert: say`${n} recovers: it found the start of ${transactions(a["aborted"])} without a decision and aborts. Decisions it did find it sends again.`,
          source: "BHG 1987 §7.4, recovery",
          weight: "turn",
        }
      : {
          simple: say`${n} wakes, reads in its book what was decided about ${transactions(a["known"])}, and tells everybody again.`,
          expert: say`${n} recovers the decision of ${transactions(a["known"])} from its log and sends it again.`,
          source: "BHG 1987 §7.4, recovery",
          weight: "turn",
        },
};

const PARTICIPANT: Readonly<Record<string, Tell>> = {
  "voted-yes": (n, a) => ({
    simple:
      a["written"] === true
        ? say`${n} puts one aside for T${text(a["tx"])}, writes “I have promised” into its book, and says yes. Now it has to wait.`
        : say`${n} puts one aside for T${text(a["tx"])} and says yes, without writing down that it has promised.`,
    expert:
      a["written"] === true
        ? say`${n} locked ${text(a["day"])}, wrote its Yes to T${text(a["tx"])} to disk and sent it. It is uncertain: it may no longer decide alone.`
        : say`${n} locked ${text(a["day"])} and sent Yes to T${text(a["tx"])}; its log holds no vote, so a crash would undo the work.`,
    source: "BHG 1987 §7.4, step 2",
    weight: "event",
  }),
  "voted-no": (n, a) => ({ ...whyNo(n, a), source: "BHG 1987 §7.4, step 2", weight: "event" }),
  committed: (n, a) => ({
    simple:
      a["peer"] === true
        ? say`${text(a["from"])} tells ${n} that T${text(a["tx"])} happens. ${n} does it and puts the key back.`
        : say`${n} hears that T${text(a["tx"])} happens, does it, and puts the key back.`,
    expert:
      a["peer"] === true
        ? say`${n} learned the commit of T${text(a["tx"])} from ${text(a["from"])}, which had received it, and released ${text(a["day"])}.`
        : say`${n} committed T${text(a["tx"])} and released ${text(a["day"])}.`,
    source: "BHG 1987 §7.4, step 4",
    weight: "event",
  }),
  aborted: (n, a) => ({
    simple:
      a["peer"] === true
        ? say`${text(a["from"])} tells ${n} that T${text(a["tx"])} is off. ${n} puts everything back.`
        : say`${n} hears that T${text(a["tx"])} is off and puts everything back.`,
    expert:
      a["peer"] === true
        ? say`${n} learned the abort of T${text(a["tx"])} from ${text(a["from"])} and released ${text(a["day"])}.`
        : say`${n} aborted T${text(a["tx"])} and released ${text(a["day"])}.`,
    source: "BHG 1987 §7.4, step 4",
    weight: "event",
  }),
  blocked: (n, a) => ({
    simple: say`${n} has promised and hears nothing. It asks ${list(a["asks"])} what becomes of ${transactions(a["txs"])}, and keeps the key to ${list(a["days"])}.`,
    expert: say`${n} is blocked on ${transactions(a["txs"])}: uncertain, it sends DECISION-REQ to ${list(a["asks"])} and keeps ${list(a["days"])} locked.`,
    source: "BHG 1987 §7.4, termination protocol",
    weight: "turn",
  }),
  "aborted-when-asked": (n, a) => ({
    simple: say`${text(a["from"])} asks about T${text(a["tx"])}. ${n} has never promised it, so it calls it off, and now somebody knows.`,
    expert: say`${n} has not voted on T${text(a["tx"])}, so it may abort, does, and tells ${text(a["from"])}: nobody can commit without its Yes.`,
    source: "BHG 1987 §7.4, cooperative termination",
    weight: "turn",
  }),
  "heuristic-abort": (n, a) => ({
    simple: say`${n} is tired of waiting and calls ${transactions(a["txs"])} off by itself, although it had promised.`,
    expert: say`${n} takes a heuristic decision: it aborts ${transactions(a["txs"])} while uncertain. Its lock is free, and atomicity is left to luck.`,
    source: "X/Open XA 1991; BHG 1987 §7.4",
    weight: "turn",
  }),
  "mixed-outcome": (n, a) => ({
    simple:
      a["heard"] === "commit"
        ? say`${n} hears that T${text(a["tx"])} happens. But it has called it off already!`
        : say`${n} hears that T${text(a["tx"])} is off. But it has done it already!`,
    expert:
      a["heard"] === "commit"
        ? say`${n} is told to commit T${text(a["tx"])}, which it has aborted: a mixed outcome, which nothing in the protocol can repair.`
        : say`${n} is told to abort T${text(a["tx"])}, which it has committed: a mixed outcome, which nothing in the protocol can repair.`,
    source: "BHG 1987 §7.3, AC1",
    weight: "turn",
  }),
  "participant-recovered": (n, a) =>
    some(a["undone"])
      ? {
          simple: say`${n} wakes and finds in its book that it had begun with ${transactions(a["undone"])}, and no promise. It puts everything back.`,
          expert: say`${n} recovers: its log holds ${transactions(a["undone"])} without a vote, and what was not voted on is undone.`,
          source: "BHG 1987 §7.4, recovery",
          weight: "turn",
        }
      : {
          simple: say`${n} wakes and reads in its book that it has promised ${transactions(a["uncertain"])}. It takes the key again and asks.`,
          expert: say`${n} recovers: its log holds a Yes to ${transactions(a["uncertain"])} and no decision, so it locks again and asks.`,
          source: "BHG 1987 §7.4, recovery",
          weight: "turn",
        },
  "read-refused": (n, a) => ({
    simple: say`${text(a["client"])} wants to know about ${text(a["day"])}. ${n} cannot say: it depends on T${text(a["tx"])}.`,
    expert: say`${n} refuses a read of ${text(a["day"])}, which T${text(a["tx"])} holds locked: its value is not decided.`,
    source: "BHG 1987 §7.4, blocking",
    weight: "event",
  }),
};

function narrator(notes: Readonly<Record<string, Tell>>) {
  return (note: string, about: About, node: NodeId): Narration | null =>
    notes[note]?.(node, about) ?? null;
}

export const narrateCoordinator = narrator(COORDINATOR);
export const narrateParticipant = narrator(PARTICIPANT);
