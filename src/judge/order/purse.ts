import type { Budget } from "../verdict.ts";

/** How often, in states, the budget's owner is asked whether to stop. */
const INTERVAL = 1024;

/** What is left of a budget, shared by the searches that one verdict takes. */
export class Purse {
  explored = 0;
  private ended = false;

  constructor(private readonly budget: Budget) {}

  /** Pays for one more state; false when there is nothing left. */
  pay(): boolean {
    if (this.ended || this.explored >= this.budget.states) return false;
    this.explored++;
    if (this.explored % INTERVAL === 0 && this.budget.stop?.() === true) this.ended = true;
    return !this.ended;
  }

  /** A purse for something that is nice to have: a share of what is left. */
  share(part: number): Purse {
    const { budget } = this;
    const left = this.ended ? 0 : Math.ceil((budget.states - this.explored) * part);
    return new Purse({ ...budget, states: left });
  }

  /** Books what a share has cost. */
  book(share: Purse): void {
    this.explored += share.explored;
  }

  progress(placed: number, of: number): void {
    this.budget.progress?.(placed, of);
  }
}
