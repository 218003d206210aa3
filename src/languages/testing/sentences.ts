/** Finds in the sources what a language has to translate. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAst } from "vite";

/** A sentence that the page may say. */
export interface Sentence {
  /** What stands on the left in a language's file. */
  readonly key: string;
  /** Where: `src/panels/header/Header.tsx:40`. */
  readonly place: string;
  /** Said while a module is loaded, when the language is not known yet. */
  readonly early: boolean;
  readonly counted: boolean;
}

const TAGS = new Set(["say", "rich"]);

/** Every sentence in the files under a folder, tests and their kits left out. */
export function sentencesIn(folder: string): readonly Sentence[] {
  return filesUnder(folder).flatMap((file) => sentencesOf(readFileSync(file, "utf8"), file));
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === "testing" ? [] : filesUnder(path);
      return /\.tsx?$/.test(path) && !/\.(?:test|d)\.tsx?$/.test(path) ? [path] : [];
    })
    .toSorted();
}

type Node = { readonly type: string; readonly start: number } & Readonly<Record<string, unknown>>;

/** The sentences of one module. */
export function sentencesOf(code: string, file: string): readonly Sentence[] {
  const found: Sentence[] = [];
  const lineOf = (at: number): number => code.slice(0, at).split("\n").length;
  const add = (node: Node, key: string, early: boolean, counted: boolean): void => {
    found.push({ key, place: `${file}:${lineOf(node.start)}`, early, counted });
  };
  const visit = (node: unknown, inFunction: boolean): void => {
    if (Array.isArray(node)) for (const each of node) visit(each, inFunction);
    if (!isNode(node)) return;
    const inside = inFunction || /Function|MethodDefinition|^PropertyDefinition$/.test(node.type);
    if (node.type === "TaggedTemplateExpression" && TAGS.has(nameOf(node["tag"])))
      add(node, keyOf(node["quasi"] as Node), !inside, false);
    if (node.type === "CallExpression") {
      const called = nameOf(node["callee"]);
      const [first, , third] = node["arguments"] as readonly Node[];
      if (called === "phrase" && first) add(node, textOf(first, file), false, false);
      if (called === "several" && third) add(node, textOf(third, file), !inside, true);
    }
    // A protocol's note is named where it is made, and shown by that name.
    if (node.type === "Property" && nameOf(node["key"]) === "note") {
      for (const name of literalsIn(node["value"]))
        if (name !== "") add(node, name.replaceAll("-", " "), false, false);
    }
    for (const [name, child] of Object.entries(node))
      if (name !== "type" && typeof child === "object") visit(child, inside);
  };
  visit(parseAst(code, { lang: file.endsWith("x") ? "tsx" : "ts" }), false);
  return found;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value;

const nameOf = (node: unknown): string =>
  isNode(node) && node.type === "Identifier" ? String(node["name"]) : "";

/** The plain texts that an expression may come to. */
function literalsIn(node: unknown): readonly string[] {
  if (!isNode(node)) return [];
  if (node.type === "Literal") return typeof node["value"] === "string" ? [node["value"]] : [];
  if (node.type === "ConditionalExpression")
    return [...literalsIn(node["consequent"]), ...literalsIn(node["alternate"])];
  return [];
}

function keyOf(template: Node): string {
  const quasis = template["quasis"] as readonly { readonly value: { readonly cooked: string } }[];
  return quasis
    .map(({ value }) => value.cooked)
    .reduce((text, words, index) => `${text}{${index - 1}}${words}`);
}

function textOf(node: Node, file: string): string {
  if (node.type === "Literal" && typeof node["value"] === "string") return node["value"];
  throw new Error(`${file}: what is marked for translation must stand there as plain text.`);
}
