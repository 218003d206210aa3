/** Hands a text or a picture to the browser's own downloads. */
export function save(name: string, content: Blob | string): void {
  const blob = typeof content === "string" ? new Blob([content], { type: "text/plain" }) : content;
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken hold of it by the next task; until then it must exist.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
