/** Which configuration a server uses: always the latest in its log, committed or not (§6). */
import type { Configuration } from "../../structures/configuration.ts";
import type { Log } from "../../structures/log.ts";
import type { Command } from "./messages.ts";

/** A configuration and the index of its entry; 0 for the one that the cluster began with. */
export interface Located {
  readonly index: number;
  readonly configuration: Configuration;
}

/** The latest configuration of a log; `base`, from the snapshot or the beginning, when it holds none. */
export function configurationIn(log: Log<Command>, base: Located): Located {
  for (let i = log.entries.length - 1; i >= 0; i--) {
    const { command } = log.entries[i]!;
    if (command.is === "configuration")
      return { index: log.baseIndex + i + 1, configuration: command.configuration };
  }
  return base;
}

/** The latest configuration at or before an index. The index must not lie inside the log's snapshot. */
export function configurationAt(log: Log<Command>, index: number, base: Located): Located {
  const upTo = Math.max(0, index - log.baseIndex);
  return configurationIn({ ...log, entries: log.entries.slice(0, upTo) }, base);
}
