import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "Who has it, when I hear “done”?",
    promise:
      "Ten steps: lose a write that was acknowledged, then see what it costs not to lose one.",
    steps: {
      write: {
        title: "Done, at once",
        simple:
          "n1 with the crown holds the pen. Let c1 have something written down, and watch how quickly it hears “done”.",
        expert: "n1 is primary, replication is asynchronous. Let c1 write x.",
        act: "Let c1 write",
        done: {
          simple: "“Done”, says n1, and the copyists n2 and n3 have not seen the line yet.",
          expert:
            "Acknowledged after one round trip. The entry stands in one log only; its frame is drawn as safe, since nobody is waited for.",
        },
      },
      ship: {
        title: "The copyists follow",
        simple: "Now and then n1 sends what is new. Wait for the squares.",
        expert: "Updates leave in batches, every 0.6 s. Until then the backups lag behind.",
        done: {
          simple: "Now all three books say the same.",
          expert:
            "Both backups have acknowledged. The time between answer and update is the replication lag.",
        },
      },
      lose: {
        title: "Told, and gone",
        simple:
          "c1 writes once more, and n1 falls ill before the next squares leave. Look at who takes over, and with which book.",
        expert:
          "c1 writes, gets its answer, and the primary crashes before the next batch. The operator will promote a backup.",
        act: "Write, and crash the primary after the answer",
        done: {
          simple:
            "Somebody else holds the pen now, and the line is not in that book. c1 had been told “done”!",
          expert:
            "An acknowledged write is lost. Under asynchronous replication nobody had promised otherwise, so the run goes on; the count above the stage says 1.",
        },
      },
      return: {
        title: "The ill one comes back",
        simple: "Wake the old writer. It has a line that nobody else has.",
        expert: "Restart the old primary. Its log has an entry that the new epoch lacks.",
        act: "Wake it",
        done: {
          simple:
            "It hears of the new colour, copies the new book and tears its own line out. Now the line is gone everywhere.",
          expert:
            "Its update is refused by those who have promised the new epoch; it joins with the new primary’s log and gives up its own entry.",
        },
      },
      semi: {
        title: "Wait for one copyist",
        simple:
          "Now the writer says “done” only when one copyist has the line, too. Let c1 write, and watch the order.",
        expert:
          "Semi-synchronous: one backup must have the write on disk. Let c1 write and compare the latency above the stage.",
        act: "Wait for one, and write",
        done: {
          simple: "Square out, circle back, and only then “done”. It took longer.",
          expert:
            "One more round trip to the faster backup. The slower one may lag; it does not matter which has it.",
        },
      },
      kept: {
        title: "The same bad moment",
        simple:
          "The writer falls ill at the same moment as before. Follow c1 until it hears something.",
        expert:
          "The same crash at the same moment. The update is on its way, the answer is not; the client will ask again.",
        act: "Write, and crash the primary as before",
        done: {
          simple:
            "c1 had heard nothing, so it asked the new writer, who had the line already or wrote it once. Nothing is lost.",
          expert:
            "Nothing had been acknowledged. The repeated request bears the same number, so the new primary answers it without writing it twice.",
        },
      },
      sync: {
        title: "Wait for everybody",
        simple:
          "Now the writer waits until both have copied. But one of the three is ill. Let c1 write.",
        expert: "Synchronous: both backups. One server is still down. Let c1 write.",
        act: "Wait for both, and write",
        done: {
          simple: "It waits, and waits. Nobody is hurt, and nobody gets anything done.",
          expert:
            "The primary is up, one backup has the write, and still no answer: a synchronous system is down when any of its servers is.",
        },
      },
      wake: {
        title: "Everybody is back",
        simple: "Wake whoever is down.",
        expert: "Restart whoever is down.",
        act: "Wake it",
        done: {
          simple: "It copies what it missed, and the waiting is over.",
          expert: "It joins with the whole log, acknowledges, and the primary stops waiting.",
        },
      },
      bell: {
        title: "Who decides?",
        simple:
          "So far op chose the next writer by itself. Tell it to wait for a word, and let the writer fall ill.",
        expert: "Failover by hand: the operator raises the alarm only. Crash the primary.",
        act: "By hand, and crash the primary",
        done: {
          simple: "op rings the bell. Nobody holds the pen, and the children wait.",
          expert:
            "Many teams want it so: a failover that was not needed loses more than a minute of waiting. But all that minute nobody can write.",
        },
      },
      call: {
        title: "Your word",
        simple: "Let c2 call op: somebody else shall take the pen.",
        expert: "Let c2 ask the operator for a failover, then read RPO and RTO above the stage.",
        act: "Call op",
        done: {
          simple: "Two of three have answered, the fullest book wins, and there is a writer again.",
          expert:
            "Sealed by two of three, promoted by the most complete log. The recovery time includes your thinking.",
        },
      },
    },
    end: {
      simple:
        "Three ways to say “done”: quickly, safely with one helper, or only when all are there. Guess what comes of a crash, or take a challenge: lose something that was promised to nobody.",
      expert:
        "Latency, loss, or standstill: the knob only chooses who pays. Predict a failover, or take a challenge: lose a write with one crash, stop a system that is well.",
    },
  },
  predictions: {
    "half-lost": {
      title: "A bad line to both",
      question:
        "n1 says “done” at once. Its update leaves in a moment, over two lines that lose more than half of what they carry; then n1 crashes. Will the write be in the next primary’s log?",
      options: { kept: "Yes, it is kept", lost: "No, it is lost" },
      because: {
        kept: {
          simple: "At least one copyist got the square, and that one was given the pen.",
          expert:
            "An update arrived at one backup at least. The operator heard both and promoted the longer log.",
        },
        lost: {
          simple: "Both squares were lost on the way, so no book had the line, and n1 lay ill.",
          expert:
            "Both updates were lost, and the primary that would have sent them again was gone. Being sent is not being stored.",
        },
      },
    },
    "who-is-next": {
      title: "Who takes over?",
      question: "{primary} crashes now, with clients at work. Which server is primary next?",
      options: { server: "{server}" },
      because: {
        "*": {
          simple: "{server} had the fuller book, or both were as full and it answered op first.",
          expert:
            "Of the two that promised the new epoch {server} had the more complete log, or was the first of two equals to answer.",
        },
      },
    },
    "one-of-two-down": {
      title: "One of two is down",
      question:
        "Replication is synchronous and n3 has crashed. n1 and n2 are well. c1 writes now. What will it be told within five seconds?",
      options: { done: "“Done”", unknown: "Nothing" },
      because: {
        done: {
          simple: "n3 came back in time and copied the line.",
          expert: "n3 came back and acknowledged in time.",
        },
        unknown: {
          simple:
            "n1 waits for n3, who sleeps. The line stands in two books, and still nobody may say “done”.",
          expert:
            "The write is in two logs of three, and the third cannot acknowledge it. The client gave up without knowing whether it will count.",
        },
      },
    },
  },
  challenges: {
    "one-crash": {
      title: "One crash, one lie",
      goal: {
        simple:
          "The writer says “done” at once. c1 wants something written down after 1.25 seconds. Make it disappear although c1 was told that it is done.",
        expert:
          "Asynchronous replication, one write at 1.25 s. Lose it after it has been acknowledged. One crash is enough.",
      },
      hints: [
        "The answer to c1 and the square to the copyists do not leave at the same moment.",
        "Squares leave every 0.6 seconds: at 1.2, then at 1.8. c1 hears “done” in between.",
        "Pause at 1.5 s, click n1, press C, and play on until a backup has taken over.",
      ],
      done: {
        simple: "The line stood in one book only, and that book lies at n1’s bedside.",
        expert:
          "RPO is not zero: what was acknowledged within the replication lag is gone with the primary.",
      },
    },
    "stand-still": {
      title: "Everybody waits",
      goal: {
        simple:
          "Make the writer wait for five seconds without touching it. It waits for both copyists.",
        expert:
          "Synchronous replication: keep the primary up and waiting for five seconds. One action is enough.",
      },
      hints: [
        "The writer may be perfectly well and still unable to say “done”.",
        "It needs both circles back. Whose circle could be missing?",
        "Click n3, press C, and play on.",
      ],
      done: {
        simple: "One copyist sleeps, and nobody gets anything done.",
        expert:
          "With all copies synchronous each further server makes the service less available: it is up only while all of them are.",
      },
    },
    "wrong-heir": {
      title: "The wrong heir",
      goal: {
        simple:
          "The writer waits for one copyist, and op gives the pen to whoever answers first. Lose something that a child was told is done.",
        expert:
          "Semi-synchronous replication without the rule longest-log: lose an acknowledged write. Two actions are enough.",
      },
      hints: [
        "One copyist has the line for sure. Which one, you can decide.",
        "Here n2 is the first to answer op. So n2 must not have the line.",
        "Cut the line from n1 to n2 at about 1 s, let the children hear “done” a few times, then crash n1 and play on.",
      ],
      done: {
        simple: "n3 had the line. n2 got the pen.",
        expert:
          "“One backup has it” is worth something only if the failover finds that one: compare logs, and hear enough servers to be sure that it is among them.",
      },
    },
  },
};
