/** Mermaid, fetched with the first diagram, in the page's colours. */
import mermaid from "mermaid";

let count = 0;
let last: Promise<unknown> = Promise.resolve();

/** Draws a diagram's text as SVG, one after the other: mermaid has one set of colours at a time. */
export function draw(text: string, dark: boolean): Promise<string> {
  count += 1;
  const id = `diagram-${count}`;
  const drawn = last.then(async () => {
    mermaid.initialize(settings(dark));
    return (await mermaid.render(id, text)).svg;
  });
  last = drawn.catch(() => document.getElementById(`d${id}`)?.remove());
  return drawn;
}

function settings(dark: boolean): Parameters<typeof mermaid.initialize>[0] {
  const token = (name: string): string => colour(`--${name}`);
  return {
    startOnLoad: false,
    securityLevel: "strict",
    theme: "base",
    fontFamily: getComputedStyle(document.documentElement).fontFamily,
    themeVariables: {
      darkMode: dark,
      fontSize: "14px",
      background: token("surface"),
      primaryColor: token("raised"),
      primaryBorderColor: token("follower"),
      primaryTextColor: token("ink"),
      secondaryColor: token("sunken"),
      tertiaryColor: token("paper"),
      lineColor: token("ink-3"),
      textColor: token("ink"),
      noteBkgColor: token("act-soft"),
      noteTextColor: token("ink"),
      noteBorderColor: token("line"),
      actorBkg: token("raised"),
      actorBorder: token("follower"),
      signalColor: token("ink-2"),
      signalTextColor: token("ink"),
      labelBackgroundColor: token("surface"),
      edgeLabelBackground: token("surface"),
      transitionLabelColor: token("ink-2"),
      transitionColor: token("ink-3"),
      stateLabelColor: token("ink"),
      compositeBackground: token("paper"),
      compositeTitleBackground: token("raised"),
      altBackground: token("paper"),
    },
    state: { useMaxWidth: false, nodeSpacing: 60, rankSpacing: 70 },
    sequence: {
      useMaxWidth: false,
      mirrorActors: false,
      width: 90,
      height: 30,
      actorMargin: 60,
      messageMargin: 24,
      diagramMarginY: 4,
    },
  };
}

/** A token as the colour that it is just now: `light-dark()` is resolved by an element that wears it. */
function colour(name: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}
