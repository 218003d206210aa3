import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "Whose book is longer?",
    promise: "Ten steps: how strangers agree on one book, and how a payment disappears from it.",
    steps: {
      block: {
        title: "Sixes",
        simple:
          "Every scribe rolls dice. Whoever has rolled enough sixes writes the next page and sends it to the neighbours, and they send it on. Wait for three pages.",
        expert:
          "Five miners, no attacker. Each finds blocks as a Poisson process with a rate of its share of the hash power; blocks flood the ring.",
        done: {
          simple:
            "Nobody has said whose turn it is. The dice did. The number in the corner says how long a scribe’s book is, its colour who wrote the last page.",
          expert: "Three blocks. The badge is the height, its colour the miner of the tip.",
        },
      },
      fork: {
        title: "Two pages at once",
        simple: "What if two scribes have enough sixes in the same moment?",
        expert: "Two blocks on the same parent, found before either is heard of.",
        act: "Let m1 and m3 find a page",
        done: {
          simple:
            "Two pages with the same number, and both are right. Each scribe keeps the one that came first; the other lies beside it with a red corner.",
          expert: "A fork. Of two branches with equal work each peer stays on the one seen first.",
        },
      },
      longer: {
        title: "The longer book wins",
        simple: "Nobody is asked to decide. Wait for the next page.",
        expert: "Miners extend the branch that they follow. The next block makes one longer.",
        done: {
          simple:
            "Somebody wrote a page on top of one of the two. Now that book is longer, and whoever had the other tears a page out.",
          expert:
            "A reorganisation: peers on the shorter branch change over, and its blocks are stale.",
        },
      },
      split: {
        title: "Torn in two",
        simple:
          "No pigeon flies between the left and the right any more. Both sides go on writing. Wait for eight pages.",
        expert: "A partition: 40 % of the hash power on one side, 60 % on the other.",
        act: "Part the village",
        done: {
          simple:
            "Two books grow. Neither side can know of the other: it only seems that pages come more slowly.",
          expert:
            "Two branches at 0.4 and 0.6 of the rate. Nakamoto’s chain stays available on both sides, and gives up consistency.",
        },
      },
      heal: {
        title: "And together again",
        simple: "Let pigeons fly again, and watch the badges when the next page crosses over.",
        expert: "Heal. The first block to cross has an unknown parent, and is asked after.",
        act: "Heal",
        done: {
          simple:
            "The longer book came over, and one side has torn out all that it wrote alone. What stood there has never been.",
          expert:
            "The side with less work reorganised down to the fork. Its blocks are stale, however many confirmations they had.",
        },
      },
      pay: {
        title: "A cake",
        simple:
          "Mallory the trickster has three of ten dice. She writes a page in secret on which her coin stays with her, and then pays the baker with this coin. The baker waits until the payment is two pages deep.",
        expert:
          "An attacker with q = 30 %, a shop with k = 2. The attacker has one block ready that spends the coin to itself, pays, and mines on in secret.",
        act: "Give Mallory 30 %, wait for two",
        done: {
          simple: "The payment is two pages deep, and the baker hands over the cake.",
          expert: "Two confirmations: the goods are on their way and do not come back.",
        },
      },
      race: {
        title: "The race",
        simple:
          "Mallory writes her secret book, all the others write the open one. Hers are the dashed pages. Who is longer?",
        expert:
          "A race of two Poisson processes with rates q and 1 − q. She publishes when she is ahead, and gives up six blocks behind.",
        done: {
          simple:
            "It is over. If she was ahead, she has the cake and her coin; if she fell back too far, she has paid. With three of ten dice and two pages she wins about two races in five.",
          expert:
            "Decided. Rosenfeld’s odds for q = 0.3 and z = 2 stand among the readings; the Curves tab has all z.",
        },
      },
      deeper: {
        title: "Bury it deeper",
        simple: "Now the baker waits for six pages. Watch one whole attack.",
        expert: "k = 6 at the same q. The next attack, from payment to its end.",
        act: "Wait for six",
        done: {
          simple:
            "The deeper a payment lies, the more pages Mallory has to catch up on. She still may have luck, but each page more makes it rarer.",
          expert: "The odds fall exponentially in z as long as q < ½. They never reach 0.",
        },
      },
      zero: {
        title: "Not at all",
        simple:
          "The baker is tired of waiting, and hands over the cake when somebody says that he has paid.",
        expert: "Rule “confirmations” off: zero confirmations.",
        act: "Do not wait",
        done: {
          simple: "Mallory had her secret page ready before she paid. She wins every single time.",
          expert:
            "One block ready beats a payment in no block: with z = 0 the attack always succeeds, whatever q.",
        },
      },
      majority: {
        title: "More dice than all others",
        simple:
          "The baker waits for six pages again. But now Mallory has more dice than all the others together.",
        expert: "k = 6 and q = 51 %. Without an honest majority no depth is enough.",
        act: "Give Mallory 51 %",
        done: {
          simple:
            "She may fall back for a while, but her book grows faster. How deep the payment lies only says how long it takes.",
          expert:
            "With q > ½ the lead drifts upwards: an attacker who does not give up succeeds with probability 1.",
        },
      },
    },
    end: {
      simple:
        "The longest book, dice that nobody can fake, and patience: that is all. Now guess, or help Mallory yourself.",
      expert:
        "Most work wins, an honest majority, delays that are short beside the interval, and depth: agreement with high probability. Predict, or break it yourself.",
    },
  },
  predictions: {
    fork: {
      title: "Two branches",
      question:
        "Blocks take 0.2 s to the next neighbour, and there is one every half second. Now m1 and m3 find a block in the same instant. How does it end?",
      options: {
        one: "The next block decides: one block is let go",
        more: "Both branches grow on: two blocks or more are let go at once",
        both: "Both stay for ever",
      },
      because: {
        one: {
          simple: "The next page was on top of one of the two, and everybody heard of it in time.",
          expert:
            "One block on either branch reached everybody before the other branch grew: a reorganisation of depth 1.",
        },
        more: {
          simple:
            "Both books got another page before word went round. Only then one was longer, and more than one page was torn out.",
          expert:
            "Each branch was extended within a network delay, so the tie went on. With slow links and fast blocks that is frequent.",
        },
      },
    },
    attack: {
      title: "Cake or coin",
      question:
        "Mallory rents 30 % of all hash power and attacks a shop that waits for two confirmations. What comes of her first attack?",
      options: {
        wins: "Her branch gets ahead in time: she has the goods and the coin",
        "gives-up": "She falls six blocks behind and gives up",
      },
      because: {
        wins: {
          simple: "The dice were kind to her: her secret book became the longer one.",
          expert:
            "She was ahead once after the delivery. Rosenfeld’s odds for q = 0.3 and z = 2 are 43 %.",
        },
        "gives-up": {
          simple: "The others have more dice; she fell back further and further.",
          expert:
            "The race drifts against q < ½. From six behind (3/7)^7, less than 0.3 %, would be left.",
        },
      },
    },
    merge: {
      title: "Two books, one village",
      question:
        "Two sides have written books of their own for five seconds. Now they hear each other again. What becomes of the two books?",
      options: {
        merged: "They are merged: all blocks stay",
        vanish: "One side drops what it wrote alone",
        apart: "Each side keeps its own for good",
      },
      because: {
        vanish: {
          simple:
            "A book has one page 7. The longer book stays, and the other side tears its pages out.",
          expert:
            "A chain has one block a height. The branch with more work wins as a whole; payments of the other go back to the pool, unless they contradict it.",
        },
      },
    },
  },
  challenges: {
    reverse: {
      title: "Eat the cake and keep the coin",
      goal: {
        simple:
          "Mallory has one of ten dice, and the baker waits for one page. Cut the village so that the baker loses a coin that she has been paid.",
        expert:
          "q = 10 %, one confirmation. Reverse an accepted payment, as the shop sees it, with cuts and partitions alone.",
      },
      hints: [
        "Mallory races against everybody whose pages reach the baker.",
        "Whoever is behind a cut does not count in this race. Whom does the baker need to hear, so that the payment is written at all?",
        "Leave the baker and Mallory with the two weakest scribes, m4 and m5.",
      ],
      done: {
        simple:
          "The baker heard only few scribes, and Mallory had more dice than these few could hold off.",
        expert:
          "An eclipse: of the hash power that the shop hears, the attacker has 31 % instead of 10 %.",
      },
    },
    vanish: {
      title: "Five pages that never were",
      goal: {
        simple: "Make a scribe tear out five pages at once.",
        expert: "Cause a reorganisation of depth 5 or more, without any attacker.",
      },
      hints: [
        "Two sides must write alone for a while.",
        "They find a block every 0.8 s and every 1.25 s or so. The shorter side needs five.",
        "A cut through the ring needs two places; a partition does it at once. Then heal.",
      ],
      done: {
        simple: "All that the smaller side wrote is gone, and nobody did anything wrong.",
        expert:
          "Every block of the branch with less work is stale, and all its confirmations with it.",
      },
    },
  },
};
