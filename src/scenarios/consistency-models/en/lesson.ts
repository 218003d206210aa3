import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "Causes before effects, and nothing more",
    promise:
      "In nine steps through the store in the middle: what it may answer, what it may not, and what that costs.",
    steps: {
      write: {
        title: "Done, at once",
        simple:
          "Three friends keep an album each, and each has one child who looks into it. Let c1 say that x is red, and see how soon it is told “done”.",
        expert:
          "The causal store. A write changes the copy at hand and is acknowledged at once; the others hear of it afterwards.",
        act: "c1 writes x",
        done: {
          simple: "n1 had told nobody yet. The slips to the others are on their way.",
          expert:
            "No message between replicas came before the answer. Theory allows that: nothing here has to be ordered.",
        },
      },
      old: {
        title: "Here new, there old",
        simple:
          "c1 changes x once more, and c3 looks at once, in the album of n3. The slip is still on its way.",
        expert:
          "c1 writes x, and after the acknowledgement c3 reads it at n3, before the update has arrived. Watch the verdict on linearizability.",
        act: "Write here, ask there",
        done: {
          simple:
            "c3 got the old page although c1 had been told “done”. That is allowed here: nobody has promised otherwise.",
          expert:
            "Not linearizable: a read that began after a write had returned did not see it. Told, not promised: this store gives causal consistency alone.",
        },
      },
      cause: {
        title: "The answer overtakes the question",
        simple:
          "c1 asks something on page x. c2 reads it and answers on page y. But n3 cannot hear n1 just now: it gets the answer, and not the question. Watch n3.",
        expert:
          "n1 to n3 is cut. c1 writes x, c2 reads it and writes y: y depends on x. n3 gets y first, with a version vector that says what its origin had seen.",
        act: "Question and answer",
        done: {
          simple: "n3 has the answer in its hand and does not stick it in. It waits.",
          expert:
            "Causal delivery: y takes effect at n3 after all that n2 had seen when it was written.",
        },
      },
      heal: {
        title: "First the question, then the answer",
        simple: "Let n3 hear n1 again.",
        expert: "Heal the link. n1 sends again what n3 has not acknowledged.",
        act: "Heal",
        done: {
          simple: "The question came, and at once both were stuck in, in the right order.",
          expert: "x took effect at n3, and y, which had waited for it, in the same step.",
        },
      },
      each: {
        title: "Each asks for the other’s",
        simple:
          "c1 writes on page x and looks at page y. At the same moment c3 writes on page y and looks at page x. Can both find nothing new?",
        expert:
          "Dekker’s test: c1 writes x and reads y, c3 writes y and reads x, all before an update has arrived. In one order of all four, the read that comes last sees the other’s write.",
        act: "Try it",
        done: {
          simple:
            "Both found the old page. If there were one story for all, one of the two would have been first. So there is none.",
          expert:
            "Not sequentially consistent: neither read saw the other’s write. Still causal: neither write was among the causes of the other’s read.",
        },
      },
      lattice: {
        title: "What holds, as a picture",
        simple:
          "Open “Verdicts”. There stand many agreements, the strong ones on top, and those that what the children were told still keeps are lit. Which are they? Go on when you have looked.",
        expert:
          "Open “Verdicts”: the judge looks at nothing but what clients were told, and lights up every model that still has it. Linearizable and sequential are out, causal memory and what it implies are in. “History” shows the operations that prove it. Go on when you have looked.",
      },
      broken: {
        title: "Without waiting",
        simple:
          "And if n3 did not wait? Question and answer once more, and c3 looks at the answer first and then at the question.",
        expert:
          "Rule “causal delivery” off: an update takes effect when it arrives. The same question and answer, and c3 reads y and then x.",
        act: "Stick in what comes",
        done: {
          simple: "c3 saw an answer to a question that nobody had asked. This promise was given.",
          expert:
            "Causal consistency is broken: c3 read an effect and after it a value that its cause had overwritten.",
        },
      },
      price: {
        title: "What it costs",
        simple:
          "Look at the numbers: how long did the slowest answer take? Open the curves under the stage, too: bars are what was seen here, the rest is what clever people have worked out.",
        expert:
          "Slowest read and write at the replica: 0 ms. “Curves” has the bounds beside them: linearizable or sequential, a read and a write together take at least d, the longest delay of a message. Go on when you have looked.",
      },
      others: {
        title: "Four more stores",
        simple:
          "Turn “Store” and everything begins anew, with the same children and the same wishes. Strong makes them wait, weak may tell them anything.",
        expert:
          "Turn the knob “Store”: the same seed asks the same of another store. Compare verdicts and latencies; “Compare” shows two of them side by side.",
      },
    },
    end: {
      simple:
        "Who promises more must wait longer. Now guess what a store will say, or find a story that it may tell and the next one may not.",
      expert:
        "Each model is a set of histories, and each larger set can be had for less waiting. Predict an answer, or find a history between two models.",
    },
  },
  predictions: {
    "just-told": {
      title: "A tenth of a second later",
      question:
        "The sequential store. A tenth of a second ago c1 was told that x = new is written. What does c3 get, asking n3?",
      options: { new: "new", old: "old" },
      because: {
        new: {
          simple: "The numbered slip had come to n3 already.",
          expert: "The ordered write took 80 to 240 ms to n3, and this time it was there.",
        },
        old: {
          simple: "The numbered slip was still on its way, and n3 answers from its own album.",
          expert:
            "Writes are ordered, reads are local. c3’s read comes before c1’s write in the one order, although by the clock it came after: sequential, not linearizable.",
        },
      },
    },
    "two-writes": {
      title: "Red or blue?",
      question:
        "The causal store. At the same moment c1 wrote x = red at n1, and c3 wrote x = blue at n3. Both slips have arrived everywhere. What does c2 get, asking n2?",
      options: { red: "red", blue: "blue" },
      because: {
        red: {
          simple:
            "Red came last to n2. Look at n1 and n3: each shows what the other has written, and it will stay so.",
          expert:
            "Neither write is a cause of the other, so each replica applies them as they come: n2 got red last, n1 shows blue and n3 red. Causal memory does not promise convergence.",
        },
        blue: {
          simple:
            "Blue came last to n2. Look at n1 and n3: each shows what the other has written, and it will stay so.",
          expert:
            "Neither write is a cause of the other, so each replica applies them as they come: n2 got blue last, n1 shows blue and n3 red. Causal memory does not promise convergence.",
        },
      },
    },
    "two-slips": {
      title: "First and second",
      question:
        "The weak store. c1 wrote x = first and a moment later x = second. Both slips have come to n3. What does c3 get?",
      options: { first: "first", second: "second" },
      because: {
        first: {
          simple: "The second slip was the quicker one, and n3 believes whatever comes last.",
          expert:
            "The updates overtook each other on the way. No stamp tells n3 which is newer: it stays with the older one for ever.",
        },
        second: {
          simple: "The slips came in the order in which they were written. It need not be so.",
          expert:
            "The updates arrived in order this time. The delay varies by 160 ms and the writes are about 60 ms apart, so they need not.",
        },
      },
    },
  },
  challenges: {
    "not-linearizable": {
      title: "Sequential, not linearizable",
      goal: {
        simple:
          "The sequential store: everybody sees the same story, perhaps late. Have somebody be late, after somebody else was told “done”.",
        expert:
          "Find a history that is sequentially consistent and not linearizable, with all rules on.",
      },
      hints: [
        "Writes get a number from n1; reads are answered from the album at hand.",
        "c1 sits beside n1, which gives the numbers. How soon is c1 told “done”, and how soon does n3 know?",
        "Have c1 write x. As soon as it is told, within 40 ms, have c3 read x: the news takes 80 ms at least.",
      ],
      done: {
        simple: "One story for all, and c3 had not come so far in it.",
        expert:
          "Put c3’s read before c1’s write: every answer is explained, and each client’s own order kept. By the clock the read came after.",
      },
    },
    "not-sequential": {
      title: "Causal, not sequential",
      goal: {
        simple:
          "The causal store: nobody sees an answer before its question. Make it so that no single story fits what everybody saw.",
        expert:
          "Find a history that is causally consistent and not sequentially consistent, with all rules on.",
      },
      hints: [
        "Two children must disagree about what was first. Nobody may have read the other’s before.",
        "Have c2 write x and c3 write y at the same moment. Whose write was first?",
        "Now, before the slips have come, have c2 read y and c3 read x. Each says that its own was first. Take your time: partition n2 from n3 before.",
      ],
      done: {
        simple: "c2 says “mine was first”, and c3 says “no, mine”. No story has both.",
        expert:
          "c2’s read of y must come before c3’s write, and c3’s read of x before c2’s: with each client’s own order that is a cycle.",
      },
    },
    "not-causal": {
      title: "Eventual, not causal",
      goal: {
        simple:
          "The eventual store: in the end all albums are the same. Before that, have c3 see an answer and not its question.",
        expert:
          "Find a history that breaks causal consistency in the eventual store, with all rules on.",
      },
      hints: [
        "Somebody writes x. Somebody else reads it, and then writes y. A third one sees y, and x is still old.",
        "c3 must not hear of x: cut n1 from n3, and have c1 write x.",
        "When n2 has it, have c2 read x and write y. As soon as n3 has y, have c3 read y and x. Be quick, or cut more: when two compare their albums, x comes along.",
      ],
      done: {
        simple: "An answer without its question. A moment later it would have been there.",
        expert:
          "Last writer wins and anti-entropy order the writes of each key, and nothing between keys: convergence says nothing about the way there.",
      },
    },
  },
};
