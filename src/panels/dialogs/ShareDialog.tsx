import { Check, Copy, Download, FolderOpen } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { phrase, say, translate } from "../../languages/say.ts";
import { linkTo } from "../../store/address.ts";
import { scriptName } from "../../store/files.ts";
import { MAX_LINK } from "../../store/link.ts";
import { chooseFile } from "../files/open-file.ts";
import { save } from "../files/save.ts";
import { useLab, usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import styles from "./Share.module.css";

interface Share {
  /** Null when the run is too long for one. */
  readonly address: string | null;
  readonly script: string;
}

const TOO_LONG = phrase("This run is too long for a link: save its script, and send that.");
const COPIED = phrase("Copied. Whoever opens it sees exactly this run, up to this moment.");

/** The run up to here as a link, copied at once where the browser allows it, and as a script to read, keep and open. */
export function ShareDialog() {
  const lab = useLab();
  const lesson = usePage((page) => page.manifest?.scenario ?? null);
  const seed = usePage((page) => page.seed);
  const [share, setShare] = useState<Share | null>(null);
  const [told, setTold] = useState<string>(phrase("Packing the run…"));
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    let wanted = true;
    const make = async (): Promise<void> => {
      if (lesson === null) throw new Error(say`No lesson is open.`);
      const { text, packed } = await lab.record();
      const here = location.href.replace(/#.*$/, "");
      const link = packed.length > MAX_LINK ? null : here + linkTo(lesson, packed);
      if (!wanted) return;
      setShare({ address: link, script: text });
      setTold(link === null ? TOO_LONG : await copied(link, COPIED));
    };
    make().catch((error: unknown) => {
      if (wanted)
        setTold(error instanceof Error ? error.message : say`The run could not be packed.`);
    });
    return () => {
      wanted = false;
    };
  }, [lab, lesson]);
  useEffect(() => field.current?.select(), [share]);
  const address = share?.address ?? null;
  const close = (): void => lab.setOverlay(null);
  return (
    <Dialog title={say`Share this run`} onClose={close}>
      <div className={styles.share}>
        {address !== null && (
          <div className={styles.link}>
            <input
              ref={field}
              readOnly
              aria-label={say`Link to this run`}
              value={address}
              onFocus={(event) => event.target.select()}
            />
            <Button look="act" onClick={() => void copied(address, COPIED).then(setTold)}>
              <Copy aria-hidden="true" />
              {say`Copy link`}
            </Button>
          </div>
        )}
        <p role="status" className={styles.told} data-done={told === COPIED}>
          {told === COPIED && <Check aria-hidden="true" />}
          {translate(told)}
        </p>
        {share && (
          <section aria-labelledby="share-script" className={styles.script}>
            <h3 id="share-script">{say`The same run as a script`}</h3>
            {/* A long script is scrolled by keyboard too. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <pre tabIndex={0} aria-labelledby="share-script">
              <Lines script={share.script} />
            </pre>
            <div className={styles.buttons}>
              <Button
                onClick={() =>
                  void copied(share.script, phrase("The script is copied.")).then(setTold)
                }
              >
                <Copy aria-hidden="true" />
                {say`Copy script`}
              </Button>
              <Button
                onClick={() => {
                  const name = scriptName(lesson ?? "netsplit", seed);
                  save(name, share.script);
                  setTold(say`Saved as ${name}.`);
                }}
              >
                <Download aria-hidden="true" />
                {say`Save script`}
              </Button>
              <Button
                onClick={() => {
                  close();
                  chooseFile(lab);
                }}
              >
                <FolderOpen aria-hidden="true" />
                {say`Open a file…`}
              </Button>
            </div>
            <p className={styles.hint}>
              {say`Scripts, recordings and traces can also be dropped anywhere on the page.`}
            </p>
          </section>
        )}
      </div>
    </Dialog>
  );
}

/** A script with each line's first word quiet or strong, as it matters. */
function Lines({ script }: { readonly script: string }) {
  return script
    .trimEnd()
    .split("\n")
    .map((line, at) => {
      const [head = "", ...rest] = line.split(" ");
      const when = head === "at" ? ` ${rest.shift() ?? ""}` : "";
      return (
        // The lines of a script that does not change.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={at} data-deed={head === "at"}>
          <span>
            {head}
            {when}
          </span>{" "}
          {rest.join(" ")}
          {"\n"}
        </span>
      );
    });
}

async function copied(text: string, done: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return done;
  } catch {
    return phrase("The browser did not allow copying: select it and copy it by hand.");
  }
}
