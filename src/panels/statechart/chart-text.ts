import { say } from "../../languages/say.ts";
import type { Chart, ChartState } from "../../wire/manifest.ts";

/** A state's path as a name that Mermaid takes. */
export function nameOf(state: string): string {
  return state.replaceAll(/\W/g, "_");
}

/** A mode as the chart names its states: `up.leader`, whatever a leader is called in the reader's language. */
export function modeName({ states }: Chart, mode: string): string {
  const names = new Map(states.map(({ id, name }) => [id.split(".").at(-1), name]));
  return mode.replaceAll(/[^.+]+/g, (state) => names.get(state) ?? state);
}

/** What may happen in every state is drawn from here. */
const ANYWHERE = "any_state";

/** A statechart as Mermaid's `stateDiagram-v2`. Parallel arrows between the same two states are one. */
export function chartText(chart: Chart): string {
  const lines = ["stateDiagram-v2", "  direction LR"];
  const write = (parent: string | null, indent: string): void => {
    const children = chart.states.filter((state) => state.parent === parent);
    for (const state of children) {
      if (state.initial) lines.push(`${indent}[*] --> ${nameOf(state.id)}`);
      lines.push(`${indent}state "${escape(state.name)}" as ${nameOf(state.id)}`);
      if (hasChildren(chart, state)) {
        lines.push(`${indent}state ${nameOf(state.id)} {`);
        write(state.id, `${indent}  `);
        lines.push(`${indent}}`);
      }
    }
  };
  write(null, "  ");
  if (chart.transitions.some((each) => each.from === "" && !each.internal)) {
    lines.push(`  state "${escape(say`in any state`)}" as ${ANYWHERE}`);
  }
  for (const [ends, labels] of arrows(chart)) lines.push(`  ${ends}: ${labels.join("<br/>")}`);
  return `${lines.join("\n")}\n`;
}

function hasChildren(chart: Chart, state: ChartState): boolean {
  return chart.states.some((each) => each.parent === state.id);
}

/** What comes back to its own state is left out of the picture: the log has it, and here it would only hide arrows. */
function arrows(chart: Chart): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const end = (state: string): string => (state === "" ? ANYWHERE : nameOf(state));
  for (const { from, to, event, guard, internal } of chart.transitions) {
    if (internal || from === to) continue;
    const ends = `${end(from)} --> ${end(to)}`;
    // A transition without an event happens as soon as its guard holds.
    const label = escape([event, guard === null ? "" : `[${guard}]`].join(" ").trim());
    const labels = found.get(ends) ?? [];
    if (!labels.includes(label)) labels.push(label);
    found.set(ends, labels);
  }
  return found;
}

function escape(text: string): string {
  return text
    .replaceAll(/["#;:]/g, " ")
    .replaceAll("<", "‹")
    .replaceAll(">", "›");
}
