/** Why a history has no order, by the names of Bouajjani, Enea, Guerraoui & Hamza (POPL 2017) where they have one. */
export interface Pattern {
  readonly name:
    | "ThinAirRead"
    | "CyclicCO"
    | "WriteCOInitRead"
    | "WriteCORead"
    | "CyclicCF"
    | "WriteHBInitRead"
    | "CyclicHB"
    | "read-your-writes"
    | "monotonic-reads";
  /** Places of all accesses that take part, the sources of the reads among them. */
  readonly accesses: readonly number[];
  /** The read that cannot be, where it is one. */
  readonly read?: number;
  /** The write that stands in its way. */
  readonly newer?: number;
  /** Whose view of the writes has no order, where it is one process's. */
  readonly process?: string;
}

/** Of each read the place of the write that it read from, `INITIAL` or `NOBODY`; of a write nothing that matters. */
export type Sources = readonly number[];
