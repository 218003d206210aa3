import { lessons } from "../../catalog/lessons.ts";
import { languages, nameOf } from "../../languages/load.ts";
import { language, say } from "../../languages/say.ts";
import { CHECK, GLOSSARY, linkTo, linkToSheet } from "../../store/address.ts";
import { fewOf } from "../../store/few.ts";
import type { Lab } from "../../store/lab.ts";
import { learningOf } from "../../store/learning.ts";
import type { Run } from "../../store/run.ts";
import { actsOn } from "../../store/acts.ts";
import { holdOrRelease, isHolding, makeWell } from "../../store/scripts.ts";
import { splitsOf } from "../../store/splits.ts";
import type { Target } from "../../store/target.ts";
import type { Manifest } from "../../wire/manifest.ts";
import { EXPORTS, exportNow } from "../export/exports.ts";
import { chooseFile } from "../files/open-file.ts";
import { saveScript } from "../files/save.ts";
import { changeLanguage } from "../header/change-language.ts";
import { install } from "../offline/install.ts";
import { levels } from "../toolbar/levels.ts";

/** One thing that the palette offers. */
export interface PaletteCommand {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  /** Said in small at the end of the line: its key, its script. */
  readonly aside?: string;
  readonly keywords: readonly string[];
  readonly run: () => void;
}

/** Everything that can be done now. */
export function commandsOf(
  lab: Lab,
  manifest: Manifest | null,
  run: Run,
  settings: Run["settings"],
  selected: Target | null,
): readonly PaletteCommand[] {
  return [
    ...(manifest?.presets ?? []).map((preset) => ({
      id: `preset ${preset.id}`,
      group: preset.opens ? say`Set-ups` : say`Ready-made troubles`,
      label: preset.label,
      ...(preset.key === undefined ? {} : { aside: preset.key.toUpperCase() }),
      keywords: [preset.help],
      run: () => void lab.preset(preset.id),
    })),
    ...chosenCommands(lab, manifest, run, selected),
    ...nodeCommands(lab, manifest, run),
    act(lab, say`Faults`, "heal", say`Heal all`),
    {
      ...act(
        lab,
        say`Faults`,
        holdOrRelease(run),
        isHolding(run) ? say`Release everything` : say`Hold everything, to deliver by hand`,
      ),
      aside: "G",
    },
    ...wellCommand(lab, run),
    ...splitCommands(lab, manifest, run, selected),
    ...troubleCommands(lab),
    ...undoCommands(lab, run),
    {
      id: "partition by list",
      group: say`Faults`,
      label: say`Partition the network…`,
      keywords: [say`split`],
      run: () => lab.setOverlay("partition"),
    },
    ...settingCommands(lab, manifest, settings),
    ...learnCommands(lab, manifest),
    ...badRunCommands(lab, manifest),
    ...besideCommands(lab, run),
    ...exportCommands(lab),
    ...pageCommands(lab),
    ...lessons.map((card) => ({
      id: `lesson ${card.id}`,
      group: say`Lessons`,
      label: card.title,
      aside: card.chapter,
      keywords: [card.promise, ...card.realWorld],
      run: () => {
        location.hash = linkTo(card.id, null);
      },
    })),
  ];
}

/** What the lesson teaches with. */
function learnCommands(lab: Lab, manifest: Manifest | null): readonly PaletteCommand[] {
  if (!manifest) return [];
  return [
    ...(manifest.teaching.tour === null
      ? []
      : [
          {
            id: "tour",
            group: say`Learn`,
            label: say`Take the tour`,
            keywords: [say`learn lesson guide walk through`],
            run: () => void learningOf(lab).startTour(),
          },
        ]),
    {
      id: "learn",
      group: say`Learn`,
      label: say`Questions and challenges…`,
      keywords: [say`learn predict quiz exercise`],
      run: () => lab.page.setState({ pane: "learn", sheet: "learn" }),
    },
  ];
}

/** What the rules are for, asked of the search. */
function badRunCommands(lab: Lab, manifest: Manifest | null): readonly PaletteCommand[] {
  if (!manifest) return [];
  return [
    {
      id: "find a bad run",
      group: say`Runs`,
      label: say`Find a bad run…`,
      aside: "B",
      keywords: [say`search violation why break promise counterexample`],
      run: () => lab.findBadRun(),
    },
    ...manifest.rules.map((rule) => ({
      id: `why ${rule.id}`,
      group: say`Runs`,
      label: say`Find out why: ${rule.label}`,
      aside: `rule ${rule.id} off`,
      keywords: [say`search violation rule`, rule.id],
      run: () => void lab.findOutWhy(rule.id),
    })),
  ];
}

/** Other futures, other runs. */
function besideCommands(lab: Lab, run: Run): readonly PaletteCommand[] {
  const compared = lab.page.getState().compared !== null;
  return [
    {
      id: "compare",
      group: say`Runs`,
      label: compared ? say`Stop comparing` : say`Compare two runs, side by side…`,
      keywords: [say`beside setting rule seed lesson future`],
      run: () => (compared ? lab.compare(null) : lab.setOverlay("compare")),
    },
    ...(run.lanes.length < 2
      ? []
      : [
          {
            id: "futures",
            group: say`Runs`,
            label: say`The ${run.lanes.length} futures of this run…`,
            keywords: [say`lanes branches fork name delete return`],
            run: () => lab.setOverlay("lanes"),
          },
        ]),
  ];
}

function exportCommands(lab: Lab): readonly PaletteCommand[] {
  return EXPORTS.map((each) => ({
    id: `export ${each.id}`,
    group: say`Take elsewhere`,
    label: say`Save: ${each.label}`,
    keywords: [say`export download`, each.help],
    run: () => exportNow(lab, each),
  }));
}

function act(lab: Lab, group: string, line: string, label = line): PaletteCommand {
  return {
    id: line,
    group,
    label,
    ...(label === line ? {} : { aside: line }),
    keywords: [],
    run: () => void lab.tryTo(line),
  };
}

/** All that can be done to what is chosen. */
function chosenCommands(
  lab: Lab,
  manifest: Manifest | null,
  run: Run,
  selected: Target | null,
): readonly PaletteCommand[] {
  if (!manifest || !selected) return [];
  const name = {
    node: () => (selected.is === "node" ? selected.id : ""),
    link: () => (selected.is === "link" ? `${selected.from}–${selected.to}` : ""),
    message: () => (selected.is === "message" ? `m${selected.id}` : ""),
    event: () => "",
  }[selected.is]();
  return actsOn(selected, run, manifest).map(({ label, line, help }) => ({
    ...act(lab, say`Do to ${name}`, line, label),
    keywords: [name, help ?? ""],
  }));
}

function wellCommand(lab: Lab, run: Run): readonly PaletteCommand[] {
  const lines = makeWell(run);
  if (lines === null) return [];
  return [
    {
      ...act(lab, say`Faults`, lines, say`Make all well`),
      aside: "",
      keywords: [say`heal restart`],
    },
  ];
}

function splitCommands(
  lab: Lab,
  manifest: Manifest | null,
  run: Run,
  selected: Target | null,
): readonly PaletteCommand[] {
  if (!manifest) return [];
  const centre = selected?.is === "node" ? selected.id : null;
  return splitsOf(manifest, run, centre, null).map(({ id, label, help, script }) => ({
    id: `split ${id}`,
    group: say`Split the network`,
    label,
    keywords: [help, say`partition split`],
    run: () => void lab.tryTo(script),
  }));
}

function troubleCommands(lab: Lab): readonly PaletteCommand[] {
  const now = lab.page.getState().trouble;
  return levels()
    .filter(({ level }) => level !== now)
    .map(({ level, label }) => ({
      id: `trouble ${level}`,
      group: say`Random trouble`,
      label: say`Random trouble: ${label}`,
      keywords: [say`chaos chance`],
      run: () => void lab.setTrouble(level),
    }));
}

function undoCommands(lab: Lab, { undo }: Run): readonly PaletteCommand[] {
  const command = (id: string, label: string, aside: string, run: () => void): PaletteCommand => ({
    id,
    group: say`Faults`,
    label,
    aside,
    keywords: [],
    run,
  });
  return [
    ...(undo.undo === null
      ? []
      : [command("undo", say`Undo: ${undo.undo}`, "Ctrl Z", () => void lab.undo())]),
    ...(undo.redo === null
      ? []
      : [command("redo", say`Do again: ${undo.redo}`, "Ctrl Y", () => void lab.redo())]),
  ];
}

function nodeCommands(lab: Lab, manifest: Manifest | null, run: Run): readonly PaletteCommand[] {
  const { selected } = lab.page.getState();
  const chosen = selected?.is === "node" ? selected.id : null;
  return fewOf(manifest?.nodes ?? [], 20, chosen).flatMap(({ id }) => {
    const down = run.nodes.get(id)?.status === "crashed";
    const command = act(lab, say`Faults`, down ? `restart ${id}` : `crash ${id}`);
    return [{ ...command, keywords: [down ? say`Restart` : say`Crash`] }];
  });
}

function settingCommands(
  lab: Lab,
  manifest: Manifest | null,
  settings: Run["settings"],
): readonly PaletteCommand[] {
  const rules = (manifest?.rules ?? []).map((rule) => {
    const on = settings.rules[rule.id] !== false;
    const line = `rule ${rule.id} ${on ? "off" : "on"}`;
    const label = on ? say`Switch off: ${rule.label}` : say`Switch on: ${rule.label}`;
    return act(lab, say`Rules`, line, label);
  });
  const knobs = (manifest?.knobs ?? []).flatMap((knob) =>
    knob.values
      .filter((each) => each.value !== settings.knobs[knob.id])
      .map((each) =>
        act(lab, say`Settings`, `set ${knob.id} ${each.value}`, `${knob.label}: ${each.label}`),
      ),
  );
  return [...knobs, ...rules];
}

/** The sheet of the lesson that is open. */
function sheetCommand(
  lab: Lab,
  page: (id: string, label: string, aside: string, run: () => void) => PaletteCommand,
): readonly PaletteCommand[] {
  const { card } = lab.page.getState();
  if (!card) return [];
  return [
    page("sheet", say`Teacher’s sheet of this lesson`, "", () => {
      location.hash = linkToSheet(card.id);
    }),
  ];
}

function pageCommands(lab: Lab): readonly PaletteCommand[] {
  const page = (id: string, label: string, aside: string, run: () => void): PaletteCommand => ({
    id: `page ${id}`,
    group: say`Page`,
    label,
    aside,
    keywords: [],
    run,
  });
  return [
    page("play", say`Play or pause`, "Space", () => lab.toggle()),
    page("start", say`Back to the start`, "", () => void lab.seek(0)),
    page("share", say`Copy a link to this run`, "", () => lab.setOverlay("share")),
    page("save", say`Save the script of this run`, "", () => void saveScript(lab)),
    page("open", say`Open a script, recording or trace…`, "", () => chooseFile(lab)),
    page("present", say`Present`, "F", () => lab.page.setState({ presenter: true })),
    page("check", say`Check a history of your own`, "", () => {
      location.hash = linkTo(CHECK, null);
    }),
    page("home", say`Home: map, list and learning paths`, "", () => {
      location.hash = "#/";
    }),
    page("glossary", say`Glossary`, "", () => {
      location.hash = linkTo(GLOSSARY, null);
    }),
    ...sheetCommand(lab, page),
    page("keys", say`All keys`, "?", () => lab.setOverlay("keys")),
    page("lessons", say`All lessons`, "", () => lab.setOverlay("lessons")),
    // By its own name, so that it is found by whoever does not read this one.
    ...languages
      .filter((each) => each !== language())
      .map((each) =>
        page(`speak ${each}`, nameOf(each), say`Language`, () => void changeLanguage(lab, each)),
      ),
    ...(lab.page.getState().installable
      ? [page("install", say`Install Netsplit on this computer`, "", () => void install(lab))]
      : []),
  ];
}

/** Words that begin a script's line: what starts so is meant to be run. */
const VERBS =
  /^(at|crash|restart|pause|resume|cut|heal|partition|hold|release|latency|loss|duplication|order|drop|duplicate|deliver|delay|move|slow|traitor|clock|drift|fire|set|rule|client)\b/i;

/** Whether what is typed is more likely a line to run than a search. */
export function isLine(words: string): boolean {
  return VERBS.test(words.trim());
}

/** The commands in which every word is found, those first whose label begins so. */
export function found(
  commands: readonly PaletteCommand[],
  words: string,
): readonly PaletteCommand[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const label = (each: PaletteCommand): string => each.label.toLowerCase();
  const text = (each: PaletteCommand): string =>
    [each.group, each.label, each.aside, ...each.keywords].join(" ").toLowerCase();
  const rank = (each: PaletteCommand): number =>
    wanted.every((word) => label(each).includes(word)) ? 0 : 1;
  return commands
    .filter((each) => wanted.every((word) => text(each).includes(word)))
    .toSorted((a, b) => rank(a) - rank(b));
}
