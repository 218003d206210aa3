/**
 * Finds a Chromium for the tests, and gets one where there is none:
 *
 * 1. `CHROMIUM_PATH`, else a Chromium or Chrome that is installed. The shell without windows comes first, which Playwright's own download
 *    is, too: the end-to-end tests take a fifth less time in it;
 * 2. Playwright's own, already downloaded or downloaded now;
 * 3. Debian's package, where this user may install packages;
 * 4. otherwise a sentence that says what to install, and exit code 2.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { badUsage } from "./usage.mjs";
import { ROOT } from "./install.mjs";

const NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];
/** Debian's packages, the better first; an older Debian knows the second alone. */
const PACKAGES = ["chromium-headless-shell", "chromium"];
const DOWNLOAD_LIMIT = 5 * 60_000;

/** @param {string[]} names */
const onPath = (names) =>
  names
    .flatMap((name) => (process.env.PATH ?? "").split(delimiter).map((dir) => join(dir, name)))
    .find((path) => existsSync(path));

/**
 * The browser to hand to Playwright as `executablePath`; undefined means its own.
 * @returns {string | undefined}
 */
export function installedBrowser() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen === undefined || chosen === "") return onPath(NAMES);
  if (!existsSync(chosen)) badUsage(`CHROMIUM_PATH names ${chosen}, and there is no such file.`);
  return chosen;
}

/** Whether Playwright has downloaded the browser that belongs to it. */
function playwrightHasItsOwn() {
  try {
    const { chromium } = createRequire(join(ROOT, "package.json"))("@playwright/test");
    return existsSync(chromium.executablePath());
  } catch {
    return false;
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {number} [timeout]
 */
const succeeds = (command, args, timeout) =>
  spawnSync(command, args, { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"], timeout })
    .status === 0;

const download = () =>
  succeeds(
    process.execPath,
    [join(ROOT, "node_modules/@playwright/test/cli.js"), "install", "chromium"],
    DOWNLOAD_LIMIT,
  ) && playwrightHasItsOwn();

function installDebianPackage() {
  if (!onPath(["apt-get"])) return false;
  const root = process.getuid?.() === 0;
  if (!root && spawnSync("sudo", ["-n", "true"], { stdio: "ignore" }).status !== 0) return false;
  const aptGet = root ? ["apt-get"] : ["sudo", "-n", "apt-get"];
  /** @param {string[]} args */
  const run = (...args) => {
    const [command = "", ...rest] = [...aptGet, ...args];
    return succeeds(command, rest, DOWNLOAD_LIMIT);
  };
  return (
    run("update", "-qq") &&
    PACKAGES.some((name) => run("install", "-qq", "-y", "--no-install-recommends", name)) &&
    installedBrowser() !== undefined
  );
}

/** Makes sure that there is a browser to test with. */
export function ensureBrowser() {
  if (installedBrowser() || playwrightHasItsOwn()) return;
  console.error("No Chromium here yet: asking Playwright for its own…");
  if (download()) return;
  console.error("That failed; trying the system's package…");
  if (installDebianPackage()) return;
  badUsage(
    "The tests need a browser: install Chromium or Chrome (Debian: apt-get install chromium-headless-shell), or set CHROMIUM_PATH to one.",
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensureBrowser();
  console.log(installedBrowser() ?? "Playwright's own Chromium");
}
