import type { Term } from "../../../kernel/term.ts";

const ABOUT = "Scaling out";

export const terms: readonly Term[] = [
  {
    id: "load-balancer",
    term: "load balancer",
    also: ["balancer", "reverse proxy"],
    about: ABOUT,
    simple: "The assistant at the entrance who shows each shopper to a till.",
    expert:
      "Takes requests in the name of a service and passes each to one of several servers. It sees what it has sent and what has come back; a server’s true queue it does not see.",
    related: ["round-robin", "least-connections", "health-check"],
  },
  {
    id: "round-robin",
    term: "round robin",
    about: ABOUT,
    simple: "In turn: first till one, then till two, and so on, then from the beginning.",
    expert:
      "Each server gets every n-th request. Needs no state but whose turn it was. Right where servers and requests are equal; blind to queues. Weighted: servers get turns by fixed shares.",
    related: ["load-balancer", "least-connections"],
  },
  {
    id: "least-connections",
    term: "least connections",
    also: ["least request", "join the shortest queue"],
    about: ABOUT,
    simple: "To the till where the fewest stand.",
    expert:
      "The server with fewest outstanding requests gets the next one. The count is feedback about speed as well as about queues. Several balancers that each know only their own counts may rush to the same server.",
    related: ["power-of-two-choices", "round-robin"],
  },
  {
    id: "power-of-two-choices",
    term: "power of two choices",
    also: ["two choices", "supermarket model"],
    about: ABOUT,
    simple:
      "Roll dice for two tills and take the shorter queue: nearly as good as looking at all of them.",
    expert:
      "Two servers drawn at random, the less loaded one chosen. In the limit of many servers the share with at least i requests is λ^(2^i − 1) instead of λ^i (Vvedenskaya et al. 1996, Mitzenmacher 1996).",
    related: ["least-connections", "m-m-1-queue"],
  },
  {
    id: "health-check",
    term: "health check",
    also: ["health checks", "probe"],
    about: ABOUT,
    simple: "“Are you there?”, called to each till again and again.",
    expert:
      "A failure detector with fixed timeouts. Active: probes at an interval, thresholds for out (fall) and back (rise). Passive: failures of users’ requests are counted. It may err both ways: a slow or paused server is taken for dead, a dead one for up until it has failed often enough.",
    related: ["heartbeat", "load-balancer"],
  },
  {
    id: "m-m-1-queue",
    term: "M/M/1 queue",
    also: ["M/M/1"],
    about: ABOUT,
    simple: "One till, shoppers who come when they please, baskets large and small.",
    expert:
      "Kendall’s notation: Poisson arrivals, exponential times of service, one server. At a load ρ < 1 it has at least i requests for the share ρ^i of the time, and a request spends 1/(1 − ρ) times of service in it.",
    related: ["poisson-process", "littles-law"],
  },
  {
    id: "poisson-process",
    term: "Poisson process",
    also: ["Poisson arrivals", "open loop"],
    about: ABOUT,
    simple:
      "People who come without having agreed on it: sometimes three at once, sometimes nobody for a while.",
    expert:
      "Arrivals whose gaps are independent and exponentially distributed: the limit of many independent users. Open loop: they keep coming however slow the answers are, so a queue can grow without bound.",
    related: ["m-m-1-queue"],
  },
  {
    id: "littles-law",
    term: "Little’s law",
    about: ABOUT,
    simple:
      "How many stand in the shop is how many come in a minute, times how many minutes each stays.",
    expert:
      "L = λW in every stable system, whatever the distributions (Little 1961). The reading “× service, measured” is measured by it: mean number over rate of arrival.",
    related: ["m-m-1-queue", "percentile"],
  },
  {
    id: "percentile",
    term: "percentile",
    also: ["p99", "p50", "tail latency"],
    about: ABOUT,
    simple: "p99: of a hundred people, ninety-nine waited no longer than this.",
    expert:
      "p50 is the median; p99 the latency that one request in a hundred exceeds. Who makes a hundred requests meets the p99 with probability 63 %, so the tail is what users feel (Dean & Barroso 2013).",
    related: ["latency", "littles-law"],
  },
];
