import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "Changing the crew at sea",
    promise:
      "Eight steps: a crew of three grows to five, survives two losses, and lets its captain go.",
    steps: {
      crew: {
        title: "A crew of three",
        simple:
          "Three friends are the crew, two more stand by. Only the crew votes. Wait for a captain.",
        expert:
          "n1, n2 and n3 are the configuration; n4 and n5 are spare and have no vote. Wait for a leader.",
        done: {
          simple: "Two yeses of three were enough.",
          expert: "A majority of three is two.",
        },
      },
      add: {
        title: "One more",
        simple:
          "a1 runs the harbour. Let it ask {leader} to take n4 into the crew. The captain writes that into the notebook like any other page.",
        expert:
          "The administrator asks {leader} to add n4. The leader first brings it up to date, then appends the new configuration as an entry.",
        act: "Add n4",
        done: {
          simple: "The new crew is agreed: four friends, and three of them are more than half.",
          expert:
            "The configuration is committed. Each server uses the latest in its log, committed or not (Ongaro 2014 §4.1).",
        },
      },
      "add-another": {
        title: "And another",
        simple: "Now n5. One at a time: the next change waits until the last is agreed.",
        expert:
          "Add n5. Majorities of two crews that differ by one server always share a server; that is why single changes are safe.",
        act: "Add n5",
        done: {
          simple: "Five friends. Three of them are more than half.",
          expert: "Five voters: the cluster now survives two failures instead of one.",
        },
      },
      "two-down": {
        title: "Was it worth it?",
        simple:
          "Send two friends to sleep. With a crew of three, that would have been the end of it. Watch the crown.",
        expert:
          "Crash two followers. Three of five are left; check quorum would depose a leader without a majority.",
        act: "Crash two",
        done: {
          simple: "{leader} keeps its crown: three of five answer.",
          expert:
            "{leader} still hears a majority, and stays. A majority of the old three might have been lost.",
        },
      },
      return: {
        title: "All aboard",
        simple: "Wake the two again.",
        expert: "Restart both. Their configuration is in their logs, on disk.",
        act: "Wake them",
        done: {
          simple: "They read in their notebooks that they are crew.",
          expert: "They rejoin with the configuration that their logs hold, and catch up.",
        },
      },
      "remove-leader": {
        title: "The captain leaves",
        simple: "Let a1 ask {leader} to take itself out of the crew. Who will write that page?",
        expert:
          "Remove {leader}, which leads. It has to replicate its own removal, without counting itself.",
        act: "Remove {leader}",
        done: {
          simple:
            "{leader} wrote the page, had it agreed by the others, and only then took its crown off.",
          expert:
            "It managed the cluster until the new configuration was committed, and stepped down (§4.2.2).",
        },
      },
      successor: {
        title: "The four choose",
        simple: "Four are left, and three yeses are needed.",
        expert:
          "The four voters elect a leader among themselves. The removed server gets no more heartbeats, and pre-vote keeps it from disturbing.",
        done: {
          simple: "There is a new captain, and the one who left is no longer asked.",
          expert: "A leader of a later term, chosen under the new configuration.",
        },
      },
      joint: {
        title: "Many at once",
        simple:
          "Now the whole crew at once: back to n1, n2 and n3. For a while both crews must agree to everything.",
        expert:
          "Joint consensus: decisions need a majority of the old and one of the new configuration until the joint entry is committed (Raft §6).",
        act: "Back to the first three, at once",
        done: {
          simple:
            "First both crews agreed, then the new one alone. At no time could two crews decide apart.",
          expert:
            "C(old,new) was committed, then C(new). Neither configuration could decide unilaterally in between.",
        },
      },
    },
    end: {
      simple:
        "A crew changes by pages in the notebook, one friend at a time, or all at once with both crews agreeing. Now guess, or break it: with one small rule missing it can be done.",
      expert:
        "Configurations are log entries, and safe as long as old and new majorities meet. Predict, or rebuild the bug that went unseen for a year.",
    },
  },
  predictions: {
    "removed-leader": {
      title: "Removing the one who leads",
      question:
        "In a moment the administrator asks {leader}, the leader, to remove {leader}. What happens?",
      options: {
        refuses: "It refuses",
        manages: "It has its own removal agreed, then steps down",
        stays: "It stays leader for ever",
      },
      because: {
        "*": {
          simple:
            "Somebody has to write the page and have it agreed, and only a captain can. When the others had it, {leader} went.",
          expert:
            "The leader replicates the configuration without itself, does not count itself for it, and steps down once it is committed (Ongaro 2014 §4.2.2).",
        },
      },
    },
    "four-voters": {
      title: "Four, and two are gone",
      question:
        "This crew has four voters. {leader}, the leader, and {friend} crash at once. Will the other two elect a leader within six seconds?",
      options: { nobody: "No", somebody: "Yes" },
      because: {
        "*": {
          simple:
            "More than half of four is three. Two are not enough, so a crew of four survives one loss, exactly as a crew of three does.",
          expert:
            "A majority of four is three: an even number of voters costs a vote and tolerates no further failure.",
        },
      },
    },
  },
  challenges: {
    "two-crews": {
      title: "Two crews",
      goal: {
        simple:
          "Crews change at once, and the time in which both must agree is left out. Let two crews decide apart.",
        expert:
          "Method joint, with the rule joint-consensus off: servers switch configurations directly. Break any promise.",
      },
      hints: [
        "The old crew is n1, n2, n3. Which new crew of three could decide without two of them?",
        "The leader, n3, with n4 and n5 is such a crew. n1 and n2 must not hear of it: two of three are a majority of the old one.",
        "client a1 members n3+n4+n5, and a third of a second later partition n3 n4 n5 a1 | n1 n2 c1.",
      ],
      done: {
        simple:
          "n1 and n2 chose a captain by the old list, while the new crew had agreed on pages that they never saw.",
        expert:
          "A majority of the old configuration and one of the new were disjoint: Figure 10 of the Raft paper. The joint phase forbids exactly that.",
      },
    },
    "bug-2015": {
      title: "The bug of 2015",
      goal: {
        simple:
          "A captain may change the crew before any page of its own is agreed: that rule is switched off. One change at a time, and still it breaks. How?",
        expert:
          "noop-before-change is off, four voters. Rebuild Ongaro’s example of July 2015 and break any promise.",
      },
      hints: [
        "Two captains in succession must each change the same crew, the second without knowing of the first one’s change.",
        "n1 adds n5, and only those two hear of it. n3 leads next and removes n1, and n2 hears of that. Then n1 is elected by the rest.",
        "fire n1 electionTimeout at 300 ms; at 800 ms partition n1 n5 a1 | n2 n3 n4 c1; client a1 add n5; at 2.23 s partition n2 n3 a1 | n1 n4 n5 c1; client a1 remove n1.",
      ],
      done: {
        simple:
          "Two small changes of the same list made two lists that need not share anybody. A page of its own would have shown the second captain the first one’s change.",
        expert:
          "The two configurations differ by two servers, so their majorities may be disjoint. An entry committed in the leader’s own term first rules that out (raft-dev, 10 July 2015).",
      },
    },
  },
};
