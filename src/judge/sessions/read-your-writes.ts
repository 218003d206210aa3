import { INITIAL, type Accesses } from "../causal/accesses.ts";
import { withSources } from "../causal/causal-order.ts";
import type { Pattern, Sources } from "../causal/pattern.ts";

/**
 * Read your writes (Terry et al. 1994; Viotti & Vukolić 2016, §3.2): for every process all writes and its own reads have
 * an order in which each read returns the last write before it and comes after the process's own earlier writes.
 *
 * Nothing else is ordered, not even two writes of one process (that is monotonic writes). So a read of another's write is
 * always fine: others' writes and their reads may all stand at the end. What remains goes wrong in two ways only. A
 * process finds the initial value after a write of its own; or it reads one of its writes after having made a second, and
 * reads the second after having made the first, so that each would have to be the later one. Otherwise program order
 * does, with each write moved before the first own write of its key that is still read after it.
 */
export function readYourWrites({ list }: Accesses, sources: Sources): Pattern | null {
  /** The process's writes of a key so far, and of each own write the last own read. */
  const written = new Map<string, number[]>();
  const slotOf = (place: number) => `${list[place]!.process} ${list[place]!.key}`;
  const lastRead = new Map<number, number>();
  list.forEach((access, place) => {
    const source = sources[place]!;
    if (!access.writes && source >= 0 && list[source]!.process === access.process)
      lastRead.set(source, place);
  });
  for (let place = 0; place < list.length; place++) {
    const access = list[place]!;
    if (access.writes) {
      if (access.open) continue;
      const before = written.get(slotOf(place));
      if (before) before.push(place);
      else written.set(slotOf(place), [place]);
      continue;
    }
    const own = written.get(slotOf(place)) ?? [];
    const source = sources[place]!;
    if (source === INITIAL && own.length > 0) {
      const newer = own.at(-1)!;
      return { name: "read-your-writes", accesses: [newer, place], read: place, newer };
    }
    if (lastRead.get(source) !== place) continue;
    // This is the last own read of an own write: every other one made so far must come before that one.
    const after = (write: number) => (lastRead.get(write) ?? -1) > source && !list[source]!.open;
    const newer = own.find((write) => write !== source && after(write));
    if (newer === undefined) continue;
    const parts = withSources(list, sources, [place, newer, lastRead.get(newer)!]);
    return { name: "read-your-writes", accesses: parts, read: place, newer };
  }
  return null;
}
