import { Command } from "cmdk";
import { say } from "../../languages/say.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { commandsOf, found, isLine, type PaletteCommand } from "./commands.ts";
import styles from "./Palette.module.css";

/** Search everything that can be done here; any line of a script runs. */
export function Palette() {
  const lab = useLab();
  const words = usePage((page) => page.search);
  const manifest = usePage((page) => page.manifest);
  const run = usePage((page) => page.shown);
  const selected = usePage((page) => page.selected);
  const settings = useRun((now) => now.settings);
  const close = (): void => lab.setOverlay(null);
  const commands = found(commandsOf(lab, manifest, run, settings, selected), words);
  const groups = [...new Set(commands.map((each) => each.group))];
  const line = words.trim();
  const choose = (command: PaletteCommand): void => {
    close();
    command.run();
  };
  const runLine = line !== "" && (
    <Command.Group heading={say`Run this line`}>
      <Command.Item
        value={`run ${line}`}
        onSelect={() => {
          close();
          void lab.tryTo(line);
        }}
      >
        <code>{line}</code>
        <small>{say`at the playhead`}</small>
      </Command.Item>
    </Command.Group>
  );
  return (
    <Dialog title={say`Search or run`} from="top" onClose={close}>
      <Command label={say`Search or run`} loop shouldFilter={false} className={styles.palette}>
        <Command.Input
          data-first
          value={words}
          onValueChange={(search) => lab.page.setState({ search })}
          placeholder={say`Search, or write a line such as crash n1`}
        />
        <Command.List className={styles.list}>
          {isLine(line) && runLine}
          {groups.map((group) => (
            <Command.Group key={group} heading={group}>
              {commands
                .filter((each) => each.group === group)
                .map((command) => (
                  <Command.Item
                    key={command.id}
                    value={command.id}
                    onSelect={() => choose(command)}
                  >
                    <span>{command.label}</span>
                    {command.aside !== undefined && <small>{command.aside}</small>}
                  </Command.Item>
                ))}
            </Command.Group>
          ))}
          {!isLine(line) && runLine}
        </Command.List>
      </Command>
    </Dialog>
  );
}
