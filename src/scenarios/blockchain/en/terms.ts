import type { Term } from "../../../kernel/term.ts";

const ABOUT = "Blockchain";

export const terms: readonly Term[] = [
  {
    id: "block",
    term: "block",
    also: ["blocks"],
    about: ABOUT,
    simple: "A page of the village book. It says which page it follows.",
    expert:
      "Transactions under a header that holds the parent’s hash, so that a block fixes everything below it. Its height is the number of blocks that lead to it.",
    related: ["proof-of-work", "fork", "stale-block"],
  },
  {
    id: "proof-of-work",
    term: "proof of work",
    also: ["mining", "hash power"],
    about: ABOUT,
    simple:
      "Rolling dice until there are enough sixes. Everybody can see that they are there; nobody can fake them.",
    expert:
      "A block is valid only if its hash lies below a target. Each attempt succeeds with the same tiny probability, so that blocks come as a Poisson process with a rate proportional to hash power (Back 1997; Nakamoto 2008 §4).",
    related: ["block", "longest-chain-rule", "sybil-attack"],
  },
  {
    id: "longest-chain-rule",
    term: "longest-chain rule",
    also: ["fork choice", "Nakamoto consensus"],
    about: ABOUT,
    simple: "Of two books the longer one counts; of two equals, the one that came first.",
    expert:
      "Follow the branch with the most work among those that are valid, of equals the one seen first. Nobody votes and nobody counts members: whoever extends a branch has voted for it.",
    related: ["proof-of-work", "reorganisation", "fork"],
  },
  {
    id: "fork",
    term: "fork",
    also: ["forks"],
    about: ABOUT,
    simple: "Two different pages with the same number.",
    expert:
      "Two blocks on one parent. By chance when both are found within a network delay of each other, at a rate that grows with delay over interval; or on purpose.",
    related: ["block", "stale-block", "longest-chain-rule", "reorganisation"],
  },
  {
    id: "stale-block",
    term: "stale block",
    also: ["stale", "orphan"],
    about: ABOUT,
    simple: "A page that was torn out: its number is on another page now.",
    expert:
      "A valid block that is not on the branch with the most work. Often called an orphan, which in Bitcoin is a block whose parent is not known yet.",
    related: ["fork", "reorganisation", "block"],
  },
  {
    id: "reorganisation",
    term: "reorganisation",
    also: ["reorg"],
    about: ABOUT,
    simple: "Tearing out the last pages and copying a longer book.",
    expert:
      "A peer changes over to another branch. Its depth is the number of blocks that it lets go. Their transactions return to the pool, unless the new branch contradicts them.",
    related: ["longest-chain-rule", "stale-block", "fork", "confirmation"],
  },
  {
    id: "confirmation",
    term: "confirmation",
    also: ["confirmations"],
    about: ABOUT,
    simple: "How many pages deep something is buried, its own page counted.",
    expert:
      "A transaction has k confirmations when its block and those on top of it are k. The probability that it is reversed falls exponentially in k while a majority of the hash power is honest.",
    related: ["double-spend", "reorganisation"],
  },
  {
    id: "double-spend",
    term: "double spend",
    also: ["double spending", "double spends"],
    about: ABOUT,
    simple: "Paying the baker with a coin, and then making a book in which one still has it.",
    expert:
      "Two transactions that spend the same coin, on two branches. The first is confirmed and accepted; then the branch with the second becomes the longer one.",
    related: ["confirmation"],
  },
  {
    id: "sybil-attack",
    term: "Sybil attack",
    about: ABOUT,
    simple: "One who pretends to be many. It is of no use where dice count, and not heads.",
    expert:
      "Making up identities to outvote others (Douceur 2002). Where membership is open, votes must cost something: work, or a stake.",
    related: ["proof-of-work"],
  },
];
