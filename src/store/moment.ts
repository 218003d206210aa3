import { scriptOfMoment, type SetUp } from "../catalog/moment.ts";
import { linkTo } from "./address.ts";
import { pack } from "./link.ts";

/** The address that opens a moment, waiting there. @throws Error as {@link scriptOfMoment} */
export async function linkToMoment(
  lesson: string,
  moment: string,
  presets: readonly SetUp[],
): Promise<string> {
  return linkTo(lesson, await pack(scriptOfMoment(lesson, moment, presets)));
}
