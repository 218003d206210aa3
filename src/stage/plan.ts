/** What a scene means on a stage of a given size: everything that is computed once and drawn many times. */
import type { Manifest } from "../wire/manifest.ts";
import { layOut, type Layout } from "./layout.ts";
import {
  coursesOf,
  crowdCourses,
  isCut,
  MANY_LINKS,
  pairsOf,
  statesOf,
  touchedIn,
  type Course,
  type Courses,
  type Pair,
  type PairState,
} from "./pairs.ts";
import { faultOf, type Fault } from "./partition.ts";
import type { Scene, Target } from "./scene.ts";

export interface Plan {
  readonly layout: Layout;
  /** The links; in a crowd those that hands have touched. */
  readonly pairs: readonly Pair[];
  readonly courses: Courses;
  readonly states: ReadonlyMap<string, PairState>;
  readonly fault: Fault | null;
  /** The links that are drawn and can be pointed at. */
  readonly shown: readonly Course[];
}

interface Kept {
  readonly manifest: Manifest;
  readonly width: number;
  readonly height: number;
  readonly presenter: boolean;
  readonly insets: string;
  readonly network: Scene["network"];
  readonly partition: string;
  readonly focus: string | null;
}

/** Plans scenes one after the other, and computes again only what rests on something that has changed. */
export class Planner {
  private kept: Kept | null = null;
  private plan: Plan | null = null;

  of(scene: Scene, width: number, height: number): Plan {
    const { manifest, presenter, network } = scene;
    const partition = JSON.stringify(network.partition);
    const focus = scene.selected?.is === "node" ? scene.selected.id : null;
    const insets = `${scene.insets?.top ?? 0} ${scene.insets?.bottom ?? 0}`;
    const before = this.kept;
    const old = this.plan;
    const sameShape =
      before !== null &&
      old !== null &&
      before.manifest === manifest &&
      before.width === width &&
      before.height === height &&
      before.presenter === presenter &&
      before.insets === insets;
    this.kept = { manifest, width, height, presenter, insets, network, partition, focus };
    if (sameShape && before.network === network && before.focus === focus) return old;

    const layout = sameShape
      ? old.layout
      : layOut(manifest.nodes, width, height, presenter, scene.insets);
    const crowd = manifest.links === "all";
    const sameNetwork = sameShape && before.network === network;
    const pairs =
      sameShape && (!crowd || sameNetwork)
        ? old.pairs
        : pairsOf(manifest, crowd ? touchedIn(network) : []);
    const courses = sameShape
      ? old.courses
      : crowd
        ? crowdCourses(layout)
        : coursesOf(pairs, layout);
    const states = sameNetwork ? old.states : statesOf(pairs, network);
    const fault =
      sameShape && before.partition === partition ? old.fault : faultOf(network.partition, layout);
    const shown =
      sameNetwork && (crowd || pairs.length <= MANY_LINKS || before.focus === focus)
        ? old.shown
        : shownOf(
            crowd ? pairs.flatMap(({ key }) => courses.get(key) ?? []) : courses.listed,
            states,
            focus,
          );
    this.plan = { layout, pairs, courses, states, fault, shown };
    return this.plan;
  }
}

/** All links while they are few; else those that say something and those of the selected node. */
function shownOf(
  all: readonly Course[],
  states: ReadonlyMap<string, PairState>,
  focus: string | null,
): readonly Course[] {
  if (all.length <= MANY_LINKS) return all;
  return all.filter(({ pair }) => {
    if (pair.a === focus || pair.b === focus) return true;
    const state = states.get(pair.key);
    if (!state) return false;
    // The fault line says of thousands of links what each would say.
    const single = (state.cutThere || state.cutBack) && !(state.parted && isCut(pair, state));
    return single || state.altered !== null;
  });
}

/** The course of a link, whichever way it is named. */
export function courseOfTarget(plan: Plan, target: Target | null): Course | undefined {
  if (target?.is !== "link") return undefined;
  return courseBetween(plan, target.from, target.to);
}

export function courseBetween(plan: Plan, a: string, b: string): Course | undefined {
  return plan.courses.get(`${a}-${b}`) ?? plan.courses.get(`${b}-${a}`);
}
