import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "byzantine-generals",
  title: "Byzantine generals",
  chapter: "Agreement",
  promise: "You make traitors of generals, and see how many of them an army bears.",
  prerequisites: [],
  realWorld: ["Boeing 777 (AIMS)", "SIFT (NASA)", "PBFT", "Tendermint"],
} satisfies LessonCard;
