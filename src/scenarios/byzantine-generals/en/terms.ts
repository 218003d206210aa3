/** The words of traitors and generals that only this lesson's texts use, in English. */
import type { Term } from "../../../kernel/term.ts";

const about = "Agreement among liars";

export const terms: readonly Term[] = [
  {
    id: "byzantine-generals-problem",
    term: "Byzantine generals problem",
    also: ["Byzantine agreement"],
    about,
    simple: "How can honest friends all do the same when some of them fib?",
    expert:
      "A commander sends an order to n − 1 lieutenants, so that all loyal ones obey the same order, and the commander’s if it is loyal (Lamport, Shostak and Pease 1982).",
    related: ["interactive-consistency", "traitor", "consensus"],
  },
  {
    id: "traitor",
    term: "traitor",
    also: ["Byzantine node", "disloyal"],
    about,
    simple: "Somebody who says whatever it likes, and something else to everybody.",
    expert:
      "A faulty process that may send anything to anybody, or nothing. The others see only what it says.",
    related: ["byzantine-fault", "loyal"],
  },
  {
    id: "loyal",
    term: "loyal",
    also: ["correct", "honest"],
    about,
    simple: "Whoever says what it heard, and does what was agreed.",
    expert: "A process that follows its algorithm throughout.",
  },
  {
    id: "commander",
    term: "commander",
    also: ["source", "transmitter"],
    about,
    simple: "The captain, who says what shall be done.",
    expert: "The general whose value is to be agreed on. It may be a traitor, too.",
    related: ["lieutenant"],
  },
  {
    id: "lieutenant",
    term: "lieutenant",
    about,
    simple: "A friend who is told what to do, and tells the others what it was told.",
    expert: "A general that receives the value, passes it on, and obeys in the end.",
  },
  {
    id: "interactive-consistency",
    term: "interactive consistency",
    also: ["IC1", "IC2"],
    about,
    simple: "All honest ones do the same; and if the captain is honest, what it says.",
    expert:
      "IC1: all loyal lieutenants obey the same order. IC2: if the commander is loyal, every loyal lieutenant obeys the order it sends.",
  },
  {
    id: "oral-message",
    term: "oral message",
    also: ["unsigned message"],
    about,
    simple: "Something said on the telephone: you know who speaks, but not whether it is true.",
    expert:
      "A message that arrives unchanged (A1), whose sender the receiver knows (A2), and whose absence it notices (A3). It proves nothing of what others have said.",
    related: ["signed-message"],
  },
  {
    id: "signed-message",
    term: "signed message",
    also: ["written message"],
    about,
    simple: "A letter with a seal: whoever carries it cannot change it.",
    expert:
      "A message whose origin everybody can check, so that nobody can lie about what others said. Then any number of traitors can be borne, as long as two generals are loyal.",
  },
  {
    id: "om-m",
    term: "OM(m)",
    also: ["oral message algorithm"],
    about,
    simple: "Everybody tells everybody what it heard, m times over, and does what most say.",
    expert:
      "The recursive algorithm for oral messages: each lieutenant acts as commander of what it received, in OM(m − 1), and takes the majority of the outcomes.",
    related: ["interactive-consistency", "oral-message", "majority"],
  },
  {
    id: "equivocation",
    term: "equivocation",
    also: ["two-faced"],
    about,
    simple: "To tell one friend this and another that.",
    expert: "To send different values to different receivers where one was due.",
    related: ["traitor"],
  },
  {
    id: "synchronous-model",
    term: "synchronous model",
    also: ["bounded delay"],
    about,
    simple: "Everybody has the same clock, and every call gets through within a known time.",
    expert:
      "Message delays and clock differences have known bounds, so that an absent message can be told from a slow one.",
    related: ["asynchronous-model"],
  },
];
