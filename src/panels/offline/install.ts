import type { Lab } from "../../store/lab.ts";

/** What browsers that can install a page offer; not in TypeScript's library, since not every browser has it. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

let offer: InstallOffer | null = null;

/** Keeps the browser's offer to install the page until somebody asks for it. */
export function watchInstall(lab: Lab): void {
  window.addEventListener("beforeinstallprompt", (event) => {
    // Else some browsers lay a banner of their own over the lesson.
    event.preventDefault();
    offer = event as InstallOffer;
    lab.page.setState({ installable: true });
  });
  window.addEventListener("appinstalled", () => withdraw(lab));
}

/** Lets the browser ask whether to install. An offer can be taken up once. */
export async function install(lab: Lab): Promise<void> {
  const taken = offer;
  withdraw(lab);
  await taken?.prompt();
}

function withdraw(lab: Lab): void {
  offer = null;
  lab.page.setState({ installable: false });
}
