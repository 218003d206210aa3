/** Who takes part, as chosen before the start: proposers, acceptors and two learners, and where they stand. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { NodeSpec, Place, Variant } from "../../kernel/scenario.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import type { Choices } from "../../kernel/variant.ts";
import type { AcceptorConfig } from "../../protocols/paxos/acceptor-state.ts";
import { acceptor } from "../../protocols/paxos/acceptor.ts";
import type { LearnerConfig } from "../../protocols/paxos/learner-state.ts";
import { learner } from "../../protocols/paxos/learner.ts";
import type { ProposerConfig } from "../../protocols/paxos/proposer-state.ts";
import { proposer } from "../../protocols/paxos/proposer.ts";
import { ACCEPTOR, LEARNER, PROPOSER } from "../../protocols/paxos/world.ts";

/** What p1, p2 and p3 would like. */
const WISHES = ["fig", "kiwi", "plum"];

// An hour: nobody begins but by hand.
const NEVER = 3_600 * SECOND;

const patience = {
  phaseTimeout: 1_200 * MILLISECOND,
  backoff: 900 * MILLISECOND,
  longestBackoff: 3_600 * MILLISECOND,
};

/** When proposers act by themselves, by the knob `start`. */
const beginnings: Readonly<Record<string, Omit<ProposerConfig, "value" | keyof typeof patience>>> =
  {
    self: {
      beginLow: 400 * MILLISECOND,
      beginHigh: 1_200 * MILLISECOND,
      again: 6 * SECOND,
    },
    hand: { beginLow: NEVER, beginHigh: NEVER, again: NEVER },
  };

/** How long a disk takes, by the knob `disks`. */
const disks: Readonly<Record<string, AcceptorConfig>> = {
  slow: { write: 400 * MILLISECOND },
  fast: { write: 40 * MILLISECOND },
};

const learning: LearnerConfig = { ask: 3 * SECOND };

function ids(letter: string, count: number): readonly NodeId[] {
  return Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);
}

/** So many in a row, evenly; the middle ones hang a little lower, so that links do not lie on each other. */
function row(all: readonly NodeId[], y: number, width: number, sag = 0): Record<NodeId, Place> {
  const middle = (all.length - 1) / 2;
  return Object.fromEntries(
    all.map((id, i) => {
      const off = middle === 0 ? 0 : (i - middle) / middle;
      return [id, { x: 0.5 + (off * width) / 2, y: y + sag * (1 - off * off) }];
    }),
  );
}

/** The nodes and their places under these choices. */
export function world({
  proposers,
  acceptors,
  start,
  disks: disk,
}: Choices): Required<Pick<Variant, "nodes" | "layout">> {
  const asking = ids("p", Number(proposers));
  const accepting = ids("a", Number(acceptors));
  const learners = ids("l", 2);
  const nodes: readonly NodeSpec[] = [
    ...asking.map((id, i) => ({
      id,
      kind: PROPOSER,
      behavior: proposer,
      config: {
        ...beginnings[start!]!,
        ...patience,
        value: WISHES[i]!,
      } satisfies ProposerConfig,
    })),
    ...accepting.map((id) => ({
      id,
      kind: ACCEPTOR,
      behavior: acceptor,
      config: disks[disk!]!,
    })),
    ...learners.map((id) => ({ id, kind: LEARNER, behavior: learner, config: learning })),
  ];
  const width = accepting.length === 3 ? 0.6 : 0.78;
  // Over and under the gaps between acceptors, so that what stands under a node covers nobody.
  const between = (width * (accepting.length - 2)) / (accepting.length - 1);
  return {
    nodes,
    layout: {
      ...row(asking, 0.14, asking.length === 2 ? between : 0.6),
      ...row(accepting, 0.42, width, 0.05),
      ...row(learners, 0.74, between),
    },
  };
}
