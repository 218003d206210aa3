/**
 * How long a verdict on linearizability takes, witness or culprits included: Jepsen's 52 etcd histories and Porcupine's
 * key–value ones, one after the other in one process. Goals: all of them in 6 s, none over 2 s. Porcupine, compiled Go,
 * needs well under 1 s for 102 such histories, and 0.3 s for the longest one.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { judge } from "../src/judge/check.ts";
import { readHistory } from "../src/judge/formats/read-history.ts";

const FOLDER = `${process.cwd()}/../shared/cases/linearizability`;
if (!existsSync(FOLDER)) {
  console.log("Skipped: shared/cases/linearizability is not beside the project.");
  process.exit(0);
}

const rows = ["jepsen", "kv"].flatMap((folder) =>
  readdirSync(`${FOLDER}/${folder}`).map((name) => {
    const text = readFileSync(`${FOLDER}/${folder}/${name}`, "utf8");
    const start = performance.now();
    const { history } = readHistory(text);
    const read = performance.now();
    const { answer, explored, culprits } = judge(history);
    const took = performance.now() - read;
    return { name, answer, explored, culprits: culprits?.length ?? 0, read: read - start, took };
  }),
);
rows.sort((a, b) => b.took - a.took);
const total = rows.reduce((sum, { read, took }) => sum + read + took, 0);
console.log(`${rows.length} histories: ${(total / 1000).toFixed(2)} s (goal 6 s)`);
console.log("the longest (goal 2 s):");
for (const { name, answer, explored, culprits, took } of rows.slice(0, 5))
  console.log(
    `  ${name.padEnd(16)} ${answer.padEnd(3)} ${took.toFixed(0).padStart(6)} ms, ${explored} configurations${culprits === 0 ? "" : `, ${culprits} culprits`}`,
  );
