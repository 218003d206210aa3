import { Chaos } from "./Chaos.tsx";
import { Presets } from "./Presets.tsx";
import { Splits } from "./Splits.tsx";

/** The lesson's troubles, the network's, and chance. */
export function TroublesPanel({ onDone }: { readonly onDone: () => void }) {
  return (
    <>
      <Presets onDone={onDone} />
      <Splits onDone={onDone} />
      <Chaos onDone={onDone} />
    </>
  );
}
