/** Clean: scenario code arrives lazily, by glob. Breach: the page's state, a card's glob. */
import { store } from "#src/store/store.ts"; // refused: boundaries/dependencies
import { post } from "#src/wire/post.ts";
const code = import.meta.glob("/src/scenarios/*/scenario.ts");
const cards = import.meta.glob("/src/scenarios/*/meta.ts"); // refused: netsplit/glob-imports
export const simulate = [store, post, code, cards];
