import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "One notebook in five copies",
    promise:
      "Eight steps: a page is agreed, another is written in vain, and a notebook is put right.",
    steps: {
      leader: {
        title: "First a captain",
        simple:
          "Five friends each keep a notebook. Only a captain may say what comes on the next page. Wait for one.",
        expert: "Only a leader appends to the replicated log. Wait until one is elected.",
        done: {
          simple:
            "There is the crown. The first page in every notebook is the captain’s own: “I begin.”",
          expert:
            "Elected. It opens its term with an empty entry, so that it can commit (Raft §8).",
        },
      },
      write: {
        title: "A page is agreed",
        simple:
          "Let c1 order x = 1. {leader} writes the page, sends it round, and says “done” once three notebooks have it.",
        expert:
          "c1 asks {leader} to write. It appends the entry, sends AppendEntries, and commits when a majority has stored it.",
        act: "Let c1 write x = 1",
        done: {
          simple:
            "Done: three notebooks of five, the captain’s included, have the page. It can never be lost again.",
          expert: "Committed and applied; only then was the client answered.",
        },
      },
      pages: {
        title: "Look at the pages",
        simple:
          "The squares under each friend are its pages, in the colour of the captain’s number. A filled square is agreed; an empty one might still go.",
        expert:
          "The cells are log entries in their term’s colour; filled ones are committed as far as that server knows. The commit index travels with the next AppendEntries.",
      },
      part: {
        title: "A lonely captain writes on",
        simple:
          "Shut {leader} and c1 in a room of their own, and let c1 order x = lonely. The captain writes the page. Will it be agreed?",
        expert:
          "Cut {leader} off with c1, which writes on. The entry is appended, but no majority can store it.",
        act: "Shut the door, and let c1 write",
        done: {
          simple:
            "The page stands in one notebook. Nobody answered, so {leader} took its crown off, and c1 was told nothing.",
          expert:
            "{leader} could commit nothing and stepped down (check quorum). Its entry stays in its log, uncommitted.",
        },
      },
      successor: {
        title: "Outside, life goes on",
        simple:
          "Four friends are outside. They need three yeses, and each votes only for somebody whose notebook is not behind.",
        expert:
          "The majority elects a leader whose log is at least as up-to-date as each voter’s, so all that is committed is in it.",
        done: {
          simple: "A new captain, with a higher number. All agreed pages are in its notebook.",
          expert:
            "Leader Completeness: every committed entry is in the log of every later leader (§5.4).",
        },
      },
      agreed: {
        title: "Another page at the same place",
        simple: "Let c2 order x = agreed from the new captain, {leader}.",
        expert: "c2 writes through {leader}, which has a majority.",
        act: "Let c2 write x = agreed",
        done: {
          simple:
            "Agreed. Now two notebooks tell different stories: that of the old captain, and all the others.",
          expert:
            "Committed in the later term. The old leader’s log conflicts with it from the lonely entry on.",
        },
      },
      repair: {
        title: "The notebook is put right",
        simple: "Open the door, and look at the squares of the friend who was shut in.",
        expert:
          "Heal the partition. The leader finds the last entry on which both logs agree; what follows is overwritten.",
        act: "Open the door",
        done: {
          simple:
            "It follows {leader} now. The lonely page is torn out, and the agreed ones stand in its place.",
          expert:
            "It recognised {leader}; AppendEntries’ consistency check finds the conflict, and the uncommitted entry is deleted (§5.3).",
        },
      },
      read: {
        title: "What became of the order?",
        simple: "Let c1 ask for x. It ordered “lonely”, and was never told “done”.",
        expert: "c1 reads x. The outcome of its own write was unknown.",
        act: "Let c1 read x",
        done: {
          simple: "“agreed”. Nobody broke a promise: c1 had never been told “done”.",
          expert: "The uncommitted write is gone, and no acknowledged one was lost.",
        },
      },
    },
    end: {
      simple:
        "What three of five have written down stays; what one has written alone may go. Now guess, or rebuild the paper’s two most famous pictures.",
      expert:
        "A majority’s copy, up-to-date voters and the consistency check: together they make one log of five. Predict, or take on Figures 7 and 8.",
    },
  },
  predictions: {
    "lonely-entry": {
      title: "Written by a lonely captain",
      question:
        "{leader} and c1 are about to be cut off. c1 writes x = lonely there; the others elect a new leader, which takes x = agreed from c2. Then the link heals. What will c1 read?",
      options: { agreed: "agreed", lonely: "lonely", nothing: "Nothing at all" },
      because: {
        "*": {
          simple:
            "The lonely page stood in one notebook only. The page of the new captain stood in more than half, so the lonely one was torn out.",
          expert:
            "The entry of the cut-off leader was never committed. The later leader’s log wins: its consistency check deleted the conflicting entry.",
        },
      },
    },
    sleeper: {
      title: "Fifteen seconds of sleep",
      question:
        "{sleeper} is about to sleep for fifteen seconds while the clients write on. After every eight entries the others put a snapshot in their place. How will {sleeper} catch up?",
      options: {
        snapshot: "It is sent a snapshot, then what follows",
        entries: "It is sent all the entries it missed",
        never: "It never does",
      },
      because: {
        snapshot: {
          simple:
            "The pages that it missed were no longer there: the captain had put a summary in their place, so it sent that.",
          expert:
            "The leader had discarded the entries that {sleeper} needed next, and so sent InstallSnapshot (Raft §7).",
        },
        "*": {
          simple:
            "The captain still had every page that was missing, and sent them one after the other.",
          expert: "The leader’s log still reached back far enough; AppendEntries sufficed.",
        },
      },
    },
  },
  challenges: {
    "figure-7": {
      title: "Figure 7: let (d) lead",
      goal: {
        simple:
          "Seven notebooks as in the paper’s Figure 7. Bring it about that n5, which is (d) there, becomes captain and has a page agreed.",
        expert:
          "The logs of Figure 7; n5 is follower (d), with two entries of term 7. Make it the leader, and let it commit.",
      },
      hints: [
        "Whoever is asked compares notebooks: the higher last term wins, then the longer log. Whose is the best of all seven?",
        "n5 would get every vote. It only has to be the first to ask.",
        "Pause at the very start, point at n5 and ring its electionTimeout; then let it run.",
      ],
      done: {
        simple:
          "Its notebook ends with the highest number, so nobody could refuse it. Now its pages of number 7 are everybody’s.",
        expert:
          "The log of (d) is the most up-to-date: last term 7. The paper asks which followers could win; (d) can be elected by all others, and its uncommitted entries survive.",
      },
    },
    "figure-8": {
      title: "Figure 8: agreed, and torn out",
      goal: {
        simple:
          "A captain counts copies of old pages as agreed: that rule is switched off. Bring it about that a page that counted as agreed is torn out.",
        expert:
          "Figure 8 between (b) and (c), with commit-own-term-only off. Break Leader Completeness.",
      },
      hints: [
        "n1 must lead again and bring its old entry to a third server. n5, with its entry of term 3, must then be elected without n1.",
        "Ring n1’s timer. When its old entry stands on three servers, keep its newer one away from the third, crash it, and wake n5.",
        "fire n1 electionTimeout at once; at 1.36 s cut n1>n3; at 1.5 s crash n1 and restart n5; at 1.6 s and again at 2.45 s fire n5 electionTimeout.",
      ],
      done: {
        simple:
          "The old page was on three notebooks, and yet another captain could win and tear it out. That is why captains count only their own pages.",
        expert:
          "An entry of an earlier term on a majority is not safe: a server with a later last term can still be elected. Hence §5.4.2.",
      },
    },
  },
};
