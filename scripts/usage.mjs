/** Bad usage is one clear sentence on standard error and exit code 2, in every script. */
import { parseArgs } from "node:util";

/**
 * @param {string} sentence
 * @returns {never}
 */
export function badUsage(sentence) {
  console.error(sentence);
  process.exit(2);
}

/**
 * The command line's options, each of which takes a value.
 * @template {string} Name
 * @param {readonly Name[]} names
 * @param {string} usage what to say after what is wrong
 * @returns {Partial<Record<Name, string>>}
 */
export function readOptions(names, usage) {
  const options = Object.fromEntries(
    names.map((name) => [name, { type: /** @type {const} */ ("string") }]),
  );
  try {
    return /** @type {Partial<Record<Name, string>>} */ (parseArgs({ options }).values);
  } catch (error) {
    const [sentence] = String(error instanceof Error ? error.message : error).split(". ");
    return badUsage(`${sentence}. ${usage}`);
  }
}
