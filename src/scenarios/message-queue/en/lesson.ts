import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "Orders on a rail",
    promise:
      "Ten steps: a job on its way through the queue, what brings it back, and what keeps the queue from falling over.",
    steps: {
      "hand-over": {
        title: "An order goes through",
        simple:
          "Waiter p1 brings an order to Rosa. She clips it to her rail and nods: “Mine now.” A cook takes it, bakes, and rings the bell. Watch the slip under Rosa.",
        expert:
          "One producer, one broker, three workers that long-poll. A job is sent, acknowledged to its producer, handed out, done, and acknowledged by its worker.",
        act: "Hand over a job",
        done: {
          simple:
            "The bell has rung, and Rosa has taken the slip off the rail. Only now is it gone.",
          expert:
            "Five messages: SendMessage and its confirm, the poll and its answer, the acknowledgement. The broker deleted the job at the last one, not when it handed it out.",
        },
      },
      crash: {
        title: "The cook falls asleep",
        simple:
          "Another order, and the cook falls asleep over it. Nobody tells Rosa. What she has is an egg timer.",
        expert:
          "The worker crashes with the job in its memory. The broker is told nothing; the visibility timeout is all it has.",
        act: "Hand over a job, and crash its worker",
        done: {
          simple:
            "The egg timer rang, Rosa turned the slip face up again, and the next cook baked it. It took longer, but nothing was lost.",
          expert:
            "Not acknowledged within 3 s: visible again, received a second time, done and deleted. The timeout is a failure detector that guesses.",
        },
      },
      twice: {
        title: "The bell that nobody heard",
        simple:
          "This time the cook is awake, bakes the pizza and rings. But the bell does not reach Rosa. What will she do when the egg timer rings?",
        expert: "The job is done; the acknowledgement is lost on the way to the broker.",
        act: "Hand over a job, and lose the bell",
        done: {
          simple:
            "She gave the slip to another cook. Two pizzas for one order! To Rosa, a cook who sleeps and a bell that got lost look alike.",
          expert:
            "Done twice, with all rules on and no promise broken: at least once. A crashed worker and a lost acknowledgement cannot be told apart, so it is lose or repeat.",
        },
      },
      poison: {
        title: "A slip that nobody can read",
        simple:
          "p1 brings a slip with a big blot. Each cook who gets it stares at it until they give up, and no bell rings.",
        expert:
          "A poison message: every attempt fails at the time limit of 2.4 s and is not acknowledged.",
        act: "Hand over a job that cannot be done",
        done: {
          simple: "Three tries, then into the chef’s box. Somebody will look at it tomorrow.",
          expert:
            "Received maxReceiveCount = 3 times, then moved to the dead-letter queue: put aside, not lost.",
        },
      },
      "no-box": {
        title: "No box",
        simple:
          "Now there is no box, and the egg timer is short. Another slip with a blot: count the cooks who stare at it.",
        expert:
          "Rule “dead letter” off, visibility timeout 1 s, less than the time limit: the same message is with several workers at once.",
        act: "Take the box away, and send another blot",
        done: {
          simple:
            "One slip, and for a moment all three cooks stared at it at once. Now it goes out for the fourth time, and it will come round for ever.",
          expert:
            "For a moment all three workers held the same message; its fourth receive breaks the bound. It is older than the good jobs behind it, so it always goes first.",
        },
      },
      box: {
        title: "The box is back",
        simple: "Put the box back, and a longer egg timer too.",
        expert: "Rule on, visibility timeout 3 s again.",
        act: "Put the box back",
        done: {
          simple: "Rosa looked at how often it had been tried, and put it away at once.",
          expert:
            "The count is kept with the message, so the bound holds as soon as somebody looks at it.",
        },
      },
      "ack-first": {
        title: "Ringing too early",
        simple:
          "A hasty habit: cooks ring as soon as they have the slip, and bake afterwards. And then one falls asleep.",
        expert:
          "Rule “ack after work” off: acknowledgement on receipt. Then the worker crashes with the job in memory.",
        act: "Ring first, and fall asleep",
        done: {
          simple:
            "Rosa took the slip off the rail when the bell rang. The pizza was never baked, and nobody will ever know.",
          expert:
            "At most once: the broker deleted what only a worker’s memory held. The accepted job is lost.",
        },
      },
      full: {
        title: "A full rail",
        simple:
          "A busy evening. The rail has only four clips now, and orders come faster than three cooks can bake. What does Rosa say?",
        expert:
          "Capacity 4 and a rush: about 4 jobs a second arrive, 3 can be done. The difference has to go somewhere.",
        act: "Four clips, and a rush",
        done: {
          simple:
            "“Not now.” The waiter keeps the slip and stands in the door. The rush now waits with those who make it.",
          expert:
            "basic.nack: the job stays with its producer, which backs off. The arrival rate falls to what is served: backpressure.",
        },
      },
      "no-bound": {
        title: "Never say no",
        simple: "Suppose Rosa never says no. She squeezes on slip after slip. Watch the rail.",
        expert: "Rule “backpressure” off: whatever is sent is accepted.",
        act: "Take everything",
        done: {
          simple:
            "The rail has fallen off the wall. Nothing moves until all is picked up, and then it is as full as before.",
          expert:
            "Out of memory at 14 messages. It restarts from a disk as full as before; the next message fells it again. The queue did not absorb the rush, it only delayed the answer.",
        },
      },
      bound: {
        title: "Say no again",
        simple: "Let Rosa say no again, give her eight clips, and let the evening calm down.",
        expert: "Rule on, capacity 8, the usual workload.",
        act: "Say no, and calm down",
        done: {
          simple:
            "The cooks worked off what hung there, and there is room again. None of the orders that Rosa had taken was lost.",
          expert:
            "The backlog drained below the bound, and jobs are accepted again. Everything that had been acknowledged was on disk all the time.",
        },
      },
    },
    end: {
      simple:
        "Ring when it is done, put away what cannot be done, say no when you are full. Then nothing is lost, and some pizzas are baked twice. Now guess, or break it yourself.",
      expert:
        "Acknowledge after the work, bound the receives, bound the queue: at least once, from a queue that stays up. Making “twice” harmless is the workers’ part. Predict, or break it yourself.",
    },
  },
  predictions: {
    "short-timeout": {
      title: "A short egg timer",
      question:
        "The visibility timeout is 1 s. A job takes 0.5 to 0.8 s, and the messages before and after it 0.15 to 0.2 s each. Nothing else is to be done, and nothing is lost. How often will a job be done?",
      options: { once: "Once", twice: "Twice", more: "Three times" },
      because: {
        once: {
          simple:
            "The cook was quick: the bell rang before the egg timer did. Next time it may not.",
          expert:
            "The acknowledgement arrived within the timeout. Delivery, work and acknowledgement together take 0.8 to 1.2 s: about even odds.",
        },
        twice: {
          simple:
            "The egg timer rang first, and a second cook began. The first bell counted for nothing; the second came in time.",
          expert:
            "The first acknowledgement came after the second receive, with an outdated receipt handle; the second came in time.",
        },
        more: {
          simple:
            "Twice the egg timer was quicker than the bell. Three cooks baked the same pizza, and each of them did everything right.",
          expert:
            "Two acknowledgements came with outdated receipt handles. After the third receive nothing is handed out any more: the job may even end in the dead-letter queue, done three times.",
        },
      },
    },
    "long-pause": {
      title: "Holding one’s breath",
      question:
        "p1 hands over a job, and {worker} gets it. One second after it was sent {worker} stands still for four seconds, as in a long garbage collection, and then goes on as if nothing had been. Who will have done the job?",
      options: {
        it: "{worker} alone",
        other: "Another worker alone",
        both: "Both",
      },
      because: {
        it: {
          simple:
            "{worker} had rung the bell just before. Then it may stand still as long as it likes.",
          expert:
            "{worker} had done and acknowledged it before the pause: 0.8 to 1.2 s after it was sent, so about even odds.",
        },
        other: {
          simple: "{worker} never went on with it.",
          expert: "{worker} lost the job before it came to do it.",
        },
        both: {
          simple:
            "The egg timer rang, another cook baked it, and then {worker} woke up with the slip still in its hand and baked it too.",
          expert:
            "The timeout took the job from {worker} without its knowing. It went on after the pause, and its acknowledgement bore an outdated receipt handle. A lease does not stop whoever held it.",
        },
      },
    },
    "ack-first": {
      title: "Rung too early",
      question:
        "Cooks ring as soon as they have the slip. {worker} gets one, and one second after it was sent {worker} crashes. What becomes of the job?",
      options: {
        done: "It was done before the crash",
        other: "Another worker does it",
        lost: "It is lost",
      },
      because: {
        done: {
          simple: "Lucky: the pizza was out of the oven just before.",
          expert:
            "The work ended 0.8 to 1.0 s after it was sent, and the crash came at 1.0 s: luck, which tests tend to have.",
        },
        other: {
          simple: "Another cook had it too.",
          expert: "It was redelivered.",
        },
        lost: {
          simple:
            "The slip was off the rail, and the cook asleep. No egg timer was running any more.",
          expert:
            "It had been deleted at the early acknowledgement, and was in the worker’s memory only: at most once.",
        },
      },
    },
  },
  challenges: {
    twice: {
      title: "Two pizzas for one order",
      goal: {
        simple: "One order, all rules on. Have it baked twice.",
        expert:
          "All rules on, one job. Have it done twice, with crashes, pauses, cuts and dropped messages.",
      },
      hints: [
        "No promise needs to break: “at least once” allows it.",
        "When does Rosa give a slip to a second cook? And when has the first one baked it all the same?",
        "When w1 is at work, cut w1>broker: the bell gets lost, and the egg timer does the rest.",
      ],
      done: {
        simple: "Baked, rung, not heard; so it was baked again.",
        expert:
          "A lost acknowledgement looks like a lost worker. No queue can spare you this; workers must be idempotent, or remember what they have done.",
      },
    },
    lost: {
      title: "Vanished",
      goal: {
        simple:
          "Cooks ring as soon as they have the slip. Make an order vanish that Rosa has taken.",
        expert: "Rule “ack after work” off. Lose an accepted job with a single crash.",
      },
      hints: [
        "When is the slip off the rail? Who has it then?",
        "It must be off the rail, and not yet baked.",
        "Pause while w1 works, and crash w1.",
      ],
      done: {
        simple: "It was nowhere but in the head of a cook who fell asleep.",
        expert:
          "Deleted at the broker, lost in the worker’s memory. One crash is enough, and no log will show it.",
      },
    },
    "all-stuck": {
      title: "One blot stops the kitchen",
      goal: {
        simple:
          "One slip with a blot is on its way. Have all three cooks stare at it at the same time.",
        expert:
          "All rules on, one poison message. Have it occupy all three workers at once, by turning a single knob.",
      },
      hints: [
        "A cook stares at the blot for 2.4 seconds. When does the next cook get it?",
        "What must be shorter than the time that a cook tries?",
        "set visibility 1s before the slip is handed out.",
      ],
      done: {
        simple:
          "The egg timer was shorter than their patience, so each of them had the slip at once. Then it went into the box: three tries.",
        expert:
          "A visibility timeout below the processing limit hands out work that is still being done. With “dead letter” on it ends after three receives; without, it never ends.",
      },
    },
    "good-and-dead": {
      title: "Done, and given up",
      goal: {
        simple:
          "A good order, which any cook can bake. Have it end in the chef’s box, as if nobody could.",
        expert:
          "One job that is no poison. Have it dead-lettered, by cuts and dropped messages; the visibility timeout is 1 s.",
      },
      hints: [
        "What does Rosa count: how often it failed, or how often she gave it away without hearing a bell?",
        "No bell must reach her, three times over.",
        "While w1 works on it, cut w1>broker, w2>broker and w3>broker.",
      ],
      done: {
        simple: "Three cooks baked it, and no bell was heard. Now it lies in the box.",
        expert:
          "The broker counts receives, not failures. What lies in a dead-letter queue may have been done, even three times: check before you send it again.",
      },
    },
    overflow: {
      title: "The rail comes down",
      goal: {
        simple: "Rosa never says no. Bring the rail down on an ordinary evening.",
        expert:
          "Rule “backpressure” off, the usual workload. Bring the broker down without touching it, by crashes, pauses, cuts or a partition.",
      },
      hints: [
        "Orders come faster than they go when nobody bakes.",
        "What single cut keeps all cooks from Rosa, and lets the waiters through?",
        "partition broker p1 p2 | w1 w2 w3, and wait.",
      ],
      done: {
        simple: "The waiters went on as if nothing were wrong, until it came down.",
        expert:
          "Consumers were away, producers were not told. An outage of the workers became one of the broker, too: that is what backpressure keeps apart.",
      },
    },
  },
};
