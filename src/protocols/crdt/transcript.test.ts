/** Golden transcripts of replicated objects, as text that is reviewed like code; `npx vitest run <path> --update` writes them anew. */
import { expect, test } from "vitest";
import { transcriptOf } from "../../kernel/testing/transcript.ts";
import { replicas } from "./testing/replicas.ts";

const OPERATIONS = "set spread op-based";

test.each<[string, readonly string[], number]>([
  [
    "payloads are merged",
    [
      "at 0.1s client c1 increment likes",
      "at 0.1s client c2 increment likes",
      "at 0.2s client c2 decrement stock",
      "at 0.3s client c1 assign title red",
      "at 0.3s client c2 assign title blue",
    ],
    3,
  ],
  [
    "add wins over a concurrent remove",
    [
      "at 0.1s client c1 add cart milk",
      "at 2s partition n1 c1 | n2 n3 c2",
      "at 2.1s client c1 remove cart milk",
      "at 2.1s client c2 add cart milk",
      "at 3s heal",
    ],
    6,
  ],
  [
    "without unique tags a concurrent add is lost",
    [
      "rule unique-tags off",
      "at 0.1s partition n1 c1 | n2 n3 c2",
      "at 0.2s client c1 add cart milk",
      "at 0.2s client c2 add cart milk",
      "at 0.5s client c1 remove cart milk",
      "at 1s heal",
    ],
    4,
  ],
  [
    "operations take effect everywhere",
    [
      OPERATIONS,
      "at 0.1s client c1 increment likes",
      "at 0.1s client c2 add cart tea",
      "at 0.2s client c1 read likes",
      "at 0.2s client c1 remove cart egg",
    ],
    1,
  ],
  [
    "two type at once",
    [
      OPERATIONS,
      "at 0.1s client c1 insert note a",
      "at 0.2s client c1 insert note b",
      "at 0.3s partition n1 c1 | n2 n3 c2",
      "at 0.4s client c1 insert note x@1",
      "at 0.4s client c2 insert note y@1",
      "at 0.5s client c2 delete note 1",
      "at 0.6s heal",
    ],
    2,
  ],
  [
    "an effect waits for its cause",
    [
      OPERATIONS,
      "at 0.1s cut n1>n3",
      "at 0.1s client c1 add cart milk",
      "at 0.2s client c2 remove cart milk",
      "at 0.5s heal",
    ],
    2,
  ],
  [
    "a copy takes effect once",
    [OPERATIONS, "at 0.1s cut n2>n1", "at 0.1s client c1 increment likes", "at 1s heal"],
    2,
  ],
  [
    "without dedupe a copy takes effect again",
    [
      OPERATIONS,
      "rule dedupe-ops off",
      "at 0.1s cut n2>n1",
      "at 0.1s client c1 increment likes",
      "at 1s heal",
    ],
    2,
  ],
  [
    "nothing is lost in a crash",
    [
      OPERATIONS,
      "at 0.1s client c1 increment likes",
      "at 0.112s crash n1",
      "at 0.5s restart n1",
      "at 1.5s set spread state-based",
      "at 1.6s client c2 increment likes",
    ],
    4,
  ],
  [
    "what is down is still written down",
    [
      OPERATIONS,
      "at 0.1s client c1 add cart tea",
      "at 0.2s client c1 remove cart egg",
      "at 0.3s crash n1",
    ],
    0.4,
  ],
])("%s", async (name, lines, seconds) => {
  await expect(transcriptOf(replicas, ["set workload off", ...lines], seconds)).toMatchFileSnapshot(
    `./golden/${name.replaceAll(" ", "-")}.golden.txt`,
  );
});
