import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "Two hats, one book",
    promise: "Ten steps: a captain is replaced, lives on, and is stopped, or not.",
    steps: {
      write: {
        title: "One captain, one book",
        simple:
          "n1 wears the hat with number 1 and beats the drum. Only the captain gives orders to the helmsman, who keeps the ship’s book. Let c1 have a line written.",
        expert:
          "n1 is primary of epoch 1 and alone uses the disk. Its heartbeats keep the others standing by. Let c1 write x.",
        act: "Let c1 write",
        done: {
          simple: "The line stands in the book, in the colour of hat number 1.",
          expert:
            "The block bears the epoch of its writer, and that is the token by which the disk judges requests.",
        },
      },
      crash: {
        title: "No drum",
        simple: "The captain faints. Watch what the other two do when they hear no drum.",
        expert: "Crash the primary. The standbys time out, and one asks for votes.",
        act: "Crash the captain",
        done: {
          simple:
            "One asked, the other said yes: that is two of three. It took hat number 2 to the helmsman and read how far the book goes.",
          expert:
            "A majority voted for epoch 2, and with it the new primary claimed the disk and read its blocks.",
        },
      },
      wake: {
        title: "Back on deck",
        simple: "Wake the old captain. Will it want its hat back?",
        expert: "Restart the old primary.",
        act: "Wake it",
        done: {
          simple: "It hears the drum and stands by. Fainting is the easy case.",
          expert: "A crash takes the belief along. It restarts as a standby and hears epoch 2.",
        },
      },
      "cut-off": {
        title: "Alive, and unheard",
        simple:
          "Now the captain does not faint. A door slams: nobody hears its drum, except c1 who is with it. The helmsman can see both sides.",
        expert:
          "Cut the primary off from the other servers; it keeps c1 and the disk. From outside this looks like a crash.",
        act: "Cut the captain off",
        done: {
          simple: "Two hats! The old captain cannot know. Nobody did anything wrong.",
          expert:
            "Split brain: two believe to be primary, in two epochs. No failure detector can exclude this; the votes were in order.",
        },
      },
      fenced: {
        title: "The helmsman looks at the number",
        simple: "c1 is on the old captain’s side. Let it ask for a line.",
        expert: "Let c1 write. It will end up with the old primary.",
        act: "Let c1 write",
        done: {
          simple:
            "“I have seen a higher number”, said the helmsman, and did nothing. Only now does the old captain know.",
          expert:
            "The disk refused the older epoch: fencing. The old primary learns of its end by being powerless.",
        },
      },
      "no-fence": {
        title: "A helmsman who obeys everybody",
        simple: "Mend the door, let the helmsman obey any hat, and slam the door again.",
        expert: "Heal, turn fencing off, and cut the present primary off in the same way.",
        act: "No fencing, and cut the captain off",
        done: {
          simple: "Two hats again, and this time nobody looks at numbers.",
          expert: "The same split brain. Epochs still differ, but nothing checks them.",
        },
      },
      "both-write": {
        title: "Both write",
        simple: "Let both children have a line written, one with each captain.",
        expert: "Let both clients write, one on each side.",
        act: "Let both write",
        done: {
          simple:
            "Both wrote, each after its own count of lines. Look at the book: two colours take turns, and a frame shows a line that was written over.",
          expert:
            "Two effective primaries. Each numbers blocks by what it knows, so they write over each other; an acknowledged write may be gone.",
        },
      },
      "fence-again": {
        title: "Mend it",
        simple: "Let the helmsman look at numbers again, and mend the door.",
        expert: "Fencing on, and heal.",
        act: "Mend the door",
        done: {
          simple: "The lower number hears the higher one’s drum and takes its hat off.",
          expert:
            "Heartbeats of the newer epoch depose the older primary. What was overwritten stays so.",
        },
      },
      alone: {
        title: "Ask nobody",
        simple:
          "The other half: let officers take a hat without asking. Then each is in a room of its own, and each child with one of the two who stand by.",
        expert:
          "Turn majority off and let no server hear another. All reach the disk; each standby has a client.",
        act: "No majority, each alone",
        done: {
          simple:
            "Whoever hears no drum takes the next number, and two may take the same! The helmsman can tell a lower number from a higher, but not two equal ones.",
          expert:
            "Each takes the next epoch for itself. Two that take the same hold the same token, and fencing lets both pass.",
        },
      },
      "ask-again": {
        title: "Both halves",
        simple: "Let them ask each other again, and mend everything.",
        expert: "Majority on, and heal.",
        act: "Ask again, and heal",
        done: {
          simple: "One hat. More than half say whose it is, and the helmsman looks at the number.",
          expert:
            "A majority makes an epoch belong to one; fencing makes it count. Neither does the other’s work.",
        },
      },
    },
    end: {
      simple:
        "You cannot keep somebody from believing to be captain. You can see to it that only one belief gets anything done. Guess what a short nap does, or take a challenge.",
      expert:
        "Mutual exclusion of beliefs is impossible with unreliable timeouts; mutual exclusion of effects is not. Predict a pause, or take a challenge: have fencing stop an old hand.",
    },
  },
  predictions: {
    "short-nap": {
      title: "A short nap",
      question:
        "n1 stands still for one and a half seconds and then goes on as if nothing had happened. Is it still the captain?",
      options: { stays: "Yes, nobody took over", deposed: "No, somebody did" },
      because: {
        stays: {
          simple: "It drummed again before anybody had lost patience.",
          expert:
            "Both standbys had drawn a silence longer than the gap between two heartbeats that the pause made.",
        },
        deposed: {
          simple: "Somebody lost patience first, and got the other’s yes.",
          expert:
            "The silence, up to 0.4 s before the pause included, exceeded what a standby had drawn from 1.2 to 2.4 s. The pause itself is invisible to the one who pauses.",
        },
      },
    },
    "one-cut": {
      title: "One line is cut",
      question:
        "The link between n1 and n2 is cut. n3 hears both. n2 will hear no heartbeat for a while. Does it become primary?",
      options: { takes: "Yes", refused: "No" },
      because: {
        takes: {
          simple: "n3 had lost the drum as well and said yes.",
          expert: "n3 had timed out as well and gave its vote.",
        },
        refused: {
          simple: "n3 says: “I still hear n1.” One of three is no majority.",
          expert:
            "n3 hears the primary and gives no vote. Without the rule majority n2 would have taken over, and n1 been fenced off for nothing.",
        },
      },
    },
    "late-write": {
      title: "A letter on the desk",
      question:
        "n1 fell asleep, then c1’s request came to its desk. Meanwhile another has taken over. n1 wakes now and begins with what lies on its desk. What becomes of it?",
      options: {
        written: "The disk writes it",
        refused: "The disk refuses it",
        silent: "n1 sends nothing to the disk",
      },
      because: {
        written: {
          simple: "The helmsman wrote it, as he does for everybody who has the right number.",
          expert: "The disk took it: no newer epoch had been claimed, or nothing checked.",
        },
        refused: {
          simple:
            "n1 sent it in good faith, with its old number. The helmsman had seen a higher one.",
          expert:
            "n1 handled the request before it heard any heartbeat of the new epoch. A check of “am I still primary?” before the write would have said yes; only the disk could know.",
        },
        silent: {
          simple: "n1 heard the new drum before it came to the letter.",
          expert: "A heartbeat of the new epoch came first.",
        },
      },
    },
  },
  challenges: {
    "two-crowns": {
      title: "Two hats with one cut",
      goal: {
        simple:
          "Nobody has to ask for votes. Make two believe to be captain for two seconds, with a single cut.",
        expert:
          "The rule majority is off. Two servers in the state primary for two seconds. One action is enough.",
      },
      hints: [
        "Somebody takes a hat when it hears no drum.",
        "Who of the three needs to stop hearing whom? A single line is enough.",
        "Choose Cut and draw through the line between n1 and n2. Then play.",
      ],
      done: {
        simple: "n2 heard nothing, asked nobody, and took the next hat. n1 drums on.",
        expert:
          "A failure detector that is wrong about one link suffices. With a majority n3 would have objected.",
      },
    },
    "old-hat": {
      title: "The old hat",
      goal: {
        simple:
          "Both rules are on. Keep the captain believing, so that it gives an order after another has taken over, and see the helmsman refuse. Pausing is all you need.",
        expert:
          "All rules on. Have the disk refuse a write of a primary that was paused. Two actions are enough.",
      },
      hints: [
        "Whoever sleeps does not notice that it sleeps.",
        "It must have an order on its desk when it wakes: the children ask all the time. And another must have taken over by then.",
        "Click n1, pause it at about 2 s, wait until another wears a hat, resume n1, and play on.",
      ],
      done: {
        simple: "It woke, went on as if nothing had happened, and the helmsman shook his head.",
        expert:
          "A process cannot know how long it has been paused, a garbage collector’s pause included. The token travels with the request, so the check happens where the effect is.",
      },
    },
    "written-over": {
      title: "Written over",
      goal: {
        simple:
          "The helmsman obeys every hat. Make a line disappear that somebody was told is done.",
        expert: "The rule fencing is off. Lose an acknowledged write. One action is enough.",
      },
      hints: [
        "Two captains must write at the same time, each in its own count of lines.",
        "The old captain must not hear the new drum, and both must have somebody to serve.",
        "Choose Partition: n1 and c1 on one side, n2, n3 and c2 on the other. The disk stays within reach of both. Play on.",
      ],
      done: {
        simple: "Both wrote line after line into the same places of the book.",
        expert:
          "Both primaries cached where the next block goes. This is how a file system dies that is mounted twice.",
      },
    },
    "same-number": {
      title: "The same number twice",
      goal: {
        simple:
          "The helmsman looks at numbers, but nobody asks for votes. Get two captains to have something written all the same.",
        expert:
          "Fencing is on, majority is off: break the promise of one effective primary. One action is enough.",
      },
      hints: [
        "The helmsman refuses a lower number. What about an equal one?",
        "Two must lose patience at nearly the same time, and not hear of each other.",
        "Choose Partition: n1 alone, n2 with c1, n3 with c2. The disk stays in reach of all. Play on.",
      ],
      done: {
        simple: "Both took the next number, and the helmsman could not tell them apart.",
        expert:
          "A fencing token must be unique and growing. Where it comes from decides: here from votes, elsewhere from a lock service that itself runs on a majority.",
      },
    },
  },
};
