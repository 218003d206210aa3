/** Runs an installed tool by its file, without npx's start-up and without a shell. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./install.mjs";

/**
 * @param {string} name the package that owns the tool, and the tool's own name
 */
function fileOf(name) {
  const folder = join(ROOT, "node_modules", name);
  if (!existsSync(folder)) throw new Error(`${name} is not installed.`);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const path = typeof bin === "string" ? bin : (bin[name] ?? Object.values(bin)[0]);
  return join(folder, path);
}

/**
 * @param {string} name
 * @param {string[]} args
 * @param {import("node:child_process").SpawnSyncOptions} [options]
 * @returns {number} its exit code
 */
export function runTool(name, args, options = {}) {
  const { status } = spawnSync(process.execPath, [fileOf(name), ...args], {
    cwd: ROOT,
    stdio: "inherit",
    ...options,
  });
  return status ?? 1;
}
