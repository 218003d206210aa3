/**
 * What a lieutenant has collected, as the tree of who said that who said what, and what algorithm OM(m) makes of it (Lamport, Shostak
 * & Pease 1982, §3).
 */
import type { NodeId } from "../../kernel/behavior.ts";
import { RETREAT, type Plan } from "./messages.ts";

/** What has come on one path: of the commander at the root, of the last one who passed it on below. */
export interface RelayTree {
  /** Null: nothing has come. It counts as RETREAT. */
  readonly heard: Plan | null;
  /** What others say that they heard on this path, by their names. */
  readonly reports: Readonly<Record<NodeId, RelayTree>>;
}

export const NOTHING: RelayTree = { heard: null, reports: {} };

/** The plan of more than half; RETREAT where there is none. */
export function majority(plans: readonly Plan[]): Plan {
  const attacks = plans.filter((plan) => plan === "attack").length;
  return 2 * attacks > plans.length ? "attack" : RETREAT;
}

/** What has come on a path; null where nothing has. The path names lieutenants only. */
export function heardOn(tree: RelayTree, path: readonly NodeId[]): Plan | null {
  let branch: RelayTree | undefined = tree;
  for (const name of path) branch = branch?.reports[name];
  return branch?.heard ?? null;
}

/** The tree with what has come on a path. The first word on it counts. */
export function withReport(tree: RelayTree, path: readonly NodeId[], plan: Plan): RelayTree {
  const [name, ...rest] = path;
  if (name === undefined) return tree.heard === null ? { ...tree, heard: plan } : tree;
  const before = tree.reports[name] ?? NOTHING;
  const after = withReport(before, rest, plan);
  return after === before ? tree : { ...tree, reports: { ...tree.reports, [name]: after } };
}

/**
 * What a lieutenant makes of a path, as OM(depth) has it: without further rounds what has come, else the majority of that and of what
 * it makes of everybody's report of it.
 * @param others everybody who may have reported it: neither the lieutenant itself nor anybody on the path
 */
export function valueOf(
  tree: RelayTree | undefined,
  others: readonly NodeId[],
  depth: number,
): Plan {
  return depth === 0 ? (tree?.heard ?? RETREAT) : majority(valuesOf(tree, others, depth));
}

/** Of what the majority is taken: what has come, then everybody's report of it, in the order of `others`. */
export function valuesOf(
  tree: RelayTree | undefined,
  others: readonly NodeId[],
  depth: number,
): readonly Plan[] {
  const heard = tree?.heard ?? RETREAT;
  if (depth === 0) return [heard];
  const reported = others.map((name) =>
    valueOf(
      tree?.reports[name],
      others.filter((other) => other !== name),
      depth - 1,
    ),
  );
  return [heard, ...reported];
}

/** All ways through so many different mouths. */
export function pathsThrough(names: readonly NodeId[], length: number): readonly NodeId[][] {
  if (length === 0) return [[]];
  return pathsThrough(names, length - 1).flatMap((path) =>
    names.filter((name) => !path.includes(name)).map((name) => [...path, name]),
  );
}
