/**
 * `npm start`: installs, builds and serves the page, each only where it is needed, and prints the
 * address. `--port N` starts looking for a free port elsewhere than at 4173, `--host ADDRESS` serves
 * other machines too.
 */
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled, ROOT } from "./install.mjs";
import { badUsage, readOptions } from "./usage.mjs";

const USAGE = "Usage: npm start -- [--port N] [--host ADDRESS]";

const { port: wanted = "4173", host = "localhost" } = readOptions(["port", "host"], USAGE);
const port = Number(wanted);
if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  badUsage(`--port wants a number between 1 and 65535, not '${wanted}'. ${USAGE}`);
}

ensureInstalled();
const status = ensureBuilt("page");
if (status !== 0) process.exit(status);

const { preview } = await import("vite");
const server = await preview({
  root: ROOT,
  configFile: false,
  appType: "mpa",
  logLevel: "error",
  build: { outDir: "dist" },
  preview: { port, host },
});

const [address] = server.resolvedUrls?.network.length
  ? server.resolvedUrls.network
  : (server.resolvedUrls?.local ?? []);
console.log(`Netsplit is at ${address}  (Ctrl-C stops it)`);

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  process.once(signal, () => {
    void server.close().then(() => process.exit(0));
  });
}
