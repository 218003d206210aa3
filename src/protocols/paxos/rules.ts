/** Whether a rule is followed; whatever is not switched off is. */
export function ruleOn(
  { rules }: { readonly rules: Readonly<Record<string, boolean>> },
  rule: string,
): boolean {
  return rules[rule] !== false;
}
