import { useEffect, useRef, useState } from "react";
import { linkTo } from "../../store/address.ts";
import { useLab, usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import styles from "./Dialogs.module.css";

interface Share {
  readonly address: string;
  readonly script: string;
}

/** The run up to here as a link, copied at once where the browser allows it, and as a script to read. */
export function ShareDialog() {
  const lab = useLab();
  const lesson = usePage((page) => page.manifest?.scenario ?? null);
  const [share, setShare] = useState<Share | null>(null);
  const [told, setTold] = useState("Packing the run…");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    let wanted = true;
    const make = async (): Promise<void> => {
      if (lesson === null) throw new Error("No lesson is open.");
      const { text, packed } = await lab.record();
      const here = location.href.replace(/#.*$/, "");
      const address = here + linkTo(lesson, packed);
      if (!wanted) return;
      setShare({ address, script: text });
      setTold(await copied(address));
    };
    make().catch((error: unknown) => {
      if (wanted) setTold(error instanceof Error ? error.message : "The run could not be packed.");
    });
    return () => {
      wanted = false;
    };
  }, [lab, lesson]);
  useEffect(() => field.current?.select(), [share]);
  return (
    <Dialog title="Share this run" onClose={() => lab.setOverlay(null)}>
      <div className={styles.form}>
        <p role="status" className={styles.told}>
          {told}
        </p>
        {share && (
          <>
            <div className={styles.copy}>
              <input
                ref={field}
                readOnly
                aria-label="Link to this run"
                value={share.address}
                onFocus={(event) => event.target.select()}
              />
              <Button look="act" onClick={() => void copied(share.address).then(setTold)}>
                Copy link
              </Button>
            </div>
            <h3>The same run as a script</h3>
            <pre>{share.script}</pre>
            <Button small onClick={() => void copied(share.script).then(setTold)}>
              Copy the script
            </Button>
          </>
        )}
      </div>
    </Dialog>
  );
}

async function copied(text: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return "Copied. Whoever opens it sees exactly this run, up to this moment.";
  } catch {
    return "The browser did not allow copying: the link is selected, copy it by hand.";
  }
}
