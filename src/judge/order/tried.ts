import type { AnyModel } from "../models/model.ts";
import type { Operation } from "../operation.ts";
import { textOf } from "../value.ts";
import { unheard } from "./parts.ts";

/** So many orders are kept for a picture. */
const WANTED = 4;
/** More culprits than this make no picture that anybody reads. */
const MOST_CULPRITS = 12;
/** Steps of the search at most: it is for a picture, not for a proof. */
const MOST_STEPS = 20_000;

/**
 * Orders of the culprits as somebody would try them by hand, each as far as it goes, the longest first; at most a handful.
 * What they read may have been written by others, who then stand in the order too.
 *
 * @param all the history that the culprits come from. @param precedes whether one operation must come before another.
 */
export function triedOrders(
  culprits: readonly Operation[],
  all: readonly Operation[],
  model: AnyModel,
  precedes: (a: Operation, b: Operation) => boolean,
): readonly (readonly number[])[] {
  if (culprits.length > MOST_CULPRITS) return [];
  const operations = [...culprits, ...writersFor(culprits, all, model)];
  const tried: number[][] = [];
  const path: Operation[] = [];
  const states = new Map<string | null, unknown>();
  let steps = 0;

  const keep = (): void => {
    const ids = path.map((op) => op.id);
    // An order that another one goes on from says nothing new.
    if (ids.length === 0 || tried.some((other) => ids.every((id, i) => other[i] === id))) return;
    tried.push(ids);
    tried.sort((a, b) => b.length - a.length);
    tried.length = Math.min(tried.length, WANTED);
  };

  const goOn = (): void => {
    let stuck = true;
    for (const op of operations) {
      if (path.includes(op)) continue;
      const waits = operations.some(
        (other) => other !== op && !path.includes(other) && precedes(other, op),
      );
      if (waits) continue;
      const object = model.partition === "by key" ? op.key : null;
      const before = states.has(object) ? states.get(object) : model.initial;
      for (const after of model.step(before, op)) {
        if (++steps > MOST_STEPS) return;
        stuck = false;
        states.set(object, after);
        path.push(op);
        goOn();
        path.pop();
        states.set(object, before);
      }
    }
    if (stuck) keep();
  };
  goOn();
  return tried;
}

/** Operations that are no culprits but gave what culprits were answered; when they ended does not matter. */
function writersFor(
  culprits: readonly Operation[],
  all: readonly Operation[],
  model: AnyModel,
): Operation[] {
  const own = new Set(culprits.map((op) => op.id));
  const given = new Set(
    culprits.filter((op) => !model.readsOnly(op)).map((op) => textOf(op.input)),
  );
  const missing = new Set(
    culprits
      .filter((op) => model.readsOnly(op) && op.output !== undefined && op.output !== null)
      .map((op) => textOf(op.output))
      .filter((text) => !given.has(text)),
  );
  return all
    .filter(
      (op) =>
        !own.has(op.id) &&
        op.outcome !== "fail" &&
        !model.readsOnly(op) &&
        missing.has(textOf(op.input)),
    )
    .slice(0, 3)
    .map(unheard);
}
