export function Spacetime() {
  return null;
}
