import { ExternalLink } from "lucide-react";
import type { MouseEvent } from "react";
import { say } from "../../languages/say.ts";
import { Caption } from "../../panels/caption/Caption.tsx";
import { Logo } from "../../panels/header/Logo.tsx";
import { useLab, usePage } from "../../panels/lab-context.ts";
import { Notice } from "../../panels/over-stage/Notice.tsx";
import { Transport } from "../../panels/transport/Transport.tsx";
import { linkTo } from "../../store/address.ts";
import { Overlays } from "../Overlays.tsx";
import { StageBox } from "../StageBox.tsx";
import styles from "./Embed.module.css";

/** In a frame of another page: stage, caption and transport alone, as large as the frame is. */
export function EmbedLayout() {
  const title = usePage((page) => page.card?.title);
  return (
    <div className={styles.embed}>
      {/* No main landmark: that one is the embedding page's. */}
      <section aria-label={say`Run`} className={styles.lab}>
        <h1 className="hidden">{title}</h1>
        <Notice />
        <StageBox />
        <div className={styles.told}>
          <Caption />
          <OpenWhole />
        </div>
        <Transport />
      </section>
      <Overlays />
    </div>
  );
}

/** Leads to the whole page with the same run, in a window of its own. */
function OpenWhole() {
  const lab = useLab();
  const lesson = usePage((page) => page.manifest?.scenario ?? "cap");
  const open = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    // The run is packed after the click, and browsers open windows only within one: it is opened now and led there then.
    const whole = window.open("about:blank", "_blank");
    if (!whole) return;
    event.preventDefault();
    whole.opener = null;
    void lab
      .link()
      .catch(() => linkTo(lesson, null))
      .then((hash) => whole.location.replace(location.href.replace(/#.*$/, "") + hash));
  };
  return (
    <a
      className={styles.whole}
      href={linkTo(lesson, null)}
      target="_blank"
      rel="noreferrer"
      aria-label={say`Open in Netsplit, in a new window`}
      title={say`Open in Netsplit`}
      onClick={open}
    >
      <Logo />
      <span>Netsplit</span>
      <ExternalLink aria-hidden="true" />
    </a>
  );
}
