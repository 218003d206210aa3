import { Presentation, X } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { say } from "../../languages/say.ts";
import { Caption } from "../../panels/caption/Caption.tsx";
import { Explain } from "../../panels/explain/Explain.tsx";
import { useLab, usePage } from "../../panels/lab-context.ts";
import { Button } from "../../panels/parts/Button.tsx";
import { Transport } from "../../panels/transport/Transport.tsx";
import { Overlays } from "../Overlays.tsx";
import { Stages } from "../Stages.tsx";
import { Blackout } from "./Blackout.tsx";
import { usePresenterKeys, type KeyAct } from "./keys.ts";
import styles from "./Presenter.module.css";
import { PresenterTools, type PresenterActs } from "./PresenterTools.tsx";
import { Spotlight } from "./Spotlight.tsx";
import { walk } from "./walk.ts";

/** A pointer this near to the upper edge asks for the tools, in CSS pixels. */
const EDGE = 12;
/** A key held for longer lights only as long as it is held, in ms. */
const HELD = 500;

/** For the lecture hall: stage, caption and transport alone, in type that grows with the screen; tools when asked for. */
export function PresenterLayout() {
  const lab = useLab();
  const title = usePage((page) => page.card?.title);
  const [tools, setTools] = useState(false);
  const [lit, setLit] = useState(false);
  const [black, setBlack] = useState(false);
  const [explained, setExplained] = useState(false);
  const stepping = useRef(Promise.resolve());
  const litSince = useRef(0);

  const hideTools = useCallback(() => setTools(false), []);
  const unblack = useCallback(() => setBlack(false), []);
  const acts: PresenterActs = {
    explain: () => setExplained(!explained),
    spotlight: () => setLit(!lit),
    black: () => setBlack(true),
    leave: () => lab.page.setState({ presenter: false }),
    fullScreen: document.fullscreenEnabled ? switchFullScreen : null,
  };
  const step = (by: 1 | -1) => (): void => {
    // A clicker pressed twice walks two stops.
    stepping.current = stepping.current.then(() => walk(lab, by));
  };
  const closeOne = explained
    ? () => setExplained(false)
    : tools
      ? () => setTools(false)
      : lit
        ? () => setLit(false)
        : null;
  const keys: Readonly<Record<string, KeyAct | null>> = {
    t: { down: () => setTools(!tools) },
    r: { down: acts.explain },
    b: { down: acts.black },
    l: {
      down: () => {
        litSince.current = performance.now();
        setLit(!lit);
      },
      up: () => {
        if (performance.now() - litSince.current > HELD) setLit(false);
      },
    },
    pagedown: { down: step(1) },
    pageup: { down: step(-1) },
    "shift+f": acts.fullScreen && { down: acts.fullScreen },
    escape: closeOne && { down: closeOne },
  };
  usePresenterKeys((name) => (Object.hasOwn(keys, name) ? (keys[name] ?? null) : null));

  useEffect(() => {
    const near = (event: PointerEvent): void => {
      if (event.clientY <= EDGE) setTools(true);
    };
    window.addEventListener("pointermove", near);
    return () => {
      window.removeEventListener("pointermove", near);
      if (document.fullscreenElement) void document.exitFullscreen();
    };
  }, []);

  return (
    <div className={styles.presenter}>
      {tools ? (
        <PresenterTools acts={acts} explained={explained} lit={lit} onUnused={hideTools} />
      ) : (
        <Button
          look="plain"
          className={styles.show ?? ""}
          aria-label={say`Show the tools`}
          aria-keyshortcuts="T"
          title={say`Show the tools (T)`}
          onClick={() => setTools(true)}
        >
          <Presentation aria-hidden="true" />
        </Button>
      )}
      <main className={styles.lab}>
        <h1 className="hidden">{title}</h1>
        <Stages />
        <Caption />
        <Transport />
      </main>
      {explained && (
        <aside aria-label={say`Explanation`} className={styles.reading}>
          <Button
            look="plain"
            className={styles.close ?? ""}
            aria-label={say`Close the explanation`}
            onClick={() => setExplained(false)}
          >
            <X aria-hidden="true" />
          </Button>
          <Explain />
        </aside>
      )}
      <Overlays />
      {lit && <Spotlight />}
      {black && <Blackout onEnd={unblack} />}
    </div>
  );
}

function switchFullScreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else document.documentElement.requestFullscreen().catch(() => undefined);
}
