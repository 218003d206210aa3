import { RotateCcw } from "lucide-react";
import { say } from "../../languages/say.ts";
import { isHeld } from "../../store/acts.ts";
import { duration, readLatency, writeLatency } from "../../store/latency.ts";
import { isCut, percent, resetLines } from "../../store/scripts.ts";
import { useLab, usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Segmented } from "../parts/Segmented.tsx";
import { Amount } from "./Amount.tsx";
import styles from "./Inspect.module.css";

/** Latencies are dragged by their order of size: from 1 ms to 10 s, in powers of ten. */
const TIMES = { min: 0, max: 4, step: 0.05 };
const SHARES = { min: 0, max: 100, step: 1 };

const toPower = (micros: number): number => Math.log10(Math.max(1_000, micros) / 1_000);
/** Two digits are enough for a drag. */
const fromPower = (power: number): number =>
  Math.round(Number((10 ** power).toPrecision(2)) * 1_000);
const asShare = (value: number): string => `${value}%`;
const share = (text: string): string => (text.endsWith("%") ? text : `${text}%`);

/** One direction of a link: how long it takes, what it loses, doubles and turns around, cut or held. */
export function Direction({ from, to }: { readonly from: string; readonly to: string }) {
  const lab = useLab();
  const run = usePage((page) => page.shown);
  const link = `${from}>${to}`;
  const cut = isCut(run, from, to);
  const held = isHeld(run, from, to);
  const is = run.network.conditions.find((each) => each.from === from && each.to === to);
  const latency = readLatency(is?.latency ?? "") ?? { middle: 0, jitter: 0, tail: false };
  const reset = is ? resetLines(is) : null;
  const act = (line: string): void => void lab.tryTo(line);
  return (
    <section className={styles.direction} data-changed={reset !== null}>
      <h3>
        {from} → {to} {cut && <small className={styles.bad}>{say`cut`}</small>}
        {held && <small> {say`held`}</small>}
        {reset !== null && <small> {say`changed by hand`}</small>}
      </h3>
      {is && (
        <div className={styles.amounts}>
          <Amount
            label={say`Takes`}
            text={is.latency}
            hint="40ms..60ms"
            onText={(text) => act(`latency ${link} ${text}`)}
            {...TIMES}
            value={toPower(latency.middle)}
            write={(power) => writeLatency({ ...latency, ...scaled(latency, fromPower(power)) })}
          />
          <Amount
            label={latency.tail ? say`Tail` : say`Jitter`}
            text={`${latency.tail ? "+" : "±"}${duration(latency.jitter)}`}
            hint="20ms"
            onText={(text) => {
              const jitter = readLatency(text.replace(/^[±+]/, ""))?.middle;
              if (jitter === undefined) lab.say(say`Write a time such as 20ms.`, "wrong");
              else act(`latency ${link} ${writeLatency({ ...latency, jitter })}`);
            }}
            min={0}
            max={100}
            step={1}
            value={latency.middle === 0 ? 0 : (100 * latency.jitter) / latency.middle}
            write={(part) => duration(Math.round((latency.middle * part) / 100 / 1_000) * 1_000)}
          />
          <Amount
            label={say`Loses`}
            text={percent(is.loss)}
            hint="5%"
            onText={(text) => act(`loss ${link} ${share(text)}`)}
            {...SHARES}
            value={is.loss * 100}
            write={asShare}
          />
          <Amount
            label={say`Doubles`}
            text={percent(is.duplication)}
            hint="5%"
            onText={(text) => act(`duplication ${link} ${share(text)}`)}
            {...SHARES}
            value={is.duplication * 100}
            write={asShare}
          />
          <Segmented
            name={say`Order`}
            showName
            choices={[
              { value: "any", label: say`may overtake` },
              { value: "fifo", label: say`as sent` },
            ]}
            value={is.order}
            onChange={(order) => act(`order ${link} ${order}`)}
          />
        </div>
      )}
      <div className={styles.buttons}>
        <Button small onClick={() => act(`${cut ? "heal" : "cut"} ${link}`)}>
          {cut ? say`Heal this way` : say`Cut this way`}
        </Button>
        <Button
          small
          title={say`Held messages wait at their end until a hand delivers them`}
          onClick={() => act(`${held ? "release" : "hold"} ${link}`)}
        >
          {held ? say`Release what is held` : say`Hold messages`}
        </Button>
        {reset !== null && (
          <Button small onClick={() => act(reset)}>
            <RotateCcw aria-hidden="true" />
            {say`As the lesson has it`}
          </Button>
        )}
      </div>
    </section>
  );
}

/** A range keeps its proportions when its middle moves; a tail stays as it is. */
function scaled(
  { middle, jitter, tail }: { middle: number; jitter: number; tail: boolean },
  to: number,
): { readonly middle: number; readonly jitter: number } {
  const part = tail || middle === 0 ? jitter : (jitter * to) / middle;
  return { middle: to, jitter: Math.round(part / 1_000) * 1_000 };
}
