/**
 * The few strokes that the diagram is made of. A canvas's context can do them all, and so can {@link SvgPen}: what is exported
 * is drawn by the very code that draws the screen.
 */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | "beginPath"
  | "moveTo"
  | "lineTo"
  | "closePath"
  | "arc"
  | "rect"
  | "roundRect"
  | "fill"
  | "stroke"
  | "fillText"
  | "strokeText"
  | "measureText"
  | "setLineDash"
  | "save"
  | "restore"
  | "clip"
  | "fillStyle"
  | "strokeStyle"
  | "lineWidth"
  | "lineCap"
  | "lineJoin"
  | "globalAlpha"
  | "font"
  | "textAlign"
  | "textBaseline"
>;
