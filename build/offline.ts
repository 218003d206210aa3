/**
 * The page opens without a network after one visit: a service worker, made by workbox, keeps everything that a lesson
 * needs (page, simulation worker, lessons, texts, fonts).
 *
 * Mermaid is not kept beforehand: it is five times as large as all the rest together and many readers never open a
 * diagram. Its parts are kept when they are first used, and from then on the diagrams too draw without a network.
 */
import type { Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";

/** What the collector needs to know of an emitted file. */
export interface Emitted {
  readonly type: "chunk" | "asset";
  readonly fileName: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly moduleIds?: readonly string[];
}

const MERMAID = /[\\/]node_modules[\\/](mermaid|@mermaid-js)[\\/]/;

/** The chunks that nothing but mermaid leads to. */
export function onlyForDiagrams(bundle: readonly Emitted[]): ReadonlySet<string> {
  const chunks = new Map(
    bundle.filter(({ type }) => type === "chunk").map((each) => [each.fileName, each]),
  );
  const reached = new Set<string>();
  const visit = (name: string): void => {
    const chunk = chunks.get(name);
    if (!chunk || reached.has(name) || chunk.moduleIds?.some((id) => MERMAID.test(id))) return;
    reached.add(name);
    for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) visit(next);
  };
  for (const chunk of chunks.values()) if (chunk.isEntry) visit(chunk.fileName);
  return new Set([...chunks.keys()].filter((name) => !reached.has(name)));
}

export function offline(): Plugin[] {
  let later: ReadonlySet<string> = new Set();
  return [
    {
      name: "netsplit:what-is-kept",
      apply: "build",
      generateBundle(_, bundle) {
        later = onlyForDiagrams(Object.values(bundle) as Emitted[]);
      },
    },
    ...VitePWA({
      registerType: "prompt",
      // The page registers it by itself, when it has nothing else to do.
      injectRegister: false,
      manifest: false,
      workbox: {
        globPatterns: ["**/*.{html,js,css,woff2,svg,png,webmanifest}"],
        manifestTransforms: [
          (entries) => ({ manifest: entries.filter(({ url }) => !later.has(url)), warnings: [] }),
        ],
        runtimeCaching: [
          {
            urlPattern: /\/assets\/[^/]+\.js$/,
            handler: "CacheFirst",
            options: { cacheName: "netsplit-diagrams", expiration: { maxEntries: 120 } },
          },
        ],
        // Addresses live behind the #: every page that exists is a file that is kept.
        navigateFallback: null,
        // The first visit is served by it at once; a later version waits until the reader says so.
        clientsClaim: true,
        skipWaiting: false,
        cleanupOutdatedCaches: true,
        inlineWorkboxRuntime: true,
        sourcemap: false,
      },
    }),
  ];
}
