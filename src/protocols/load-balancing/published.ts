/**
 * What is known of such queues when all servers are equal, work at full speed and nothing fails. Times in mean times of service,
 * `load` (ρ, λ) the share of its time that a server works, between 0 and 1.
 */

/** Time in an M/M/1 system, waiting and service: what each server is under random choice. */
export function mm1Time(load: number): number {
  return 1 / (1 - load);
}

/**
 * Share of servers with at least `length` requests when each request joins the shorter of `choices` queues drawn at random: the
 * fixed point of the supermarket model as the number of servers grows (Vvedenskaya, Dobrushin & Karpelevich 1996; Mitzenmacher 2001,
 * theorem 4). With one choice it is the M/M/1 queue's.
 */
export function tailOf(load: number, choices: number, length: number): number {
  if (choices === 1) return load ** length;
  return load ** ((choices ** length - 1) / (choices - 1));
}

/** Time in that system: by Little's law the mean length over the arrivals at one server. */
export function supermarketTime(load: number, choices: number): number {
  let length = 0;
  for (let i = 1; ; i++) {
    const tail = tailOf(load, choices, i);
    length += tail;
    if (tail < 1e-12) return length / load;
  }
}
