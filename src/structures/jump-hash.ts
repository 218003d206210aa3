/**
 * Jump consistent hash (Lamping & Veach 2014, figure 1): which of n buckets a key belongs to, without any table. A key that is followed
 * through n = 1, 2, 3, … stays where it is or jumps to the newest bucket, with probability 1/n; the function computes where it jumps next
 * and skips what lies between, about ln n steps. Buckets are numbered: only the last one can come or go cheaply.
 */

const MULTIPLIER = 2862933555777941757n;
const MASK = 0xffff_ffff_ffff_ffffn;
const TWO_TO_31 = 2 ** 31;

/**
 * The bucket of a key, 0 to `buckets` − 1.
 * @param key 64 bits; what is more is cut off
 * @throws RangeError when there is no bucket
 */
export function jumpHash(key: bigint, buckets: number): number {
  if (buckets < 1) throw new RangeError("jump hash needs a bucket");
  let state = key & MASK;
  let bucket = -1;
  let next = 0;
  while (next < buckets) {
    bucket = next;
    state = (state * MULTIPLIER + 1n) & MASK;
    next = Math.floor((bucket + 1) * (TWO_TO_31 / Number((state >> 33n) + 1n)));
  }
  return bucket;
}
