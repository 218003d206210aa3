/** The names of the rules, as scripts and guards have them. */

/** The storage refuses whoever comes with a smaller token than it has seen. */
export const FENCING_TOKEN = "fencing-token";

/** A lease ends by itself when its term is over. */
export const LEASE_EXPIRY = "lease-expiry";

/** The service writes lease and token to disk before it grants. */
export const DURABLE_LEASE = "durable-lease";
