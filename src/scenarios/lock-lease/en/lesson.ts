import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "Who has the turn?",
    promise:
      "Eleven steps: why a lock must come back by itself, why that is not enough, and what a number does about it.",
    steps: {
      turn: {
        title: "One turn",
        simple:
          "A lamb is born. Alice asks Grandmother for the turn, gets a ribbon with a number, asks the owl what stands on the barn door, counts, and has one more written there.",
        expert:
          "Alice acquires the lock, reads the count, works, and writes one more. Each grant bears a fencing token, which goes with all that she asks of the storage.",
        act: "Let Alice have a turn",
        done: {
          simple:
            "There were 5 lambs on the door, and now there are 6. Alice has given the turn back.",
          expert: "Read 5, wrote 6 with token 33, released. Three round trips in all.",
        },
      },
      two: {
        title: "One after the other",
        simple: "Now Alice and Bob both want to add a lamb. Watch who waits.",
        expert: "Two clients want the lock. The second one is queued, and asks again meanwhile.",
        act: "Let both of them want it",
        done: {
          simple: "Bob had to wait for Alice. That way he saw her number before he wrote his own.",
          expert:
            "Mutual exclusion kept the read-modify-write of each in one piece: no update was lost.",
        },
      },
      dies: {
        title: "Alice goes home",
        simple:
          "Alice has the turn and falls ill. She cannot give it back. What becomes of Bob? Watch the ring around Grandmother: that is her hourglass.",
        expert:
          "The holder crashes. The service cannot tell a crashed holder from a slow one; the lease of 4 s runs on.",
        act: "Let Alice fall ill",
        done: {
          simple:
            "When the sand had run out, Grandmother gave the turn to Bob. He waited for one hourglass, not longer.",
          expert:
            "The lease expired by the service’s clock and the lock passed on: a crash costs the others one term at most.",
        },
      },
      "no-end": {
        title: "Without an hourglass",
        simple:
          "Alice is well again. Grandmother puts her hourglass away, and then Alice falls ill once more.",
        expert:
          "Rule “lease expiry” off: a lock is held until it is released. The holder crashes again.",
        act: "Put the hourglass away",
        done: {
          simple: "Bob waits and waits. Nobody will ever give that turn back.",
          expert:
            "The lock is held by a process that is gone. A lock file with the number of a dead process is this very thing.",
        },
      },
      end: {
        title: "The hourglass again",
        simple:
          "Grandmother takes her hourglass out again, and sees that the sand must have run out long ago.",
        expert: "Rule on: the service looks at its clock and ends the lease that is over.",
        act: "Take the hourglass out",
        done: {
          simple: "Bob has had his turn at last.",
          expert: "The overdue lease was ended, and the next in the queue was granted the lock.",
        },
      },
      look: {
        title: "Dozing off at work",
        simple:
          "Alice did not fall ill this time. She dozes off while she counts, until Bob has had his turn. But she has a little hourglass of her own. What will she do when she wakes up?",
        expert:
          "The holder is paused while it works, beyond its lease: a garbage collection, a stopped virtual machine. Before it writes it looks at its clock.",
        act: "Let Alice doze off while she counts",
        done: {
          simple:
            "She looked at her hourglass, saw that the sand was out, and threw her slip away. Well done.",
          expert:
            "By its own clock, counted from when it asked, its lease was over: it gave up before it wrote. A check of the clock catches this pause.",
        },
      },
      gap: {
        title: "Dozing off a moment later",
        simple:
          "The owl stops looking at ribbons. And Alice dozes off right after she has looked at her hourglass, with the slip in her hand.",
        expert:
          "Rule “fencing token” off, and the pause falls between the last look at the clock and the write.",
        act: "Let Alice doze off a moment later",
        done: {
          simple:
            "She woke up, and thought: I have just looked. Her slip went out, and the owl wrote her old number over Bob’s. One lamb is missing.",
          expert:
            "Check, pause, act: a holder cannot know how much time lies between its check and the arrival of its write. The stale write was taken, and an update is lost.",
        },
      },
      fence: {
        title: "The owl looks at the ribbon",
        simple: "The same once more, but the owl looks at the number on each ribbon.",
        expert:
          "Rule on: the storage refuses a token that is smaller than the greatest it has seen.",
        act: "Let the owl look",
        done: {
          simple:
            "“I have seen a greater number.” The owl sent Alice away, and Bob’s lamb is safe.",
          expert:
            "The write with the older token was refused. Two believed that they held the lock, and it did no harm.",
        },
      },
      clock: {
        title: "Slow sand",
        simple:
          "Nobody dozes off. But the sand in Alice’s little hourglass runs much too slowly, and so does she. She believes that she has time.",
        expert:
          "No pause: Alice’s clock runs at a fifth of true time, beyond what she allows for. Her lease outlives the service’s.",
        act: "Slow Alice down",
        done: {
          simple:
            "She looked, and her sand was still running. Grandmother’s was not. The owl knew it by the ribbon.",
          expert:
            "A lease is safe only while clocks differ in rate by less than the holder allows for. The token needs no clock at all.",
        },
      },
      forgets: {
        title: "Grandmother forgets",
        simple:
          "Alice’s sand runs as it should again. Grandmother no longer writes anything down, and takes a short nap while Alice has the turn.",
        expert:
          "Rule “durable lease” off: lease and token are in memory only. The service restarts while the lock is lent.",
        act: "Let Grandmother nap",
        done: {
          simple:
            "She gave out a number that had been given out before. Now the owl cannot tell who is newer.",
          expert:
            "A token was repeated or went back. The fence is as good as the counter behind it, which must survive whatever the service survives.",
        },
      },
      remembers: {
        title: "It stands in the book",
        simple: "Grandmother writes everything down again. The same nap once more.",
        expert: "Rule on, the same restart.",
        act: "Write it down, and nap",
        done: {
          simple: "She looked into her book, and went on as if nothing had been.",
          expert:
            "Lease and last token came from disk. Real services replicate them, so that somebody answers meanwhile, too.",
        },
      },
    },
    end: {
      simple:
        "The hourglass sees to it that nobody waits for ever. The number sees to it that nobody who is late does harm. Now guess, or break it yourself.",
      expert:
        "A lease gives liveness, a fencing token safety; a lock service alone gives the second to nobody whose processes pause. Predict, or break it yourself.",
    },
  },
  predictions: {
    race: {
      title: "Who comes first?",
      question:
        "Alice has dozed off with a slip in her hand, and her sand ran out. Bob has just got the turn, and at this very moment he asks the owl what stands on the door. Alice wakes up and sends her slip. The owl looks at ribbons. Will it write what Alice wants?",
      options: { taken: "Yes: 6, from Alice", refused: "No: it sends her away" },
      because: {
        taken: {
          simple:
            "Her swallow was faster. Nobody with a greater number had come by then, so the owl wrote it. Bob’s swallow came after it and brought him the new number: no lamb is missing.",
          expert:
            "The storage had not heard of token 34 yet. A write of an expired holder is taken as long as nobody newer has come; since the newer one reads afterwards, nothing is lost. The promise speaks of order, not of time.",
        },
        refused: {
          simple:
            "Bob’s swallow was faster. From the moment at which the owl had seen 34, no 33 was let through.",
          expert:
            "Bob’s read with token 34 raised the fence before Alice’s write with 33 arrived. Were only writes fenced, hers would have been taken here, and Bob would have overwritten it unseen.",
        },
      },
    },
    "half-lost": {
      title: "Half the swallows get lost",
      question:
        "Of all messages, half get lost; everybody asks again when no answer comes. Alice wants one turn. What will she know in the end?",
      options: {
        ok: "That it is written",
        fail: "That it is not written",
        unknown: "Nothing for certain",
      },
      because: {
        ok: {
          simple: "She asked often enough, and her sand lasted for it.",
          expert:
            "Retransmissions got through within the lease. Copies of a write are recognised by the number of the turn and taken once.",
        },
        fail: {
          simple:
            "Her sand ran out before the slip was written, so she knows that she has sent none.",
          expert:
            "The lease was over before the write was sent: each lost message costs 0.6 s of a budget of 3.6 s.",
        },
        unknown: {
          simple:
            "The slip was sent, and no answer came before her sand ran out. It may be on the door, or not.",
          expert:
            "The write was sent, and no acknowledgement came within the lease. A lock does not change what a lost answer means.",
        },
      },
    },
    "three-lambs": {
      title: "What stands on the door?",
      question:
        "The owl does not look at ribbons. There were 5 lambs on the door when Alice dozed off with her slip in the hand. Meanwhile Bob has added one, and Carol another. Alice wakes up, and her slip flies off. What will stand on the door?",
      options: { "6": "6", "7": "7", "8": "8" },
      because: {
        "*": {
          simple:
            "On her slip stands 6: she had seen 5, and added one. The owl wipes off the 7. Two lambs are gone from the door, Bob’s and Carol’s.",
          expert:
            "Her write holds the whole value, computed from what she read before the pause: 6. Every update since then is overwritten, however many there were.",
        },
      },
    },
  },
  challenges: {
    "one-pause": {
      title: "Two write, by one pause",
      goal: {
        simple:
          "The owl does not look at ribbons. Alice and Bob want a turn. Make one lamb get lost: you may only let somebody doze off, and wake them up.",
        expert:
          "Rule “fencing token” off, one turn each for Alice and Bob. Lose an update by pausing and resuming alone.",
      },
      hints: [
        "If Alice dozes off while she counts she looks at her sand when she wakes up. When does she look no more?",
        "Under her name stands “makes its write: 6”. From there on she does not look at the clock.",
        "Pause Alice while she makes her write (at about 2.7 s), and resume her when Bob is done.",
      ],
      done: {
        simple:
          "One nap at the wrong moment. Alice wrote a number that was right when she counted.",
        expert:
          "This is the figure of Kleppmann’s article. Longer leases make it rarer, not impossible: no pause has a greatest length.",
      },
    },
    "locked-out": {
      title: "Nobody gets in",
      goal: {
        simple: "Grandmother has put her hourglass away. Keep everybody out for good.",
        expert: "Rule “lease expiry” off. Block everybody with a single crash.",
      },
      hints: [
        "Who must never come back?",
        "The one who has the turn. She has it from about 1.4 s on.",
        "Crash Alice at about 2 s. Then wait.",
      ],
      done: {
        simple:
          "The turn has gone home with Alice. Even she will not get it again when she is well.",
        expert:
          "The lock outlives its holder. A restart does not help: the holder comes back as somebody who waits for itself.",
      },
    },
    "slow-sand": {
      title: "Without a pause",
      goal: {
        simple:
          "The owl does not look at ribbons. Get an old number written over a newer one, and nobody may doze off: you may only make somebody’s clock run slower or faster.",
        expert:
          "Rule “fencing token” off. Have a write of an older holder taken after a newer one’s request, by clock drift alone.",
      },
      hints: [
        "Whose hourglass must run slowly, whose fast?",
        "Alice must believe that she has time when Grandmother thinks that she has none.",
        "Set Alice’s clock to a fifth of its rate as soon as she has begun: drift alice 0.2. Her work slows down with it.",
      ],
      done: {
        simple: "Alice looked at her sand as a good child does. It only ran too slowly.",
        expert:
          "She allows for a difference of 10 %. A clock that is off by more makes the check worthless; virtual machines and clocks that are being set have done so.",
      },
    },
    "try-in-vain": {
      title: "Try, and fail",
      goal: {
        simple:
          "All rules are on. Make Alice believe that she still has the turn when Bob has it, and make her write. What does the owl do?",
        expert:
          "All rules on. Have a holder outlive its lease while the lock is lent to another, and write; do whatever you like.",
      },
      hints: [
        "This time you may do anything. What was the worst moment for a nap?",
        "Right after the last look at the clock: “makes its write: 6”.",
        "Pause Alice at about 2.7 s, and resume her when Bob is done. A slow clock works, too.",
      ],
      done: {
        simple:
          "Both believed that they had the turn. The owl knew better, and no lamb is missing.",
        expert:
          "Mutual exclusion was broken, and nothing else: the storage refused the older token. Ask the search to do better.",
      },
    },
  },
};
