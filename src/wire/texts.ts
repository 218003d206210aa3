/** How the words of a lesson are completed by what the run alone knows. */
export { fillIn } from "../kernel/teaching/texts.ts";
