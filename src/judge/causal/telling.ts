/** What is wrong with reads and writes, in sentences. */
import { printValue } from "../../kernel/operation.ts";
import { tellTime } from "../../kernel/time.ts";
import type { History, Operation } from "../operation.ts";
import { nameOf } from "../telling.ts";
import { textOf } from "../value.ts";
import type { Consistency } from "../verdict.ts";
import type { Culprits } from "./culprits.ts";
import type { Pattern } from "./pattern.ts";
import { say } from "../../languages/say.ts";

interface Told {
  readonly anomaly: string;
  readonly simple: string;
  readonly expert: string;
}

export function tell(
  history: History,
  consistency: Consistency,
  { pattern, alone, ids }: Culprits,
): Told {
  const operationOf = new Map(history.operations.map((op) => [op.id, op]));
  const at = (place: number | undefined) =>
    place === undefined ? undefined : operationOf.get(alone.list[place]!.id);
  const story = ids.map((id) => tellOperation(operationOf.get(id)!)).join("; ");
  const repeated = alone.list.some(({ candidates }) => candidates.length > 1)
    ? say`, whichever of the equal writes each read returned`
    : "";
  const anomaly = anomalyOf(consistency, pattern);
  const { simple, expert } = sentences(history, consistency, pattern, {
    read: at(pattern.read),
    newer: at(pattern.newer),
    sourceless: pattern.name === "WriteCOInitRead" || pattern.name === "WriteHBInitRead",
  });
  return {
    anomaly,
    simple: `${simple}.`,
    expert:
      pattern.name === "ThinAirRead"
        ? `${expert} (${anomaly}).`
        : `${expert}${repeated} (${anomaly}): ${story}.`,
  };
}

interface Part {
  readonly read: Operation | undefined;
  readonly newer: Operation | undefined;
  readonly sourceless: boolean;
}

function sentences(
  history: History,
  consistency: Consistency,
  pattern: Pattern,
  { read, newer, sourceless }: Part,
): { simple: string; expert: string } {
  switch (pattern.name) {
    case "ThinAirRead": {
      const [value, key] = [read!.output, textOf(read!.key)];
      const failed = history.operations.find(
        (op) =>
          op.outcome === "fail" &&
          op.output === undefined &&
          textOf(op.key) === key &&
          textOf(op.input) === textOf(value),
      );
      return failed
        ? {
            simple: say`${tellRead(read!)} although ${nameOf(failed.process)}'s write of it had failed`,
            expert: say`${tellOperation(read!)}, which only a failed write of ${nameOf(failed.process)} ever wrote`,
          }
        : {
            simple: say`${tellRead(read!)}, which nobody ever wrote`,
            expert: say`${tellOperation(read!)}, which no operation wrote`,
          };
    }
    case "CyclicCO":
      return {
        simple: say`Cause and effect run in a circle: a value was read before it could be written`,
        expert: say`Program order and reads-from form a cycle`,
      };
    case "WriteCOInitRead":
    case "WriteCORead":
      return {
        simple: say`${tellRead(read!)} although it had to know of ${tellWrite(newer!)} by then`,
        expert: sourceless
          ? say`${tellRead(read!)} although ${tellWrite(newer!)} is in the read's causal past`
          : say`${tellRead(read!)} although ${tellWrite(newer!)}, which overwrites that in causal order, is in the read's causal past`,
      };
    case "CyclicCF":
      return {
        simple: say`The copies cannot have agreed on one order of the writes: what was read fits no order`,
        expert: say`No one order of the conflicting writes makes each read return the last one in its causal past`,
      };
    case "read-your-writes":
      return {
        simple: say`${tellRead(read!)} although it had written ${printValue(newer!.input)} itself`,
        expert: say`${tellRead(read!)} although its own ${tellWrite(newer!, false)} comes before the read in program order and cannot come before the write that it returned`,
      };
    case "monotonic-reads":
      return {
        simple: say`${tellRead(read!)} although it had seen ${printValue(newer?.input)} in its place before`,
        expert: say`${tellRead(read!)} after it had read ${printValue(newer?.input)} in its place: its reads go back in time`,
      };
    case "WriteHBInitRead":
    case "CyclicHB":
      return {
        simple: say`No order of all writes explains what ${nameOf(pattern.process!)} read, one after another`,
        expert: unexplained(consistency, nameOf(pattern.process!)),
      };
  }
}

/** What a view's order must keep, and cannot. */
function unexplained(consistency: Consistency, process: string): string {
  switch (consistency) {
    case "pram":
      return say`No order of all writes that keeps each process's program order explains all reads of ${process}`;
    case "monotonic-writes":
      return say`No order of all writes that keeps the order of each process's writes explains all reads of ${process}`;
    case "writes-follow-reads":
      return say`No order of all writes in which every write follows what its writer had read explains all reads of ${process}`;
    default:
      return say`No order of all writes that keeps causal order explains all reads of ${process}`;
  }
}

/** The anomaly's name: the pattern's in the causal family; elsewhere what it amounts to. */
function anomalyOf(consistency: Consistency, { name }: Pattern): string {
  if (name === "ThinAirRead") return name;
  if (name === "read-your-writes") return "own write not read";
  if (name === "monotonic-reads") return "non-monotonic read";
  switch (consistency) {
    case "pram":
    case "monotonic-writes":
      return "writes out of order";
    case "writes-follow-reads":
      return "effect without its cause";
    default:
      return name;
  }
}

function tellRead({ process, key, output }: Operation): string {
  return say`${nameOf(process)} read ${named(key, output)}`;
}

function tellWrite({ process, key, input }: Operation, whose = true): string {
  return whose
    ? say`${nameOf(process)}'s write of ${named(key, input)}`
    : say`write of ${named(key, input)}`;
}

/** `c1 wrote x = 2 at 3.90 s`. */
function tellOperation(op: Operation): string {
  const { process, key, input, outcome, time } = op;
  const when = time?.returned ?? time?.called;
  const at = when === undefined ? "" : say` at ${tellTime(when)}`;
  const isRead = op.f === "read" || op.f === "get";
  if (isRead) return `${tellRead(op)}${at}`;
  const unsure = outcome === "unknown" ? say` (outcome unknown)` : "";
  return say`${nameOf(process)} wrote ${named(key, input)}${at}${unsure}`;
}

function named(key: string | null, value: unknown): string {
  return key === null ? printValue(value) : `${key} = ${printValue(value)}`;
}
