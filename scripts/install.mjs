/**
 * Installs what the lock file names, once. A stamp in `node_modules` holds the lock file's hash, so a
 * second run costs nothing and a changed lock file is never missed. Node's built-ins only: this runs
 * before anything is installed.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const LOCK = join(ROOT, "package-lock.json");
const STAMP = join(ROOT, "node_modules", ".netsplit-lock-hash");

/** npm's own account of what it put into `node_modules`. */
const INSTALLED = join(ROOT, "node_modules", ".package-lock.json");

const lockHash = () => createHash("sha256").update(readFileSync(LOCK)).digest("hex");

/** Whether npm's account agrees with the lock file, whoever ran npm. */
function matchesLock() {
  if (!existsSync(INSTALLED)) return false;
  const wanted = JSON.parse(readFileSync(LOCK, "utf8")).packages;
  const present = JSON.parse(readFileSync(INSTALLED, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, peer }]) =>
      path === "" || present[path]?.version === version || ((optional || peer) && !present[path]),
  );
}

/**
 * @param {{ quiet?: boolean }} [options] quiet: nothing on standard output, a line on standard error
 */
export function ensureInstalled({ quiet = false } = {}) {
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === lockHash()) return;
  if (!matchesLock()) {
    console.error("Installing what package-lock.json names (npm ci)…");
    const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: ROOT,
      stdio: ["ignore", quiet ? "ignore" : "inherit", "inherit"],
      shell: process.platform === "win32",
    });
    if (status !== 0) {
      console.error("npm ci failed: is the package registry reachable? Its own words are above.");
      process.exit(1);
    }
  }
  writeFileSync(STAMP, lockHash());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureInstalled();
