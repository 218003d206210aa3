/**
 * A client of two-phase commit: has the coordinator book or cancel a day at all participants at once, and looks at one
 * participant's free places by itself. A request is repeated under its number, by which the coordinator knows it.
 */
import { anyBehavior } from "../../kernel/behavior.ts";
import { drawAgain, happens, pick } from "../../kernel/chance.ts";
import { clientMachine, type ClientConfig } from "../client.ts";
import { defineNode } from "../machine.ts";

export interface BookingClientConfig extends ClientConfig {
  readonly days: readonly string[];
  /** Share of looks, and of bookings among what is left, 0 to 1. */
  readonly reads: number;
  readonly bookings: number;
}

interface Memory {
  readonly participants: readonly string[];
}

const bookingClientMachine = clientMachine<BookingClientConfig, Memory>({
  remembers: ({ members }) => ({ participants: members["participant"] ?? [] }),
  thinks({ config: { days, reads, bookings } }, luck) {
    const key = pick(drawAgain(luck, 1), days);
    if (happens(drawAgain(luck, 2), reads)) return { f: "read", key };
    return { f: happens(drawAgain(luck, 3), bookings) ? "book" : "cancel", key };
  },
  asks: ({ servers, participants, target }, { f }, luck) =>
    f === "read" ? pick(drawAgain(luck, 4), participants) : (servers[0] ?? target),
});

/** A client. `config` of its node is {@link BookingClientConfig}. */
export const bookingClient = anyBehavior(defineNode(bookingClientMachine));
