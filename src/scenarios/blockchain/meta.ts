import type { LessonCard } from "../../kernel/card.ts";

export default {
  id: "blockchain",
  title: "Blockchain: the longest chain",
  chapter: "Agreement",
  promise:
    "Strangers agree on one chain by luck and work alone; you take back a payment that was made.",
  prerequisites: [],
  realWorld: ["Bitcoin", "Litecoin", "Ethereum Classic", "Monero"],
} satisfies LessonCard;
