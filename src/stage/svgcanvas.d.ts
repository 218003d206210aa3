/** The package has no types of its own: a canvas context that writes SVG. */
declare module "svgcanvas" {
  export const Context: new (
    width: number,
    height: number,
  ) => CanvasRenderingContext2D & { getSerializedSvg(): string };
}
