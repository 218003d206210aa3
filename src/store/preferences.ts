/** What the page remembers of its reader, in this browser only. A browser that forbids it is no error. */
const PREFIX = "netsplit.";

export function remembered<T extends string>(name: string, known: readonly T[], otherwise: T): T {
  try {
    const value = localStorage.getItem(PREFIX + name);
    return known.find((each) => each === value) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Private windows and full disks: it is then not remembered.
  }
}
