/** Whether two scenes look different: what has not changed is not drawn. */
import { sameTarget } from "./hits.ts";
import type { Scene } from "./scene.ts";

/** Whether anything but the time makes two scenes look different. */
export function differs(a: Scene, b: Scene): boolean {
  return (
    a.manifest !== b.manifest ||
    a.network !== b.network ||
    !sameList(a.fallen, b.fallen) ||
    a.tool !== b.tool ||
    a.playing !== b.playing ||
    a.speed <= 0.3 !== b.speed <= 0.3 ||
    a.dark !== b.dark ||
    a.reducedMotion !== b.reducedMotion ||
    a.presenter !== b.presenter ||
    a.insets?.top !== b.insets?.top ||
    a.insets?.bottom !== b.insets?.bottom ||
    !sameTarget(a.selected, b.selected) ||
    !sameTarget(a.pointed, b.pointed) ||
    !sameList(a.accused, b.accused) ||
    !sameMap(a.nodes, b.nodes) ||
    !sameMap(a.flights, b.flights)
  );
}

function sameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a === b || (a.length === b.length && a.every((one, i) => one === b[i]));
}

function sameMap<K, V>(a: ReadonlyMap<K, V>, b: ReadonlyMap<K, V>): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const [key, value] of a) if (b.get(key) !== value) return false;
  return true;
}
