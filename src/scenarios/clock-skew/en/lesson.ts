import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "Later by whose clock?",
    promise:
      "Set a clock wrong and see an acknowledged write vanish; then let times travel with the messages, and see it stay.",
    steps: {
      write: {
        title: "A line on three boards",
        simple:
          "Three kiosks, each with a board and a clock on the wall. c1 comes to n1 and has it write “red”. Messengers tell the other two.",
        expert:
          "Three replicas of one register x. c1 writes at n1, which stamps the write with its clock, acknowledges it and replicates it.",
        act: "c1 writes “red”",
        done: {
          simple:
            "All three boards say “red”. Whenever two notices disagree, the one with the later time stays.",
          expert:
            "Last write wins: of two versions the one with the later timestamp stays, at every replica, in whatever order they come.",
        },
      },
      skew: {
        title: "A clock is wrong",
        simple: "Somebody has set the clock of n1 three seconds ahead. Nobody notices.",
        expert:
          "The physical clock of n1 is set 3 s ahead of true time. No replica can see another’s clock.",
        act: "Set the clock of n1 ahead",
        done: {
          simple: "Nothing happens. A wrong clock looks just like a right one.",
          expert:
            "Nothing to be seen: an offset shows only where timestamps of two clocks are compared.",
        },
      },
      lost: {
        title: "Done, and gone",
        simple:
          "c1 writes “old” at n1. A second later c2 reads it at n2, and changes it to “new”. Watch the board of n2.",
        expert:
          "c1 writes “old” at n1, whose clock is ahead. c2 reads it at n2 and then writes “new” there: causally later, by the clock of n2 earlier.",
        act: "First “old”, then “new”",
        done: {
          simple:
            "“Done”, says n2, and the board still says “old”. By the clock of n1 the old one was written in the future.",
          expert:
            "The later write got the lower timestamp. It was acknowledged, dropped in the same step, and nobody has been told. The judge names both.",
        },
      },
      hybrid: {
        title: "A pad beside the clock",
        simple:
          "New rule: each kiosk keeps a pad with the latest time that it has seen on its own clock or on any note. Each note bears the time on its sender’s pad.",
        expert:
          "Rule “hybrid clock” on: timestamps are (l, c). Every message bears its sender’s, and a receipt takes the maximum.",
        act: "Keep a pad",
        done: {
          simple: "Each pad begins with the latest time that stands on its board.",
          expert: "Each replica begins past its own last event and all timestamps that it holds.",
        },
      },
      again: {
        title: "The same once more",
        simple:
          "The clock of n1 is still wrong. “Old” at n1, and when it has been read at n2, “new”.",
        expert:
          "The same run of events: the clock of n1 is 3 s ahead, c2 reads “old” at n2 and writes “new” there.",
        act: "First “old”, then “new”",
        done: {
          simple:
            "“New” stands on all three boards. n2 had heard of the later time, and went on from there.",
          expert:
            "n2 received “old” with an l ahead of its own pt, took that l, and counted c up. So the write that followed has the later timestamp.",
        },
      },
      pad: {
        title: "Clock and pad",
        simple:
          "Under each kiosk: pt, what its clock showed when it last did something; l, the time on its pad; c, the strokes behind it. The number at its corner says by how many seconds the pad is ahead of the clock.",
        expert:
          "Under each replica stand pt, l and c of its last event; the badge is l − pt in seconds. Among the readings: ε, the most by which clocks have differed, beside the most of l − pt, which is never more.",
      },
      count: {
        title: "Strokes",
        simple:
          "c1 writes at n1 once more, then somebody puts the clock of n1 right. c2 and c3 write at the other two. No clock is as late as the pads now: count the strokes.",
        expert:
          "One more write at n1, then its clock is put right. Now l is ahead of every pt, and only c can tell events apart.",
        act: "A far time, then the clock put right",
        done: {
          simple:
            "The time on the pads stands still, and a stroke is added for each thing that happens.",
          expert:
            "While l stands still the clock is a Lamport clock with c for its counter: each event adds one.",
        },
      },
      "caught-up": {
        title: "The clocks catch up",
        simple:
          "Wait a little: clocks go on, the time on the pads does not. Let the children write as they like, and watch for a pad that takes its time from the wall again.",
        expert:
          "l is an old reading of n1’s clock. When pt has passed it, pt is the maximum again. The workload brings events.",
        act: "Let the clients work",
        done: {
          simple:
            "The clock was later than the pad: its time is on the pad now, and the strokes are gone.",
          expert:
            "pt > l: l takes pt, and c is 0 again. A disturbance lasts as long as clocks were apart, and leaves nothing behind.",
        },
      },
      faster: {
        title: "Faster than the messengers",
        simple:
          "Children say what time they were last told. Suppose they do not. c1 writes “first” at a kiosk whose clock is ahead, runs to the next one before any messenger, and writes “second”.",
        expert:
          "Rule “client stamp” off, and c1 roams: it writes at a replica whose clock is 3 s ahead, and then at one that has not heard of that.",
        act: "Run without the time",
        done: {
          simple:
            "The second kiosk knew nothing of the first. “First” came later, with a later time, and “second” is gone.",
          expert:
            "The client is a channel past the clocks: what it knows reached the replica, its timestamp did not. Theorem 1 speaks of messages that bear one.",
        },
      },
      carried: {
        title: "Say what time you were told",
        simple: "Children say the time again. The same errand once more.",
        expert: "Rule on; the same two writes.",
        act: "Take the time along",
        done: {
          simple: "“Second” stands everywhere. The child itself has brought the time.",
          expert:
            "The request bore the timestamp of the answer before, and was received as any message is.",
        },
      },
    },
    end: {
      simple:
        "Clocks may be wrong. Where each note bears the latest time that its writer knew, later is later. Now guess, or break it yourself.",
      expert:
        "Physical time alone loses updates; (l, c) orders whatever happened before, and stays within ε of the clock. Predict, or break it yourself.",
    },
  },
  predictions: {
    "which-stays": {
      title: "Old or new?",
      question:
        "No pads, and the clock of n1 is 0.7 s ahead. c1 has written “old” there, and it has just arrived at n2. c2 is about to read it at n2, and then to write “new” there. Which of the two will stay?",
      options: { new: "“New”: it is written later", old: "“Old”: its timestamp is later" },
      because: {
        new: {
          simple:
            "By the times on them it was {new} against {old}, and “new” was later. It was a matter of milliseconds.",
          expert:
            "By the timestamps it was {new} against {old}. The read and the write took longer than what was left of the skew: luck, not order.",
        },
        old: {
          simple:
            "By the times on them it was {new} against {old}, and “old” was later: the clock of n2 had not come so far.",
          expert:
            "By the timestamps it was {new} against {old}: the skew was longer than replication, read and write together.",
        },
      },
    },
    "next-receipt": {
      title: "Whose time?",
      question:
        "Pads are kept; the clock of n1 is 0.38 s ahead of the others, and it has been quiet for a while. c1 is about to write “next” at n1, and n1 will tell n2, which takes a third to half a second. Where will the time on the pad of n2 come from?",
      options: {
        physical: "From its own clock",
        message: "From the message",
        own: "It stays what it was on the pad",
        both: "Pad and message say the same time",
      },
      because: {
        physical: {
          simple:
            "The clock of {node} showed {time}, later than its pad ({pad}) and than the note of {sender} ({stamp}).",
          expert:
            "{node}: pt = {time}, own {pad}, message {stamp}. pt is the maximum, so (l, c) = {result}.",
        },
        message: {
          simple:
            "The note of {sender} said {stamp}, later than the pad ({pad}) and the clock ({time}) of {node}.",
          expert:
            "{node}: pt = {time}, own {pad}, message {stamp}. l comes from the message, so c = c.m + 1: {result}.",
        },
        own: {
          simple:
            "The pad of {node} said {pad} already, later than its clock ({time}) and than the note of {sender} ({stamp}).",
          expert:
            "{node}: pt = {time}, own {pad}, message {stamp}. l stays, so c = c + 1: {result}.",
        },
        both: {
          simple:
            "The pad of {node} ({pad}) and the note of {sender} ({stamp}) had the same time; the clock showed {time}.",
          expert:
            "{node}: pt = {time}, own {pad}, message {stamp}. Both have the maximum, so c = max(c, c.m) + 1: {result}.",
        },
      },
    },
    "an-hour-ahead": {
      title: "An hour ahead",
      question:
        "For half a second the clock of n3 was an hour ahead, and c3 wrote “late” there. It stands on all boards, with {time} on it. All clocks are right now, and pads are kept. c1 is about to read it at n1 and to write “home”. Will “home” stand, an hour too early?",
      options: { stands: "It stands", lost: "It is lost until the hour is over" },
      because: {
        stands: {
          simple:
            "The pad of n1 has heard of the late time, too. It writes it down once more, with a stroke more behind it.",
          expert:
            "n1 merged the timestamp with the value: its l is an hour ahead, and c orders what follows. Order is kept; that l is close to the clock is not, for an hour.",
        },
        lost: {
          simple: "“Home” was written down with an earlier time than “late”.",
          expert: "The timestamp of “home” is below that of “late”.",
        },
      },
    },
  },
  challenges: {
    "lose-your-own": {
      title: "Lose your own words",
      goal: {
        simple:
          "No pads. Nobody writes by themselves. Have somebody who was told “done” find their words undone by something that they knew of. You may set clocks and ask children to write.",
        expert:
          "Rule “hybrid clock” off, no workload. Have an acknowledged write lose to one that its client knew of, with clocks and client operations alone.",
      },
      hints: [
        "The later write needs the lower timestamp. Which clock must be where?",
        "One child at one kiosk is enough, if the clock moves between its two writes.",
        "client c1 write x one; then clock n1 -3s; then client c1 write x two.",
      ],
      done: {
        simple: "The clock went back, and the second notice was older than the first.",
        expert:
          "A step back of the clock, as NTP makes them, and even one replica loses its own client’s update. A monotonic timestamp per node would have saved this one, and no other.",
      },
    },
    "drift-only": {
      title: "Only a little fast",
      goal: {
        simple:
          "No pads. Nobody sets a clock. You may only make clocks run faster or slower. Have an update be lost.",
        expert:
          "Rule “hybrid clock” off. Change clock rates alone until an acknowledged write loses to an earlier one.",
      },
      hints: [
        "Two clocks that run unevenly are further apart each second.",
        "A message takes about half a second. When clocks are further apart than that, order is in danger.",
        "drift n1 1.2, and wait.",
      ],
      done: {
        simple: "A clock that gains a little each second is wrong soon enough.",
        expert:
          "Skew is drift times the time since the last synchronisation. Here it is exaggerated: quartz drifts by some 10 to 100 parts in a million.",
      },
    },
    "count-far": {
      title: "Thirty strokes",
      goal: {
        simple:
          "Pads are kept. Bring it about that somebody counts thirty strokes behind one and the same time.",
        expert: "Rule “hybrid clock” on. Bring c to 30, with clocks and failures alone.",
      },
      hints: [
        "c begins anew whenever some clock passes l. So l must be ahead of all clocks for a while.",
        "How does an l come about that no clock will reach soon?",
        "clock n3 +20s; when it has told the others, clock n3 +0s. Then wait.",
      ],
      done: {
        simple: "No clock reached the time on the pads, so only strokes were left.",
        expert:
          "One reading from the future holds l for as long as the clock was ahead, and c counts every event meanwhile. That is why real systems refuse timestamps too far ahead.",
      },
    },
    "past-the-clocks": {
      title: "Faster than the messengers",
      goal: {
        simple:
          "Pads are kept, but children do not say what time they were told, and walk on after each errand. Have an update be lost.",
        expert:
          "Rule “client stamp” off, clients roam, no workload. Have an acknowledged write lose to one that its client knew of.",
      },
      hints: [
        "Pads learn from messengers. Who is faster than they are?",
        "The first errand of c1 leads to n2, the second to n3. One of them needs a clock that is ahead.",
        "clock n2 +2s; then client c1 write x one and client c1 write x two in the same instant.",
      ],
      done: {
        simple: "The child was at n3 before the news from n2.",
        expert:
          "The answer reached the client and its next request reached n3 before Replicate did. Without a timestamp in the request, n3 could not know.",
      },
    },
  },
};
