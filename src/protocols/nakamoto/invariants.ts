/**
 * What must hold of the chain. Both are promises of chance: of two honest branches, or an honest and a secret one, either may win the
 * race, however deep, only ever less likely. So they are promised from a depth of 8 on, and where they fail less than once in 10,000 (`riskIn`),
 * by the exact odds and with every fork of the honest counted as a loss; elsewhere a violation is told and stops nobody.
 */
import { HOLDS, type Finding, type Monitor } from "../../kernel/monitor.ts";
import type { NodeId } from "../../kernel/behavior.ts";
import type { Network } from "../../kernel/network.ts";
import type { Micros } from "../../kernel/time.ts";
import type { EventId } from "../../kernel/trace.ts";
import type { World } from "../../kernel/world.ts";
import { say, several } from "../../languages/say.ts";
import { branches, heightOf, spendingOf, type Chain } from "./chain.ts";
import { depthIn, intervalIn, isDeepEnough } from "./lesson.ts";
import { chainIn, honestChains, isHonest, shopIn, SHOP } from "./world.ts";

// ── Common prefix ─────────────────────────────────────────────────────────────────────────────────────────────

interface Prefix {
  /** Whether messages cannot go everywhere now, and since when they can again; null where they always could. */
  readonly broken: boolean;
  readonly healed: Micros | null;
  readonly finding: Finding;
}

/** After a partition both sides must have found a block, or nobody can know of the other branch: so many mean intervals are enough. */
const INTERVALS = 20;

/** A network is immutable and stands for many steps. */
const known = new WeakMap<Network, boolean>();

function isBroken(network: Network): boolean {
  let broken = known.get(network);
  if (broken === undefined) {
    broken = [...network.directions()].some(([from, to]) => {
      const { cut, held } = network.link(from, to)!;
      return cut || held;
    });
    known.set(network, broken);
  }
  return broken;
}

/** How many blocks on the shorter of two branches are not on the other. */
function depthOfFork(one: Chain, other: Chain): number {
  if (one.tip === other.tip) return 0;
  const { a, b } = branches(one, other);
  return Math.min(a.length, b.length);
}

/** But for their last k blocks, the chains of two honest peers are the beginning of one another. */
export const commonPrefix: Monitor<Prefix> = {
  id: "common-prefix",
  title: "Common prefix at depth k",
  simple: "What is buried deeply enough is the same in everybody’s book.",
  source: "Garay, Kiayias & Leonardos 2015",
  promised: isDeepEnough,
  start: ({ network }) => ({ broken: isBroken(network), healed: null, finding: HOLDS }),
  observe(memory, { node, before, events }, world) {
    let next = memory;
    const broken = isBroken(world.network);
    if (broken !== memory.broken) next = { ...memory, broken, healed: broken ? null : world.time };
    if (next.finding.verdict === "violated" || node === null || !isHonest(node)) return next;
    const chain = chainIn(node.state);
    if (broken || !chain || chain.tip === chainIn(before)?.tip) return next;
    const settling = INTERVALS * intervalIn(world.settings);
    if (next.healed !== null && world.time - next.healed < settling) return next;
    const k = depthIn(world.settings);
    for (const other of honestChains(world)) {
      const depth = depthOfFork(chain, other.chain);
      if (depth <= k) continue;
      const { id } = node.spec;
      return {
        ...next,
        finding: {
          verdict: "violated",
          simple: several(
            depth,
            "{0} and {1} have different books: the last {n} page is another.",
            "{0} and {1} have different books: the last {n} pages are others.",
            id,
            other.id,
          ),
          expert: say`The chains of ${id} (height ${heightOf(chain)}) and ${other.id} (height ${heightOf(other.chain)}) parted ${depth} blocks ago; k = ${k}.`,
          nodes: [id, other.id],
          events: events.slice(0, 1).map((event) => event.id),
        },
      };
    }
    return next;
  },
  judge: ({ finding }) => finding,
};

// ── Payments ──────────────────────────────────────────────────────────────────────────────────────────────────

interface Accepted {
  readonly coin: number;
  readonly confirmations: number;
  readonly event: EventId;
}

interface Sold {
  /** What the shop has delivered, the latest last. */
  readonly accepted: readonly Accepted[];
  readonly finding: Finding;
}

/** Of older sales nothing is asked any more. */
const REMEMBERED = 8;

function reversalIn(sold: Sold, world: World): Accepted | null {
  const shop = shopIn(world);
  if (!shop) return null;
  for (const sale of sold.accepted) {
    const block = spendingOf(shop.chain, sale.coin);
    const to = block?.transactions.find(({ coin }) => coin === sale.coin)?.to;
    if (to !== undefined && to !== shop.id) return sale;
  }
  return null;
}

/** What the shop has accepted as paid is not spent otherwise in the chain that it follows. */
export const paymentsStay: Monitor<Sold> = {
  id: "no-reversal",
  title: "No accepted payment is reversed",
  simple: "Who has been paid, and has handed over the cake, stays paid.",
  source: "Nakamoto 2008 §11",
  promised: isDeepEnough,
  start: () => ({ accepted: [], finding: HOLDS }),
  observe(memory, { node, before, events }, world) {
    if (node === null || node.spec.kind !== SHOP || events.length === 0) return memory;
    let next = memory;
    for (const event of events)
      if (event.kind === "note" && event.data.note === "delivered") {
        const { coin, confirmations } = event.data.about as unknown as Accepted;
        const accepted = [...next.accepted, { coin, confirmations, event: event.id }];
        next = { ...next, accepted: accepted.slice(-REMEMBERED) };
      }
    if (chainIn(node.state)?.tip === chainIn(before)?.tip) return next;
    const lost = reversalIn(next, world);
    if (!lost) return next;
    const nodes: NodeId[] = [node.spec.id];
    const finding: Finding = {
      verdict: "violated",
      simple: say`The shop has handed over the cake for coin ${lost.coin}, and now the coin is back with whoever paid.`,
      expert:
        lost.confirmations === 0
          ? say`The payment of coin ${lost.coin} was accepted before it stood in any block; a block now spends the coin otherwise.`
          : several(
              lost.confirmations,
              "The payment of coin {0} was accepted with {n} confirmation; a longer branch now spends the coin otherwise.",
              "The payment of coin {0} was accepted with {n} confirmations; a longer branch now spends the coin otherwise.",
              lost.coin,
            ),
      nodes,
      events: [lost.event, events[0]!.id],
    };
    // Each payment is told once.
    const accepted = next.accepted.filter((sale) => sale !== lost);
    return { accepted, finding };
  },
  judge: ({ finding }) => finding,
};
