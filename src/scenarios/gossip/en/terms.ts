import type { Term } from "../../../kernel/term.ts";

const ABOUT = "Membership and failure detection";

export const terms: readonly Term[] = [
  {
    id: "rumour-mongering",
    term: "rumour mongering",
    also: ["gossip", "epidemic protocol", "complex epidemic"],
    about: ABOUT,
    simple: "Who hears news tells others, drawn by chance, until it is old news.",
    expert:
      "An update spreads by contacts between sites drawn at random; an infective site loses interest after contacts in vain. Little traffic, no coordinator, and a probability greater than 0 that somebody is left out (Demers et al. 1987).",
    related: ["anti-entropy", "infective", "residue"],
  },
  {
    id: "anti-entropy",
    term: "anti-entropy",
    also: ["repair", "reconciliation"],
    about: ABOUT,
    simple:
      "Every night each neighbour compares diaries with one other and copies what is missing.",
    expert:
      "Each site periodically resolves all differences with one site drawn at random. A simple epidemic: it reaches everybody with probability 1, and costs a comparison whether anything has changed or not.",
    related: ["rumour-mongering", "residue", "eventual-consistency"],
  },
  {
    id: "push-and-pull",
    term: "push and pull",
    also: ["push", "pull", "push–pull"],
    about: ABOUT,
    simple: "Telling others, or asking others “Anything new?”, or both.",
    expert:
      "In push who knows sends, in pull who might not asks, in push–pull whoever calls does what fits. With a susceptible share s near 0, a round leaves s/e by push and s² by pull.",
    related: ["rumour-mongering", "log-rounds"],
  },
  {
    id: "susceptible",
    term: "susceptible",
    about: ABOUT,
    simple: "Somebody who has not heard the news yet.",
    expert: "A site that does not know an update; the word is epidemiology’s.",
    related: ["infective", "removed"],
  },
  {
    id: "infective",
    term: "infective",
    also: ["hot rumour"],
    about: ABOUT,
    simple: "Somebody who knows the news and tells it.",
    expert: "A site that knows an update and shares it with others.",
    related: ["susceptible", "removed", "rumour-mongering"],
  },
  {
    id: "removed",
    term: "removed",
    about: ABOUT,
    simple: "Somebody who knows the news and tells it no more.",
    expert: "A site that knows an update and has lost interest in spreading it.",
    related: ["susceptible", "infective", "feedback"],
  },
  {
    id: "feedback",
    term: "feedback",
    also: ["blind"],
    about: ABOUT,
    simple: "“I know that already”: by this answer one notices that news has become old.",
    expert:
      "The receiver of a rumour says whether it knew. With feedback only contacts in vain count towards the loss of interest; blind, all do, and k must be larger by one at least for as small a residue.",
    related: ["removed", "residue"],
  },
  {
    id: "residue",
    term: "residue",
    about: ABOUT,
    simple: "Those who have not heard when nobody tells it any more.",
    expert:
      "The susceptible share s when no site is infective. For push s = e^(−m), where m is the number of rumours sent for each site.",
    related: ["rumour-mongering", "anti-entropy", "feedback"],
  },
  {
    id: "log-rounds",
    term: "log₂n + ln n",
    also: ["Pittel’s bound"],
    about: ABOUT,
    simple:
      "How many ticks it takes until all n know: ten times as many people, only some ticks more.",
    expert:
      "The number of rounds in which a rumour, pushed to one other in each round by all who know it, reaches n sites, up to a constant (Pittel 1987): log₂ n while it doubles, ln n for the last ones.",
    related: ["push-and-pull"],
  },
];
