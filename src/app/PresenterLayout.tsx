import { Minimize2 } from "lucide-react";
import { Caption } from "../panels/caption/Caption.tsx";
import { useLab } from "../panels/lab-context.ts";
import { Button } from "../panels/parts/Button.tsx";
import { Transport } from "../panels/transport/Transport.tsx";
import styles from "./App.module.css";
import { Overlays } from "./Overlays.tsx";
import { StageBox } from "./StageBox.tsx";

/** For the lecture hall: stage, caption and transport alone, half as large again. */
export function PresenterLayout() {
  const lab = useLab();
  return (
    <div className={`${styles.app} ${styles.presenter}`}>
      <main className={styles.lab}>
        <StageBox />
        <Caption />
        <Transport />
      </main>
      <Button
        className={styles.leave ?? ""}
        shortcut="F"
        onClick={() => lab.page.setState({ presenter: false })}
      >
        <Minimize2 aria-hidden="true" />
        <span className="hidden">Leave the presentation</span>
      </Button>
      <Overlays />
    </div>
  );
}
