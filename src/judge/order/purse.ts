import type { Budget } from "../verdict.ts";

/** How often, in states, the budget's owner is asked whether to stop. */
const INTERVAL = 1024;

/** What is left of a budget, shared by the searches that one verdict takes. */
export class Purse {
  explored = 0;
  private ended = false;

  /** @param from whose share this is: what it pays, both pay. */
  constructor(
    private readonly budget: Budget,
    private readonly from: Purse | null = null,
  ) {}

  /** Pays for one more state; false when there is nothing left. */
  pay(): boolean {
    if (this.ended || this.explored >= this.budget.states) return false;
    this.explored++;
    if (this.from !== null) this.ended = !this.from.pay();
    else if (this.explored % INTERVAL === 0) this.ended = this.budget.stop?.() === true;
    return !this.ended;
  }

  /** Whether nothing is left, or whoever owns the budget wants an end. */
  isEmpty(): boolean {
    this.ended ||= this.from === null ? this.budget.stop?.() === true : this.from.isEmpty();
    return this.ended || this.explored >= this.budget.states;
  }

  /** A purse for something that is nice to have: a share of what is left. */
  share(part: number): Purse {
    return this.atMost(Math.ceil((this.budget.states - this.explored) * part));
  }

  /** A purse with at most so many states of what is left. */
  atMost(states: number): Purse {
    const { budget } = this;
    const left = this.ended ? 0 : Math.min(states, budget.states - this.explored);
    return new Purse({ ...budget, states: left }, this);
  }

  progress(placed: number, of: number): void {
    this.budget.progress?.(placed, of);
  }
}
