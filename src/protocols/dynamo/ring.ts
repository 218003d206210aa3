/**
 * Who keeps a key: a walk around the ring of nodes from the key's place gives its preference list (DeCandia 2007 §4.2 and §4.3). The first N
 * are its home; the others stand in for those of them that do not answer.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import { fingerprint } from "../../kernel/chance.ts";

export function preferenceList(key: string, ring: readonly NodeId[]): readonly NodeId[] {
  const start = (fingerprint(key) >>> 0) % ring.length;
  return [...ring.slice(start), ...ring.slice(0, start)];
}

/** The N nodes that a key belongs to. */
export function homeOf(key: string, ring: readonly NodeId[], n: number): readonly NodeId[] {
  return preferenceList(key, ring).slice(0, n);
}
