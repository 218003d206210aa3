/** Well-known small models, transcribed from their published descriptions. */
import { fingerprint53, type TransitionSystem } from "../transition-system.ts";

interface Ring {
  readonly initiator: readonly boolean[];
  readonly started: readonly boolean[];
  readonly state: readonly ("cand" | "lost" | "won")[];
  /** What each node has been sent and has not received, in order. */
  readonly inbox: readonly (readonly number[])[];
}

/**
 * Chang & Roberts, “An improved algorithm for decentralized extrema-finding in circular configurations of processes”
 * (1979), in the form of the TLA+ examples: any subset of the nodes initiates, the smallest identity wins.
 */
export function changRoberts(ids: readonly number[]): TransitionSystem<Ring> {
  const nodes = ids.map((_, node) => node);
  const post = (inbox: Ring["inbox"], node: number, id: number): Ring["inbox"] =>
    inbox[node]!.includes(id)
      ? inbox
      : inbox.with(
          node,
          [...inbox[node]!, id].sort((a, b) => a - b),
        );
  return {
    *initial() {
      for (let set = 0; set < 1 << ids.length; set++) {
        const initiator = nodes.map((node) => ((set >> node) & 1) === 1);
        yield {
          initiator,
          started: nodes.map(() => false),
          state: initiator.map((first) => (first ? "cand" : "lost")),
          inbox: nodes.map(() => []),
        };
      }
    },
    *successors(ring) {
      for (const node of nodes) {
        const next = (node + 1) % ids.length;
        if (!ring.started[node]) {
          const started = ring.started.with(node, true);
          const inbox = ring.initiator[node] ? post(ring.inbox, next, ids[node]!) : ring.inbox;
          yield { label: `n0(${node})`, state: { ...ring, started, inbox } };
          continue;
        }
        for (const id of ring.inbox[node]!) {
          const rest = ring.inbox.with(
            node,
            ring.inbox[node]!.filter((other) => other !== id),
          );
          const label = `n1(${node}, ${id})`;
          if (ring.state[node] === "lost")
            yield { label, state: { ...ring, inbox: post(rest, next, id) } };
          else if (id < ids[node]!) {
            const state = ring.state.with(node, "lost");
            yield { label, state: { ...ring, state, inbox: post(rest, next, id) } };
          } else {
            const state = id === ids[node] ? ring.state.with(node, "won") : ring.state;
            yield { label, state: { ...ring, state, inbox: rest } };
          }
        }
      }
    },
    fingerprint: (ring) => fingerprint53(JSON.stringify(ring)),
    violation: ({ state }) =>
      state.filter((each) => each === "won").length > 1 ? "two nodes have won" : null,
  };
}

interface Counter {
  readonly shared: number;
  readonly threads: readonly { readonly local: number; readonly pc: 1 | 2 | 3 }[];
}

/** Stateright's example: threads that increment a shared counter, reading and writing in two steps. */
export function racingIncrement(threads: number, symmetric = false): TransitionSystem<Counter> {
  return {
    initial: () => [
      { shared: 0, threads: Array.from({ length: threads }, () => ({ local: 0, pc: 1 as const })) },
    ],
    *successors({ shared, threads: all }) {
      for (const [i, { local, pc }] of all.entries()) {
        if (pc === 1)
          yield {
            label: `Read(${i})`,
            state: { shared, threads: all.with(i, { local: shared, pc: 2 }) },
          };
        if (pc === 2)
          yield {
            label: `Write(${i})`,
            state: { shared: local + 1, threads: all.with(i, { local, pc: 3 }) },
          };
      }
    },
    fingerprint: ({ shared, threads: all }) =>
      all.reduce((number, { local, pc }) => (number * 8 + local) * 4 + pc, shared),
    ...(symmetric
      ? {
          canonical: ({ shared, threads: all }: Counter): Counter => ({
            shared,
            threads: all.toSorted((a, b) => a.local - b.local || a.pc - b.pc),
          }),
        }
      : {}),
  };
}

/** The same counter with the property that it breaks: it has been incremented by all who are done. */
export function lostUpdate(threads: number, symmetric = false): TransitionSystem<Counter> {
  return {
    ...racingIncrement(threads, symmetric),
    violation: ({ shared, threads: all }) =>
      all.filter(({ pc }) => pc === 3).length === shared ? null : "an increment was lost",
  };
}

/** Lamport's Die Hard: jugs of three and five gallons; wanted are four. */
export function dieHard(wanted: number | null): TransitionSystem<readonly [number, number]> {
  return {
    initial: () => [[0, 0]],
    *successors([small, big]) {
      const toBig = Math.min(small, 5 - big);
      const toSmall = Math.min(big, 3 - small);
      yield { label: "fill small", state: [3, big] };
      yield { label: "fill big", state: [small, 5] };
      yield { label: "empty small", state: [0, big] };
      yield { label: "empty big", state: [small, 0] };
      yield { label: "small to big", state: [small - toBig, big + toBig] };
      yield { label: "big to small", state: [small + toSmall, big - toSmall] };
    },
    fingerprint: ([small, big]) => small * 6 + big,
    violation: ([, big]) => (big === wanted ? `there are ${wanted} gallons` : null),
  };
}
