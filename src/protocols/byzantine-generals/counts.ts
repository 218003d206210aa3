/** What OM(m) takes and what it bears, as numbers (Lamport, Shostak & Pease 1982). */

/** Messages of OM(m) among n generals of whom none is silent: (n−1) + (n−1)(n−2) + … + (n−1)(n−2)⋯(n−m−1). */
export function messagesOf(generals: number, m: number): number {
  let sum = 0;
  let product = 1;
  for (let i = 1; i <= m + 1; i++) {
    product *= generals - i;
    sum += product;
  }
  return sum;
}

/** The most traitors that so many generals bear: n > 3m (Theorem 1). */
export function bearable(generals: number): number {
  return Math.floor((generals - 1) / 3);
}
