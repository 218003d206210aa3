import type { Lab } from "../../store/lab.ts";
import { remember } from "../../store/preferences.ts";
import { reloadIntoRun } from "../offline/reload.ts";

/** Speaks another language from now on. The page is made anew, with the same run at the same moment. */
export async function changeLanguage(lab: Lab, language: string): Promise<void> {
  remember("language", language);
  if (lab.page.getState().place.is === "lesson") return reloadIntoRun(lab);
  const { location, history } = window;
  history.replaceState(null, "", location.hash.replace(/([?&])lang=[^&]*(&|$)/, "$1"));
  location.reload();
}
