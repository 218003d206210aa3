/**
 * Property tests draw from one seed, so that a run of the tests can be repeated to the letter. Another one by
 * NETSPLIT_PROPERTY_SEED.
 */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env["NETSPLIT_PROPERTY_SEED"] ?? 20_261_121) });
