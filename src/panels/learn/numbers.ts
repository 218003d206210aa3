export function actions(count: number): string {
  return count === 1 ? "1 action" : `${count} actions`;
}
