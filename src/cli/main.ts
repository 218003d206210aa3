/** `npm run -s netsplit -- <command>`: the same simulation as in the page, from a terminal. */
import { ActionError } from "../kernel/run.ts";
import { ScriptError } from "../kernel/script.ts";
import { unknownWord } from "../kernel/words.ts";
import { HistoryError } from "../judge/history-error.ts";
import { checkCommand, printCheck } from "./check.ts";
import { readFlags, type FlagKinds } from "./flags.ts";
import { listLessons } from "./lessons.ts";
import { isBad, printOutcome } from "./outcome.ts";
import { replayCommand, runCommand } from "./run.ts";
import { printSearch, SEARCH_FLAGS, searchCommand } from "./search.ts";
import { HELP, UsageError } from "./usage.ts";

interface Answer {
  readonly json: unknown;
  readonly text: string;
  readonly code: 0 | 1;
}

interface Command {
  readonly flags: FlagKinds;
  answer(flags: ReturnType<typeof readFlags>): Promise<Answer>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  list: {
    flags: { json: "switch" },
    async answer(flags) {
      if (flags.words.length > 0) throw new UsageError(`list takes no “${flags.words[0]}”`);
      const rows = await listLessons();
      const text = rows
        .map(
          (row) =>
            `${row.id.padEnd(24)} ${row.title}\n${" ".repeat(25)}rules: ${row.rules.join(", ") || "none"}\n${" ".repeat(25)}knobs: ${row.knobs.map((knob) => (row.atStart.includes(knob) ? `${knob} (before the start)` : knob)).join(", ") || "none"}\n`,
        )
        .join("");
      return { json: rows, text, code: 0 };
    },
  },
  run: {
    flags: {
      json: "switch",
      seed: "one",
      for: "one",
      "rule-off": "many",
      set: "many",
      do: "many",
      script: "one",
    },
    async answer(flags) {
      const outcome = await runCommand(flags);
      return { json: outcome, text: printOutcome(outcome), code: isBad(outcome) ? 1 : 0 };
    },
  },
  replay: {
    flags: { json: "switch" },
    async answer(flags) {
      const outcome = await replayCommand(flags);
      const met = {
        true: "the recorded hash is met",
        false: "the recorded hash is NOT met",
        null: "the recording has no hash",
      }[String(outcome.hashMatches) as "true" | "false" | "null"];
      return {
        json: outcome,
        text: `${printOutcome(outcome)}  ${met}\n`,
        code: isBad(outcome) ? 1 : 0,
      };
    },
  },
  search: {
    flags: SEARCH_FLAGS,
    async answer(flags) {
      const outcome = await searchCommand(flags, (sentence) =>
        process.stderr.write(`netsplit: ${sentence}\n`),
      );
      return { json: outcome, text: printSearch(outcome), code: outcome.found ? 1 : 0 };
    },
  },
  check: {
    flags: { json: "switch", model: "one", consistency: "one", budget: "one" },
    async answer(flags) {
      const outcome = checkCommand(flags);
      return { json: outcome, text: printCheck(outcome), code: outcome.verdict === "no" ? 1 : 0 };
    },
  },
};

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === "help" || name === "--help") {
    process.stdout.write(HELP);
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new UsageError(unknownWord("command", name, Object.keys(COMMANDS)));
  const flags = readFlags(rest, command.flags);
  const { json, text, code } = await command.answer(flags);
  process.stdout.write(flags.has("json") ? `${JSON.stringify(json)}\n` : text);
  return code;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (
    !(
      error instanceof UsageError ||
      error instanceof ScriptError ||
      error instanceof ActionError ||
      error instanceof HistoryError
    )
  )
    throw error;
  process.stderr.write(`netsplit: ${error.message}\n`);
  process.exitCode = 2;
}
