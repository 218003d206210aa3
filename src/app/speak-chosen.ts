/** The language of the page: the one that its address asks for, else the reader's choice, else English. */
import { speakCards } from "../catalog/speak-cards.ts";
import { languages, speakInterface } from "../languages/load.ts";
import { language } from "../languages/say.ts";
import { readAddress } from "../store/address.ts";
import { remembered } from "../store/preferences.ts";

/** Settles when the page can be made; what cannot be fetched is said in English. */
export async function speakChosen(): Promise<void> {
  const { language: asked } = readAddress(location.hash);
  const chosen =
    languages.find((each) => each === asked) ?? remembered("language", languages, "en");
  if (chosen !== "en") await Promise.all([speakInterface(chosen), speakCards(chosen)]);
  document.documentElement.lang = language();
}
