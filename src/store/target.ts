/** What can be pointed at and chosen, in every view alike. The stage's own types have the same shape. */
export type Target =
  | { readonly is: "node"; readonly id: string }
  | { readonly is: "link"; readonly from: string; readonly to: string }
  | { readonly is: "message"; readonly id: number }
  | { readonly is: "event"; readonly id: number };

/** What the pointer does on the stage. */
export type Tool = "point" | "cut" | "partition";
