import { bank } from "./bank.ts";
import { casRegister } from "./cas-register.ts";
import { counter } from "./counter.ts";
import { keyValue } from "./key-value.ts";
import { lock } from "./lock.ts";
import type { AnyModel } from "./model.ts";
import { queue } from "./queue.ts";
import { register } from "./register.ts";
import { set } from "./set.ts";
import { transactions } from "./transactions.ts";

/** Every model that comes with the judge; where several know a history's functions, the first is meant. */
export const MODELS: readonly AnyModel[] = [
  register,
  casRegister,
  keyValue,
  queue,
  lock,
  counter,
  set,
  bank,
  transactions,
];

export function modelNamed(id: string): AnyModel | undefined {
  return MODELS.find((model) => model.id === id);
}
