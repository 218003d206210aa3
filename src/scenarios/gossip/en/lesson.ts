import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "How news gets round",
    promise:
      "Nine steps: one call becomes a hundred, some are left out, a night brings them the news, and a diary keeps it.",
    steps: {
      news: {
        title: "A hundred neighbours with telephones",
        simple:
          "A hundred neighbours, each with a telephone and a list of all the others. Nobody has anything to tell yet. Soon n1 will.",
        expert:
          "A hundred sites, each linked with every other. Rounds take 500 ms. At 1 s an update is made at n1.",
        done: {
          simple: "n1 has news! A full disc means: I know it and I am telling it.",
          expert: "n1 is infective, all others are susceptible (hollow).",
        },
      },
      doubling: {
        title: "One, two, four, eight",
        simple:
          "At each tick everybody who knows the news calls one other, drawn from a hat. Whoever hears it calls, too.",
        expert:
          "Push with one contact a round: each infective site tells one other, drawn at random. Almost every contact is useful at first, so their number doubles.",
        done: {
          simple: "Half of the town knows it, after about seven ticks.",
          expert:
            "Half have heard after about log₂ n rounds. From here on most contacts meet somebody who knows.",
        },
      },
      everybody: {
        title: "The last ones",
        simple:
          "Now the calls mostly reach people who know already. The last ones must wait until somebody happens to draw them.",
        expert:
          "The second phase: the susceptible share falls by a factor of e in each round, for about ln n rounds. Open the curves under the stage: points are this run, lines are published.",
        done: {
          simple: "Everybody has heard. Nobody made more than a handful of calls.",
          expert:
            "All have heard. A reading shows the rounds that it took beside log₂n + ln n (Pittel 1987).",
        },
      },
      quiet: {
        title: "“I know that already”",
        simple:
          "Whoever is told four times in a row “I know that already” stops calling. The little crosses are that answer. Wait until it is quiet.",
        expert:
          "Feedback and counter with k = 4: an infective site whose contacts were in vain four times in a row is removed.",
        done: {
          simple: "It is quiet: nobody tells the old news any more.",
          expert:
            "No site is infective: rumour mongering runs to quiescence. A simple epidemic would go on for ever.",
        },
      },
      impatient: {
        title: "Impatient neighbours",
        simple:
          "Now everybody stops at the first “I know that already”, and nobody compares diaries at night. Somebody has fresh news.",
        expert: "k = 1, rule “anti-entropy” off, and a second update at another site.",
        act: "Stop at the first, and fresh news",
        done: {
          simple:
            "The calls have stopped, and some have not heard. They still have the colour of the old news. Nobody will ever call them.",
          expert:
            "The rumour died with a residue: s = e^(−(k+1)(1−s)) has 20 % left out for k = 1, the paper’s simulation 18 %. “Every update reaches every site” is broken.",
        },
      },
      night: {
        title: "Comparing diaries",
        simple:
          "At night each neighbour calls one other, and they compare diaries. It is the same calls for everybody, news or not, so it is done once a night only.",
        expert:
          "Rule “anti-entropy” on: every 20 rounds each site resolves its differences with one other (push–pull).",
        act: "Compare diaries again",
        done: {
          simple:
            "Whoever had missed it has copied it, and calls others in the morning. Some nights later nobody is without.",
          expert:
            "What was missing is a hot rumour again (§1.5). With probability 1 everybody hears in the end.",
        },
      },
      pull: {
        title: "“Anything new?”",
        simple:
          "Another way: nobody tells anything unasked. Everybody calls somebody at each tick and asks “Anything new?”.",
        expert: "Pull: every site asks one other in each round, whether there are updates or not.",
        act: "Ask instead of telling",
        done: {
          simple: "So many rings on their way, and mostly for nothing. Now there is news.",
          expert: "A hundred questions a round, without any update: the price of pull.",
        },
      },
      last: {
        title: "The last hear soon",
        simple:
          "The beginning is as slow as before. But look at the end: when most know it, almost everybody who asks hears it.",
        expert:
          "While few know, pull doubles like push, more unevenly. When few are left, s becomes s² in each round instead of s/e.",
        done: {
          simple: "The last ones heard quickly: nobody had to be drawn by luck.",
          expert:
            "log₂ n + log₂ ln n rounds for pull; push–pull takes log₃ n + log₂ ln n (Karp et al. 2000, Doerr & Kostrygin 2017).",
        },
      },
      faint: {
        title: "News, and a faint",
        simple:
          "Somebody has news, writes it into the diary, and faints before the first call. Nobody else knows it.",
        expert: "An update is made at a site that crashes before its first round, and restarts.",
        act: "News, and a faint",
        done: {
          simple:
            "The diary still has it. At the next comparing of diaries others will read it there.",
          expert:
            "The update was on disk. The site is removed, not infective: the next anti-entropy makes it a rumour.",
        },
      },
    },
    end: {
      simple:
        "Tell others by chance, stop when it is old news, and compare diaries now and then. Guess how quick it is, or leave somebody out yourself.",
      expert:
        "Rumours for speed at little traffic, anti-entropy for certainty, a disk for crashes. Predict, or leave somebody out yourself.",
    },
  },
  predictions: {
    rounds: {
      title: "A hundred by telephone",
      question:
        "Member n1 is about to have news. In each round everybody who knows it calls one other, drawn at random, and nobody ever stops. After how many rounds will all hundred know?",
      options: { few: "11 or fewer", some: "12 or 13", many: "14 or more" },
      because: {
        "*": {
          simple:
            "Seven doublings make a hundred. But the last few must be drawn from the hat by luck, and that takes as long again.",
          expert:
            "log₂ 100 + ln 100 = 6.6 + 4.6 = 11.3, up to a constant; the mean lies between 9.5 and 14.4 (Doerr & Künnemann 2014). Measured over a dozen runs: 12.6.",
        },
      },
    },
    "left-out": {
      title: "The impatient town",
      question:
        "Member n1 is about to have news. Everybody stops calling after the first “I know that already”. Nobody compares diaries. When it is quiet, how many of a hundred will not have heard?",
      options: { none: "Nobody", few: "1 to 11", fifth: "12 to 22", many: "23 or more" },
      because: {
        "*": {
          simple:
            "When most of the town knows, almost every call hears “I know that already”, and everybody stops before the last ones were drawn.",
          expert:
            "s = e^(−(k+1)(1−s)) gives 20 % for k = 1; the paper’s table 1, which counts in rounds as this lesson does, 18 %. Among a hundred, 18 ± 4.",
        },
      },
    },
    double: {
      title: "Two calls at a time",
      question:
        "Now everybody who knows the news calls two others in each round instead of one. One call took about twelve or thirteen rounds for a hundred members. Two take…",
      options: { half: "7 or fewer", more: "8 to 10", same: "11 or more" },
      because: {
        "*": {
          simple:
            "It trebles instead of doubling, and the last ones are drawn twice as often. Twice the calls, not quite half the time.",
          expert:
            "log₃ 100 + (ln 100)/2 = 4.2 + 2.3 = 6.5, up to a constant. The first phase gains a factor of log₂ 3 only.",
        },
      },
    },
  },
  challenges: {
    quick: {
      title: "A hundred in four rounds",
      goal: {
        simple:
          "Let all hundred neighbours hear a piece of news within four ticks. You may change how they call.",
        expert:
          "Let 99 others hear an update within four rounds after the one in which it was made.",
      },
      hints: [
        "One call each doubles in a round: four rounds make sixteen.",
        "What if both who know and who do not know called, and several others at a time?",
        "Push–pull with a fan-out of four, turned before the news at 1 s. Or afterwards, with other news.",
      ],
      done: {
        simple: "Everybody called four others. Count the messages: that is what the speed costs.",
        expert:
          "The number grows nine-fold in a round. The cost: four messages a member in every round, for ever, as questions are asked whether there is news or not.",
      },
    },
    "left-out": {
      title: "Leave somebody out",
      goal: {
        simple:
          "Nobody compares diaries at night. The neighbours are patient: each stops only after five “I know that already” in a row. Have somebody who is there and never hears.",
        expert:
          "Rule “anti-entropy” is off and k = 5. Break “every update reaches every site”: somebody who is up and can be reached, and a rumour that has died.",
      },
      hints: [
        "With so much patience the rumour finds everybody who is there. Who is not there?",
        "Somebody must be away while it goes round, and come back when it is over.",
        "Crash a member before the news at 1 s, and restart it when nobody is infective any more. (Pausing is not enough: what has come meanwhile is heard afterwards.)",
      ],
      done: {
        simple: "Back home, and nobody calls any more: it is old news to all others.",
        expert:
          "A rumour is told for a while only; anti-entropy asks what is known, whenever that was learned. That is why it is the backup.",
      },
    },
    forgotten: {
      title: "Forgotten by all",
      goal: {
        simple: "Nobody writes into a diary. Have news forgotten by the whole town.",
        expert: "Rule “stable storage” is off. Break “durability”.",
      },
      hints: [
        "Who knows the news at first?",
        "At 1 s only n1 knows it. The first call is made at the next tick.",
        "Crash n1 before that.",
      ],
      done: {
        simple: "Only one knew it, and that one has forgotten.",
        expert:
          "One crash lost an update that had been taken in. With a disk it would have survived; with an acknowledgement only after several sites know, too.",
      },
    },
  },
};
