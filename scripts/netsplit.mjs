/**
 * `npm run -s netsplit -- <command>`: the simulation from a terminal. Installs and builds first when
 * that is needed, and says so on standard error alone: standard output carries the command's output
 * and nothing else. The exit code is the command's: 0 fine, 1 a violation found, 2 bad usage or input;
 * 3 when the command itself cannot be built.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled, ROOT } from "./install.mjs";

ensureInstalled({ quiet: true });
if (ensureBuilt("cli", { quiet: true }) !== 0) {
  console.error("The terminal command does not build; the reason is above.");
  process.exit(3);
}

// npm runs scripts in the repository's folder; the user's file names are relative to their own.
if (process.env["npm_lifecycle_event"] === "netsplit" && process.env["INIT_CWD"]) {
  process.chdir(process.env["INIT_CWD"]);
}
process.setSourceMapsEnabled(true);
await import(pathToFileURL(join(ROOT, "dist-cli", "netsplit.js")).href);
