/**
 * Builds the page or the terminal command when it is older than its sources, and only then. A build
 * goes into a folder of its own and takes the old one's place when it is whole, so two commands
 * started at once do not trip over each other's half-written files.
 */
import { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./install.mjs";
import { runTool } from "./tool.mjs";

/** Where a build goes, by which configuration, and the file whose time is the build's. */
const TARGETS = {
  page: { config: "vite.config.ts", folder: "dist", entry: "index.html" },
  cli: { config: "vite.node.config.ts", folder: "dist-cli", entry: "netsplit.js" },
};

/** Everything that decides what a build holds. */
const SOURCES = [
  "src",
  "public",
  "build",
  "index.html",
  "vite.config.ts",
  "vite.node.config.ts",
  "package.json",
  "package-lock.json",
];

/**
 * The newest time of a file, or of anything in a folder; a folder's own time tells of deletions.
 * @param {string} path
 * @returns {number}
 */
function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce(
    (latest, name) => Math.max(latest, newest(join(path, name))),
    stat.mtimeMs,
  );
}

/** @param {keyof typeof TARGETS} target */
function isFresh(target) {
  const { folder, entry } = TARGETS[target];
  const built = statSync(join(ROOT, folder, entry), { throwIfNoEntry: false });
  return (
    built !== undefined && SOURCES.every((source) => newest(join(ROOT, source)) < built.mtimeMs)
  );
}

/**
 * Puts a whole build in the old one's place; when another build got there first, theirs stands.
 * @param {string} fresh
 * @param {string} folder
 */
function takePlace(fresh, folder) {
  const old = `${fresh}-old`;
  if (existsSync(folder)) renameSync(folder, old);
  try {
    renameSync(fresh, folder);
  } catch {
    rmSync(fresh, { recursive: true });
  }
  rmSync(old, { recursive: true, force: true });
}

/**
 * @param {keyof typeof TARGETS} target
 * @param {{ quiet?: boolean }} [options] quiet: only what goes wrong, on standard error
 * @returns {number} the exit code; 0 when there was nothing to do
 */
export function build(target, { quiet = false } = {}) {
  const { config, folder, entry } = TARGETS[target];
  const fresh = `${folder}-${process.pid}`;
  // A source that changes while we build must count as newer than the build.
  const started = new Date();
  const status = runTool(
    "vite",
    ["build", "--config", config, "--outDir", fresh, "--logLevel", quiet ? "error" : "warn"],
    { stdio: ["ignore", quiet ? 2 : "inherit", "inherit"] },
  );
  if (status !== 0) {
    rmSync(join(ROOT, fresh), { recursive: true, force: true });
    return status;
  }
  utimesSync(join(ROOT, fresh, entry), started, started);
  takePlace(join(ROOT, fresh), join(ROOT, folder));
  return 0;
}

/**
 * @param {keyof typeof TARGETS} target
 * @param {{ quiet?: boolean }} [options]
 */
export function ensureBuilt(target, options) {
  return isFresh(target) ? 0 : build(target, options);
}
