/**
 * EDN as histories use it (github.com/edn-format/edn): every value with the line it begins on. Keywords and symbols
 * become their names, vectors, lists and sets arrays, maps objects; tags are passed over. Integers beyond 2^53 become
 * texts, so that two different ones stay different.
 *
 * Our own, because the library at hand (edn-data) takes 33 µs for a line, reads an unfinished or wrongly closed map as
 * nothing at all, and knows no lines.
 */
import { HistoryError } from "../history-error.ts";
import { say } from "../../languages/say.ts";

const DEEPEST = 100;
const NEWLINE = 10;
const QUOTE = 34;
const ENDS_TOKEN = /[\s,()[\]{}";]/y;
const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  "\\": "\\",
  '"': '"',
};
const CHARACTERS: Readonly<Record<string, string>> = {
  newline: "\n",
  space: " ",
  tab: "\t",
  return: "\r",
};

export class EdnReader {
  private at = 0;
  /** The line of {@link at}. */
  line: number;

  /** @param line where the text begins in its file. */
  constructor(
    private readonly text: string,
    line = 1,
  ) {
    this.line = line;
  }

  /** Whether a value follows. @throws HistoryError */
  more(): boolean {
    this.skip();
    return this.at < this.text.length;
  }

  /** Steps over a character if it comes next: the bracket round a whole file. */
  takes(character: string): boolean {
    this.skip();
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  /** The next value. @throws HistoryError naming the line where something is wrong. */
  value(depth = 0): unknown {
    this.skip();
    if (depth > DEEPEST) throw this.wrong(say`more than ${DEEPEST} brackets are open`);
    const character = this.text[this.at];
    switch (character) {
      case undefined:
        throw this.wrong(say`the text ends where a value should be`);
      case '"':
        return this.string();
      case "(":
      case "[":
        this.at++;
        return this.items(character, depth);
      case "{":
        this.at++;
        return this.map(depth);
      case ")":
      case "]":
      case "}":
        throw this.wrong(say`“${character}” closes nothing`);
      case "#":
        return this.dispatch(depth);
      case "\\":
        return this.character();
      default:
        return this.token();
    }
  }

  private dispatch(depth: number): unknown {
    this.at++;
    if (this.text[this.at] === "{") {
      this.at++;
      return this.items("{", depth);
    }
    // A tag says how its value is meant; what a history needs is the value.
    if (!/[A-Za-z]/.test(this.text[this.at] ?? ""))
      throw this.wrong(say`“#” is followed by nothing`);
    this.word();
    return this.value(depth + 1);
  }

  private items(open: string, depth: number): unknown[] {
    const began = this.line;
    const items: unknown[] = [];
    while (!this.takes(CLOSING[open]!)) {
      if (this.at >= this.text.length) throw this.unclosed(open, began);
      items.push(this.value(depth + 1));
    }
    return items;
  }

  private map(depth: number): unknown {
    const began = this.line;
    const entries: [string, unknown][] = [];
    while (!this.takes("}")) {
      if (this.at >= this.text.length) throw this.unclosed("{", began);
      const key = this.value(depth + 1);
      this.skip();
      if (this.text[this.at] === "}") throw this.wrong(say`a map has a key without a value`);
      entries.push([typeof key === "string" ? key : JSON.stringify(key), this.value(depth + 1)]);
    }
    return Object.fromEntries(entries);
  }

  private string(): string {
    const began = this.line;
    let text = "";
    let from = ++this.at;
    for (; ; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (Number.isNaN(code)) throw new HistoryError(began, say`a text is not closed`);
      if (code === NEWLINE) this.line++;
      if (code === QUOTE) return text + this.text.slice(from, this.at++);
      if (code !== 92) continue;
      text += this.text.slice(from, this.at++);
      const escape = this.text[this.at] ?? "";
      if (escape === "u") {
        text += this.unicode(this.text.slice(this.at + 1, this.at + 5));
        this.at += 4;
      } else if (Object.hasOwn(ESCAPES, escape)) text += ESCAPES[escape];
      else throw this.wrong(say`“\\${escape}” means nothing in a text`);
      from = this.at + 1;
    }
  }

  private unicode(digits: string): string {
    if (!/^[0-9a-fA-F]{4}$/.test(digits))
      throw this.wrong(say`“\\u” needs four hexadecimal digits`);
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  private character(): string {
    this.at++;
    const first = this.text[this.at] ?? "";
    this.at++;
    const name = first + this.word();
    if (Object.hasOwn(CHARACTERS, name)) return CHARACTERS[name]!;
    return /^u[0-9a-fA-F]{4}$/.test(name) ? this.unicode(name.slice(1)) : first;
  }

  private token(): unknown {
    const word = this.word();
    if (word.startsWith(":")) {
      if (word.length === 1) throw this.wrong(say`“:” is followed by nothing`);
      return word.slice(1);
    }
    if (word === "nil") return null;
    if (word === "true") return true;
    if (word === "false") return false;
    if (/^[-+]?\d+N?$/.test(word)) {
      const number = Number.parseInt(word, 10);
      return Number.isSafeInteger(number) ? number : word.replace(/N$/, "");
    }
    if (/^[-+]?\d+(\.\d+)?([eE][-+]?\d+)?M?$/.test(word)) return Number.parseFloat(word);
    return word;
  }

  /** Up to where a word ends. */
  private word(): string {
    const from = this.at;
    while (this.at < this.text.length) {
      ENDS_TOKEN.lastIndex = this.at;
      if (ENDS_TOKEN.test(this.text)) break;
      this.at++;
    }
    return this.text.slice(from, this.at);
  }

  /** Steps over blanks, commas, comments and values that are left out (`#_`). */
  private skip(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === NEWLINE) {
        this.line++;
        this.at++;
      } else if (code === 32 || code === 44 || code === 9 || code === 13 || code === 0xfeff) {
        this.at++;
      } else if (code === 59) {
        while (this.at < this.text.length && this.text.charCodeAt(this.at) !== NEWLINE) this.at++;
      } else if (code === 35 && this.text[this.at + 1] === "_") {
        this.at += 2;
        this.value();
      } else return;
    }
  }

  private unclosed(open: string, began: number): HistoryError {
    return new HistoryError(began, say`“${open}” is not closed`);
  }

  private wrong(sentence: string): HistoryError {
    return new HistoryError(this.line, sentence);
  }
}
