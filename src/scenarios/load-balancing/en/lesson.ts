import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "Which till?",
    promise:
      "Nine steps: chance, two chances, a slow cashier, a till where nobody sits, and one who only dozed.",
    steps: {
      ask: {
        title: "Shoppers, an assistant, five tills",
        simple:
          "Shoppers come through the door when they please. The assistant at the entrance shows each of them to a till. Follow one of them there and back.",
        expert:
          "Requests arrive as a Poisson process at 70 % of what five servers can do; times of service are exponential with a mean of 500 ms. The balancer lb dispatches them by round robin.",
        done: {
          simple:
            "The first have paid. Small cells under a till are the shoppers who stand there; the first one is being served.",
          expert:
            "Cells under a server are its queue, the filled one in service; cells under lb are what it has sent to each server and not got back.",
        },
      },
      random: {
        title: "Rolling dice",
        simple:
          "Now the assistant rolls dice: any till, without looking. Watch for a while how long the queues get.",
        expert:
          "Random choice splits the stream into five independent ones: each server is an M/M/1 queue of its own.",
        act: "Roll dice",
        done: {
          simple:
            "Some till was idle while people stood at another. Look at the number “p99”: the unlucky ones wait for long.",
          expert:
            "An M/M/1 queue at 70 % takes 3.3 times of service on average. Two readings show how many times of service a request takes at a server, measured and published.",
        },
      },
      two: {
        title: "Look at two",
        simple:
          "The assistant still rolls dice, but for two tills, looks at both, and shows the shopper to the shorter queue.",
        expert:
          "Two choices: two servers drawn at random, the one with fewer outstanding requests. With very many servers the share with at least i requests falls from λ^i to λ^(2^i − 1).",
        act: "Two dice, and a look",
        done: {
          simple:
            "Looking at only two is nearly as good as looking at all. Open the curves below the stage to see it drawn.",
          expert:
            "The tail collapses: doubly exponential instead of geometric. Open the curves below the stage: points are this run, lines are published.",
        },
      },
      slow: {
        title: "A slow cashier",
        simple:
          "The cashier at s1 has hurt a hand and works at a quarter of the speed. The assistant sends people to each till in turn, as before.",
        expert:
          "s1 at 25 % of its speed, round robin. It gets a fifth of all requests, which is more than it can serve.",
        act: "Slow s1, in turn",
        done: {
          simple:
            "At s1 people pile up, while others have nothing to do. In turn is not fair when tills differ.",
          expert:
            "Arrivals of 1.4 requests a second at a server that does 0.5: its queue grows without bound, whatever the other servers could do.",
        },
      },
      fewest: {
        title: "Where the fewest stand",
        simple: "Now the assistant looks at all tills and shows people to where the fewest stand.",
        expert:
          "Least connections: the server with fewest outstanding requests. It knows no speeds; a slow server shows itself by what it has not answered.",
        act: "To where the fewest stand",
        done: {
          simple: "Nobody new is sent to s1 until its queue is as short as the others’.",
          expert:
            "The count of outstanding requests is feedback: s1 gets what it can serve and no more.",
        },
      },
      blind: {
        title: "Nobody sits there",
        simple:
          "All tills are quick again, and the assistant has stopped calling “Are you there?”. The cashier of s2 leaves.",
        expert: "Rule “health check” off, round robin, and s2 crashes.",
        act: "Stop asking; s2 leaves",
        done: {
          simple: "Every fifth shopper is sent to a till where nobody sits.",
          expert:
            "The balancer never learns of the crash: a fifth of all requests dies at s2. The promise “no traffic to the dead” is broken.",
        },
      },
      check: {
        title: "Are you there?",
        simple:
          "The assistant calls to each till again, every half second. Two silences are enough.",
        expert:
          "Rule on: a probe every 500 ms, out after two failures in a row. At worst that takes three intervals.",
        act: "Ask again",
        done: {
          simple: "No answer from s2, twice. Nobody is sent there any more.",
          expert: "s2 is out of the rotation; its outstanding requests were dispatched again.",
        },
      },
      back: {
        title: "Back from the break",
        simple: "The cashier of s2 comes back. When will the assistant believe it?",
        expert: "s2 restarts, with an empty queue. It must pass two probes in a row.",
        act: "Bring s2 back",
        done: {
          simple: "After two answers the till is open again.",
          expert: "Two probes passed: back in the rotation. Thresholds keep a flapping server out.",
        },
      },
      dozing: {
        title: "Only dozing",
        simple:
          "The cashier of s3 dozes off for three seconds. From the entrance this looks as if the cashier had gone.",
        expert:
          "s3 pauses for longer than the checks wait. It is taken for dead, and its requests are dispatched again; then it goes on.",
        act: "Let s3 doze",
        done: {
          simple: "The same basket was served at two tills. Better twice than never.",
          expert:
            "A pause and a crash look alike, so redispatching means at least once: requests must bear being done twice.",
        },
      },
    },
    end: {
      simple:
        "Look before you send, at two tills if not at all; ask whether somebody sits there; and count on a basket being served twice. Now guess, or tame a slow till yourself.",
      expert:
        "Feedback beats rotation when servers differ, two samples get most of it, and health checks bound how long you are wrong. Predict, or tame a slow server yourself.",
    },
  },
  predictions: {
    random: {
      title: "Dice",
      question:
        "Five idle servers; in a moment requests come at a load of 80 %, and the balancer chooses at random. In the first 20 seconds, how many requests will there be at one server at most?",
      options: { little: "9 or fewer", some: "10 to 12", much: "13 or more" },
      because: {
        "*": {
          simple:
            "Dice have no memory: now and then many go to the same till, though others are idle. One long queue among five tills is soon found.",
          expert:
            "Each server is an M/M/1 queue: in the long run it has at least i requests for the share 0.8^i of the time, 11 % for ten. The longest of five within 20 s is a matter of luck; ten or more is likelier than not.",
        },
      },
    },
    "two-choices": {
      title: "Dice, and a look",
      question:
        "The same five servers and the same requests, but now the balancer draws two servers and takes the one with fewer requests. In the first 20 seconds, how many requests will there be at one server at most?",
      options: { little: "5 or fewer", some: "6", much: "7 or more" },
      because: {
        "*": {
          simple:
            "A queue can only become the longest when both dice fall on long ones. That is why long queues hardly ever come to be.",
          expert:
            "To reach length i + 1 both draws must have at least i. With very many servers the share with six or more is 0.8^63, nearly nothing; with five servers and news that is a tenth of a second old it is a little more.",
        },
      },
    },
    "in-the-dark": {
      title: "Before anybody notices",
      question:
        "Server s2 is about to crash. Probes go out every half second, and two failures in a row take it out. How many requests will still be sent to it?",
      options: { none: "None", few: "One or two", many: "Three or more" },
      because: {
        none: {
          simple: "Its turn did not come before the second silence. That was luck.",
          expert:
            "No request fell to s2 in the detection time of 1 to 1.5 s. With 1.4 a second for each server, that was luck.",
        },
        few: {
          simple:
            "Until the second silence the assistant could not know. One or two shoppers stood there in vain, and were shown elsewhere later.",
          expert:
            "Detection took between two and three intervals, and each server gets 1.4 requests a second. They were dispatched again when s2 was taken out.",
        },
        many: {
          simple:
            "Until the second silence the assistant could not know, and just then many shoppers came.",
          expert:
            "Detection took between two and three intervals; arrivals cluster, as they do in a Poisson process. They were dispatched again when s2 was taken out.",
        },
      },
    },
  },
  challenges: {
    tame: {
      title: "Tame the slow server",
      goal: {
        simple:
          "Let ten shoppers pile up at till s1, with everybody sent to each till in turn. Then find a better way: of a hundred shoppers, 99 must be done within 6 seconds. The cashier of s1 stays slow, and you send nobody away.",
        expert:
          "Make round robin pile up ten requests at s1. Then, with s1 still slow and the load at 70 % or more, bring p99 to 6 s or less over 100 requests in a row, by another algorithm.",
      },
      hints: [
        "Round robin gives s1 its turn whatever stands there. What if s1 could not keep up?",
        "Turn the speed of s1 down and wait until ten stand there. Half speed is enough, and makes the second part easier.",
        "Then choose an algorithm that looks at queues: with “least connections” nobody is sent to s1 until it has caught up.",
      ],
      done: {
        simple:
          "In turn knew nothing of the queue. Whoever looks sends people to where they are served soonest.",
        expert:
          "Outstanding requests are the feedback that round robin lacks. How slow s1 is nobody had to tell; “weighted” would have to be told.",
      },
    },
    dead: {
      title: "Shoppers for nobody",
      goal: {
        simple:
          "The assistant does not ask whether anybody sits at a till. Have a shopper sent to one where nobody has sat for a while.",
        expert: "Rule “health check” is off. Break “no traffic to the dead”.",
      },
      hints: [
        "What must a server be for its traffic to be wasted?",
        "Crash one, cut it off or pause it, and wait for longer than a check would need.",
      ],
      done: {
        simple: "Nobody asked, so nobody knew.",
        expert:
          "Without probes the balancer has no news of a server that says nothing. Passive checks, which count failed requests, would pay for the news with users’ requests.",
      },
    },
    twice: {
      title: "One basket, two tills",
      goal: {
        simple: "All rules are on. Have one basket served at two tills.",
        expert:
          "All rules on: have a request served by two servers. You may only pause and resume.",
      },
      hints: [
        "When does the assistant send a shopper to a second till?",
        "When a till is taken for empty. Which cashiers only look as if they had gone?",
        "Pause a server that has requests, until it is taken out, then resume it.",
      ],
      done: {
        simple:
          "The cashier was only dozing, and went on with the basket that another till had served.",
        expert:
          "A failure detector over an asynchronous network errs. Redispatching trades lost requests for repeated ones; writes need an idempotency key.",
      },
    },
  },
};
