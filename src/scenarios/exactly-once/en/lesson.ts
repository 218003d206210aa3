import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "Was it paid?",
    promise:
      "Ten steps: a payment that nobody hears of again, and what makes it safe to ask twice.",
    steps: {
      pay: {
        title: "A slip by pigeon",
        simple:
          "The banker keeps everybody’s coins in a thick book. Alice sends her a slip by pigeon: “5 of my coins to Bob.” Watch the pigeon go there and back.",
        expert:
          "Three clients, one bank, guarantee “at most once”. Alice asks for a transfer of 5 to Bob.",
        act: "Let Alice pay Bob 5",
        done: {
          simple: "The banker wrote it into the book, and a pigeon came back: “done”.",
          expert: "One request, one disk write, one answer.",
        },
      },
      "request-lost": {
        title: "The pigeon gets lost",
        simple: "Now the pigeon with the slip does not arrive. Alice waits. What does she know?",
        expert: "The request is lost. Under “at most once” a client never asks again.",
        act: "Lose the request",
        done: {
          simple: "She has heard nothing and gives up. Her coins are still hers.",
          expert: "Given up with an unknown outcome; the transfer has not taken effect.",
        },
      },
      "answer-lost": {
        title: "The answer gets lost",
        simple:
          "This time the slip arrives, and the pigeon with “done” gets lost. Look at Alice, then at the book.",
        expert: "The request takes effect, its answer is lost.",
        act: "Lose the answer",
        done: {
          simple:
            "Alice has heard nothing, just as before. But this time the coins are with Bob. From where she stands the two look alike.",
          expert:
            "Again an unknown outcome, and again the same view from the client; this time the transfer has taken effect. Nothing that it sees tells the two apart.",
        },
      },
      "ask-again": {
        title: "Then ask again",
        simple:
          "New rule: ask until you are answered. The first pigeon gets lost once more; wait for the second.",
        expert: "Guarantee “at least once”: the request is sent again until it is answered.",
        act: "Ask until answered, and lose the request",
        done: {
          simple: "The second pigeon got through. Now nothing stays undone.",
          expert: "A retransmission takes the place of the lost request.",
        },
      },
      twice: {
        title: "Once too often",
        simple:
          "Asking again, and the “done” gets lost. What will the banker do with the second slip?",
        expert:
          "At least once, and the answer is lost: the retransmission arrives after the effect.",
        act: "Lose the answer",
        done: {
          simple:
            "She paid it a second time. To her it is a slip like any other. Yet no coin is missing: they are all there, only with Bob.",
          expert:
            "The transfer has taken effect twice. The total is conserved all the same: that invariant cannot see it.",
        },
      },
      number: {
        title: "A number on the slip",
        simple:
          "Each slip gets a number, and the banker notes for each child which number she did last. Lose the “done” once more.",
        expert:
          "Guarantee “effectively once”: the same id on each attempt, and a table of the last id answered to each client.",
        act: "Put numbers on, and lose the answer",
        done: {
          simple:
            "“I have done that one.” No coin moved, and Alice got the answer that had been lost.",
          expert:
            "The copy was recognised by its id, and the recorded answer sent again. At-least-once sending and deduplication make one effect.",
        },
      },
      nap: {
        title: "A nap",
        simple:
          "The banker has kept the numbers in the book. Suppose she keeps them in her head, and dozes off before Alice asks again.",
        expert:
          "Rule “durable dedupe” off: the table is in memory. The answer is lost, and the bank restarts before the retransmission.",
        act: "Keep the numbers in the head",
        done: {
          simple: "She woke up with an empty head, did not know the number, and paid again.",
          expert:
            "After the restart the copy is taken for a new request. The judge names the call and both effects.",
        },
      },
      book: {
        title: "Back into the book",
        simple: "The numbers stand in the book again. The same trouble once more.",
        expert: "Rule on, the same faults.",
        act: "Write the numbers down",
        done: {
          simple: "The book remembers what her head does not.",
          expert: "The row survived the restart: the copy got its old answer.",
        },
      },
      strokes: {
        title: "Three strokes of the pen",
        simple:
          "Taking 5 from Alice, giving 5 to Bob, noting the number: suppose these are three strokes, and the banker dozes off after the first.",
        expert:
          "Rule “one transaction” off: debit, credit and record are separate writes. A crash falls between the first two.",
        act: "Three strokes, and a nap",
        done: {
          simple: "The coins were taken from Alice and given to nobody: 5 are gone.",
          expert:
            "A partial effect is on disk: money is destroyed. And no record tells the retransmission that anything was done.",
        },
      },
      "one-stroke": {
        title: "One stroke",
        simple:
          "All three in one stroke again. She dozes off with the pen in the air, and Alice asks again.",
        expert:
          "Rule on: one atomic write. The crash falls into it, and the retransmission finds all or nothing.",
        act: "One stroke, and a nap",
        done: {
          simple: "Nothing stood in the book yet, so the second slip was simply the first.",
          expert: "Nothing was on disk, effect or record; the retransmission was done once.",
        },
      },
    },
    end: {
      simple:
        "Ask until you are answered, number what you ask, and keep the numbers where the coins are kept. Now guess, or make the bank pay twice.",
      expert:
        "Retries, ids, and a dedupe record that is written in one transaction with the effect: that is all of “exactly once”. Predict, or break it yourself.",
    },
  },
  predictions: {
    "asked-once": {
      title: "Half the pigeons get lost",
      question:
        "At most once: Alice asks a single time to pay Bob 20. Of all messages, half get lost. What comes of it?",
      options: {
        told: "Bob gets the 20, and Alice is told",
        paid: "Bob gets the 20, and Alice never hears of it",
        lost: "Nothing is paid, and Alice hears nothing",
      },
      because: {
        told: {
          simple:
            "Both pigeons got through, one there and one back. That happens one time in four.",
          expert: "Both messages arrived: probability ½ · ½ = ¼.",
        },
        paid: {
          simple:
            "The slip arrived, the “done” did not. Alice knows as little as if nothing had happened.",
          expert:
            "The request arrived (½) and the answer was lost (½): probability ¼, and to the client the same as a lost request.",
        },
        lost: {
          simple: "The very first pigeon got lost: one time in two.",
          expert: "The request was lost: probability ½.",
        },
      },
    },
    "asked-often": {
      title: "Asking until it is answered",
      question:
        "At least once: Alice asks until she is answered; half of all messages get lost, and slips bear no numbers. How often will Bob get the 20?",
      options: { once: "Once", twice: "Twice", more: "Three times or more" },
      because: {
        once: {
          simple:
            "The first slip that arrived was also the first whose “done” came back. Luck: each lost “done” would have cost Alice 20 more.",
          expert:
            "The first request that arrived was answered at once: probability ½. Each lost answer adds an effect, so the number of effects is geometric with mean 2.",
        },
        twice: {
          simple:
            "One “done” got lost after the coins had moved. Alice asked again, and paid again.",
          expert:
            "One answer was lost after the effect: probability ¼. The number of effects is geometric with mean 2.",
        },
        more: {
          simple:
            "Several times a slip arrived and its “done” did not. Each of these slips was paid.",
          expert:
            "Two or more answers were lost after effects: probability ¼. The number of effects is geometric with mean 2.",
        },
      },
    },
    "three-copies": {
      title: "Three copies in front of the door",
      question:
        "Effectively once. The bank has been paused since before Alice asked it to pay Bob 20. She has asked three times by now. The bank goes on: how many coins move?",
      options: { twenty: "20", sixty: "60", none: "None" },
      because: {
        "*": {
          simple:
            "All three slips bear the same number. The first is done, the other two get the answer that the first one got.",
          expert:
            "The first copy takes effect and is recorded; the others find its id in the table. A slow server and a lost message look alike to the client, and neither does harm here.",
        },
      },
    },
  },
  challenges: {
    drain: {
      title: "Drained by one packet",
      goal: {
        simple:
          "Alice has 100 coins and wants to pay Bob 50. Take a single pigeon out of the air, and empty her account.",
        expert:
          "At least once, no workload, one transfer of 50. Bring Alice’s account to 0 by dropping one packet.",
      },
      hints: [
        "What does Alice do when she hears nothing?",
        "If the slip gets lost she only pays later. Which pigeon makes her ask again for something that has been done?",
        "Pause when the bank’s answer is on its way, press it on the stage, and drop it.",
      ],
      done: {
        simple: "The “done” was lost, so Alice asked again, and the banker paid another 50.",
        expert:
          "One lost answer, one retransmission without an id: 50 twice. One packet in a billion is enough to do it to somebody.",
      },
    },
    "nothing-lost": {
      title: "Twice, and nothing lost",
      goal: {
        simple: "Let Alice pay Bob twice for one wish, though every pigeon arrives.",
        expert:
          "At least once. Have a transfer take effect twice without losing a message: you may only pause and resume.",
      },
      hints: [
        "Alice cannot tell a lost pigeon from a slow banker.",
        "How long does she wait before she asks again? Let the banker be slower than that.",
        "pause bank while the slip is on its way, wait until Alice has asked again, resume bank.",
      ],
      done: {
        simple: "The banker was only slow. Alice asked again, and both slips lay on the desk.",
        expert:
          "A timeout is a guess. Under load, slow servers are asked more often, for work that they are doing already.",
      },
    },
    "told-no": {
      title: "Told no, and paid",
      goal: {
        simple:
          "Alice has 100 coins and wants to pay Bob 60. Bring it about that the bank tells her “no”, although Bob has got the 60.",
        expert:
          "At least once, one transfer of 60. Have it answered “refused” after it has taken effect, by dropping one packet.",
      },
      hints: [
        "After the first 60 there are 40 left. What is the answer to a second slip?",
        "Let the first “done” get lost.",
        "Drop the bank’s first answer while it is on its way to Alice.",
      ],
      done: {
        simple:
          "The first slip was paid, and its “done” got lost. The second slip asked for 60 of 40 coins, and the answer was no.",
        expert:
          "The answer to a copy says how the copy fared, not the request. NFS users met it as a “file exists” after a successful, repeated mkdir. A table of answers repeats the first one.",
      },
    },
    amnesia: {
      title: "A bank that forgets",
      goal: {
        simple:
          "Slips bear numbers, but the banker keeps them in her head. Make her pay Alice’s slip twice.",
        expert:
          "Effectively once, rule “durable dedupe” off. Break “at most once” with crashes, cuts and drops.",
      },
      hints: [
        "Why would Alice ask again at all?",
        "Two things must happen between the payment and the second slip: one to the answer, one to the banker.",
        "When the coins have moved: cut bank>alice, crash bank, restart bank. Alice asks again 0.9 s after she asked first.",
      ],
      done: {
        simple: "No answer, an empty head, the same slip once more: paid again.",
        expert:
          "The dedupe table was lost in the crash, the effect was not. What guards an effect must be as durable as the effect.",
      },
    },
  },
};
