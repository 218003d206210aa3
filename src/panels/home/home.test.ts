import { describe, expect, it, test } from "vitest";
import type { LessonCard } from "../../catalog/card.ts";
import { byChapter } from "../../catalog/chapters.ts";
import { lessons } from "../../catalog/lessons.ts";
import { pathsOf, walkable } from "../../catalog/paths/paths.ts";
import { paths } from "../../catalog/paths/en/paths.ts";
import type { Done } from "../../store/progress.ts";
import { found } from "./find-lessons.ts";
import { markOf } from "./marks.ts";
import { lessonAfter, nextLesson } from "./next-lesson.ts";

const card = (id: string, ...prerequisites: string[]): LessonCard => ({
  ...{ id, title: `About ${id}`, chapter: "One", promise: "Learn it.", realWorld: ["etcd"] },
  prerequisites,
});
const cards = [card("a"), card("b", "a"), card("c", "b")];
const opened = (id: string): Done => ({ lesson: id, what: "opened", id });
const met = (lesson: string): Done => ({ lesson, what: "challenge", id: "x", stars: 2 });

describe("what is offered next", () => {
  it("is the first lesson, then one that was begun, then one whose prerequisites were seen", () => {
    expect(nextLesson(cards, [])?.id).toBe("a");
    expect(nextLesson(cards, [opened("a")])?.id).toBe("a");
    expect(nextLesson(cards, [opened("a"), met("a")])?.id).toBe("b");
    expect(nextLesson(cards, [opened("c"), met("c")])?.id).toBe("a");
    expect(nextLesson([], [])).toBeNull();
  });

  it("is never nothing while there are lessons, also when all are done", () => {
    expect(
      nextLesson(
        cards,
        cards.flatMap(({ id }) => [opened(id), met(id)]),
      ),
    ).not.toBeNull();
    for (const { id } of cards) expect(lessonAfter(cards, [], id)).not.toBeNull();
    expect(lessonAfter(cards, [], "a")?.id).toBe("b");
    expect(lessonAfter(cards, [opened("b")], "a")?.id).toBe("c");
    for (const { id } of lessons) expect(lessonAfter(lessons, [], id)).not.toBeNull();
  });
});

test("chapters stand in the curriculum’s order, unknown ones at the end, and lessons keep theirs", () => {
  const of = (id: string, chapter: string): LessonCard => ({ ...card(id), chapter });
  const mixed = [
    of("x", "Elsewhere"),
    of("c", "Agreement"),
    of("b", "Time and order"),
    of("a", "Agreement"),
    of("y", "Nowhere"),
  ];
  expect(byChapter(mixed).map(({ id }) => id)).toEqual(["b", "c", "a", "x", "y"]);
  // A lesson whose chapter is misspelt would stand by itself at the end.
  const known = byChapter([...lessons, of("z", "Elsewhere")]);
  expect(known.at(-1)?.id).toBe("z");
});

test("marks say in words what they show", () => {
  expect(markOf([], "a")).toEqual({ is: "new", says: "not opened yet" });
  expect(markOf([opened("a")], "a")).toEqual({ is: "begun", says: "opened" });
  expect(markOf([opened("a"), met("a")], "a")).toEqual({
    is: "done",
    says: "1 challenge, 2 stars",
  });
  expect(markOf([met("b")], "a").is).toBe("new");
});

test("lessons are found by words of their card and by terms of their texts", () => {
  const terms = (id: string) => (id === "b" ? ["quorum", "lease"] : []);
  expect(found(cards, "", terms)).toHaveLength(3);
  expect(found(cards, "ETCD about", terms)).toHaveLength(3);
  expect(found(cards, "about b", terms).map((each) => each.card.id)).toContain("b");
  expect(found(cards, "lease", terms)).toEqual([{ card: cards[1], because: ["lease"] }]);
  expect(found(cards, "lease etcd", terms)).toHaveLength(1);
  expect(found(cards, "nonsense", terms)).toEqual([]);
});

describe("learning paths", () => {
  it("show built lessons only, and say how many parts are missing", async () => {
    for (const path of await pathsOf(lessons)) {
      expect(path.steps.length, path.id).toBeGreaterThan(0);
      for (const step of path.steps) {
        expect(step.lessons.length).toBeGreaterThan(0);
        for (const each of step.lessons) expect(lessons).toContain(each);
      }
      const whole = paths.find(({ id }) => id === path.id)!;
      expect(path.steps.length + path.missing).toBe(whole.steps.length);
    }
  });

  it("lead to every lesson that stands", () => {
    const named = paths.flatMap((path) =>
      walkable(path, lessons).steps.flatMap((step) => step.lessons.map(({ id }) => id)),
    );
    for (const { id } of lessons) expect(named).toContain(id);
  });

  it("take twelve weeks where they say so, each lesson after its prerequisites", () => {
    expect(paths.find(({ id }) => id === "course")!.steps).toHaveLength(12);
    for (const path of paths) {
      const order = path.steps.flatMap((step) => step.lessons);
      expect(new Set(order).size, path.id).toBe(order.length);
      for (const { id, prerequisites } of lessons)
        for (const before of prerequisites)
          if (order.includes(id) && order.includes(before))
            expect(order.indexOf(before)).toBeLessThan(order.indexOf(id));
    }
  });
});
