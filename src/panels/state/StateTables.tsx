export function StateTables() {
  return null;
}
