import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "How a kitten gets one name",
    promise:
      "Eleven steps: a duel that nobody wins, chance that ends it, keepers who sleep, and a second name that must not be.",
    steps: {
      ask: {
        title: "A ticket for everybody",
        simple:
          "The kitten shall have one name. p1 wants “fig”, p2 wants “kiwi”, and five keepers with notebooks decide. Let p1 draw ticket 1 and ask; p2 will ask a little later.",
        expert:
          "Two proposers, five acceptors, two learners. Let p1 begin round 1 with prepare requests; p2 begins round 2 less than half a second later.",
        act: "Let p1 ask, and then p2",
        done: {
          simple:
            "“I shall turn away lower tickets.” Each keeper writes that down before it says so: look at the number beside it.",
          expert:
            "All five promise number 1. The badge is the highest number promised; the answer leaves when the disk is done.",
        },
      },
      overtaken: {
        title: "Overtaken",
        simple:
          "p1 hears from three keepers, and that is enough: it asks them to write “fig”. But ticket 2 is quicker. Watch the squares of p2.",
        expert:
          "With three promises p1 sends accept requests, triangles. Meanwhile p2’s prepare requests, squares, raise the promises to 2.",
        done: {
          simple:
            "They had promised p2 to turn away lower tickets. So they say no to ticket 1, and “fig” stands in no notebook.",
          expert:
            "P1a: who has promised 2 accepts nothing numbered 1. The refusal names the number, so p1 need not wait for its timeout.",
        },
      },
      duel: {
        title: "A duel",
        simple:
          "p1 draws ticket 3 at once and overtakes p2, and p2 draws ticket 4. Watch the crosses for a while. Who wins?",
        expert:
          "The rule “backoff” is off: each begins a higher round at once and invalidates the other’s between its two phases.",
        done: {
          simple:
            "Nobody. The tickets get higher and higher, and no notebook has a name in it. Nobody is wrong, and nothing is decided.",
          expert:
            "Four refusals, and no acceptance. Safety holds in every duel; progress does not, and after ten seconds the judge says so. This is the scenario of §2.4.",
        },
      },
      chance: {
        title: "Let chance decide",
        simple:
          "From now on whoever is turned away waits for a while. How long, chance says. That gives the other time to finish.",
        expert:
          "Turn the rule “backoff” on: after a failed round a proposer waits for a random time, within a bound that doubles.",
        act: "Let them wait by chance",
        done: {
          simple:
            "One waited long enough. Three keepers wrote the same name with the same ticket: it is chosen.",
          expert:
            "One round got through both phases undisturbed. A majority accepted its proposal, so its value is chosen.",
        },
      },
      learn: {
        title: "Spread the word",
        simple:
          "l1 and l2 want to know. The keepers tell them what they write. How many notebooks do they have to hear of?",
        expert:
          "Acceptors report each acceptance to every learner; a learner counts those of one number.",
        done: {
          simple: "Three. Hearing of one or two says nothing yet: another name may still win.",
          expert:
            "A majority for one number. An acceptance alone proves nothing, and an acceptor cannot know that its value is chosen.",
        },
      },
      same: {
        title: "And the other one?",
        simple:
          "The one that was turned away is going to ask again, with a higher ticket. May it change the name?",
        expert:
          "The other proposer comes back with a higher number. Watch what its promises report, and what it proposes.",
        done: {
          simple:
            "No. A keeper told it which name is written, and then it must ask for that one. Both crowns now stand for one name.",
          expert:
            "Any majority contains an acceptor of the chosen value, and the highest number that is reported binds the proposer. Both rounds chose the same value.",
        },
      },
      "two-asleep": {
        title: "Two keepers sleep",
        simple: "Send a1 and a2 to sleep and let p1 ask once more. Are three notebooks enough?",
        expert: "Crash two of five acceptors and have p1 run another round.",
        act: "Send two to sleep, and ask",
        done: {
          simple: "Three of five are more than half. It is the same name, of course.",
          expert:
            "With 2F + 1 acceptors F crashes are tolerated. The round confirms the value: so one finds out what is chosen.",
        },
      },
      "three-asleep": {
        title: "A third one sleeps",
        simple: "Now a3, too. Let p1 ask again. Watch its ring.",
        expert: "Crash a third acceptor; p1 runs another round, and waits.",
        act: "Send a3 to sleep, and ask",
        done: {
          simple: "Two answers are too few. p1 gives up, waits, and will ask again.",
          expert:
            "No majority, no progress. The round times out; nothing is lost, for what was chosen is on disk.",
        },
      },
      awake: {
        title: "The notebooks remember",
        simple: "Wake all three. Do they still know what they promised?",
        expert: "Restart the acceptors. Their promises and acceptances come from disk.",
        act: "Wake them",
        done: {
          simple:
            "They read it in their notebooks. p1 asks again by itself, and the name is the same.",
          expert:
            "p1 retried after its backoff and confirmed the value. Had the disks been empty, this could have gone otherwise.",
        },
      },
      stubborn: {
        title: "A stubborn friend",
        simple:
          "{other} still likes “{wish}” better. What if it need not ask for the name that it is told?",
        expert:
          "Turn “adopt the highest accepted” off and let {other} run a round: it proposes “{wish}”, whatever its promises report.",
        act: "Let {other} be stubborn",
        done: {
          simple:
            "Now three notebooks say another name, although one had been chosen already. The kitten has two names: that must never be.",
          expert:
            "P2c was broken when {other} issued its proposal, Agreement when a majority had accepted it: two values are chosen.",
        },
      },
      mend: {
        title: "Back to good manners",
        simple: "Put the rule back. The verdicts remember what has happened.",
        expert:
          "Turn the rule on again. The verdict stays: a second value that was once chosen cannot be taken back.",
        act: "Adopt again",
        done: {
          simple: "From here on everybody asks for what is written again.",
          expert: "The protocol is correct again; this run’s history is not.",
        },
      },
    },
    end: {
      simple:
        "Tickets, promises, and asking for what is written already: that is all of it. Now guess what becomes of a name in one notebook, or take a challenge and give the kitten two names.",
      expert:
        "Two phases, majorities that intersect, and one rule about values: single-decree Paxos. Predict what one acceptance decides, or take a challenge and have two values chosen.",
    },
  },
  predictions: {
    "close-race": {
      title: "A close race",
      question:
        "p1 asks now, for fig. 0.64 s later p2 asks, for kiwi: its squares arrive just when p1’s triangles do. All rules are on. Which name will be chosen?",
      options: { fig: "fig, which p1 wants", kiwi: "kiwi, which p2 wants" },
      because: {
        fig: {
          simple:
            "At some keepers the triangle was first, and they wrote “fig”. Three of them were enough, or p2 heard of one and had to ask for fig itself.",
          expert:
            "Fig was accepted by a majority under one number, either at once or after p2 had found it reported among its promises and adopted it.",
        },
        kiwi: {
          simple:
            "At most keepers p2’s square was first, and they said no to ticket 1. Those that answered p2 first had written nothing, so it could ask for kiwi.",
          expert:
            "p2’s prepare requests came first at a majority, and the promises that it counted reported nothing. One or two acceptances of fig elsewhere do not matter.",
        },
      },
    },
    "one-notebook": {
      title: "One notebook says fig",
      question:
        "Only a1 has written fig; p1 sleeps. All links are whole again, and p2, who wants kiwi, is about to ask all five keepers. Which name will be chosen?",
      options: { fig: "fig, which a1 has written", kiwi: "kiwi, which p2 wants" },
      because: {
        fig: {
          simple:
            "a1 was among the first three that answered p2, and said “fig is written”. So p2 had to ask for fig.",
          expert:
            "The first majority of promises contained a1’s, which reported fig under number 1: p2 was bound to it, although it had not been chosen.",
        },
        kiwi: {
          simple:
            "Three others answered before a1, and no name stood in their notebooks. One notebook is not more than half, so that was allowed.",
          expert:
            "The first majority of promises reported nothing, so p2 was free. Fig had not been chosen and never can be: three acceptors have promised 2.",
        },
      },
    },
    "nobody-knows": {
      title: "Three say fig, and nobody knows",
      question:
        "a1, a2 and a3 have written fig. Their answers are lost, p1 sleeps, and the learners hear nothing. p2, who wants kiwi, is about to ask. What will come of its round?",
      options: {
        fig: "fig is confirmed",
        kiwi: "kiwi is chosen",
        nothing: "Nothing at all",
      },
      because: {
        fig: {
          simple:
            "Whichever three answer p2, one of them has fig in its notebook. The name was chosen before anybody knew it.",
          expert:
            "Any majority shares an acceptor with the three that accepted fig. Its report bound p2 to fig, which had been chosen when the third acceptor accepted it.",
        },
        kiwi: {
          simple: "This cannot be while all rules are on.",
          expert: "This would break Agreement, and cannot be while all rules are on.",
        },
        nothing: {
          simple: "Its round did not come through.",
          expert: "The round did not complete in time.",
        },
      },
    },
  },
  challenges: {
    "endless-duel": {
      title: "An endless duel",
      goal: {
        simple:
          "Nobody waits by chance. Have p1 and p2 overtake each other for ten seconds. You may only ring their timers; two rings are enough.",
        expert:
          "The rule “backoff” is off. Break Progress, ten seconds without a failure and without a decision, by starting rounds alone.",
      },
      hints: [
        "A round has two phases. When does a higher ticket hurt the most?",
        "p2’s prepare requests must arrive after p1 has its promises, or nearly, and before its accept requests do.",
        "Click p1 and ring “begin” under its timers. Ring p2’s “begin” 0.4 s later, by the clock of the run. Then wait.",
      ],
      done: {
        simple:
          "Each was always a little too late, and drew a higher ticket. Nobody did anything wrong.",
        expert:
          "The livelock of §2.4. Slow disks keep the window open: a round is overtaken if another begins between 0.25 and 0.65 s after it, and both are then in step.",
      },
    },
    "two-names": {
      title: "Two names with two rings",
      goal: {
        simple:
          "The keepers do not keep their promises. Get the kitten two names. You may only ring timers.",
        expert: "The rule “promise” is off. Break Agreement by starting two rounds.",
      },
      hints: [
        "p2 must hear from three keepers that no name is written, and then one must be.",
        "When have p1’s keepers answered, and not written yet?",
        "Ring p1’s “begin” and p2’s within the next half second.",
      ],
      done: {
        simple:
          "p2 was told “no name yet, and no lower ticket any more”. Then the keepers let ticket 1 in.",
        expert:
          "p2’s promises reported nothing, and were worth nothing: number 1 was accepted after 2 had been promised. Both proposals reached a majority.",
      },
    },
    "forgotten-name": {
      title: "Forgotten in a nap",
      goal: {
        simple:
          "Three keepers, and they keep everything in their heads. a1 and a2 have written fig; a3 has heard of nothing. Get the kitten a second name.",
        expert:
          "Three acceptors, the rule “durable acceptor” off; fig is chosen by a1 and a2 behind a partition. Have kiwi chosen, too.",
      },
      hints: [
        "Two of three are more than half. Which of them is in both halves?",
        "a2 should forget fig, and then answer p2 together with a3. a1 must not have a say.",
        "When p1 wears its crown: crash a2, restart it, draw the line so that p2, a2 and a3 are together without a1, and ring p2’s “begin”.",
      ],
      done: {
        simple: "a2 was the witness, and it had forgotten.",
        expert:
          "Two majorities intersect in one acceptor, and it had lost its state. What the proof needs of that acceptor is its disk.",
      },
    },
    "passed-over": {
      title: "Written, and not chosen",
      goal: {
        simple:
          "All rules are on. Have a keeper write fig, and a learner hear that the name is kiwi. Three actions are enough.",
        expert:
          "Under the correct protocol have an acceptor accept fig, and kiwi chosen. Start the rounds, and cut what you need.",
      },
      hints: [
        "One notebook is not more than half of five.",
        "p1’s “please write” must reach a single keeper, and p2 must not hear of it.",
        "Ring p1’s “begin”. 0.7 s later draw the line: p1, a1 and l1 on one side, all others on the other. Then ring p2’s “begin”.",
      ],
      done: {
        simple:
          "fig stood in one notebook, kiwi in four. Nothing is wrong: a name counts when more than half have written it.",
        expert:
          "Accepted is not chosen. Only a majority’s acceptance of one number is, and no majority can have accepted fig any more.",
      },
    },
  },
};
