/** Scripts as text. What is printed here `script.ts` reads back to the same. */
import { printLatency } from "./conditions.ts";
import type { Intervention, LinkRef, Script, TimedIntervention } from "./intervention.ts";
import { describeOperation } from "./operation.ts";
import { printDuration, type Micros } from "./time.ts";

/** The word that ends a treachery. */
export const HONEST = "honest";

/** The script's text, which `parseScript` reads back to an equal script. */
export function printScript(script: Script): string {
  const lines = [`scenario ${script.scenario}`];
  if (script.version !== undefined) lines.push(`version ${script.version}`);
  lines.push(`seed ${script.seed}`);
  for (const [knob, value] of Object.entries(script.knobs)) lines.push(`set ${knob} ${value}`);
  for (const [rule, on] of Object.entries(script.rules))
    lines.push(`rule ${rule} ${on ? "on" : "off"}`);
  for (const step of script.steps) lines.push(printStep(step));
  if (script.until !== undefined) lines.push(`until ${printDuration(script.until)}`);
  if (script.hash !== undefined) lines.push(`hash ${script.hash}`);
  return `${lines.join("\n")}\n`;
}

/** `at 2s crash n1`. */
export function printStep(step: TimedIntervention): string {
  return `at ${printDuration(step.at)} ${printIntervention(step.what)}`;
}

/** The intervention as a script writes it after `at <time>`. */
export function printIntervention(what: Intervention): string {
  switch (what.do) {
    case "crash":
    case "pause":
    case "resume":
      return `${what.do} ${what.node}`;
    case "restart":
      return `restart ${what.node}${what.wiped ? " wiped" : ""}`;
    case "cut":
      return `cut ${printLink(what.link)}`;
    case "heal":
      return what.link === null ? "heal" : `heal ${printLink(what.link)}`;
    case "partition":
      return `partition ${what.groups.map((group) => group.join(" ")).join(" | ")}`;
    case "hold":
    case "release":
      return `${what.do} ${what.link === "timers" ? "timers" : printLinks(what.link)}`;
    case "slow":
      return `slow ${what.node} ${printDuration(what.by)}`;
    case "traitor":
      return `traitor ${what.node} ${what.as ?? HONEST}`;
    case "latency":
      return `latency ${printLinks(what.link)} ${printLatency(what.latency)}`;
    case "loss":
    case "duplication":
      return `${what.do} ${printLinks(what.link)} ${printPercent(what.share)}`;
    case "order":
      return `order ${printLinks(what.link)} ${what.order}`;
    case "drop":
    case "duplicate":
    case "deliver":
      return `${what.do} m${what.message}`;
    case "delay":
      return `delay m${what.message} ${printSigned(what.by, false)}`;
    case "move":
      return `move m${what.message} ${printPercent(what.to)}`;
    case "clock":
      return `clock ${what.node} ${printSigned(what.offset, true)}`;
    case "drift":
      return `drift ${what.node} ${what.rate / 1_000_000}`;
    case "fire":
      return what.timer === null ? `fire ${what.node}` : `fire ${what.node} ${what.timer}`;
    case "set":
      return `set ${what.knob} ${what.value}`;
    case "rule":
      return `rule ${what.rule} ${what.on ? "on" : "off"}`;
    case "client":
      return `client ${what.client} ${describeOperation(what.operation)}`;
  }
}

function printLink(link: LinkRef): string {
  return `${link.from}${link.both ? "-" : ">"}${link.to}`;
}

function printLinks(link: LinkRef | null): string {
  return link === null ? "all" : printLink(link);
}

function printPercent(share: number): string {
  return `${Math.round(share * 1_000_000) / 10_000}%`;
}

function printSigned(time: Micros, plus: boolean): string {
  return `${time < 0 ? "-" : plus ? "+" : ""}${printDuration(Math.abs(time))}`;
}
