/** Draws into an SVG document what the same calls would draw on a canvas. */
import type { Pen } from "./pen.ts";

interface State {
  readonly fillStyle: Pen["fillStyle"];
  readonly strokeStyle: Pen["strokeStyle"];
  readonly lineWidth: number;
  readonly globalAlpha: number;
  readonly font: string;
  readonly dash: readonly number[];
  /** Groups that `restore` has to close. */
  readonly groups: number;
}

const ANCHORS: Readonly<Record<string, string>> = { center: "middle", right: "end", end: "end" };
const BASELINES: Readonly<Record<string, string>> = { middle: "central", top: "hanging" };

export class SvgPen implements Pen {
  fillStyle: Pen["fillStyle"] = "#000";
  strokeStyle: Pen["strokeStyle"] = "#000";
  lineWidth = 1;
  lineCap: Pen["lineCap"] = "butt";
  lineJoin: Pen["lineJoin"] = "miter";
  globalAlpha = 1;
  font = "10px sans-serif";
  textAlign: Pen["textAlign"] = "start";
  textBaseline: Pen["textBaseline"] = "alphabetic";
  #path = "";
  #dash: readonly number[] = [];
  #groups = 0;
  #clips = 0;
  readonly #states: State[] = [];
  readonly #elements: string[] = [];

  /** @param measure a canvas's context, which knows how wide words are. */
  constructor(private readonly measure: Pick<Pen, "measureText" | "font">) {}

  /** The whole document. */
  document(width: number, height: number, ground: string, title: string): string {
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}" role="img">`,
      `<title>${escape(title)}</title>`,
      `<rect width="100%" height="100%" fill="${escape(ground)}"/>`,
      ...this.#elements,
      "</svg>",
      "",
    ].join("\n");
  }

  beginPath(): void {
    this.#path = "";
  }

  moveTo(x: number, y: number): void {
    this.#path += `M${n(x)} ${n(y)}`;
  }

  lineTo(x: number, y: number): void {
    this.#path += `L${n(x)} ${n(y)}`;
  }

  closePath(): void {
    this.#path += "Z";
  }

  /** Whole circles and arcs clockwise; a path that has not begun begins with the arc. */
  arc(x: number, y: number, r: number, from: number, to: number): void {
    const at = (angle: number): string =>
      `${n(x + r * Math.cos(angle))} ${n(y + r * Math.sin(angle))}`;
    const begin = this.#path === "" || this.#path.endsWith("Z") ? "M" : "L";
    if (to - from >= 2 * Math.PI - 1e-6) {
      const half = `A${n(r)} ${n(r)} 0 1 1 `;
      this.#path += `M${at(from)}${half}${at(from + Math.PI)}${half}${at(from)}`;
    } else {
      const large = to - from > Math.PI ? 1 : 0;
      this.#path += `${begin}${at(from)}A${n(r)} ${n(r)} 0 ${large} 1 ${at(to)}`;
    }
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#path += `M${n(x)} ${n(y)}h${n(width)}v${n(height)}h${n(-width)}Z`;
  }

  roundRect(
    x: number,
    y: number,
    width: number,
    height: number,
    radii?: number | DOMPointInit | Iterable<number | DOMPointInit>,
  ): void {
    const r = Math.min(typeof radii === "number" ? radii : 0, width / 2, height / 2);
    const corner = `a${n(r)} ${n(r)} 0 0 1 `;
    this.#path += `M${n(x + r)} ${n(y)}h${n(width - 2 * r)}${corner}${n(r)} ${n(r)}v${n(height - 2 * r)}${corner}${n(-r)} ${n(r)}h${n(2 * r - width)}${corner}${n(-r)} ${n(-r)}v${n(2 * r - height)}${corner}${n(r)} ${n(-r)}Z`;
  }

  fill(): void {
    if (this.#path !== "")
      this.#add(`<path d="${this.#path}" fill="${paint(this.fillStyle)}"${this.#alpha()}/>`);
  }

  stroke(): void {
    if (this.#path !== "")
      this.#add(`<path d="${this.#path}" fill="none"${this.#strokeOf()}${this.#alpha()}/>`);
  }

  fillText(text: string, x: number, y: number): void {
    this.#text(text, x, y, `fill="${paint(this.fillStyle)}"`);
  }

  strokeText(text: string, x: number, y: number): void {
    this.#text(text, x, y, `fill="none"${this.#strokeOf()}`);
  }

  measureText(text: string): TextMetrics {
    this.measure.font = this.font;
    return this.measure.measureText(text);
  }

  setLineDash(dash: Iterable<number>): void {
    this.#dash = [...dash];
  }

  save(): void {
    const { fillStyle, strokeStyle, lineWidth, globalAlpha, font } = this;
    this.#states.push({
      ...{ fillStyle, strokeStyle, lineWidth, globalAlpha, font },
      dash: this.#dash,
      groups: this.#groups,
    });
  }

  restore(): void {
    const state = this.#states.pop();
    if (!state) return;
    const { dash, groups, ...styles } = state;
    Object.assign(this, styles);
    this.#dash = dash;
    for (; this.#groups > groups; this.#groups--) this.#add("</g>");
  }

  clip(): void {
    const id = `clip-${++this.#clips}`;
    this.#add(`<clipPath id="${id}"><path d="${this.#path}"/></clipPath>`);
    this.#add(`<g clip-path="url(#${id})">`);
    this.#groups++;
  }

  #add(element: string): void {
    this.#elements.push(element);
  }

  #alpha(): string {
    return this.globalAlpha === 1 ? "" : ` opacity="${n(this.globalAlpha)}"`;
  }

  #strokeOf(): string {
    const dash = this.#dash.length > 0 ? ` stroke-dasharray="${this.#dash.map(n).join(" ")}"` : "";
    const cap = this.lineCap === "butt" ? "" : ` stroke-linecap="${this.lineCap}"`;
    const join = this.lineJoin === "miter" ? "" : ` stroke-linejoin="${this.lineJoin}"`;
    return ` stroke="${paint(this.strokeStyle)}" stroke-width="${n(this.lineWidth)}"${dash}${cap}${join}`;
  }

  #text(text: string, x: number, y: number, look: string): void {
    const anchor = ANCHORS[this.textAlign] ?? "start";
    const baseline = BASELINES[this.textBaseline];
    const central = baseline === undefined ? "" : ` dominant-baseline="${baseline}"`;
    this.#add(
      `<text x="${n(x)}" y="${n(y)}" style="font: ${escape(this.font)}" text-anchor="${anchor}"${central} ${look}${this.#alpha()}>${escape(text)}</text>`,
    );
  }
}

function paint(style: Pen["fillStyle"]): string {
  return typeof style === "string" ? escape(style) : "none";
}

function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Characters that XML does not allow at all are left out: names and values come from scripts. */
function escape(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "")
      .replace(/[&<>"]/g, (letter) => ENTITIES[letter]!)
  );
}
