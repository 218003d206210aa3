import { phrase, say, translate } from "../../languages/say.ts";
import type { NodeFrame } from "../../wire/frame.ts";
import { useLab, usePage, useRun } from "../lab-context.ts";
import { fewOf } from "../../store/few.ts";
import { OfCrowd } from "../parts/OfCrowd.tsx";
import { rich } from "../parts/rich.tsx";
import { brief } from "../times.ts";
import styles from "./StateTables.module.css";
import { tablesOf, type Held, type HeldCell, type Row, type Table } from "./tables.ts";
import { useBefore } from "./use-before.ts";

/** What every node holds, side by side; what the last step changed is marked. */
export function StateTables() {
  const cards = usePage((page) => page.manifest?.nodes) ?? [];
  const nodes = useRun((run) => run.nodes);
  const chosen = usePage((page) => (page.selected?.is === "node" ? page.selected.id : null));
  const few = fewOf(cards, 50, chosen);
  const before = useBefore();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="region" aria-label={say`State of all nodes`} tabIndex={0} className={styles.state}>
      {tablesOf(few, nodes, before).map((table) => (
        <KindTable key={table.kind} table={table} />
      ))}
      <OfCrowd shown={few.length} all={cards.length} />
    </div>
  );
}

/** The kinds of nodes that there are, in words. */
const KINDS: Readonly<Record<string, string>> = {
  client: phrase("client"),
  replica: phrase("replica"),
  server: phrase("server"),
};

function KindTable({ table }: { readonly table: Table }) {
  const { kind, contents, durable, volatile, rows } = table;
  return (
    <table>
      <thead>
        <tr>
          <th rowSpan={2} scope="col">
            {translate(KINDS[kind] ?? kind)}
          </th>
          {contents.length > 0 && (
            <th colSpan={contents.length} scope="colgroup" className={styles.first}>
              {say`Contents`}
            </th>
          )}
          {durable.length > 0 && (
            <th colSpan={durable.length} scope="colgroup" className={styles.first}>
              {rich`On disk ${<small>{say`survives a crash`}</small>}`}
            </th>
          )}
          {volatile.length > 0 && (
            <th colSpan={volatile.length} scope="colgroup" className={styles.first}>
              {rich`In memory ${<small>{say`gone with a crash`}</small>}`}
            </th>
          )}
          <th rowSpan={2} scope="col" className={styles.first}>
            {say`Clock`}
          </th>
          <th rowSpan={2} scope="col" className={styles.first}>
            {say`Timers`}
          </th>
        </tr>
        <tr>
          {contents.map((column, i) => (
            <th
              key={column}
              scope="col"
              className={`${styles.index} ${i === 0 ? styles.first : ""}`}
            >
              {column}
            </th>
          ))}
          {[durable, volatile].flatMap((names) =>
            names.map((name, i) => (
              <th key={name} scope="col" className={i === 0 ? styles.first : undefined}>
                {name}
              </th>
            )),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <NodeRow key={row.node.id} row={row} table={table} />
        ))}
      </tbody>
    </table>
  );
}

function NodeRow({ row, table }: { readonly row: Row; readonly table: Table }) {
  const lab = useLab();
  const { node } = row;
  const is = (target: { readonly is: string; readonly id?: unknown } | null): boolean =>
    target?.is === "node" && target.id === node.id;
  const pointed = usePage((page) => is(page.pointed));
  const selected = usePage((page) => is(page.selected));
  const target = { is: "node", id: node.id } as const;
  return (
    <tr
      data-pointed={pointed}
      data-selected={selected}
      data-status={node.status}
      onPointerEnter={() => lab.point(target)}
      onPointerLeave={() => lab.point(null)}
    >
      <th scope="row">
        <button
          type="button"
          aria-pressed={selected}
          onClick={() => lab.select(target)}
          onFocus={() => lab.point(target)}
          onBlur={() => lab.point(null)}
        >
          {node.id}
        </button>
        <Mark held={row.role}>
          <span className={styles.role} data-tone={node.view.tone}>
            {translate(node.view.role)}
          </span>
        </Mark>
        {node.view.badge && (
          <span className={styles.badge} title={node.view.badge.title}>
            {node.view.badge.text}
          </span>
        )}
      </th>
      {table.contents.map((column, i) => (
        <td key={column} className={`${styles.index} ${i === 0 ? styles.first : ""}`}>
          <Entry held={row.cells.get(column)} lost={row.lost.has(column)} />
        </td>
      ))}
      {[table.durable, table.volatile].flatMap((names) =>
        names.map((name, i) => {
          const held = row.fields.get(name);
          return (
            <td key={name} className={i === 0 ? styles.first : undefined}>
              {held ? (
                <Mark held={held}>{held.value}</Mark>
              ) : (
                <span className={styles.none}>–</span>
              )}
            </td>
          );
        }),
      )}
      <td className={styles.first}>
        <Clock node={node} />
      </td>
      <td className={styles.first}>
        <TimersOf node={node} />
      </td>
    </tr>
  );
}

/** One entry of a log or key of a store, in its term's colour. */
function Entry({ held, lost }: { readonly held: HeldCell | undefined; readonly lost: boolean }) {
  if (!held) return lost ? <Mark held={{ value: "", was: say`there` }}>{say`gone`}</Mark> : null;
  const { cell, was } = held;
  const epoch = cell.epoch === undefined ? null : ((cell.epoch - 1 + 8) % 8) + 1;
  return (
    <span
      className={styles.cell}
      title={was === undefined ? cell.title : `${cell.title}; ${wasText(was)}`}
      data-settled={cell.settled}
      data-conflict={cell.conflict ?? false}
      data-changed={was !== undefined}
      style={
        epoch === null
          ? undefined
          : {
              background: `color-mix(in srgb, var(--term-${epoch}) 32%, transparent)`,
              borderColor: `var(--term-${epoch})`,
            }
      }
    >
      {cell.text.replace(/^[^=]*=/, "")}
      <span className="hidden">
        {cell.title}
        {was === undefined ? "" : `; ${say`just changed, ${wasText(was)}`}`}
      </span>
    </span>
  );
}

/** A value; where the last step changed it, that is marked and what it was is told. */
function Mark({ held, children }: { readonly held: Held; readonly children: React.ReactNode }) {
  if (held.was === undefined) return <>{children}</>;
  return (
    <mark title={wasText(held.was)}>
      {children}
      <span className="hidden">{` (${say`just changed, ${wasText(held.was)}`})`}</span>
    </mark>
  );
}

function wasText(was: string | null): string {
  return was === null ? say`was not there` : say`was: ${was}`;
}

function Clock({ node }: { readonly node: NodeFrame }) {
  const time = useRun((run) => run.time);
  const { local, since, rate } = node.clock;
  const offset = local + Math.round(((time - since) * rate) / 1_000_000) - time;
  if (offset === 0 && rate === 1_000_000) return <span className={styles.none}>{say`true`}</span>;
  const speed = rate === 1_000_000 ? "" : `, × ${rate / 1_000_000}`;
  return <>{`${offset > 0 ? "+" : ""}${brief(offset)}${speed}`}</>;
}

function TimersOf({ node }: { readonly node: NodeFrame }) {
  const time = useRun((run) => run.time);
  if (node.timers.length === 0) return <span className={styles.none}>–</span>;
  return (
    <ul>
      {node.timers.map(({ label, due, waits }) => (
        <li key={`${label} ${due}`}>
          {label}{" "}
          <span>
            {waits ? say`waits` : brief(Math.max(0, Math.round((due - time) / 1_000) * 1_000))}
          </span>
        </li>
      ))}
    </ul>
  );
}
