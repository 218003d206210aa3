/**
 * The page may load its own files and nothing else. GitHub Pages sets no headers, so the policy is a
 * `<meta>`, and it must be the first thing in `<head>`. Build only: the dev server injects inline
 * scripts and a websocket.
 *
 * `style-src` needs 'unsafe-inline': mermaid draws with `<style>` and `style=""`, all black without.
 */
import type { Plugin } from "vite";

const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
].join("; ");

export function contentSecurityPolicy(): Plugin {
  return {
    name: "netsplit:content-security-policy",
    apply: "build",
    transformIndexHtml: () => [
      {
        tag: "meta",
        attrs: { "http-equiv": "Content-Security-Policy", content: POLICY },
        injectTo: "head-prepend",
      },
    ],
  };
}
