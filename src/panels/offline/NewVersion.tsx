import { RefreshCw } from "lucide-react";
import { say } from "../../languages/say.ts";
import { useLab, usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";
import styles from "./NewVersion.module.css";
import { reloadIntoRun } from "./reload.ts";

/** Offers a new version of the page; the run goes on meanwhile and afterwards. */
export function NewVersion() {
  const lab = useLab();
  const waits = usePage((page) => page.update);
  if (!waits) return null;
  return (
    <div role="status" className={styles.offer}>
      <RefreshCw aria-hidden="true" />
      <p>{say`A new version is ready. Reload when you like: your run stays open.`}</p>
      <Button look="act" small onClick={() => void reloadIntoRun(lab)}>
        {say`Reload`}
      </Button>
      <Button look="plain" small onClick={() => lab.page.setState({ update: false })}>
        {say`Later`}
      </Button>
    </div>
  );
}
