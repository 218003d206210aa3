import { Footprints, Target } from "lucide-react";
import { say } from "../../languages/say.ts";
import { useLab, usePage } from "../lab-context.ts";
import { Button } from "../parts/Button.tsx";

/** The ways on from reading: be shown, or do it oneself. Nothing where the lesson has neither. */
export function Invitation({ className }: { readonly className?: string | undefined }) {
  const lab = useLab();
  const invites = usePage(({ manifest, learning }) => manifest?.teaching.tour != null && !learning);
  if (!invites) return null;
  return (
    <div className={className}>
      <Button
        look="act"
        onClick={() =>
          void import("../../store/learning.ts").then(({ learningOf }) =>
            learningOf(lab).startTour(),
          )
        }
      >
        <Footprints aria-hidden="true" />
        {say`Take the tour`}
      </Button>
      <Button onClick={() => lab.page.setState({ pane: "learn", sheet: "learn" })}>
        <Target aria-hidden="true" />
        {say`Questions and challenges`}
      </Button>
    </div>
  );
}
