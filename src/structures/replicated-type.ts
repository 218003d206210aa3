/**
 * Conflict-free replicated data types (Shapiro et al. 2011): objects whose replicas are updated without asking anybody, and that
 * become the same once all have seen the same updates. One definition serves both ways of spreading. State-based (CvRDT), whole
 * payloads travel, and `merge` is the join of a semilattice. Operation-based (CmRDT), what `prepare` makes at the source travels
 * and takes `effect` once at each replica, causes first; effects of concurrent operations commute.
 *
 * Payloads and operations are plain data, and payloads that mean the same print equally.
 */
export interface ReplicatedType<S, U, O> {
  readonly initial: S;
  /**
   * At the source: what an update comes to, given what this replica holds; null where its precondition fails. Changes nothing.
   *
   * @param by the replica's name. No two replicas share one.
   */
  prepare(state: S, update: U, by: string): O | null;
  /** Downstream, and at the source itself: the payload after an operation. */
  effect(state: S, operation: O): S;
  /** The least payload that has all that both have; the very same `a` where `b` brings nothing. */
  merge(a: S, b: S): S;
}
