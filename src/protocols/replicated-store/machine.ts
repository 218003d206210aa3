/**
 * One replicated key–value store that keeps two of three promises, as its mode says, and can be switched while it runs.
 *
 * **CP**: the multi-writer register of Attiya, Bar-Noy & Dolev 1995 in the form of Lynch & Shvartsman 1997. The replica that a
 * client asks coordinates: it queries a majority, then stores at a majority, a write under a higher tag, a read what
 * it is about to return. Any two majorities share a replica, so nobody goes back in time; without a majority it refuses.
 * **AP**: a replica answers from its own copy at once and sends `Replicate` afterwards; what is not acknowledged is kept as a
 * hint on disk and tried again (hinted handoff, DeCandia 2007 §4.6). Version vectors find concurrent writes; the knob
 * `conflicts` says what becomes of them. Whole sibling sets travel, so that merging is a join and needs no order.
 * **CA**: one site. The lowest id of the view is the primary, everybody else forwards; a write is acknowledged when the whole
 * view has it (Alsberg & Day 1976, with all copies synchronous). It assumes that silence means death, which a partition makes
 * false: the knob `silence` chooses between stopping and carrying on with a primary on each side.
 *
 * A replica coordinates one operation at a time; others wait in its queue, so that the chart shows the phase it is in.
 * Answering as a participant (`Query`, `Store`, `Replicate`, `Sync`) needs no phase and goes on in every mode, from one
 * durable representation of a key in all of them. What a crash must not undo is on disk before anybody is told of it.
 */
import { anyBehavior, type EffectParams } from "../../kernel/behavior.ts";
import { phrase } from "../../languages/say.ts";
import { defineNode } from "../machine.ts";
import type { ForwardReply, QueryReply, ReplicaMessage, Result } from "./messages.ts";
import { answersAtSwitch, done, notDone, outcomeWhenGivenUp, replyTo } from "./requests.ts";
import { behind, newestFound } from "./register.ts";
import { copyOf } from "./merging.ts";
import { handOff } from "./own-copy.ts";
import { startState } from "./state.ts";
import {
  given,
  replying,
  noting,
  persistCopies,
  persistWrite,
  persistHints,
  operationOf,
  answer,
  givingUp,
  NO_MAJORITY,
  known,
  takeRequest,
  ownCopy,
  readHere,
  writeHere,
  noteConflict,
  noteConflicts,
  restart,
  restartResend,
  restartHeartbeat,
  askQuery,
  askStore,
  askSync,
  askPrimary,
  sayHere,
  replyStored,
  acknowledge,
  replySync,
  ready,
} from "./actions.ts";
import { store } from "./setup.ts";

export const storeMachine = store.createMachine({
  id: "store",
  context: ({ input }) => startState(input),
  initial: "starting",
  on: {
    settings: [
      {
        guard: "to CP",
        target: ".CP",
        actions: [
          { type: "sendEach", params: ({ context }) => answersAtSwitch(context) },
          "learnSettings",
          persistWrite,
        ],
      },
      {
        guard: "to AP",
        target: ".AP",
        actions: [
          { type: "sendEach", params: ({ context }) => answersAtSwitch(context) },
          "learnSettings",
          persistWrite,
        ],
      },
      {
        guard: "to CA",
        target: ".CA",
        actions: [
          { type: "sendEach", params: ({ context }) => answersAtSwitch(context) },
          "learnSettings",
          persistWrite,
        ],
      },
      { actions: ["learnSettings", persistWrite] },
    ],
    Read: takeRequest,
    Write: takeRequest,
    Forward: takeRequest,
    Query: {
      actions: replying<ReplicaMessage & { type: "Query" }>(
        (context, { client, op, key }) =>
          ({ type: "QueryReply", client, op, versions: copyOf(context, key) }) satisfies QueryReply,
      ),
    },
    Store: [
      { guard: "brings nothing new", actions: replyStored },
      {
        guard: "conflicts with own copy",
        actions: [noteConflict, "takeVersions", persistCopies, replyStored],
      },
      { actions: ["takeVersions", persistCopies, replyStored] },
    ],
    Replicate: [
      { guard: "brings nothing new", actions: acknowledge },
      {
        guard: "conflicts with own copy",
        actions: [noteConflict, "takeVersions", persistCopies, acknowledge],
      },
      { actions: ["takeVersions", persistCopies, acknowledge] },
    ],
    Ack: { guard: "has it all", actions: ["dropHint", persistHints] },
  },
  states: {
    starting: {
      always: [
        { guard: "set to CP", target: "CP" },
        { guard: "set to AP", target: "AP" },
        { target: "CA" },
      ],
    },
    CP: {
      initial: "serving",
      states: {
        serving: { always: ready },
        /** It serves all the same: it only shows that it has just had to refuse. */
        refusing: {
          always: ready,
          after: { grudge: { target: "serving", actions: "forgetRefusal" } },
        },
        coordinating: {
          initial: "querying",
          entry: "takeNext",
          after: {
            patience: {
              target: "refusing",
              actions: [
                noting("refused", (context) => ({
                  ...operationOf(context),
                  outcome: outcomeWhenGivenUp(context.current!),
                  heard: Object.keys(context.current!.copies),
                  stored: context.current!.stored,
                })),
                ...answer(givingUp(NO_MAJORITY)),
              ],
            },
          },
          states: {
            querying: {
              entry: askQuery,
              always: [
                {
                  guard: "read without write-back",
                  target: "#store.CP.serving",
                  actions: [...answer((context) => done(context, newestFound(context)))],
                },
                {
                  guard: "read finds old copies",
                  target: "storing",
                  actions: noting("read-repair", (context) => ({
                    ...operationOf(context),
                    value: newestFound(context)[0]?.value ?? null,
                    behind: behind(context),
                  })),
                },
                { guard: "query majority", target: "storing" },
              ],
              after: { resendInterval: { actions: [askQuery, restartResend] } },
              on: { QueryReply: { guard: "about this operation", actions: "recordCopy" } },
            },
            storing: {
              entry: ["beginStoring", persistWrite, askStore],
              always: {
                guard: "store majority",
                target: "#store.CP.serving",
                actions: [...answer((context) => done(context, context.current!.versions ?? []))],
              },
              after: { resendInterval: { actions: [askStore, restartResend] } },
              on: { StoreReply: { guard: "about this operation", actions: "recordStored" } },
            },
          },
        },
      },
    },
    AP: {
      initial: "serving",
      on: {
        Read: [...known, readHere],
        Write: [...known, ...writeHere],
        // Sent on before the store was switched over.
        Forward: [...known, { guard: "asks to read", ...readHere }, ...writeHere],
      },
      states: {
        serving: { always: { guard: "hints pending", target: "handingOff" } },
        handingOff: {
          always: { guard: "no hints", target: "serving" },
          after: {
            hintInterval: {
              actions: [
                noting("handing-off", (context) => ({ hints: context.hints })),
                { type: "sendEach", params: ({ context }) => handOff(context) },
                restart("hintInterval", (context) => context.times.hint),
              ],
            },
          },
        },
      },
    },
    CA: {
      initial: "backup",
      entry: ["enterCA", sayHere],
      on: {
        Heartbeat: { actions: "hear" },
        Sync: [
          {
            guard: "conflicts with own copies",
            actions: ["hear", noteConflicts, "takeAll", persistCopies, replySync],
          },
          { actions: ["hear", "takeAll", persistCopies, replySync] },
        ],
      },
      after: {
        heartbeatInterval: [
          {
            guard: "gives somebody up",
            actions: [
              "lookAround",
              noting("view-changed", ({ view, silent }) => ({ view, silent })),
              sayHere,
              restartHeartbeat,
            ],
          },
          { actions: ["lookAround", sayHere, restartHeartbeat] },
        ],
      },
      states: {
        backup: {
          always: [
            { guard: "somebody is silent", target: "refusing" },
            { guard: "is primary", target: "primary" },
            { guard: "operation waiting", target: "forwarding" },
          ],
        },
        forwarding: {
          entry: ["takeNext", "choosePrimary", askPrimary],
          after: {
            resendInterval: { actions: [askPrimary, restartResend] },
            forwardPatience: {
              target: "backup",
              actions: [
                noting("primary-silent", (context) => ({
                  ...operationOf(context),
                  primary: context.current!.primary,
                  outcome: outcomeWhenGivenUp(context.current!),
                })),
                ...answer(givingUp(phrase("the primary does not answer"))),
              ],
            },
          },
          on: {
            ForwardReply: {
              guard: "about this operation",
              target: "backup",
              actions: [
                {
                  type: "send",
                  params: given<ForwardReply, EffectParams["send"]>((context, { result }) =>
                    replyTo(context.current!.request, result),
                  ),
                },
                { type: "finish", params: given<ForwardReply, Result>((_, { result }) => result) },
              ],
            },
          },
        },
        primary: {
          always: [
            { guard: "somebody is silent", target: "refusing" },
            { guard: "is not primary", target: "backup" },
            { guard: "view not compared", target: "comparing" },
            {
              guard: "read waiting",
              actions: ["takeNext", ...answer(ownCopy)],
            },
            { guard: "write waiting", target: "storing" },
          ],
        },
        comparing: {
          entry: ["beginSync", askSync],
          always: [
            { guard: "somebody is silent", target: "refusing" },
            { guard: "is not primary", target: "backup" },
            {
              guard: "copies agree",
              target: "primary",
              actions: ["endSync", noting("primary", (context) => ({ view: context.view }))],
            },
            { guard: "copies differed", target: "comparing", reenter: true },
          ],
          after: { resendInterval: { actions: [askSync, restartResend] } },
          on: {
            SyncReply: [
              {
                guard: "round answered with conflicts",
                actions: [noteConflicts, "recordSync", persistCopies],
              },
              { guard: "of this round", actions: ["recordSync", persistCopies] },
            ],
          },
        },
        storing: {
          entry: ["takeNext", "beginPrimaryWrite", persistWrite, askStore],
          always: {
            guard: "stored by the whole view",
            target: "primary",
            actions: [...answer((context) => done(context, context.current!.versions ?? []))],
          },
          after: {
            resendInterval: { actions: [askStore, restartResend] },
            patience: {
              target: "primary",
              actions: [
                noting("not-everybody", (context) => ({
                  ...operationOf(context),
                  missing: context.view.filter((id) => !context.current!.stored.includes(id)),
                })),
                ...answer(givingUp(phrase("not every copy answered"))),
              ],
            },
          },
          on: { StoreReply: { guard: "about this operation", actions: "recordStored" } },
        },
        refusing: {
          entry: noting("store-stops", (context) => ({ silent: context.silent })),
          always: [
            { guard: "everybody answers", target: "backup" },
            {
              guard: "operation waiting",
              actions: [
                "takeNext",
                noting("refused-stopped", (context) => ({
                  ...operationOf(context),
                  silent: context.silent,
                })),
                ...answer((context) =>
                  notDone(context, "fail", `no word from ${context.silent.join(", ")}`),
                ),
              ],
            },
          ],
          exit: noting("store-resumes", () => ({})),
        },
      },
    },
  },
});

/** A replica of the store. `config` of its node is `StoreTimes`. */
export const replica = anyBehavior(defineNode(storeMachine));
