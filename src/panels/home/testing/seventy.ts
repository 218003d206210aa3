/** A made-up catalogue as large as the curriculum: seventy lessons in eight chapters, building on each other. */
import type { LessonCard } from "../../../catalog/card.ts";

const CHAPTERS: readonly (readonly [title: string, lessons: number])[] = [
  ["Talking over a network", 7],
  ["Time and order", 6],
  ["Replication and consistency", 14],
  ["Agreement", 17],
  ["Membership and failure detection", 5],
  ["Scaling out", 8],
  ["Resilience, operations, security", 9],
  ["Frontier", 4],
];

const WORDS = ["Clocks", "Quorums", "Leases", "Snapshots", "Rings", "Votes", "Queues", "Gossip"];

export function seventy(): readonly LessonCard[] {
  const cards: LessonCard[] = [];
  for (const [c, [chapter, count]] of CHAPTERS.entries()) {
    for (let i = 0; i < count; i++) {
      // Four begin each chapter; the others build on one of their own, and here and there on the second chapter's.
      const own = i < 4 ? [] : [`c${c}-l${i - (i % 2 === 0 ? 4 : 3)}`];
      const other = c > 1 && i % 4 === 1 ? [`c1-l${i % 6}`] : [];
      cards.push({
        id: `c${c}-l${i}`,
        title: `${WORDS[(c + i) % WORDS.length]}: a lesson with a long name, number ${i + 1}`,
        chapter,
        promise: "After it one can say what holds, and what breaks it.",
        prerequisites: [...own, ...other],
        realWorld: ["etcd", "Cassandra"],
      });
    }
  }
  return cards;
}
