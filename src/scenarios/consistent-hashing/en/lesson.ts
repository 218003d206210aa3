import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "A village round a pond",
    promise:
      "Ten steps: a house is built and nearly all books move, then hardly any; and what comes of asking, losing and forgetting while they are carried.",
    steps: {
      ask: {
        title: "Nobody looks it up",
        simple:
          "Four houses keep 32 books; the small numbers under a house are its books. c1 wants book 7. There is no catalogue: whoever knows the houses works out which one has it.",
        expert:
          "Four nodes keep 32 keys, placed by hash(key) mod N. c1 computes the owner of k7 from its view and asks it directly: one round trip, no directory.",
        act: "Ask for book 7",
        done: {
          simple: "Straight to the right house, and back with the book.",
          expert: "The client’s view gave the owner. The request carried the view’s epoch.",
        },
      },
      mod: {
        title: "A fifth house",
        simple:
          "Now the books are dealt out like cards: one, two, three, four, and again. A fifth house, s5, is built. Everybody deals anew, by five. Guess how many books have to be carried.",
        expert:
          "s5 joins under mod N. A key keeps its node only if its hash leaves the same rest by 4 and by 5.",
        act: "Build house s5",
        done: {
          simple:
            "{moved} of {keys} books were carried about, most of them between two old houses. Each book keeps the colour of its first house: look how mixed the colours are.",
          expert:
            "{moved} of {keys} keys moved; N/(N+1) = 80 % is expected. Monotonicity does not hold, nor is it promised here.",
        },
      },
      ring: {
        title: "Round the pond",
        simple:
          "Another way. Every house and every book gets a spot at the shore of the pond, by its name. A book belongs to the first house that you meet walking clockwise from its spot.",
        expert:
          "The hash ring (Karger et al. 1997): nodes and keys are hashed to one circle, a key belongs to the first node clockwise. One point for each node, for now. The nodes on the stage stand in that order.",
        act: "Use the ring",
        done: {
          simple:
            "All are in their places round the pond. It is not fair yet: one house got a long piece of shore, and many books.",
          expert:
            "A change of placement is a change of view, and moves keys like any other. With one point each the shares of the circle are far from equal.",
        },
      },
      neighbour: {
        title: "A sixth house",
        simple: "A sixth house, s6, is built somewhere on the shore. Whose books will go there?",
        expert:
          "s6 joins the ring. Only keys between its point and the point before it change their owner.",
        act: "Build house s6",
        done: {
          simple:
            "Only {moved} of {keys}, and all from the next house clockwise. Everything else stayed where it was.",
          expert:
            "{moved} of {keys} keys moved, all from the clockwise neighbour to s6: monotone, and the mean over many rings is K/(N+1).",
        },
      },
      virtual: {
        title: "A hundred spots for each",
        simple:
          "To be fair, each house gets a hundred spots at the shore instead of one. All spots belong to it.",
        expert:
          "A hundred virtual nodes each: a node’s share is a sum of a hundred random arcs, so its standard deviation over the mean falls as 1/√V.",
        act: "A hundred spots each",
        done: {
          simple:
            "Now the houses have about as many books as each other. Open the curves under the stage: bars are books.",
          expert:
            "Compare “fullest × K/N” before and after. The curves under the stage show unevenness by V, computed for these nodes and expected: √((N−1)/(NV+1)).",
        },
      },
      bounded: {
        title: "House full",
        simple:
          "Or every house gets one spot again, and a number on its door. When so many books are in, it is full, and a book walks on to the next house.",
        expert:
          "Bounded loads with c = 1.25 and one point each: nobody gets more than ⌈c·K/N⌉ keys; the rest goes on clockwise.",
        act: "Numbers on the doors",
        done: {
          simple: "No house has more books than its number, though the pieces of shore are unfair.",
          expert:
            "The bound holds with V = 1. The price: when members change more keys move than on the plain ring, and not only to the newcomer.",
        },
      },
      early: {
        title: "Asked too early",
        simple:
          "The houses change once more. c2 asks for a book that is just being carried. And the new house has a bad habit now: it looks at its shelf and says what it sees.",
        expert:
          "Rule “handoff” off: the new owner serves before it has received. c2 has the new view and asks it for a key that is in a Transfer.",
        act: "Carry, and ask at once",
        done: {
          simple: "“No such book.” But there is one: it is on the road.",
          expert: "A false miss: the key is stored, and the lookup says that it is not.",
        },
      },
      waits: {
        title: "Still on its way",
        simple:
          "The house learns better: if a book is to come and is not here, it says “ask again in a moment”.",
        expert: "Rule on: “moving” until the key is received; the client retries.",
        act: "The same, with manners",
        done: {
          simple:
            "c2 asked again and got the book. It took longer, and nobody was told anything wrong.",
          expert:
            "Unavailable for as long as the transfer takes, never wrong. Forwarding to the old owner, as Redis Cluster’s ASK does, would save the wait.",
        },
      },
      stale: {
        title: "An old list",
        simple:
          "c2 does not get the new list of houses. It walks to the house that had its book, which has given it away.",
        expert:
          "The NewView for c2 is lost. It asks the former owner under the old epoch, after the key has moved.",
        act: "Keep c2 in the dark",
        done: {
          simple: "“Your list is old, here is mine.” c2 read it and went to the right house.",
          expert:
            "Moved: the request’s epoch was lower than the node’s. The view came with the answer, as Redis Cluster’s clients learn of theirs.",
        },
      },
      lost: {
        title: "Gone",
        simple:
          "Last, a house throws its books away as soon as the carrier has left with the copies. And the carrier loses the way.",
        expert:
          "Rule “keep until received” off: the old owner deletes when it sends. The link to the receiver is cut.",
        act: "Throw away, then lose the way",
        done: {
          simple: "No house has these books, and nobody carries them. They are gone.",
          expert:
            "The keys are on no disk and in no message. An acknowledgement before the deletion would have cost one message.",
        },
      },
    },
    end: {
      simple:
        "Work out where things are, move few of them, and never throw away what nobody else has yet. Now guess, or lose a book with your own hands.",
      expert:
        "Placement decides how much moves; handing over, epochs and acknowledgements decide whether it survives. Predict, or break it yourself.",
    },
  },
  predictions: {
    mod: {
      title: "By five instead of four",
      question:
        "32 keys on four nodes, each on the node that hash mod 4 names. A fifth node is about to join, and it will be mod 5. How many keys change their node?",
      options: {
        few: "A fifth or so: up to 11",
        half: "About half: 12 to 19",
        most: "Most of them: 20 or more",
      },
      because: {
        "*": {
          simple:
            "Dealing by four and dealing by five have little to do with each other. Only the books for which both deals happen to agree stay.",
          expert:
            "hash mod 4 = hash mod 5 holds for 4 rests of 20, so a fifth stays and 80 % move. A fifth would have sufficed to fill the newcomer.",
        },
      },
    },
    "from-whom": {
      title: "Whose keys?",
      question:
        "A hash ring on which each of four nodes stands at one point. A fifth joins. From how many nodes does it get its keys?",
      options: { one: "From one", two: "From two or three", all: "From all four" },
      because: {
        "*": {
          simple:
            "The new house cuts one piece of shore in two. All books on its half belonged to the same house before: the next one clockwise.",
          expert:
            "With one point the newcomer takes one arc, and that belonged to its clockwise successor, which alone does all the sending. With V virtual nodes the work is spread over many.",
        },
      },
    },
    race: {
      title: "While word spreads",
      question:
        "A node joins, and before c2 has heard of it, it asks the old owner for a key that is to move. What will it hear?",
      options: {
        value: "The value, from the old owner",
        "old-list": "“Your view is old”",
        none: "“No such key”",
      },
      because: {
        value: {
          simple:
            "The old house had not heard of the new list either. It still had the book and was right to lend it.",
          expert:
            "The request overtook the NewView. Until it knows the new view the old owner is the owner, and the new one waits for its transfer, so nobody else has answered.",
        },
        "old-list": {
          simple:
            "The old house had just got the new list. It lends nothing that belongs to others now.",
          expert:
            "The NewView was there first: from then on the old owner refuses requests of the old epoch, though it still has its copy, since a write to it would be lost.",
        },
        none: {
          simple: "With all rules on this cannot happen.",
          expert: "With all rules on this cannot happen.",
        },
      },
    },
  },
  challenges: {
    "spare-the-movers": {
      title: "Spare the movers",
      goal: {
        simple:
          "First have a new house built that makes more than half of all books move. Then another one for which only a quarter of them or fewer must be carried.",
        expert:
          "Make one join move more than 16 of 32 keys, then another join that moves at most 8 = K/N.",
      },
      hints: [
        "How a key finds its node is the knob “Placement”. Which of them knows nothing of who was there before?",
        "Set mod N and let s5 join. Wait until everything is settled before you go on.",
        "Then set the hash ring, wait again, and let s6 join.",
      ],
      done: {
        simple: "The same books, the same village. What you carry is decided by how you count.",
        expert: "First 26 of 32, then 6: near N/(N+1) and 1/(N+1).",
      },
    },
    "lose-a-key": {
      title: "Lose a book",
      goal: {
        simple:
          "The houses throw a book away as soon as a carrier has left with its copy. Make a book disappear from the village.",
        expert: "Rule “keep until received” is off. Break “no key is lost”.",
      },
      hints: [
        "When is the only copy of a key in a message?",
        "Have a node join (client c1, join s5). What if its keys never reach it?",
        "Crash s5 half a second later, while squares are on their way to it.",
      ],
      done: {
        simple: "The carrier knocked, nobody opened, and the book was gone.",
        expert:
          "Deleting before the acknowledgement makes the network the only copy, and the network forgets.",
      },
    },
    "no-such-key": {
      title: "There is no such book",
      goal: {
        simple:
          "The houses do not look at the number of anybody’s list. Have c1 or c2 told that a book does not exist which is safely on a shelf.",
        expert: "Rule “same view” is off. Break “a lookup finds what was stored”.",
      },
      hints: [
        "Who would ask the wrong node? Somebody whose list of nodes is old.",
        "Cut the link from m1 to c2, then have s5 join.",
        "When the keys have moved, let c2 read one that went to s5, such as k1.",
      ],
      done: {
        simple: "c2 asked at the house that had the book yesterday, and believed what it heard.",
        expert:
          "Two rings at once: that of c2 and that of the nodes. An epoch in each request is enough to notice.",
      },
    },
  },
};
