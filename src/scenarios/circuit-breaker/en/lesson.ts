import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "The pile that never shrinks",
    promise:
      "Nine steps: a baker who stumbles, telephones that are left alone, and a pile of orders that nobody waits for.",
    steps: {
      calls: {
        title: "Three houses, one bakery",
        simple:
          "People in three houses order bread by telephone. The bakery writes each order on a slip and puts it on a pile; four bakers take slips from the bottom.",
        expert:
          "Three callers with Poisson users at 60 % of what one server with four workers can do. The queue is first come, first served, and unbounded. An attempt times out after 2 s.",
        done: {
          simple:
            "Everybody gets their bread. Under each house you see how many of its last ten calls were answered in time, and how many were not.",
          expert:
            "All breakers are closed. The cells under a caller are its window: how many of the last ten attempts were answered and how many have failed. The badge is its retry budget.",
        },
      },
      slow: {
        title: "The bakers get tired",
        simple:
          "The bakers work at a quarter of their speed. The pile grows. Who waits for longer than two seconds hangs up.",
        expert:
          "The server at 25 %: it does 5 requests a second of 12. Once the queue is longer than two seconds of work, every attempt times out.",
        act: "Tire the bakers",
        done: {
          simple: "Half of the last ten calls came to nothing: a house leaves its telephone alone.",
          expert:
            "A breaker opens: half of its window has failed. Its users are refused at once, and the server gets a rest.",
        },
      },
      tries: {
        title: "One may try",
        simple: "After two seconds a single person in that house may call. All others wait.",
        expert:
          "After the sleep window the breaker is half-open: one trial, everything else refused.",
        done: {
          simple: "The one call goes out. On its answer hangs what the others may do.",
          expert:
            "The trial decides: answered in time, the breaker closes; timed out, it opens for another sleep window.",
        },
      },
      well: {
        title: "Well again",
        simple:
          "Wake the bakers, and watch the pile: it shrinks fast, because hardly anybody calls meanwhile.",
        expert:
          "Back to full speed. While breakers are open the queue drains at the full rate instead of at what the arrivals leave over.",
        act: "Wake the bakers",
        done: {
          simple: "All three houses may call, and everybody gets their bread.",
          expert: "All breakers closed, goodput back within seconds of the end of the slow-down.",
        },
      },
      bare: {
        title: "The same, without any of it",
        simple:
          "Now nobody leaves the telephone alone, and whoever hangs up calls again, up to three times. The bakers get tired for eight seconds.",
        expert:
          "All three rules off, and a slow-down of 8 s. Each request is now up to four attempts, and each attempt is work for the server, whether anybody waits for it or not.",
        act: "Everything off; tire them again",
        done: {
          simple:
            "The bakers are awake and as fast as ever, and nobody gets any bread. They bake for people who have hung up.",
          expert:
            "Full speed, full load, no goodput: every request that is served timed out long before. Read “of the server’s work wasted”.",
        },
      },
      "for-ever": {
        title: "It does not end",
        simple:
          "Wait. The bakers do all they can. Why does the pile not shrink? Open the curves below the stage.",
        expert:
          "The trigger is gone. Attempts arrive at four times the rate of requests, more than twice of what the server can do. Open the curves below the stage.",
        done: {
          simple:
            "Each order is called in four times, and each call is a slip on the pile. The pile makes people call again, and calling again makes the pile.",
          expert:
            "A metastable failure: retries are the sustaining effect. The promise “goodput returns” is broken, and time alone will not mend it.",
        },
      },
      "by-hand": {
        title: "Throw the pile away",
        simple:
          "Somebody must do something: close the bakery for three seconds, throw the pile away, and let the houses be careful again.",
        expert: "All rules on, and a restart: the queue is gone, all connections are reset.",
        act: "All rules on, and restart",
        done: {
          simple: "An empty pile and careful houses: bread for everybody.",
          expert:
            "Back in the stable state. Without the rules even an empty queue would not have been enough: the retries of all who were cut off would have refilled it.",
        },
      },
      herd: {
        title: "All at the same moment",
        simple:
          "One more danger. Nobody rolls dice before calling again, and the bakery closes for a moment: all lines go dead at once.",
        expert:
          "Rules “breaker” and “jitter” off, and a restart: all attempts fail in one instant.",
        act: "No dice, and restart",
        done: {
          simple: "Those who were cut off together called again together.",
          expert:
            "What failed in one instant waited the same time and came back in one instant. The budget kept the herd small; jitter would have spread it.",
        },
      },
      order: {
        title: "In order",
        simple: "Everything on again.",
        expert: "All rules on.",
        act: "All rules on",
        done: {
          simple:
            "The houses leave a tired baker alone, roll dice, and have few coins for calling again.",
          expert:
            "Breaker, jitter and retry budget: each bounds another part of the feedback loop.",
        },
      },
    },
    end: {
      simple:
        "Calling again helps one and harms all. Whoever calls must know when to stop. Now start such a pile yourself, or end one.",
      expert:
        "Retries turn a short overload into a lasting one. Predict where it tips, start one with a short slow-down, and end one by hand.",
    },
  },
  predictions: {
    tipping: {
      title: "Three and a half seconds",
      question:
        "All three rules are off. The server works at a quarter of its speed for about three and a half seconds, then at full speed again. Twelve seconds later, are requests answered?",
      options: {
        back: "Yes, it has caught up",
        lost: "No, hardly any",
      },
      because: {
        back: {
          simple:
            "The pile stayed just short enough: most people were served before they hung up. A little longer, and it would have tipped.",
          expert:
            "The queue stayed under two seconds of work, so few attempts timed out. It was close: the tipping point is where waiting reaches the timeout.",
        },
        lost: {
          simple:
            "The pile grew until people hung up and called again. From then on it fed itself, though the bakers were awake.",
          expert:
            "Waiting reached the timeout, attempts multiplied by up to four, and the load passed the capacity for good. The state after the trigger is as stable as the one before.",
        },
      },
    },
    "how-many-open": {
      title: "Three breakers",
      question:
        "All rules are on. The server works at a quarter of its speed for three seconds. How many of the three breakers open within ten seconds?",
      options: { none: "None", some: "One or two", all: "All three" },
      because: {
        none: {
          simple: "The pile stayed short enough: too few calls came to nothing in any house.",
          expert:
            "Waiting hardly reached the timeout, so that no window of ten held five failures.",
        },
        some: {
          simple:
            "Each house counts its own calls. Where more of them came to nothing, the telephone was left alone; that shortened the pile for the others.",
          expert:
            "Breakers decide by their own windows. The first to open takes load away, and may spare the others.",
        },
        all: {
          simple: "The pile was long for long enough that half of the calls failed in every house.",
          expert:
            "For more than two seconds of arrivals waiting exceeded the timeout, so every caller’s window filled with failures.",
        },
      },
    },
  },
  challenges: {
    storm: {
      title: "Down for good",
      goal: {
        simple:
          "All rules are off. Tire the bakers for five seconds at most, and bring it about that fifteen seconds later still nobody gets any bread.",
        expert:
          "No rules. With a slow-down of 5 s at most, at a load the server is made for, bring about that 15 s after it at most three of thirty requests are answered.",
      },
      hints: [
        "What makes people hang up, and what do they do then?",
        "The pile must be longer than what the bakers can do in two seconds when they wake.",
        "Set the speed to a quarter, and about four to five seconds later to full. Then wait.",
      ],
      done: {
        simple: "Five seconds were enough. From then on the pile kept itself alive.",
        expert:
          "The trigger pushed waiting over the timeout; retries hold it there. A metastable failure in Bronson’s sense.",
      },
    },
    "end-it": {
      title: "End it by hand",
      goal: {
        simple:
          "The bakers were tired for five seconds, and since then nobody gets any bread. No rule helps you. Bring it about that of a hundred people ninety are served, with everybody calling as usual.",
        expert:
          "A metastable failure is under way, and rules stay off. Bring goodput back to 90 % over 100 requests at the usual load, with up to three retries.",
      },
      hints: [
        "Would half as many callers be enough? Each of them calls four times.",
        "The pile must be gone, and those who would call again with it.",
        "Let nobody call (workload off) until the pile is empty, then let them call again.",
      ],
      done: {
        simple:
          "Everybody was kept away until the pile was gone. That is how such things end in the real world, too.",
        expert:
          "Load shedding to far below the vulnerable load, until queue and retries are gone. DynamoDB’s operators did the same in 2015.",
      },
    },
    herd: {
      title: "All together now",
      goal: {
        simple:
          "Nobody rolls dice. Make three people in one house call again in the very same moment.",
        expert: "Rules “breaker” and “jitter” are off. Break “no synchronised retries”.",
      },
      hints: [
        "Calls that run into the timeout fail one by one, as they were made. What makes several fail at once?",
        "A server that starts anew resets all connections. Give calls time to pile up while it is down.",
      ],
      done: {
        simple: "Cut off at the same moment, and all waited exactly as long.",
        expert:
          "A common failure synchronises, and deterministic backoff keeps it so. Jitter throws the phase away.",
      },
    },
  },
};
