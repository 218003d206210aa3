/** The words of split brain and fencing that only this lesson brings, in English. */
import type { Term } from "../../../kernel/term.ts";

const about = "Primary and backups";

export const terms: readonly Term[] = [
  {
    id: "fencing",
    term: "fencing",
    also: ["I/O fencing", "STONITH"],
    about,
    simple: "Seeing to it that an old captain’s orders do nothing.",
    expert:
      "Making a deposed or failed server unable to have effects: the resource refuses it, its path to the resource is taken away, or its power.",
    related: ["fencing-token", "split-brain", "shared-disk"],
  },
  {
    id: "fencing-token",
    term: "fencing token",
    about,
    simple: "The number on the hat, at which the helmsman looks.",
    expert:
      "A number that grows with each holder of an office and travels with its requests; the resource refuses a lower one than it has seen (Kleppmann 2016; Chubby’s sequencer, Burrows 2006).",
    related: ["epoch", "lease"],
  },
  {
    id: "shared-disk",
    term: "shared disk",
    also: ["shared storage"],
    about,
    simple: "The ship’s book, which all could write into.",
    expert:
      "Storage that several servers are wired to. A file system on it is mounted by one at a time, or needs a protocol of its own.",
    related: ["fencing", "primary"],
  },
];
