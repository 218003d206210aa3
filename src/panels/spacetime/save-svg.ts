/** Gives a picture to the browser to keep. */
export function saveSvg(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the picture by now.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
