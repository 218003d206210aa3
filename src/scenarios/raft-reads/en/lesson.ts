import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "Are you still the captain?",
    promise:
      "Eight steps: four ways to answer a question, what each costs, and which may be wrong.",
    steps: {
      leader: {
        title: "First a captain",
        simple: "Three friends keep a notebook together. Wait for a captain.",
        expert: "Three servers, two clients. Wait for a leader.",
        done: {
          simple: "There is the crown. Whoever asks has to find it first.",
          expert: "A leader of the first term.",
        },
      },
      write: {
        title: "Something to ask about",
        simple:
          "Let c2 have x = 1 written down. {leader} sends the page round and waits for another notebook.",
        expert: "c2 writes x = 1 through {leader}: one round trip to a majority.",
        act: "Let c2 write x = 1",
        done: {
          simple: "Done: two notebooks of three have it.",
          expert: "Committed by a majority of two.",
        },
      },
      "read-index": {
        title: "Ask around first",
        simple:
          "Let c1 ask for x. {leader} knows the answer, but first it asks: “Am I still your captain?” Follow the messages.",
        expert:
          "ReadIndex: {leader} notes its commit index, has a round of heartbeats acknowledged by a majority, and only then answers. Nothing is written.",
        act: "Let c1 read x",
        done: {
          simple:
            "A majority said yes, so no other captain can have written anything newer. Now it answers.",
          expert:
            "Leadership was confirmed after the request came: the answer is linearizable, for one round trip (Ongaro 2014 §6.4).",
        },
      },
      lease: {
        title: "Trust the timer",
        simple:
          "There is a quicker way: whoever heard {leader} has promised to choose nobody else for a while. Until then it may answer at once.",
        expert:
          "Lease reads: a majority’s last acknowledgements rule out an election for the least election timeout, by clocks that do not drift too far.",
        act: "Read by lease",
        done: {
          simple:
            "No message at all between friends, and still right, as long as the timers run true.",
          expert:
            "Answered from local state without a round; its safety rests on bounded clock drift (§6.4.1).",
        },
      },
      anybody: {
        title: "Ask anybody",
        simple:
          "Quicker still: whoever is asked answers from its own notebook. Let the clients ask whomever they like.",
        expert:
          "Follower reads: any server answers from its applied state. No promise of freshness; the clients’ workload is on now.",
        act: "Let anybody answer",
        done: {
          simple: "A friend without a crown answered. Its notebook may be a little behind.",
          expert:
            "A follower answered from its own state machine. Linearizability is no longer promised.",
        },
      },
      stale: {
        title: "An old answer",
        simple: "Let {follower} no longer hear {leader}, and wait until somebody asks it.",
        expert:
          "Cut the direction from {leader} to {follower}. Clients still reach {follower}, whose state falls behind.",
        act: "Cut {leader} → {follower}",
        done: {
          simple: "Somebody was told something that was no longer true.",
          expert: "A stale read: an acknowledged write is missing from the answer.",
        },
      },
      mend: {
        title: "Back to asking around",
        simple: "Mend the link, and let the captain ask around again before it answers.",
        expert: "Heal, and go back to ReadIndex.",
        act: "Mend it",
        done: {
          simple: "From now on only a confirmed captain answers.",
          expert: "Reads are confirmed by a majority again.",
        },
      },
      "cut-off": {
        title: "A captain who cannot ask",
        simple: "Shut {leader} in a room with c1. c1 will ask. What can {leader} say?",
        expert:
          "Cut {leader} off with c1. Its reads wait for a majority’s acknowledgement that cannot come.",
        act: "Cut {leader} off with c1",
        done: {
          simple:
            "Nothing. It cannot know whether it is still captain, so c1 is not answered rather than told something old.",
          expert:
            "The read failed rather than risk staleness: outside, a new leader may have committed newer values.",
        },
      },
    },
    end: {
      simple:
        "Asking around costs a moment, a timer costs trust in timers, and asking anybody may cost the truth. Guess, or make a captain tell something old.",
      expert:
        "ReadIndex pays a round, leases pay with an assumption on clocks, follower reads with freshness. Predict, or break them.",
    },
  },
  predictions: {
    "cut-off-read": {
      title: "The cut-off captain is asked",
      question:
        "ReadIndex. {leader} is about to be cut off with c1, which asks it for x at once. What happens?",
      options: { answered: "c1 is answered", none: "c1 gets no answer" },
      because: {
        "*": {
          simple:
            "Before it answers, the captain asks whether it is still captain. Nobody could hear that, so it said nothing.",
          expert:
            "ReadIndex needs a majority’s acknowledgement of a round that began after the request. In the minority there is none.",
        },
      },
    },
    "cut-off-lease": {
      title: "The same with a lease",
      question:
        "Lease reads. {leader} is about to be cut off with c1, which asks it for x at once. What happens?",
      options: { answered: "c1 is answered", none: "c1 gets no answer" },
      because: {
        answered: {
          simple:
            "The others had just promised to choose nobody else for a while. For so long {leader} may answer alone, and the answer is right.",
          expert:
            "The lease had not run out: no other leader can have been elected yet, so the local state is the newest. A second later it would have refused.",
        },
        "*": {
          simple:
            "The promise of the others had run out before c1 asked, so the captain said nothing.",
          expert: "The lease had expired before the request, and could not be renewed.",
        },
      },
    },
  },
  challenges: {
    "deposed-reader": {
      title: "A captain who does not know",
      goal: {
        simple:
          "The captain no longer asks around before it answers. Bring it about that somebody is told something old.",
        expert: "The rule read-index is off. Break linearizability.",
      },
      hints: [
        "A captain who has been replaced does not know it until somebody tells it.",
        "Let the others choose a new one and write on, while c1 can still ask the old one.",
        "When there is a leader, cut it off together with c1. The preset “Leader cut off” does just that.",
      ],
      done: {
        simple:
          "The old captain answered from its notebook while a new one had written on. It took a moment until it gave up, and that was enough.",
        expert:
          "A deposed leader served a stale read, as etcd did in 2014 (issue 741). ReadIndex confirms leadership first.",
      },
    },
    "slow-clock": {
      title: "A slow timer",
      goal: {
        simple:
          "The captain trusts its timer as if all timers ran alike. Bend the clocks, and have somebody told something old.",
        expert:
          "Lease reads with lease-bounds-drift off. Break linearizability by clock drift and faults.",
      },
      hints: [
        "For whom must time pass too slowly: for the captain or for the others?",
        "If the captain’s clock runs slow, its lease ends too late: the others have chosen a new one by then.",
        "When n3 leads, drift n3 0.5; a second later partition n3 c1 | n1 n2 c2.",
      ],
      done: {
        simple:
          "By its own slow timer the captain still had time, while the others had already chosen anew.",
        expert:
          "The lease outlived the followers’ promises. Dividing it by the drift bound closes the gap, up to that bound and no further (Ongaro 2014 §6.4.1).",
      },
    },
  },
};
