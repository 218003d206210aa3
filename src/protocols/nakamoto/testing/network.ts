/** A small network of miners, a shop and an attacker, for tests. */
import { anyMeter, anyMonitor } from "../../../kernel/monitor.ts";
import type { NodeSpec, Scenario } from "../../../kernel/scenario.ts";
import { MILLISECOND, type Micros } from "../../../kernel/time.ts";
import { attackerNode, type AttackerConfig } from "../attacker.ts";
import { commonPrefix, paymentsStay } from "../invariants.ts";
import { CONFIRMATIONS, LONGEST_CHAIN, TIMERS } from "../lesson.ts";
import { attackMeter, chainMeter } from "../meters.ts";
import { minerNode } from "../miner.ts";
import type { PeerConfig } from "../peer.ts";
import { shopNode, type ShopConfig } from "../shop.ts";
import { attackerPresenter, minerPresenter, shopPresenter } from "../view.ts";
import { ATTACKER, MINER, SHOP } from "../world.ts";
import { bareKnob, bareRule } from "../../../kernel/testing/bare.ts";

/**
 * So many miners in a line with equal power, the attacker at the first, the shop at the last.
 * @param latency from a peer to its neighbour, in µs. @param patience how many blocks behind the attacker gives up.
 */
export function networkOf(miners: number, latency: Micros, patience: number): Scenario {
  const line = ["mallory", ...Array.from({ length: miners }, (_, i) => `m${i + 1}`), "shop"];
  const joining = 1 * MILLISECOND;
  const nodes = line.map((id, i): NodeSpec => {
    const config: PeerConfig = {
      neighbours: [line[i - 1], line[i + 1]].filter((each) => each !== undefined),
      joining,
    };
    if (id === "shop") {
      const shop: ShopConfig = { ...config, customer: "mallory" };
      return { id, kind: SHOP, behavior: shopNode, config: shop };
    }
    if (id === "mallory") {
      const attacker: AttackerConfig = { ...config, shop: "shop", patience };
      return { id, kind: ATTACKER, behavior: attackerNode, config: attacker };
    }
    return { id, kind: MINER, behavior: minerNode, config: { ...config, power: 1 / miners } };
  });
  const place = new Map(line.map((id, i) => [id, i]));
  return {
    id: "nakamoto",
    version: 1,
    nodes,
    links: (a, b) => {
      const hops = Math.abs(place.get(a.id)! - place.get(b.id)!);
      // The customer stands in the shop.
      const counter = [a, b].every(({ kind }) => kind !== MINER);
      return hops === 1 || counter ? { latency: { kind: "fixed", value: latency } } : null;
    },
    knobs: [
      bareKnob("share", "0%", "10%", "30%"),
      bareKnob("confirmations", "1", "2", "3", "6", "10"),
      bareKnob("interval", "1s", "500ms"),
    ],
    rules: [bareRule(LONGEST_CHAIN), bareRule(CONFIRMATIONS)],
    monitors: [anyMonitor(commonPrefix), anyMonitor(paymentsStay)],
    meters: [anyMeter(chainMeter), anyMeter(attackMeter)],
    faults: {
      crash: true,
      cut: true,
      partition: true,
      pause: true,
      loss: 0,
      duplication: 0,
      drift: 0,
      down: 1,
    },
    operations: [],
    keys: [],
    timers: TIMERS,
    presenters: { [MINER]: minerPresenter, [SHOP]: shopPresenter, [ATTACKER]: attackerPresenter },
    layout: {},
    legend: [],
    presets: [],
    pace: 1,
    recovery: 0,
  };
}
