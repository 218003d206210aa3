import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "Who knew of what",
    promise:
      "Read three numbers, compare two events by them, and switch off what makes them tell the truth.",
    steps: {
      own: {
        title: "A number for each friend",
        simple:
          "Pip, Quinn and Rosa (p, q and r) each have a sheet with three numbers: how much they know of Pip’s doings, of Quinn’s and of Rosa’s. Pip does two things.",
        expert:
          "The badge is the vector clock, with the components of p, q and r in this order. Two events of p.",
        act: "p does two things",
        done: {
          simple: "Pip’s sheet says 2,0,0: two things of its own, and nothing of the others.",
          expert: "p1 bears (1,0,0) and p2 (2,0,0): an event ticks its process’s own component.",
        },
      },
      letter: {
        title: "A letter with three numbers",
        simple: "Pip writes to Quinn, and copies its sheet onto the letter.",
        expert: "p sends to q. The sending is p’s third event; the message bears its clock.",
        act: "p writes to q",
        done: {
          simple:
            "Quinn has taken every higher number from the letter, and counted the reading as a thing of its own.",
          expert:
            "q1, the receipt: the greater of each component, then a tick of q’s own: (3,1,0).",
        },
      },
      compare: {
        title: "Compare",
        simple:
          "Put Pip’s 2,0,0 beside Quinn’s 3,1,0. No number is higher on the first sheet: so the first came before the second, and Quinn knew of it.",
        expert:
          "u < v if no component of u is greater than v’s, and one is less. (2,0,0) < (3,1,0), and indeed p2 → q1.",
      },
      concurrent: {
        title: "Neither before nor after",
        simple: "Rosa, who has had no letter from anybody, does something.",
        expert: "An event of r, which has received nothing.",
        act: "r does something",
        done: {
          simple:
            "Put 0,0,1 beside 3,1,0: each has a number that is higher. Neither knew of the other: they happened side by side.",
          expert:
            "Incomparable, (0,0,1) and (3,1,0): concurrent. Lamport’s clocks would have put them into some order and kept quiet about it.",
        },
      },
      spacetime: {
        title: "The picture of it",
        simple:
          "Open the space–time diagram among the views and press an event. What lights up behind it is all that it knew of. Count the events on each line there: these are its three numbers.",
        expert:
          "Open the space–time diagram and select an event. Its past cone is counted by its clock: component by component, the number of events on that line that lie in the cone.",
      },
      relay: {
        title: "From hand to hand",
        simple: "Now Quinn writes to Rosa. Pip has never written to Rosa.",
        expert: "q sends to r. No message has gone from p to r so far.",
        act: "q writes to r",
        done: {
          simple: "Rosa’s first number is 3 now: Quinn’s letter brought word of Pip.",
          expert: "Happened-before is transitive, and the clock has carried it: p3 → r’s receipt.",
        },
      },
      deaf: {
        title: "Letters that teach nothing",
        simple: "Suppose nobody copies numbers from letters any more. Pip writes one more letter.",
        expert: "Rule “merge on receive” off; p sends once more.",
        act: "Copy nothing",
        done: {
          simple:
            "The letter was written before it was read, of course. But by the numbers the two have nothing to do with each other.",
          expert:
            "A sending and its own receipt look concurrent: e → f without VC(e) < VC(f). The judge names both.",
        },
      },
      hearing: {
        title: "Copy again",
        simple: "Everybody copies the higher numbers again. Pip writes once more.",
        expert: "Rule on. One message brings everything that its sender knows.",
        act: "Copy again",
        done: {
          simple: "One letter was enough to catch up with all that was missed.",
          expert:
            "The join with the message’s clock makes up for every receipt that was not merged.",
        },
      },
      nap: {
        title: "An empty sheet after a nap",
        simple: "Pip does something, naps, wakes up with an empty sheet, and does something again.",
        expert: "Rule “durable clock” off: an event of p, a crash, a restart, another event.",
        act: "Forget the sheet",
        done: {
          simple:
            "The new thing is called p1, like the very first, and by its numbers it is older than what came before it.",
          expert:
            "The later event’s clock is less than the earlier one’s: comparable, and the wrong way round. Its name has been used before, too.",
        },
      },
      drawer: {
        title: "The sheet in the drawer",
        simple: "The sheet is kept in a drawer again. Now Quinn does the same as Pip did.",
        expert: "Rule on; the same with q.",
        act: "Keep the sheet",
        done: {
          simple: "Quinn woke up, looked into the drawer, and counted on.",
          expert: "The clock survived: q’s component went on from where it was.",
        },
      },
    },
    end: {
      simple:
        "Count your own doings, copy the higher numbers, and any two sheets tell whether one knew of the other. Now guess, or break it yourself.",
      expert:
        "VC(e) < VC(f) exactly if e → f, at the price of a component for each process. Predict, or break it yourself.",
    },
  },
  predictions: {
    "next-two": {
      title: "The next two",
      question:
        "The sheet of p says {p}, that of r says {r}. {maker} is about to do something. Take that, and the next thing that the other of the two does, reading and writing left aside. How will the thing of p stand to the thing of r?",
      options: {
        before: "Before: r will know of it",
        after: "After: p will know of that of r",
        concurrent: "Side by side: neither will know of the other",
      },
      because: {
        before: {
          simple:
            "A letter, or a chain of letters, left p after the one thing and reached r before the other.",
          expert: "A causal path led from the event of p to that of r: e → f, and VC(e) < VC(f).",
        },
        after: {
          simple:
            "A letter, or a chain of letters, left r after its thing and reached p before that of p.",
          expert: "A causal path led from the event of r to that of p: f → e, and VC(f) < VC(e).",
        },
        concurrent: {
          simple:
            "No letter that was written after the one thing was read before the other. By the clock on the wall one came first, but nobody knew of it.",
          expert:
            "No causal path either way: e ∥ f. Letters that left before the first event tell nothing of it.",
        },
      },
    },
    "same-moment": {
      title: "At the same moment",
      question:
        "The sheet of p says {p}, that of r says {r}. Both do something at the same moment. How does the thing of p stand to that of r?",
      options: {
        before: "It came before",
        after: "It came after",
        concurrent: "Side by side",
      },
      because: {
        "*": {
          simple:
            "No letter is quick enough to get from one to the other in no time. However far apart their numbers are, each has a number that is higher than the other’s.",
          expert:
            "No path of messages takes no time, so neither knew of the other: concurrent. Each is ahead in its own component.",
        },
      },
    },
    "new-sheet": {
      title: "The new sheet",
      question:
        "p is about to write to q, with {stamp} on the letter. The sheet of q says {q}. What will it say when q has read the letter?",
      options: {
        greater: "{vector}: the greater of each, and one more of its own",
        sum: "{vector}: both added up",
        letter: "{vector}: what the letter says, and one more of its own",
      },
      because: {
        "*": {
          simple:
            "Number by number the higher one: what either of them knew, q knows now. And reading is a thing of its own.",
          expert:
            "The join of ({stamp}) and ({q}), and a tick of q’s component. Added up, events that both know of would count twice; copied, q would forget its own.",
        },
      },
    },
  },
  challenges: {
    "two-of-each": {
      title: "Two of each",
      goal: {
        simple:
          "Bring it about that somebody knows of at least two doings of each. You may only ring for doings and letters.",
        expert:
          "Have an event whose clock is at least 2 in every component, by firing nextEvent and nextLetter.",
      },
      hints: [
        "Reading a letter is a doing, too.",
        "Let one of them read two letters, each from somebody who has done two things by then.",
        "q reads. fire p nextEvent and fire p nextLetter, which goes to q; fire r nextLetter twice, the second goes to q.",
      ],
      done: {
        simple: "Two letters brought all of it, and reading them were two doings of q.",
        expert:
          "Three processes, four events besides two receipts: nothing can be spared, since a clock counts exactly its past.",
      },
    },
    stranger: {
      title: "Nothing of Pip",
      goal: {
        simple:
          "Everybody does things and writes. Let q or r know of eight doings of q and eight of r, and of none of p.",
        expert:
          "Have an event with components of at least 8 for q and r, and 0 for p, by network and crashes alone.",
      },
      hints: [
        "What p knows of the others does no harm. What must not get through?",
        "It is not enough that p does not write to q: r might tell.",
        "At the very start: partition p | q r.",
      ],
      done: {
        simple: "No letter from p got through, so for q and r it never did anything.",
        expert:
          "A component says what is known, not what is so: p went on, and all its events are concurrent with theirs.",
      },
    },
    unread: {
      title: "Written, never to be read",
      goal: {
        simple: "Nobody copies numbers from letters. Show with one ring that the numbers lie.",
        expert: "Rule “merge on receive” off. Break the Clock Condition with a single event.",
      },
      hints: [
        "Which two events are certainly one before the other?",
        "A letter is written before it is read.",
        "fire p nextLetter, and wait until it is read.",
      ],
      done: {
        simple: "Writing and reading one letter, and by the numbers they are strangers.",
        expert: "The sending bears (1,0,0) and its receipt (0,1,0): incomparable.",
      },
    },
    "twice-the-same": {
      title: "Twice the same name",
      goal: {
        simple: "The sheet is not kept in the drawer. Make p do its first thing a second time.",
        expert: "Rule “durable clock” off. Break a promise with one crash.",
      },
      hints: [
        "p has done one thing at 1 s. What will it call the next one if it remembers nothing?",
        "What does the sheet say after a crash?",
        "crash p, restart p, fire p nextEvent.",
      ],
      done: {
        simple: "Two different things, one name, the same numbers.",
        expert:
          "Two events with equal clocks: e → f, and not VC(e) < VC(f). Whoever sees the second takes it for the first.",
      },
    },
  },
};
