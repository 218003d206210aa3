import type { Standing } from "./messages.ts";

/**
 * Whether news of a member takes the place of what is known of it: the table of §4.2. Within one life
 *
 * - `alive` with incarnation i overrides `suspect` and `alive` with j where i > j;
 * - `suspect` with i overrides `suspect` with j where i > j, and `alive` with j where i ≥ j;
 * - `confirm` overrides `alive` and `suspect` with any j; nothing overrides `confirm`.
 *
 * A member that comes back is a new one: its next life overrides everything of the one before.
 */
export function overrides(news: Standing, known: Standing): boolean {
  if (news.life !== known.life) return news.life > known.life;
  if (known.status === "confirm") return false;
  switch (news.status) {
    case "alive":
      return news.incarnation > known.incarnation;
    case "suspect":
      return known.status === "suspect"
        ? news.incarnation > known.incarnation
        : news.incarnation >= known.incarnation;
    case "confirm":
      return true;
  }
}
