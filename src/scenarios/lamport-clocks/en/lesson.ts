import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "One order out of three clocks",
    promise:
      "See numbers travel on letters, put two simultaneous beads into one order, and switch off what makes it work.",
    steps: {
      make: {
        title: "A bead, and a number",
        simple:
          "Three lighthouse keepers thread the same string of beads. Each has a slate with a number. Pip, who is p, is about to make two beads, one right after the other.",
        expert:
          "Three processes, each with a logical clock in its badge. p makes two updates: each is an event, ticks the clock, takes it for its timestamp and is multicast.",
        act: "p makes two beads",
        done: {
          simple: "The slate counts on with each bead, and each letter bears the number.",
          expert:
            "IR1: the clock ticks between any two events. Every message bears the clock of its sending.",
        },
      },
      merge: {
        title: "The number jumps",
        simple:
          "Watch a letter arrive. Its number is higher than the one on the slate of whoever reads it.",
        expert: "Two messages are under way, stamped 1 and 2. The receivers’ clocks are lower.",
        done: {
          simple:
            "The slate has jumped past the number on the letter. So reading always comes after writing.",
          expert:
            "IR2: C := max(C, stamp) + 1. The receipt is stamped higher than the sending; that is all the clocks are for.",
        },
      },
      acknowledge: {
        title: "Nobody threads yet",
        simple:
          "The bead lies beside the string. Each keeper first writes to all: “I have it.” Only who has heard from everybody threads it.",
        expert:
          "The update waits in the queue. It is applied when it is first there and something later has been heard from every process.",
        done: {
          simple: "Now nobody can come with an earlier bead any more. On the string it goes.",
          expert:
            "An acknowledgement bears a clock past the update’s timestamp, and clocks never go back: nothing earlier can follow.",
        },
      },
      "at-once": {
        title: "Two at the same moment",
        simple:
          "Now Pip and Rosa, p and r, each make a bead, and neither knows of the other’s. Which one comes first?",
        expert:
          "p and r make an update at the same instant: concurrent events. Nothing in the system says which was first, but all must choose alike.",
        act: "p and r, at once",
        done: {
          simple:
            "The lower number is first, on all three strings. With equal numbers, p would come before r.",
          expert:
            "The order ⇒: by timestamp, then by name. For concurrent events it is arbitrary; what counts is that it is one.",
        },
      },
      spacetime: {
        title: "The picture of it",
        simple:
          "Among the views is the space–time diagram: a line for each keeper, a slanted line for each letter. Press any event: what could have caused it lights up, and what it could have caused.",
        expert:
          "Open the space–time diagram, Lamport’s own way of drawing. Select an event: its past and its future are the two cones; what is in neither is concurrent. Follow the numbers along any path: they rise.",
      },
      impatient: {
        title: "Threading at once",
        simple:
          "Waiting is dull. Suppose everybody threads a bead as soon as it is there. Pip and Rosa each make one again.",
        expert:
          "Rule “wait for all” off: the first in the queue is applied at once. p and r make concurrent updates.",
        act: "Do not wait",
        done: {
          simple: "Pip has threaded its own first, and so has Rosa. Two different strings!",
          expert:
            "Each applied its own update before the other’s arrived. A timestamp orders what one knows; only waiting says that one knows all.",
        },
      },
      deaf: {
        title: "Without the jump",
        simple:
          "They wait again, but now nobody’s slate jumps any more: each only counts its own doings. Whoever has the highest number makes two beads.",
        expert:
          "Rule “wait for all” on, “merge on receive” off. The process with the highest clock makes two updates.",
        act: "Do not jump",
        done: {
          simple: "The letter was read at a lower number than it was written at.",
          expert:
            "C2 is broken: a → b, but C(a) ≥ C(b). The judge names the sending and the receipt.",
        },
      },
      "in-order": {
        title: "Jump again",
        simple: "Back to jumping. One letter is enough to set a slate right.",
        expert: "Rule on. Whatever a clock has missed, the next higher stamp makes up for.",
        act: "Jump again",
        done: {
          simple: "The slate that lagged behind has caught up in one go.",
          expert: "One receipt sets the clock past everything that its sender knew.",
        },
      },
      sleeper: {
        title: "One falls asleep",
        simple: "Rosa, r, falls asleep. Pip makes a bead.",
        expert: "r crashes; p makes an update. Two of three are up: a majority.",
        act: "r sleeps, p makes a bead",
        done: {
          simple:
            "The bead lies there. Perhaps Rosa has written an earlier one; nobody knows, so all wait.",
          expert:
            "Nothing is applied while anybody is silent. The algorithm tolerates no failure; consensus would need a majority only.",
        },
      },
      awake: {
        title: "Awake again",
        simple: "Rosa wakes up, reads what has come meanwhile, and answers.",
        expert: "r restarts with its clock from disk; what it missed is sent again.",
        act: "Wake r",
        done: {
          simple: "All have heard from all, and the string goes on.",
          expert:
            "The missing acknowledgements came with a new sending: a later event, the old timestamp.",
        },
      },
    },
    end: {
      simple:
        "Count what you do, jump past what you read, wait until everybody has been heard. Now guess, or break it yourself.",
      expert:
        "IR1 and IR2 make C consistent with happened-before; names make it total; hearing from all makes it usable. Predict, or break it yourself.",
    },
  },
  predictions: {
    "next-receipt": {
      title: "Jump or count?",
      question:
        "{maker} is about to make a bead and write to the others; its slate says {clock}. Will the next letter that arrives, whoever reads it, make the slate there jump past the letter’s number, or only count on by one?",
      options: {
        jumps: "It jumps: the number on the letter is higher",
        counts: "It counts on by one: the reader is already as far, or further",
      },
      because: {
        jumps: {
          simple:
            "The letter for {reader} said {stamp}, the slate only {own}. So it jumped to {clock}.",
          expert: "{reader} received {stamp} at its own {own}: max({own}, {stamp}) + 1 = {clock}.",
        },
        counts: {
          simple:
            "The slate of {reader} said {own} already, and the letter {stamp}. So it only counted on, to {clock}.",
          expert:
            "{reader} received {stamp} at its own {own}: the maximum is its own, and C = {own} + 1 = {clock}.",
        },
      },
    },
    "who-first": {
      title: "Two at the same moment",
      question:
        "The slate of p says {p}, that of r says {r}. Both are about to make a bead at the same moment. Whose is first on the strings?",
      options: { p: "The bead of p", r: "The bead of r" },
      because: {
        p: {
          simple:
            "The slates said {p} for p and {r} for r. The lower number is first, and with equal numbers p is before r.",
          expert:
            "C(p) = {p} and C(r) = {r} before the ticks. The order is by timestamp, and by name where they are equal.",
        },
        r: {
          simple: "The slates said {p} for p and {r} for r: the bead of r has the lower number.",
          expert:
            "C(p) = {p} and C(r) = {r} before the ticks: r’s timestamp is less, and its name does not matter.",
        },
      },
    },
    "one-asleep": {
      title: "Two of three",
      question:
        "r falls asleep, and p makes a bead. Two of the three keepers are awake. Will they thread it?",
      options: {
        applied: "Yes: two of three are more than half",
        waits: "No: they wait for r",
      },
      because: {
        "*": {
          simple:
            "Rosa might have made an earlier bead before she fell asleep. As long as she is silent, nobody can tell.",
          expert:
            "Rule 5 needs something later from every process. A majority is no help here: the missing process may have an earlier update under way.",
        },
      },
    },
  },
  challenges: {
    "same-number": {
      title: "Three beads number one",
      goal: {
        simple:
          "Have all three keepers make a bead that bears the number 1. You may only ring for them.",
        expert:
          "Have p, q and r each make an update with timestamp 1. You may only fire their timers nextUpdate.",
      },
      hints: [
        "When does a slate show another number than 0? What if nothing has arrived yet?",
        "All three must be made before the first letter arrives, within a quarter of a second.",
        "Pause the run near the beginning; then fire p nextUpdate, fire q nextUpdate, fire r nextUpdate.",
      ],
      done: {
        simple: "Three times number 1, and still one order: p before q before r. The name decides.",
        expert:
          "Equal timestamps only ever belong to concurrent events; the order among them is by name.",
      },
    },
    stuck: {
      title: "Nobody moves",
      goal: {
        simple: "At 3 s, p makes a bead. Keep two keepers waiting for it for 8 seconds.",
        expert:
          "p makes an update at 3 s. Have two processes wait in vain for 8 s, with failures alone.",
      },
      hints: [
        "A bead is threaded when everybody has been heard from.",
        "How many must be silent for the others to wait?",
        "crash r while the letter of p is on its way to it, shortly after 3 s.",
      ],
      done: {
        simple: "One silent keeper is enough to stop all the others.",
        expert:
          "The algorithm waits for every process: with n of them, any one failure stops it. Paxos and Raft wait for a majority.",
      },
    },
    "two-strings": {
      title: "Two strings",
      goal: {
        simple: "Nobody waits any more. Ring for beads so that two strings come out different.",
        expert: "Rule “wait for all” off. Break “Total order” with as few updates as possible.",
      },
      hints: [
        "Whoever makes a bead threads its own at once.",
        "A letter takes a quarter of a second or more. What if another bead is made meanwhile?",
        "fire p nextUpdate and, while its letter is on the way, fire q nextUpdate.",
      ],
      done: {
        simple: "Each had its own bead first.",
        expert:
          "Two concurrent updates, applied in the order in which they came. The timestamps were there; nobody waited for them.",
      },
    },
    "upside-down": {
      title: "The answer before the question",
      goal: {
        simple:
          "Slates do not jump. Bring it about that somebody sees a bead, makes one of its own, and finds it threaded before the one it had seen.",
        expert: "Rule “merge on receive” off. Break “The order extends happened-before”.",
      },
      hints: [
        "The later bead needs a lower number. So its maker must lag behind the others.",
        "A slate that does not jump counts only its own letters. Keep one keeper from getting any for a while.",
        "partition r | p q for some ten seconds, heal, wait until r has read what it missed, fire r nextUpdate.",
      ],
      done: {
        simple: "r had seen all the beads, but its number said that its own was older.",
        expert:
          "r’s clock had missed the others’ ticks and was not merged, so its timestamp sorted before its own causes.",
      },
    },
  },
};
