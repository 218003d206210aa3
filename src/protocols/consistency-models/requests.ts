/** What every store's machine does with a client's request, whichever way its operations are ordered. */
import type { EffectParams } from "../../kernel/behavior.ts";
import type { ClientRequest } from "../client.ts";
import { givenIn } from "../machine.ts";
import { replyTo, standingOf, type StoreContext } from "./store.ts";

const given = givenIn<StoreContext>();

const stands = (as: ReturnType<typeof standingOf>) =>
  given<ClientRequest, boolean>(
    (context, request) => standingOf(context, request.from, request) === as,
  );

/** How a request stands to what its client has been answered. */
export const requestGuards = {
  "older than answered": stands("older"),
  "answered before": stands("answered"),
};

export const isRead = given<ClientRequest, boolean>((_, { operation }) => operation.f === "read");

/** After it has been answered. */
export const reply = {
  type: "send",
  params: given<ClientRequest, EffectParams["send"]>((context, { from }) => replyTo(context, from)),
} as const;
