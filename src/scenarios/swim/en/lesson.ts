import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "Is everybody there?",
    promise:
      "Eleven steps: a circle of tents in the dark, a noisy gap, a question mark, a lamp, and a name that is crossed out.",
    steps: {
      calls: {
        title: "One call at a time",
        simple:
          "Eight tents stand in a circle, and it is dark. Each child has a list of all names. Now and then it picks one name and calls: “Are you there?” Watch the calls and the “Here!” that comes back.",
        expert:
          "Eight members. In each protocol period of 0.5 s a member pings one other and waits for an ack: two messages a member and period, however many members there are.",
        done: {
          simple: "Nobody calls everybody, and still everybody is called every few moments.",
          expert:
            "The expected number of pings that a member gets in a period is 1. Heartbeats from all to all would be n − 1.",
        },
      },
      detour: {
        title: "A noisy gap",
        simple:
          "The wind howls between n1 and n2: they cannot hear each other. Wait until one of them calls the other.",
        expert:
          "Cut the link between n1 and n2. Wait for one of the two to probe the other: within 2n − 1 = 15 periods.",
        act: "Cut the link",
        done: {
          simple: "No answer. So three others are asked to call, too. They are heard.",
          expert:
            "No ack within a round trip: ping-req to k = 3 members. Their pings are acknowledged, the acks passed on, and nobody is suspected.",
        },
      },
      "no-detour": {
        title: "Without helpers",
        simple:
          "Now nobody may ask others. The wind still howls. What does a child think who calls and hears nothing?",
        expert: "Rule “indirect probe” off, the link still cut.",
        act: "Ask nobody",
        done: {
          simple:
            "A question mark behind a name, though that child sits in its tent and is well. All others could have heard it.",
          expert:
            "A failed probe says that this link failed, or this member. Without other ways one cannot tell, and the judge finds a false suspicion.",
        },
      },
      lamp: {
        title: "“But I’m here!”",
        simple:
          "The question mark is whispered along with the calls. Soon the child itself hears that it is being missed.",
        expert:
          "The suspicion rides on pings and acks until it comes to the suspect. Watch its badge.",
        done: {
          simple:
            "It hangs out one more lamp: the badge counts them. Whoever hears of the new lamp wipes the question mark away.",
          expert:
            "Incarnation + 1: Alive with the higher number overrides the suspicion. Only the member itself may raise it.",
        },
      },
      crash: {
        title: "Somebody really goes",
        simple:
          "The wind is down, and helpers may be asked again. This time the child in n6 goes home and tells nobody.",
        expert: "Link healed, rule on. n6 crashes.",
        act: "n6 crashes",
        done: {
          simple: "Somebody has called n6, and helpers have. Nothing. A question mark.",
          expert:
            "The first probe of n6 has failed, directly and by its helpers. The reading “to the next ping”: in the mean it takes a period and a half until somebody pings a given member.",
        },
      },
      whisper: {
        title: "News ride along",
        simple:
          "No child runs from tent to tent. The news are whispered along with the calls that are made anyway: look for the coloured ones.",
        expert:
          "Infection-style dissemination: updates ride on pings and acks, each on 3⌈log₂(n + 1)⌉ = 12 messages of each member. No message is sent for their sake.",
        done: {
          simple: "Three more have heard it. Soon all have.",
          expert:
            "In each period an infected member meets about two others: the number of those who know doubles and more. “Curves” shows it beside the paper’s model.",
        },
      },
      candle: {
        title: "A candle’s time",
        simple:
          "Each child that has heard it has lit a candle. As long as it burns, n6 could still hang out a lamp. Wait for the candles; you may go faster with “]”.",
        expert:
          "The suspicion time-out: λ⌈log₂(n + 1)⌉ periods, here λ = 2, so 8. Wait until everybody has confirmed n6; “]” plays faster.",
        done: {
          simple: "The candles are burnt down. n6 is crossed out on every list.",
          expert:
            "Confirmed by all: strong completeness. The first time-out to end spread Confirm, which overrides everything else.",
        },
      },
      back: {
        title: "Back again",
        simple:
          "n6 comes back. A crossed-out name stays crossed out, so it gets a new name tag and joins as a new child.",
        expert:
          "n6 restarts. Nothing overrides Confirm, so whoever returns joins as a new member: its life counter is on disk.",
        act: "n6 restarts",
        done: {
          simple: "Everybody has written the new name on the list.",
          expert: "All seven have heard of the new life, by its own pings and by rumours.",
        },
      },
      nap: {
        title: "Only a nap",
        simple:
          "n4 falls asleep for two and a half seconds. Candles are longer now. Will its name be crossed out?",
        expert:
          "λ = 6: 24 periods, 12 s. n4 is paused for 2.5 s, as by a long garbage collection or a busy host.",
        act: "A short nap",
        done: {
          simple:
            "It was missed, woke up, heard of it and hung out a lamp. Nobody has crossed it out.",
          expert:
            "Suspected while it was paused, refuted after it had resumed: the suspicion time-out is the patience for pauses.",
        },
      },
      "no-lamp": {
        title: "Nobody believes it",
        simple:
          "The same nap, without lamps. n4 wakes up and calls “I’m here!”. But is that newer than the question mark? Wait until the candles have burnt down.",
        expert:
          "Rule “incarnation” off, the same pause. The suspicion time-out takes 12 s; “]” plays faster.",
        act: "A nap without lamps",
        done: {
          simple:
            "n4 is crossed out, and was there all the time but for the nap. Without a lamp, nobody could tell old news from new.",
          expert:
            "Alive and Suspect without numbers cannot be ordered. n4 was up and reachable for more than 2n periods of the time-out: accuracy is broken.",
        },
      },
      "no-candle": {
        title: "No patience at all",
        simple:
          "Lamps are back, candles are not. n4 joins again, and in six seconds takes the same nap once more.",
        expert:
          "Rule “incarnation” on, rule “suspicion” off: a failed probe is the verdict. n4 has six seconds to join again before the pause.",
        act: "A nap without candles",
        done: {
          simple: "Crossed out at the first silence. n4 wakes up and is not on the list.",
          expert:
            "The detector of §3.1 without §4.2: failures are confirmed sooner, and each pause is one.",
        },
      },
    },
    end: {
      simple:
        "Call one at a time, ask others before you worry, worry before you cross out, and let the missed one answer. Now guess, or cross out somebody who is there.",
      expert:
        "Probe, indirect probe, suspicion, incarnation: each takes away a kind of false positive, and only suspicion costs time. Predict, or break it yourself.",
    },
  },
  predictions: {
    "how-soon": {
      title: "How soon is it missed?",
      question:
        "n6 is about to crash. Seven others ping one member each in every half second, and a ping is waited for half a second. Is n6 suspected within one second?",
      options: { soon: "Within a second", later: "Later" },
      because: {
        soon: {
          simple:
            "One of the seven had n6 next on its list. Two times out of three, or a bit more often, that is so within half a second.",
          expert:
            "The first ping falls into the first period with probability 1 − (6/7)⁷ ≈ 0.66; the probe that fails ends a period later.",
        },
        later: {
          simple: "None of the seven had n6 next on its list. One time in three it takes longer.",
          expert:
            "With probability (6/7)⁷ ≈ 0.34 nobody pings it in the first period. Round robin bounds the wait; it does not take it away.",
        },
      },
    },
    blink: {
      title: "Away for a blink",
      question: "All rules are on. n4 is paused for 0.9 s and goes on. What comes of it?",
      options: {
        unnoticed: "Nobody suspects it",
        refuted: "It is suspected, and refutes",
        struck: "It is confirmed as failed",
      },
      because: {
        unnoticed: {
          simple: "Nobody called n4 at the wrong moment, so nobody missed it.",
          expert:
            "No probe began and ended within the pause: an ack that comes late, but before the end of the period, counts.",
        },
        refuted: {
          simple: "Somebody called n4 while it slept. It heard of that, and hung out a lamp.",
          expert:
            "A probe failed within the pause. The suspicion came to n4 with a later ping or ack; Alive with incarnation 1 overrode it.",
        },
        struck: {
          simple: "No lamp was seen before a candle had burnt down.",
          expert: "The refutation did not arrive within the suspicion time-out.",
        },
      },
    },
    "who-strikes": {
      title: "One link, two opinions",
      question:
        "No suspicions, no helpers. The link between n1 and n2 is cut; both are well. Who is the first to be declared failed?",
      options: { n1: "n1, by n2", n2: "n2, by n1" },
      because: {
        "*": {
          simple:
            "Whoever called first crossed the other one out. Both were there; only the call was lost.",
          expert:
            "Whoever probed first judged first. A link has two ends, and without another way each end takes it for the other one’s failure.",
        },
      },
    },
  },
  challenges: {
    "one-cut": {
      title: "Declared dead by one cut",
      goal: {
        simple:
          "Nobody may ask helpers, and candles are short. Have a child that is there crossed out, with one gust of wind.",
        expert:
          "Rule “indirect probe” off, λ = 1: 4 periods. Have a healthy member confirmed as failed with a single cut.",
      },
      hints: [
        "Who suspects whom when two cannot hear each other?",
        "The suspect refutes each time. It has to be quick: the lamp must be seen by whoever suspects, who cannot hear it directly.",
        "Cut one link, cut n1-n2, and wait some rounds.",
      ],
      done: {
        simple:
          "The “I’m here!” had to go round by others, and once it came too late for the candle.",
        expert:
          "The refutation travels by rumour, and the suspicion was shorter than a rumour’s worst case. memberlist’s four probe intervals are as short; it gossips five times in an interval beside its probes.",
      },
    },
    refute: {
      title: "I was only asleep",
      goal: {
        simple:
          "Send a child to sleep so that it is missed, and wake it so that it can say “I’m here!”.",
        expert:
          "All rules on. Pause a member until it is suspected, resume it, and have it refute.",
      },
      hints: [
        "Who sleeps too short is not missed; who sleeps too long is crossed out.",
        "Pause a member and watch for its name with a question mark under the others.",
        "pause n4, wait for “n4?” under some tent, resume n4.",
      ],
      done: {
        simple: "It heard that it was missed, and hung out a lamp.",
        expert:
          "What waited for it while it was paused told it of the suspicion; its acks carried the higher incarnation to everybody who had asked.",
      },
    },
    "not-believed": {
      title: "There, and not believed",
      goal: {
        simple:
          "Lamps are forbidden. Have somebody crossed out who was away for a moment only and has been there ever since.",
        expert: "Rule “incarnation” off. Break accuracy with pauses and cuts.",
      },
      hints: [
        "One question mark is enough: who could wipe it away?",
        "Make a member a suspect for a short time, then put everything right and wait for the time-out of 12 s.",
        "pause n4, resume n4 two seconds later, and wait.",
      ],
      done: {
        simple: "It was there, it called, and it was crossed out all the same.",
        expert: "A suspicion that nothing can override is a verdict with a delay.",
      },
    },
  },
};
