import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "Be right, or be there",
    promise:
      "Ten steps: five copies agree, a door shuts, and the store must choose what to give up.",
    steps: {
      write: {
        title: "Pin a note",
        simple:
          "Five friends keep copies of one notice board. Let c1 pin a 7. Its friend asks around before it says “done”.",
        expert:
          "Five replicas, mode CP: a write first asks a majority for the newest tag, then stores its value at a majority.",
        act: "Let c1 write x = 7",
        done: {
          simple: "Done: at least three of the five boards show the 7 now.",
          expert: "Acknowledged: a majority of three has stored it.",
        },
      },
      read: {
        title: "Look on the other side",
        simple: "c2 stands at the other end of the hallway. Let it look: will it see the 7?",
        expert: "c2 reads at another replica. That one asks a majority, too, before it answers.",
        act: "Let c2 read x",
        done: {
          simple:
            "It is told 7. Three boards were asked, and any three share a board with the three that had the 7.",
          expert:
            "It reads 7: two majorities of five always intersect. That is linearizable (Attiya, Bar-Noy and Dolev 1995).",
        },
      },
      door: {
        title: "The door shuts",
        simple:
          "In the middle of the hallway there is a door. Shut it: two friends and c1 on the left, three and c2 on the right.",
        expert: "Partition the network: n1, n2 and c1 on one side; n3, n4, n5 and c2 on the other.",
        act: "Shut the door",
        done: {
          simple: "Nothing passes the door any more. Nobody knows why it is so quiet.",
          expert:
            "Every message across is lost. No node can tell this from crashes on the other side.",
        },
      },
      refused: {
        title: "Two boards are not three",
        simple: "Let c1 pin an 8 on the left. Its friend needs three boards and can see two.",
        expert: "c1 writes on the minority side, where no majority can be reached.",
        act: "Let c1 write x = 8",
        done: {
          simple: "“Ask later.” Nobody was told anything wrong, but c1 was sent away.",
          expert:
            "No majority within the replica’s patience: the write is refused. That is C kept and A given up.",
        },
      },
      majority: {
        title: "Three boards are",
        simple: "And on the right, where there are three?",
        expert: "The majority side can still form a quorum.",
        act: "Let c2 read x",
        done: {
          simple: "c2 is answered, and rightly: 7. This side has lost nothing.",
          expert:
            "Reads and writes go on there. “CP” gives up availability only where no majority is reachable.",
        },
      },
      available: {
        title: "The other rule",
        simple:
          "Now change the rule: everybody answers at once from their own board, and tells the others later. It is called AP.",
        expert:
          "Switch to AP: each replica answers from its own copy and replicates in the background.",
        act: "Answer from your own board",
        done: {
          simple: "From now on nobody asks around first.",
          expert: "The store now promises availability and convergence, no longer linearizability.",
        },
      },
      answered: {
        title: "Always an answer",
        simple: "The door is still shut. Let c1 pin a 5 on the left.",
        expert: "c1 writes on the minority side again.",
        act: "Let c1 write x = 5",
        done: {
          simple: "“Done”, at once. The friends on the right know nothing of it.",
          expert: "Acknowledged by one replica; hints for the unreachable ones wait on its disk.",
        },
      },
      stale: {
        title: "An old answer",
        simple: "c2 looks on the right. It gets an answer, too. Which one?",
        expert: "c2 reads on the other side, after the write was acknowledged in real time.",
        act: "Let c2 read x",
        done: {
          simple: "An old one. The 5 could not pass the door, and c2 cannot tell.",
          expert:
            "A stale read: the acknowledged write is missing from it. Under Verdicts, linearizable is lost.",
        },
      },
      heal: {
        title: "The door opens",
        simple: "Open the door, wait a moment, and let c2 look again.",
        expert: "Heal the partition, and read once the hints have been handed off.",
        act: "Open the door and look again",
        done: {
          simple: "The friends on the left knocked until they were heard. All boards show the 5.",
          expert: "Hinted handoff has brought the missing version over; the replicas converge.",
        },
      },
      price: {
        title: "The price on a quiet day",
        simple:
          "The door is open, and nothing is broken. Go back to asking first, let c2 look once more, and watch how long it takes.",
        expert:
          "Back to CP without any partition: compare the latency of this read with that of the last one.",
        act: "Ask before you answer, and look",
        done: {
          simple:
            "The answer had to wait for messages up and down the hallway. Being sure costs time every day.",
          expert:
            "A quorum’s round trips against none: else latency or consistency, the other half of PACELC (Abadi 2012).",
        },
      },
    },
    end: {
      simple:
        "While the door is shut, be right or be there: nobody can have both. Now guess what the boards will say, or make them say something wrong yourself.",
      expert:
        "During a partition a store chooses consistency or availability (Gilbert and Lynch 2002); without one, consistency or latency. Now predict, or break it yourself.",
    },
  },
  predictions: {
    "read-under-ap": {
      title: "What will c2 be told?",
      question:
        "Mode AP, the door is shut. On the left c1 has just been told that x = 5 is done; before that x was 1. Now c2 asks on the right for x. What is it told?",
      options: { new: "5, the new value", old: "1, the old value", none: "Nothing: it is refused" },
      because: {
        "*": {
          simple:
            "Under AP everybody answers from their own board, at once. The 5 could not pass the door, so the board on the right still says 1.",
          expert:
            "An AP replica never waits for others, so it cannot refuse, and it cannot know of a write beyond the partition. Its answer is available and stale.",
        },
      },
    },
    "write-under-cp": {
      title: "Written in the minority",
      question:
        "Mode CP, the door is shut: n1 and n2 are on the left with c1. Now c1 asks them to write x = 5. What is c1 told?",
      options: { done: "Done", refused: "Not done: ask later" },
      because: {
        "*": {
          simple:
            "“Done” needs three boards, and two are in reach. The friend waits a while for a third, and then says no rather than promise what it cannot keep.",
          expert:
            "A majority quorum is out of reach on this side. After its patience the coordinator refuses: consistent, and unavailable here.",
        },
      },
    },
    "which-stays": {
      title: "Five or six?",
      question:
        "Mode AP, last write wins. With the door shut c1 wrote 5 on the left, and a little later c2 wrote 6 on the right. Both were told “done”. The door opens. What will c1 read?",
      options: { five: "5", six: "6", both: "Both, side by side" },
      because: {
        six: {
          simple:
            "Two notes, and only one may stay: the one whose number is higher. That was the 6. The 5 is gone, though c1 had been told “done”.",
          expert:
            "Last write wins keeps the higher tag (counter, then name), here the 6. An acknowledged write is lost without anybody being told.",
        },
        "*": {
          simple:
            "Two notes, and only one may stay: the one whose number is higher. The other is gone, though its writer had been told “done”.",
          expert:
            "Last write wins keeps the higher tag (counter, then name). An acknowledged write is lost without anybody being told.",
        },
      },
    },
  },
  challenges: {
    "stale-read": {
      title: "Serve a stale read",
      goal: {
        simple:
          "Everybody answers from their own board (AP). Bring it about that somebody is told an old value after a newer one was “done”.",
        expert:
          "Mode AP, no workload. Have a client read a value older than one already acknowledged, in at most three actions.",
      },
      hints: [
        "A write is “done” before the other boards know of it.",
        "You can ask the clients yourself: choose one on the stage and fill in its form, or type “client c1 write x 1” after Ctrl K.",
        "Shut the door, let c1 write, let c2 read: three actions. Without the door you must be quick: step event by event with the full stop.",
      ],
      done: {
        simple:
          "c2 was told something old. With the door shut that lasts as long as the door; with it open, for the time a message takes.",
        expert:
          "Asynchronous replication has a window of staleness even without a fault; a partition only makes it as long as itself.",
      },
    },
    "unavailable-write": {
      title: "A write that nobody takes",
      goal: {
        simple:
          "The friends ask before they answer (CP). Bring it about that somebody’s note is not taken.",
        expert: "Mode CP. Make a client’s write end as refused or unknown.",
      },
      hints: [
        "How many boards must a friend reach before it says “done”?",
        "A single action can part the friends so that a client stands with too few of them.",
        "Shut the door between n1, n2, c1 and the others, and wait for c1 to write.",
      ],
      done: {
        simple:
          "Two boards were in reach, three were needed. The friend said no, and nothing wrong was ever told.",
        expert:
          "No majority: the operation could not be completed. CP gives up availability on that side, for that long.",
      },
    },
    "lost-write": {
      title: "Done, and gone",
      goal: {
        simple:
          "Let somebody be told “done”, and then make their note vanish, without erasing anything.",
        expert: "Mode AP, last write wins, no workload. Lose an acknowledged write.",
      },
      hints: [
        "When two notes were written without knowing of each other, only one may stay.",
        "Neither writer may have seen the other’s note: shut the door first, or let both write at the same moment.",
        "Pause the run. “client c1 write x 1”, then “client c2 write x 2”, and let it run.",
      ],
      done: {
        simple:
          "One note covered the other. Its writer had been told “done”, and nobody will tell it otherwise.",
        expert:
          "Concurrent versions, and last write wins drops the one with the lower tag. It needs no partition, only concurrency.",
      },
    },
    merge: {
      title: "Nothing lost",
      goal: {
        simple:
          "Both sides keep writing while the door is shut, both notes are kept, and in the end one note takes up both.",
        expert:
          "Mode AP, keep both. Write on both sides of a partition, heal, and replace the siblings by a write that has seen both.",
      },
      hints: [
        "The order matters: door, a note on each side, door, and one note more.",
        "After the door has opened, wait until the boards show both notes side by side.",
        "partition n1 n2 c1 | n3 n4 n5 c2, client c1 write x milk, client c2 write x eggs, heal, and some seconds later client c1 write x both.",
      ],
      done: {
        simple:
          "Nobody was sent away, and no note was lost: somebody who saw both wrote one for both.",
        expert:
          "Version vectors showed that neither write covered the other; the siblings were kept until a write covered both. That is how Dynamo’s carts merged (DeCandia 2007).",
      },
    },
  },
};
