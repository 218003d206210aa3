import { say } from "../../languages/say.ts";

interface OfCrowdProps {
  readonly shown: number;
  readonly all: number;
}

/** Says that a table or a diagram shows some of a crowd only; nothing where it shows all. */
export function OfCrowd({ shown, all }: OfCrowdProps) {
  if (shown >= all) return null;
  return (
    <small>{say`${shown} of ${all} nodes are listed. Any of them can be chosen on the stage.`}</small>
  );
}
