import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "Three notebooks, and two are asked",
    promise:
      "Write to two, ask two, and then make do with one; in ten steps, with hints, repairs and neighbours.",
    steps: {
      write: {
        title: "Two of three have it",
        simple:
          "Where is x? Three friends have it in their notebooks: n1, n2 and n3. Let c1 tell them something new. As soon as two have written it down, c1 may go and play.",
        expert:
          "N = 3, R = 2, W = 2. A client asks any node of the key’s home, which coordinates: it sends the write to all three and acknowledges it when two have it on disk.",
        act: "c1 writes x",
        done: {
          simple: "Two had written it down, and c1 was told. The third gets it all the same.",
          expert:
            "W = 2 acknowledgements, the coordinator’s own among them. W says how many are waited for, not how many are sent the write.",
        },
      },
      read: {
        title: "Ask two of three",
        simple:
          "Now c2 asks. Its friend looks into the own notebook and asks the other two, and believes the newest page of the first two.",
        expert:
          "A read asks all three and returns the newest of the first R = 2 answers. Two of three and two of three always have one in common: R + W > N.",
        act: "c2 reads x",
        done: {
          simple: "Whichever two were asked, one of them was among the two who had written.",
          expert: "The two quorums share a node, so the read met the write.",
        },
      },
      one: {
        title: "Believe the first",
        simple:
          "Two is slow. What if one friend is enough, for writing and for asking? Let all three children play, and watch for the word “stale”.",
        expert:
          "R = 1, W = 1: both are answered from the coordinator’s own disk at once. Turn the workload on and wait for a stale read.",
        act: "One is enough",
        done: {
          simple:
            "Somebody had been told that the new thing is kept, and somebody else got the old one. The slip was still on its way.",
          expert:
            "R + W = 2 ≤ N: the read’s quorum missed the write’s. It asked before the write had reached the replica that answered.",
        },
      },
      curves: {
        title: "How soon, how often?",
        simple:
          "Old answers come only shortly after a change. Open the curves under the stage: the dots are what happens here, the line is what clever people have worked out.",
        expert:
          "Open “Curves” under the stage. On the left the share of reads that see the last write, by the time since it was acknowledged, beside the WARS prediction for these latencies; on the right by how many versions, beside the closed form, which is a bound here. Go on when you have looked.",
      },
      two: {
        title: "Two and two again",
        simple: "Wait for two again, and look at the numbers: how many miss the last change now?",
        expert:
          "Back to R = 2, W = 2. The count begins anew; the bound is C(1, 2) / C(3, 2) = 0. Compare the latencies, too.",
        act: "Two are enough",
        done: {
          simple: "Nobody misses anything. And everybody waits longer.",
          expert:
            "None missed, at the price of the second fastest of three instead of the coordinator’s own disk.",
        },
      },
      hint: {
        title: "A slip in the pocket",
        simple:
          "n3 cannot be heard for a while, and something is written meanwhile. What n3 misses stays in somebody’s pocket. Look for the pocket’s label.",
        expert:
          "n3 is cut off from n1 and n2 while x is written. Whoever was not acknowledged keeps a hint, on disk, and tries it every 1.5 s.",
        act: "n3 out of reach",
        done: {
          simple: "The slip has been brought over. The pocket is empty again.",
          expert:
            "Hinted handoff: the missed version came home, and its acknowledgement deleted the hint.",
        },
      },
      repair: {
        title: "You have an old page",
        simple:
          "The same again, but now all children ask before the slip is brought. Whoever showed an old page gets the new one at once.",
        expert:
          "The same cut, and three reads between the heal and the next handoff. The coordinator compares what it is answered and sends the newest to whoever was behind.",
        act: "Ask before the hint comes",
        done: {
          simple: "The old page was noticed, or the slip was quicker this time. Both make it good.",
          expert:
            "A read found the stale replica and repaired it, after its client was answered; where the read met no stale answer the hint did it.",
        },
      },
      sloppy: {
        title: "The neighbours help",
        simple:
          "Now the village is split: only n1 is left on c1’s side. Two must write, but n2 and n3 do not open. Let the neighbours n4 and n5 count, too.",
        expert:
          "Rule “strict quorum” off, and a partition: of x’s home c1 reaches n1 alone. A sloppy quorum lets the next of the preference list stand in, each with a hint whom it stands in for.",
        act: "Split, and write",
        done: {
          simple: "The neighbours have put the slips into their pockets, and c1 is told “kept”.",
          expert:
            "W = 2 is met by n1 and a stand-in. The write is durable on two disks, and none of them is n2’s or n3’s.",
        },
      },
      missed: {
        title: "The other side of the village",
        simple: "On the other side c2 asks n2 and n3. Two were written, two are asked. Well?",
        expert:
          "c2 reads on the other side: R = 2 of n2 and n3. R + W > N still. What does the verdict say?",
        act: "c2 reads x",
        done: {
          simple: "Two and two, and none in common: the ones were neighbours.",
          expert:
            "Quorum intersection is broken: the arithmetic speaks of subsets of the same N nodes, and a sloppy quorum is none.",
        },
      },
      home: {
        title: "Coming home",
        simple: "Open the road again, and watch the pockets.",
        expert: "Heal the partition and wait for the handoff.",
        act: "Heal",
        done: {
          simple: "Every slip is where it belongs. Nothing was lost, it was only late.",
          expert:
            "Hinted handoff has brought the versions home: sloppy quorums trade consistency for availability, and hints bound for how long.",
        },
      },
    },
    end: {
      simple:
        "N friends keep it, W must write, R are asked. More than N together, and nobody misses the last change, unless the neighbours count. Now guess, or trick them.",
      expert:
        "R + W > N over strict quorums gives regular reads, not linearizable ones; below that, staleness can be worked out. Predict it, or break it yourself.",
    },
  },
  predictions: {
    "one-and-one": {
      title: "Right after “done”",
      question:
        "R = 1, W = 1. c1 has just been told that x = new is kept; before, x was old. What does c2 get if it asks at this moment?",
      options: { new: "new", old: "old" },
      because: {
        new: {
          simple: "c2 asked the very friend who had it, or one whom the slip had reached already.",
          expert:
            "It asked the write’s coordinator (one time in three), or a replica that the write had reached within the latency of two clients’ messages.",
        },
        old: {
          simple: "c2 asked one of the two friends to whom the slip was still on its way.",
          expert:
            "It asked another replica (two times in three) before the write, which takes 30 to 240 ms, had come there.",
        },
      },
    },
    "one-is-down": {
      title: "One of three is down",
      question:
        "n3 has crashed. N = 3, W = 2, strict quorums. c1 asks one of x’s three nodes to write. What will it be told?",
      options: { kept: "That it is kept", silence: "Nothing, until it gives up" },
      because: {
        kept: {
          simple: "c1 knocked at a friend who is awake, and that one found the second.",
          expert:
            "A living coordinator needs one more of two living replicas: W = 2 bears one failure.",
        },
        silence: {
          simple: "c1 knocked at n3’s door, of all doors. Next time it will try another.",
          expert:
            "c1 chose n3 itself, one time in three. The quorum bears the failure, this request did not; the client avoids n3 from now on.",
        },
      },
    },
    "other-side": {
      title: "Asked on the other side",
      question:
        "A sloppy quorum, and a split: c1 was told on its side that x = new is kept. R = 2, W = 2, N = 3. Now c2 reads x on the other side. What does it get?",
      options: { new: "new", old: "old, or nothing at all", failed: "A refusal, or silence" },
      because: {
        new: {
          simple: "The road was open for a moment too long: the slip had come across.",
          expert: "The write had reached the other side before the cut.",
        },
        old: {
          simple:
            "c2’s two friends have never heard of it: the slips are in the neighbours’ pockets.",
          expert:
            "n2 and n3 are two of the key’s home and meet R by themselves; the write’s quorum was n1 and a stand-in.",
        },
        failed: {
          simple: "c2 knocked at n1’s door, and that is on the other side.",
          expert:
            "c2 chose n1 for its coordinator, one time in three, which the partition keeps from it.",
        },
      },
    },
  },
  challenges: {
    "old-answer": {
      title: "An old answer",
      goal: {
        simple:
          "One must write, one is asked. Let somebody get an old answer although somebody else was told “kept”.",
        expert:
          "N = 3, R = 1, W = 1. Have a read return an older value than one acknowledged before it began.",
      },
      hints: [
        "One and one is not more than three: the one who is asked need not be the one who has written.",
        "Have c1 write x. When it has been told, the slips to the other two are still on their way, for a quarter of a second at most.",
        "Have c2 read x at the very moment at which c1 is told, and c3, too. Which node they ask is chance: two times in three it is another one.",
      ],
      done: {
        simple: "The one who was asked did not know yet.",
        expert:
          "R + W ≤ N, and the read came within the time that the write takes to spread. Drawn at random it would be two reads in three.",
      },
    },
    inversion: {
      title: "New, then old",
      goal: {
        simple:
          "Three of five must write, three are asked, nobody cheats. c1 writes at 3 s. Let c2 ask and get the new thing, and c3 ask after it and get the old one.",
        expert:
          "N = 5, R = W = 3, strict, all rules on. Break linearizability: a read during a partial write returns it, and a later read does not.",
      },
      hints: [
        "The promise is about writes that were answered. What about one that has come to a single notebook so far?",
        "Step to 3.05 s: n2 coordinates the write, and its slips to the others are on their way. None of them may arrive.",
        "Partition n2 from the other four while its slips are in the air, and heal by 3.15 s. Have c2 read x at once; when it has got the new value, or even before, have c3 read. Other moments ask other friends: try some.",
      ],
      done: {
        simple:
          "c2’s three had n2 among them, c3’s three had not. No promise was broken: c1 had not been told anything yet.",
        expert:
          "A new–old inversion: regular, not atomic (Lamport 1986). ABD’s readers write back before they answer; read repair comes after the answer, and too late.",
      },
    },
    "next-door": {
      title: "Keep writing",
      goal: {
        simple:
          "The village is split, and one of three is left on c1’s side. Have something written all the same, and see the slip come home.",
        expert:
          "Sloppy quorum, n1 alone of x’s home with c1. Have a write of x acknowledged through a stand-in, then bring its hint home.",
      },
      hints: [
        "c1 can reach n1, n4 and n5. Ask it to write x.",
        "If it knocked at n2 or n3 it hears nothing for 2.2 s. Ask again: it avoids who did not answer.",
        "When n4 or n5 has something in its pocket and c1 has been told, heal.",
      ],
      done: {
        simple: "Written next door, and brought home when the road was open.",
        expert:
          "Always writable, as Dynamo’s carts are. Until the handoff the other side read something older; that is the price.",
      },
    },
  },
};
