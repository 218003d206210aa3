import type { Term } from "../../../kernel/term.ts";

const ABOUT = "Resilience";

export const terms: readonly Term[] = [
  {
    id: "circuit-breaker",
    term: "circuit breaker",
    also: ["breaker", "fail fast"],
    about: ABOUT,
    simple: "A switch at the telephone: after too many calls for nothing it is off for a while.",
    expert:
      "A state machine before a remote call (Nygard 2007): closed lets calls through and counts failures; open refuses at once; half-open lets a trial through, which decides. It protects the caller from waiting and the callee from load.",
    related: ["retry-storm", "half-open"],
  },
  {
    id: "half-open",
    term: "half-open",
    about: ABOUT,
    simple: "One may try; all others wait to see how it goes.",
    expert:
      "The breaker’s state after its sleep window: a limited number of trials, here one. Success closes it, failure opens it again.",
    related: ["circuit-breaker"],
  },
  {
    id: "retry-storm",
    term: "retry storm",
    also: ["retry amplification"],
    about: ABOUT,
    simple:
      "Because nobody is served, everybody calls again; because everybody calls again, nobody is served.",
    expert:
      "Load that failures make of themselves. With up to k attempts each, a service whose every attempt fails gets k times its load; over several layers the factors multiply.",
    related: ["metastable-failure", "retry-budget"],
  },
  {
    id: "metastable-failure",
    term: "metastable failure",
    about: ABOUT,
    simple: "It was pushed over and stays down, though nobody pushes any more.",
    expert:
      "A state of overload with hardly any goodput that persists after its trigger is gone, because a feedback loop sustains it (Bronson et al. 2021). A system that can be pushed into it is vulnerable; it leaves it only by a strong reduction of load or a change of policy.",
    related: ["retry-storm", "goodput"],
  },
  {
    id: "goodput",
    term: "goodput",
    about: ABOUT,
    simple: "The loaves that somebody eats, not those that are baked.",
    expert:
      "Useful work a second: requests answered while their caller still waits. Throughput may be at its maximum when goodput is zero.",
    related: ["metastable-failure"],
  },
  {
    id: "jitter",
    term: "jitter",
    also: ["full jitter", "thundering herd"],
    about: ABOUT,
    simple: "Rolling dice for how long to wait, so that not all come at once.",
    expert:
      "Randomness in waits. Full jitter draws uniformly between zero and the exponential bound (Brooker 2015). Without it, whatever fails together retries together.",
    related: ["backoff", "retry-storm"],
  },
  {
    id: "retry-budget",
    term: "retry budget",
    also: ["retry throttling", "token bucket"],
    about: ABOUT,
    simple: "A box with coins: each order puts in a little, each call again takes a whole one.",
    expert:
      "A bound on retries as a share of requests, for a whole client: here 10 %, with five saved up. It bounds the amplification to 1.1 whatever share of attempts fails.",
    related: ["retry-storm", "circuit-breaker"],
  },
];
