import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "All or nothing, and the price of it",
    promise:
      "Ten steps: three promises, one decision, one veto, and a coordinator that falls asleep at the worst moment.",
    steps: {
      ask: {
        title: "A room, a cake and a band",
        simple:
          "A party needs all three, and each stands in another shop. Let c1 ask the planner tm for a party on Monday.",
        expert:
          "A transaction takes one place at each of three participants. Let c1 submit it to the coordinator tm.",
        act: "Let c1 book Monday",
        done: {
          simple:
            "The planner writes “T1 begins” into its book and asks all three shops: “Can you?”",
          expert:
            "The coordinator logs the start of T1 and sends VOTE-REQ to every participant. The work travels with it.",
        },
      },
      promise: {
        title: "Three promises",
        simple:
          "Each shop that can puts one aside, locks it away, writes “I have promised” into its book, and says yes. Watch the pages under the shops.",
        expert:
          "Each participant locks Monday, forces a Yes record to its log and only then votes. The cell Y is that record.",
        done: {
          simple:
            "All three have promised. From now on none of them may change its mind, and none knows yet what will happen.",
          expert:
            "All three are uncertain: they can neither commit nor abort on their own until the decision comes.",
        },
      },
      decide: {
        title: "One page decides",
        simple:
          "The yeses travel back. When the last one is there the planner writes a single line. Watch its page.",
        expert:
          "When every Yes is in, the coordinator forces a commit record. That write is the moment at which T1 commits.",
        done: {
          simple: "“It happens” stands in the book. Nothing can change that any more.",
          expert: "The commit point: before that write a crash means abort, after it, commit.",
        },
      },
      end: {
        title: "Everybody hears of it",
        simple:
          "The shops hear it, hand the things over and put the keys back. Then each says “noted”.",
        expert:
          "COMMIT goes out, each participant logs it, releases its lock and acknowledges. The coordinator resends until all have.",
        done: {
          simple:
            "All pages of T1 say C. It took twelve messages: look at the number above the stage.",
          expert:
            "Four messages for each participant: question, vote, decision, acknowledgement. 3n are the protocol, the last n let the coordinator forget.",
        },
      },
      veto: {
        title: "One no is enough",
        simple: "Now the baker p2 wants no more parties. Let c1 ask for Tuesday.",
        expert: "Let p2 vote No on everything, and submit another transaction.",
        act: "Let p2 say no, and book Tuesday",
        done: {
          simple:
            "A single no, and it is off for all. Whoever had put something aside puts it back.",
          expert:
            "The No aborts at once; p2 has aborted already. Unlike in consensus no majority helps: every participant has a veto.",
        },
      },
      block: {
        title: "The worst moment",
        simple:
          "Everybody is willing again. c1 books Monday, and when all three have promised the planner falls asleep. Watch the shops.",
        expert:
          "Everybody willing, a new transaction, and the coordinator crashes after the votes were sent and before it has decided.",
        act: "Book, and crash tm in between",
        done: {
          simple:
            "Diamonds: each shop stands there with a key in its hand, asks and asks, and nobody answers.",
          expert:
            "All three are blocked. They voted Yes, so they must not abort; they have no decision, so they must not commit.",
        },
      },
      locked: {
        title: "Who pays for it",
        simple: "c2 only wants to know how much is left for Monday. Let it ask one shop.",
        expert: "Let c2 read Monday at one participant. It takes no part in the transaction.",
        act: "Let c2 look at Monday",
        done: {
          simple:
            "“I cannot say: it depends on that party.” The number above the stage tells how long the keys have been gone.",
          expert:
            "Refused: the day is locked, its value undecided. Blocking harms whoever needs the same data; the oldest lock grows older and older.",
        },
      },
      together: {
        title: "Can they help each other?",
        simple: "Let the shops ask one another, too. Will that end it?",
        expert:
          "Turn on the cooperative termination protocol: DECISION-REQ goes to the other participants as well.",
        act: "Let them ask each other",
        done: {
          simple:
            "Each asks each, and none of them knows. If one had heard the decision, or had not promised yet, they would be free now.",
          expert:
            "All are uncertain, so nobody can answer. Cooperation shortens blocking; it cannot rule it out.",
        },
      },
      wake: {
        title: "The planner wakes",
        simple: "Wake the planner. What stands in its book about this party?",
        expert: "Restart the coordinator. Its log holds a start and no decision.",
        act: "Wake tm",
        done: {
          simple: "Only “begins”, so it is off. It tells everybody, and the keys go back.",
          expert:
            "No commit record, so nobody can have been told to commit: it aborts and says so. The locks are released.",
        },
      },
      again: {
        title: "And on it goes",
        simple: "Monday is free again. Let c1 ask once more.",
        expert: "The locks are gone. Submit the transaction again.",
        act: "Let c1 book Monday",
        done: {
          simple: "Done. The three shops have the same number left: always all, or none.",
          expert: "Committed everywhere. The three counts agree, as after every transaction.",
        },
      },
    },
    end: {
      simple:
        "You have seen how three shops do one thing together, and who suffers when the planner sleeps. Now guess what comes of a nap, or take a challenge: block everybody, or break a promise.",
      expert:
        "Vote, decide, log: that is two-phase commit. It is always safe and sometimes blocked. Predict a crash’s outcome, or take a challenge and lose atomicity with one rule off.",
    },
  },
  predictions: {
    "same-day": {
      title: "Two parties, one day",
      question:
        "c1 and c2 both ask for Monday at the same moment. There is plenty for both. How many parties will there be?",
      options: { both: "Both", one: "Exactly one", neither: "None" },
      because: {
        both: {
          simple: "One was finished before the other’s questions arrived, so no key was missing.",
          expert:
            "The second transaction’s VOTE-REQs found no lock: they came after the first’s decision.",
        },
        one: {
          simple:
            "All three shops had the same question first. They locked Monday for that party and said no to the other, which did not wait.",
          expert:
            "One transaction got the lock at every participant. The other found it held and was refused: locks are not waited for.",
        },
        neither: {
          simple:
            "One shop had heard of the first party first, another of the second. Each said no to whoever came later, so both were called off.",
          expert:
            "Each transaction held a lock that the other needed. With waiting that would be a deadlock; here each gets a No, and both abort.",
        },
      },
    },
    "nap-in-between": {
      title: "A nap while the votes travel",
      question:
        "All three have voted yes, and their votes are on their way. In 160 ms tm crashes; two seconds later it is back. What becomes of the booking?",
      options: {
        commit: "It is committed everywhere",
        abort: "It is aborted everywhere",
        mixed: "Here so, there so",
      },
      because: {
        commit: {
          simple:
            "The last yes came just in time: “it happens” stood in the book before the nap. After it the planner read that and told everybody.",
          expert:
            "The commit record was on disk before the crash. The recovered coordinator found it and resent COMMIT.",
        },
        abort: {
          simple:
            "The last yes came too late: the book said only that the party had begun. No word means no.",
          expert:
            "The log held a start without a decision, so the recovered coordinator aborted. No COMMIT can have been sent: the record is written first.",
        },
        mixed: {
          simple: "This cannot be while all rules are on.",
          expert: "This would break AC1, and cannot be while all rules are on.",
        },
      },
    },
    "one-knows": {
      title: "One knows",
      question:
        "tm decided and told p1 alone, then it crashed for good. p2 and p3 are blocked; from now on they ask p1, too. What becomes of them?",
      options: {
        commit: "They commit",
        abort: "They abort",
        nothing: "They stay blocked",
      },
      because: {
        commit: {
          simple: "p1 had heard “it happens” and says so. The sleeping planner is not needed.",
          expert:
            "p1 has received COMMIT and answers DECISION-REQ with it. One process that knows is enough to free all others that reach it.",
        },
        abort: {
          simple: "p1 had heard that it was off, or had never promised, and says so.",
          expert:
            "p1 had aborted, or had not voted and aborted when asked; its answer frees the others.",
        },
        nothing: {
          simple: "p1 had heard nothing either, and so nobody could tell.",
          expert: "p1 was uncertain, too: the decision had not reached it.",
        },
      },
    },
  },
  challenges: {
    "block-everyone": {
      title: "Block everyone",
      goal: {
        simple:
          "Keep all three shops standing there with a key in the hand for five seconds. They may ask each other. c1 asks for a party after one second.",
        expert:
          "All participants are blocked for five seconds, cooperative termination notwithstanding. c1 books Monday at 1 s. One action is enough.",
      },
      hints: [
        "A shop is stuck only after it has said yes and before it hears a decision.",
        "If a single one has heard the decision, or has not promised yet, it frees the others. So all must have promised, and none may know.",
        "Pause at about 1.3 s, when the third shop has promised and its yes is on its way. Click tm, press C, and play on.",
      ],
      done: {
        simple:
          "All have promised, the only one who could decide sleeps, and asking around helps nobody.",
        expert:
          "The window of uncertainty: between its own Yes and the decision no process can decide safely without the coordinator. Every two-phase protocol has it.",
      },
    },
    "forgotten-promise": {
      title: "A promise forgotten",
      goal: {
        simple:
          "The shops only remember what they have promised. Bring about a party that is half booked.",
        expert:
          "The rule log-before-vote is off. Break AC1: one participant commits what another aborts.",
      },
      hints: [
        "What is only in the head is gone after a nap.",
        "A shop must have said yes, and must sleep before it hears that it happens. Its yes still counts.",
        "Pause at about 1.3 s, when p2 has voted. Click it, press C to crash it and C again to restart it, and play on.",
      ],
      done: {
        simple:
          "It woke with an empty head and put everything back. The others had trusted its yes.",
        expert:
          "Recovery found work without a vote and undid it, as it must; but the vote had been sent and counted. A Yes is worth nothing unless it survives a crash.",
      },
    },
    "two-stories": {
      title: "Two stories",
      goal: {
        simple:
          "The planner shouts “it happens” without writing it down. Let one shop hear that and another hear that it is off.",
        expert:
          "The rule log-before-decide is off. Break AC1 between two participants: one commits, another aborts. That the coordinator contradicts itself is not enough.",
      },
      hints: [
        "After a nap the planner knows only what stands in its book: that the party had begun.",
        "One shop must hear the first story, and another must not. Which link would you cut, and when?",
        "At about 1.3 s cut the link from tm to p3. When p1 has committed crash tm, heal the link, and restart tm.",
      ],
      done: {
        simple: "The planner told two stories about one party, before and after its nap.",
        expert:
          "The commit was sent before it was durable. Recovery aborted an undecided transaction, as it must, and some had committed it. That is why writing the record is the decision.",
      },
    },
  },
};
