/**
 * A thousand nodes have a million directions between them: too many to list. A scenario with more nodes than this links
 * everyone with everyone, both ways, and whoever asks for its links asks for one at a time.
 */
export const CROWD = 150;

export function isCrowd(nodes: readonly unknown[]): boolean {
  return nodes.length > CROWD;
}
