import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "How many liars an army bears",
    promise:
      "Eight steps: an order and its echo, a lieutenant who lies, a commander who lies, both at once, and one echo too many.",
    steps: {
      order: {
        title: "The captain calls",
        simple:
          "g0 is the captain. It will call g1, g2 and g3 and tell each of them the same: attack, or retreat.",
        expert:
          "g0 is the commander. At 1 s it sends its order to each of three lieutenants; with n = 4 generals OM(1) bears one traitor.",
        done: {
          simple: "Three calls are on their way. A triangle says “attack”.",
          expert: "Step 1 of OM(1): n − 1 = 3 messages.",
        },
      },
      relay: {
        title: "“I was told …”",
        simple:
          "Nobody can hear what the others were told. So when the time for the call is over, each friend tells the two others what it heard.",
        expert:
          "When round 0 is over each lieutenant acts as the commander of what it received, in OM(0): it tells the two others.",
        done: {
          simple: "Six more calls. That makes nine for one order.",
          expert:
            "Step 2: (n − 1)(n − 2) = 6 messages. Nine altogether, as the paper’s recursion says; the reading stands beside it.",
        },
      },
      obey: {
        title: "What most of them say",
        simple:
          "Now each has three voices: the captain’s and two echoes. They stand under it as letters. Each does what most of its letters say.",
        expert:
          "Step 3: each lieutenant takes the majority of three values, v₁ to v₃. A missing value counts as RETREAT, and so does a tie.",
        done: {
          simple: "Three times A under everybody: all attack.",
          expert:
            "All loyal lieutenants obey the same order (IC1), and it is the commander’s (IC2).",
        },
      },
      lieutenant: {
        title: "A friend who fibs",
        simple:
          "Make g3 a fibber: whatever it should say, it says the opposite. Can it talk the others out of it?",
        expert:
          "Make g3 a traitor that inverts every message. With a loyal commander only IC2 is at stake.",
        act: "Let g3 say the opposite",
        done: {
          simple:
            "Under g1 and g2 there is one R between two As. Two voices against one: they attack.",
          expert:
            "g1 and g2 have two true values and one false. The majority is the commander’s order: IC2 holds with k = 1 traitor.",
        },
      },
      commander: {
        title: "A captain who fibs",
        simple:
          "g3 is honest again. Now the captain itself fibs: it tells g1 and g3 to attack, and g2 to retreat.",
        expert:
          "g3 is loyal, the commander a traitor that sends attack to odd lieutenants and retreat to even ones. IC2 asks for nothing now, IC1 does.",
        act: "Let g0 say what splits",
        done: {
          simple:
            "All three have the same letters, in another order of calling: A, R, A. So all three do the same. Who fibs they cannot say, and need not.",
          expert:
            "Every lieutenant holds the same v₁, v₂, v₃, for everybody has passed on truly what it got. The same majority everywhere: IC1. Nobody has learnt who the traitor is.",
        },
      },
      two: {
        title: "Two fibbers in four",
        simple: "And if g3 fibs, too? That is more than was reckoned with.",
        expert: "Let g3 betray beside g0: two traitors among four, where OM(1) bears one.",
        act: "Let g3 say what splits, too",
        done: {
          simple:
            "g1 attacks and g2 retreats. Nobody broke a promise: four friends bear one fibber, not two.",
          expert:
            "g1 and g2 are loyal and disagree. The theorem’s premise is gone, so nothing was promised; the verdict says so.",
        },
      },
      asked: {
        title: "Then let us tell it once more?",
        simple:
          "The captain is honest again and only g3 fibs. Ask them to reckon with two fibbers and to pass everything on twice. Will they?",
        expert:
          "One traitor again, g3, and OM(2) asked for. Watch the readings: which m do they run?",
        act: "Ask four for m = 2",
        done: {
          simple:
            "They did not: four are too few for two fibbers. They passed it on once, as before, and all was well.",
          expert:
            "The rule cut it: ⌊(n − 1)/3⌋ = 1, so OM(1) runs. The number of messages is nine, as before.",
        },
      },
      broken: {
        title: "One echo too many",
        simple:
          "Turn the rule off. Now they pass on twice what they heard, and there is still only one fibber. More talk must be safer, must it not?",
        expert:
          "Turn enough-loyal off: OM(2) among four, still with a single traitor. Lemma 1 wants more than 2k + m = 4 generals for IC2.",
        act: "Turn the rule off",
        done: {
          simple:
            "The captain attacks and an honest friend retreats. With each echo one voice fewer is left to speak for the truth, and the fibber is heard more often.",
          expert:
            "IC2 is broken by one traitor. In the inner OM(1) three generals take part: its true report and the traitor’s tie, a tie is RETREAT, and that is the outer majority.",
        },
      },
    },
    end: {
      simple:
        "More than three times as many friends as fibbers, and everybody tells everybody: then the honest ones do the same. Now try to split three, and fail to split four.",
      expert:
        "n > 3m, m + 1 rounds, and a number of messages that grows with every round: the price of agreement by hearsay. Take a challenge: split three generals, then fail to split four.",
    },
  },
  predictions: {
    three: {
      title: "One of two is a liar",
      question:
        "There are three generals. From now on g2 says the opposite of whatever it should; the commander’s next order is drawn by a coin. Will the loyal g1 do what its loyal commander orders?",
      options: { obeys: "It will", disobeys: "It will not" },
      because: {
        obeys: {
          simple:
            "The captain said “retreat”, g2 said “attack”. One against one is a tie, and in doubt one retreats. That was luck.",
          expert:
            "RETREAT was ordered. g1 held one value of each kind; the default for a tie happened to be the order.",
        },
        disobeys: {
          simple:
            "The captain said “attack”, g2 said it had heard “retreat”. One of the two fibs, and g1 cannot know which. In doubt one retreats.",
          expert:
            "ATTACK was ordered. To g1 a lying lieutenant looks exactly like a lying commander: one value of each kind, a tie, RETREAT. IC2 is lost.",
        },
      },
    },
    "two-tongues": {
      title: "A captain with two tongues",
      question:
        "Four generals. The commander will toss a coin, and then tell g2 what the coin says, but g1 and g3 the opposite. What will the three loyal lieutenants do?",
      options: { attack: "All attack", retreat: "All retreat", split: "Not all the same" },
      because: {
        attack: {
          simple:
            "Two of three were told “attack”, and after the echoes everybody knew what each had been told. So all attack.",
          expert:
            "v₁ and v₃ were ATTACK. All three hold the same vector and take the same majority.",
        },
        retreat: {
          simple:
            "Two of three were told “retreat”, and after the echoes everybody knew what each had been told. So all retreat.",
          expert:
            "v₁ and v₃ were RETREAT. All three hold the same vector and take the same majority.",
        },
        split: {
          simple: "That cannot be: four friends bear one fibber.",
          expert: "This would break IC1, and cannot be with n > 3m and one traitor.",
        },
      },
    },
  },
  challenges: {
    "split-three": {
      title: "Split three",
      goal: {
        simple:
          "Three generals, and the captain always says “attack”. Make one of them a fibber, so that an honest friend does not do what the honest captain says.",
        expert:
          "Three generals run OM(1), for the rule is off. Break IC2 with a single traitor. One action is enough.",
      },
      hints: [
        "The captain must stay honest, or nobody can be blamed for not obeying it.",
        "What does g1 do when the captain says one thing and g2 another?",
        "Click g2 and choose “Traitor: says the opposite”; on a phone press it until its menu comes. Then play on to the end of an order.",
      ],
      done: {
        simple:
          "g1 heard “attack” from one and “retreat” from the other. Which of them fibs? It could not know.",
        expert:
          "The two cases of the paper’s Figures 1 and 2 look the same to g1, so it must do the same in both. With three generals no algorithm by oral messages does better.",
      },
    },
    "fail-to-split-four": {
      title: "Fail to split four",
      goal: {
        simple:
          "Four generals, and the rule is on. Let the captain fib for a whole order, and at another time one of the friends, never both. See that the honest ones do the same each time.",
        expert:
          "With the rule on, let the commander betray alone for a whole order and a lieutenant alone for another. The loyal lieutenants must agree both times.",
      },
      hints: [
        "An order takes about two seconds. Whoever betrays must do so before it is given and until it is obeyed.",
        "Begin with g0 before the first second. When all have decided, make it honest again and choose a lieutenant.",
        "Before 1 s: g0 “Traitor: says what splits”. Between two orders, at about 4 s: g0 “Honest again”, and g3 “Traitor: says the opposite”. Then play to 7 s.",
      ],
      done: {
        simple: "Whoever fibbed, and however: the honest ones did the same. Four bear one fibber.",
        expert:
          "n = 4 > 3m = 3. Against a traitorous lieutenant the majority is the commander’s value; against a traitorous commander all hold the same three values.",
      },
    },
    "once-too-often": {
      title: "Once too often",
      goal: {
        simple:
          "Four generals pass on everything twice. With a single fibber, bring about that two honest friends do different things.",
        expert: "Four generals run OM(2), for the rule is off. Break IC1 with a single traitor.",
      },
      hints: [
        "If the captain fibs all friends are honest, and their echoes agree. It must be somebody else.",
        "Say the same to everybody, and all go the same wrong way. One of the two must hear the truth.",
        "Let g3 lie to the odd: g1 hears the opposite, g2 the truth.",
      ],
      done: {
        simple:
          "g1 was talked out of it, g2 was not. One fibber was enough, because four passed on once too often.",
        expert:
          "Each inner OM(1) runs among three generals, where one liar makes a tie for whom he lies to. OM(m) wants n > 3m also when there are fewer traitors than m.",
      },
    },
  },
};
