import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "How five servers choose a leader",
    promise:
      "Ten steps: a first leader, its crash, its successor, and a split that only one side survives.",
    steps: {
      timers: {
        title: "Five egg timers",
        simple:
          "Five friends have no captain yet. The ring around each one is an egg timer, set by chance. Watch: whose runs out first?",
        expert:
          "All servers start as followers. Each waits for a randomised election timeout, here 1.2 to 2.4 s; the ring shows what is left of it.",
        done: {
          simple: "One timer rang first. That friend now whispers: “Would you vote for me?”",
          expert:
            "One timeout elapsed first. With pre-vote on, that server first asks whether it could win, without entering a new term.",
        },
      },
      votes: {
        title: "Three yeses of five",
        simple:
          "Now it asks aloud: “I want to be captain number 1.” Follow the messages. Each friend may say yes only once for each number.",
        expert:
          "It enters term 1, votes for itself and sends RequestVote. Each server grants at most one vote a term, and writes it to disk before it answers.",
        done: {
          simple: "Three of five said yes, itself included. It wears the crown.",
          expert:
            "A majority of three has granted its vote: there is one leader in this term, and there can be no second.",
        },
      },
      heartbeats: {
        title: "“I’m here!”",
        simple:
          "{leader} calls to everybody, again and again. Look at the rings: each call turns them back.",
        expert:
          "{leader} sends AppendEntries at least every 400 ms, empty ones too. Each restarts the election timers of those who get it.",
        done: {
          simple: "As long as the calls arrive in time, nobody else wants to be captain.",
          expert:
            "As long as heartbeats arrive within the least election timeout, no election begins.",
        },
      },
      crash: {
        title: "The captain falls asleep",
        simple:
          "What if {leader} falls asleep? Send it to sleep, and watch the rings that nobody turns back now.",
        expert: "Crash {leader}. Its memory is lost; term, vote and log stay on its disk.",
        act: "Crash {leader}",
        done: {
          simple: "{leader} sleeps. No more calls.",
          expert: "{leader} is down. The followers will hear nothing until their timeouts elapse.",
        },
      },
      successor: {
        title: "A new captain, a new number",
        simple:
          "Somebody’s timer rings, and the four who are awake vote. They still need three yeses, not two.",
        expert:
          "A majority is counted among all five servers, not among those that answer: the candidate needs three votes of the four that are left.",
        done: {
          simple: "There is a new captain, and it has a higher number: look at the badge.",
          expert: "There is a leader again, of a later term. Terms tell old leaders from new ones.",
        },
      },
      return: {
        title: "Good morning",
        simple: "Wake the sleeper. Does it want its crown back?",
        expert:
          "Restart the server that crashed. It comes back as a follower with the term that its disk holds.",
        act: "Wake it",
        done: {
          simple: "It hears a call with a higher number, takes that number over, and follows.",
          expert: "It meets a higher term in the leader’s AppendEntries, adopts it and follows.",
        },
      },
      minority: {
        title: "Shut a door",
        simple:
          "Now shut {leader} in a room with one friend and the customer c1. The other three are outside.",
        expert: "Cut {leader}, one follower and the client off from the other three servers.",
        act: "Shut the door",
        done: {
          simple: "The calls of {leader} die at the fault line. Two friends inside, three outside.",
          expert: "A partition: two servers with the leader on one side, three on the other.",
        },
      },
      quorum: {
        title: "A captain counts the answers",
        simple:
          "The captain inside hears only one friend. It needs two answers besides its own. Watch its crown.",
        expert:
          "A leader that hears no majority for an election timeout steps down (check quorum). Watch the one in the minority.",
        done: {
          simple: "Too few answers: it took its crown off by itself.",
          expert:
            "Check quorum: it gave its term up, so that its clients do not wait for a leader that cannot commit.",
        },
      },
      majority: {
        title: "Three are enough",
        simple: "Outside, three friends hear each other. Is that enough for a captain?",
        expert:
          "Three of five are a majority. On that side an election can succeed, on the other it cannot.",
        done: {
          simple: "Yes: three yeses of five. Inside, nobody can ever collect three.",
          expert:
            "A leader of a later term. Two majorities of five always share a server: that is why both sides cannot have one.",
        },
      },
      heal: {
        title: "Open the door",
        simple: "Open the door. Who will be captain then, and who will follow?",
        expert: "Heal the partition. Which of the two sides has to give way?",
        act: "Open the door",
        done: {
          simple:
            "Those inside hear the higher number and follow. Nobody was captain twice, and there were never two with one number.",
          expert:
            "The minority adopts the later term. At no time were there two leaders in one term: Election Safety, Raft Figure 3.",
        },
      },
    },
    end: {
      simple:
        "You have seen a captain chosen, lost and replaced, and why it takes more than half. Now guess before you look: try a prediction. Or try to break it: take a challenge.",
      expert:
        "Timeouts, terms, votes and majorities: that is all of Raft’s leader election. Predict what it does next, or take a challenge and break it within the fault model.",
    },
  },
  predictions: {
    "next-leader": {
      title: "Who leads next?",
      question: "In a moment {leader} crashes. Look at the rings: who will be the next leader?",
      options: { server: "{server}" },
      because: {
        "*": {
          simple:
            "{winner} was the first whose timer rang at a time when the others had missed the captain, too, and three said yes. The rings tell much, but not all: whoever asks too early is told “I heard the captain just now”.",
          expert:
            "{winner} was the first whose election timeout elapsed when a majority would grant it a pre-vote: those had not heard the leader within the least election timeout, and their logs were not longer. RequestVote then found the same majority.",
        },
      },
    },
    "cut-off-leader": {
      title: "The leader in the minority",
      question: "{leader} is about to be cut off with {friend} and c1. What will {leader} do?",
      options: {
        "steps-down": "It steps down by itself after a while",
        stays: "It stays leader until the link heals",
        crashes: "It crashes",
      },
      because: {
        "*": {
          simple:
            "A captain counts the answers to its calls. With {friend} alone it had two of five, itself included. After a while without three it took its crown off.",
          expert:
            "Check quorum: the leader heard only {friend} within an election timeout, fewer than a majority with itself, and gave up its term (Ongaro 2014 §6.2). Without that rule it would have stayed, unable to commit anything.",
        },
      },
    },
    "two-and-two": {
      title: "Two and two",
      question:
        "{leader} crashes, and at the same moment the other four are parted two and two. Who will have a leader within six seconds?",
      options: { nobody: "Nobody", somebody: "One of the two sides" },
      because: {
        "*": {
          simple:
            "Three yeses are needed, of five friends. Each side has two. They whisper again and again, and nobody can be captain until somebody comes back.",
          expert:
            "A majority of five is three, whether or not somebody is down. Neither pair can gather three votes; with pre-vote on they do not even raise their terms.",
        },
      },
    },
  },
  challenges: {
    "no-leader": {
      title: "Nobody leads",
      goal: {
        simple:
          "Keep the five friends without a captain for five seconds of the stage’s clock. Crashes, cuts and closed doors are allowed.",
        expert:
          "No server is leader for five seconds. Crashes, cuts and partitions only; all rules stay on. One action is enough.",
      },
      hints: [
        "How many friends does a candidate need, itself included?",
        "If every group is smaller than that, nobody can be elected. Into how many groups can you part five servers at once?",
        "Type a partition with three sides, such as “partition n1 n2 | n3 n4 | n5 c1”, after Ctrl K; or draw two lines.",
      ],
      done: {
        simple:
          "Groups of two, two and one: none has three. Everybody is awake, and still nobody can be captain.",
        expert: "No group held a majority. Raft never trades safety for a leader: it waits.",
      },
    },
    "two-leaders": {
      title: "Two crowns at once",
      goal: {
        simple:
          "Bring about two captains at the same moment. The rule that makes a lonely captain step down is off.",
        expert:
          "Two servers are leader at once, in different terms. Check quorum is off; nothing else is changed.",
      },
      hints: [
        "An old captain learns that it is over only when somebody tells it.",
        "Let the others choose a new one where the old one cannot hear them.",
        "Cut the leader off from all other servers, with or without c1, and wait for the election.",
      ],
      done: {
        simple:
          "Two crowns, but two different numbers on the badges. That is allowed: whoever meets the higher number follows it.",
        expert:
          "Raft promises one leader a term, not one leader at a time. The old one can commit nothing without a majority; its reads are another lesson.",
      },
    },
    "one-term-twice": {
      title: "One number, two captains",
      goal: {
        simple:
          "The friends may say yes as often as they like, and nobody whispers first. Bring about two captains with the same number.",
        expert:
          "The rules one-vote-per-term and pre-vote are off. Break Election Safety: two leaders in one term.",
      },
      hints: [
        "Two candidates must stand for the same term at almost the same time.",
        "You can ring a server’s timer by hand: point at it and choose “Ring electionTimeout”. Before there is a captain, it is term 1 for everybody.",
        "Stop the run within its first second. Ring two servers’ timers one right after the other, then let it run.",
      ],
      done: {
        simple:
          "Both collected three yeses, because some friends said yes twice. That is why each may say it only once.",
        expert:
          "Voters granted both candidates. Two majorities share a server, but that server voted twice: without one vote a term the quorum argument is void (Raft §5.2).",
      },
    },
  },
};
