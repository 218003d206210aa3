/** The accessibility scan of what the page shows. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** What opens over the page: a dialog, a menu, a flyout. */
export const OVERLAY = 'dialog[open], [role="dialog"], [role="menu"], [popover]:popover-open';
/** The panels beside and below the stage that are open. */
export const PANELS = '[role="tabpanel"]';

interface Scope {
  /** Only what lies in there, as a selector. The whole page costs seconds: once a test is enough for what stays as it is. */
  readonly within?: string;
  /** Look into frames too. */
  readonly frames?: boolean;
}

/** What the scan objects to, in both themes; the second one can differ in its colours only. */
export async function objections(page: Page, { within, frames }: Scope = {}): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // Without frames the scan needs no page of its own to put its findings together in.
    const scan = new AxeBuilder({ page }).setLegacyMode(frames !== true);
    if (within !== undefined) scan.include(within);
    if (colorScheme === "light") scan.withRules(["color-contrast"]);
    const { violations } = await scan.analyze();
    for (const { id, nodes } of violations)
      found.push(
        `${colorScheme}: ${id}: ${nodes
          .slice(0, 3)
          .map(({ target }) => target.join(" "))
          .join(", ")}`,
      );
  }
  return found;
}
