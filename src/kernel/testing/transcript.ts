/** A run as text that people review: what was delivered and lost, what nodes said and became, and how all ended. */
import { Run } from "../run.ts";
import type { Scenario } from "../scenario.ts";
import { parseScript } from "../script.ts";
import { vocabularyOf } from "../vocabulary.ts";
import { printIntervention } from "../script-text.ts";
import { SECOND } from "../time.ts";
import type { TraceEvent } from "../trace.ts";

/** @param lines a script's lines after its scenario. */
export function transcriptOf(
  scenario: Scenario,
  lines: readonly string[],
  seconds: number,
): string {
  // A scenario that names its operations has words of its own; a bare one takes any.
  const words = scenario.operations.length > 0 ? vocabularyOf(scenario) : undefined;
  const run = new Run(
    scenario,
    parseScript([`scenario ${scenario.id}`, ...lines].join("\n"), words),
  );
  run.seek(seconds * SECOND);
  const kinds = new Map(scenario.nodes.map((node) => [node.id, scenario.presenters[node.kind]!]));
  const tell = (event: TraceEvent): string[] => {
    const at = (event.time / SECOND).toFixed(3).padStart(7);
    switch (event.kind) {
      case "deliver": {
        const { type, ...fields } = event.data.message;
        const shown = Object.entries(fields).map(
          ([name, value]) => `${name}=${JSON.stringify(value)}`,
        );
        return [`${at}  ${event.peer} → ${event.node}  ${type} ${shown.join(" ")}`];
      }
      case "drop":
        return [
          `${at}  ${event.node} ✕ ${event.peer}  ${event.data.message.type} (${event.data.reason})`,
        ];
      case "mode":
        return [`${at}  ${event.node}: ${event.data.from || "start"} → ${event.data.to}`];
      case "note":
        return [
          `${at}  ${event.node}: ${kinds.get(event.node!)?.narrate(event.data.note, event.data.about ?? {}, event.node!)?.expert ?? event.data.note}`,
        ];
      case "return":
        return [
          `${at}  ${event.node}: ${event.data.operation.f} ${event.data.operation.key ?? ""} is ${event.data.outcome} ${JSON.stringify(event.data.value ?? null)}`,
        ];
      case "intervention":
        return [`${at}  » ${printIntervention(event.data.what)}`];
      case "verdict":
        return [
          `${at}  ⚖ ${event.data.monitor}: ${event.data.finding.verdict}${event.data.finding.expert ? `: ${event.data.finding.expert}` : ""}`,
        ];
      case "crash":
      case "restart":
        return [`${at}  ${event.node}: ${event.kind}`];
      default:
        return [];
    }
  };
  const ends = run.world.nodes.map((node) => {
    const presenter = kinds.get(node.spec.id)!;
    const view =
      node.status === "crashed" ? null : presenter.view(node.state, { id: node.spec.id });
    const fields = (view ?? presenter.down(node.disk)).fields.map(
      ({ name, value }) => `${name}=${value}`,
    );
    return `${node.spec.id} ${view?.role ?? "down"}: ${fields.join(", ")}`;
  });
  return [
    ...lines,
    "----",
    ...run.events(1, run.trace.last).flatMap(tell),
    "----",
    ...ends,
    "",
  ].join("\n");
}
