import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "Everybody writes, nobody asks",
    promise:
      "Eleven steps: a list, a text and a count that three change at once, and the two rules that bring them together.",
    steps: {
      own: {
        title: "Write first, tell later",
        simple:
          "Three friends keep notebooks with the same shopping list. Let c1 have milk written into the notebook of n1. Does n1 ask anybody first?",
        expert:
          "Three replicas of an OR-set, operation-based. c1 adds milk at n1; watch what goes before the answer, and what after.",
        act: "Let c1 add milk",
        done: {
          simple:
            "No. It wrote, said “done”, and then sent each friend a postcard. Now milk stands in all three.",
          expert:
            "The update was done at the source at once; one Downstream to each peer followed, and each took effect there.",
        },
      },
      apart: {
        title: "No post today",
        simple: "Now cut all the ways between the three houses.",
        expert: "Partition the network into three: each client alone with its replica.",
        act: "Part everybody",
        done: {
          simple: "Nobody hears of anybody. Each one still has a notebook.",
          expert: "No messages between replicas. Every client still reaches one.",
        },
      },
      both: {
        title: "Out, and in",
        simple:
          "On the left c1 has the milk crossed out. On the right c2 has milk written down, because somebody drank theirs. Neither knows of the other.",
        expert: "Two concurrent updates of one element: remove at n1, add at n2.",
        act: "Remove on the left, add on the right",
        done: {
          simple: "Both were done at once. Now the notebooks differ. Who is right?",
          expert: "Both acknowledged. n2’s add bears a new tag, which n1’s remove has not seen.",
        },
      },
      heal: {
        title: "The post goes again",
        simple: "Mend the ways. There will be one list. Is milk on it? Guess first.",
        expert: "Heal, and let the operations be delivered. Predict the element’s fate.",
        act: "Mend the ways",
        done: {
          simple:
            "Milk is on it, in all three. n1 crossed out the milk that it saw. The new milk bears another sticker, and that one nobody crossed out.",
          expert:
            "Add wins: the remove took exactly the tags that it had observed. Same updates, same state, without anybody deciding.",
        },
      },
      word: {
        title: "A word",
        simple: "Now they write a story together, letter by letter. c1 begins: c, a, t.",
        expert: "The data type is now a text (RGA). c1 inserts three letters at n1.",
        act: "Write “cat”",
        done: {
          simple: "All three read “cat”. A letter’s colour shows in whose notebook it was written.",
          expert:
            "Each letter has an identity and names the letter after which it was put. Nobody sends positions.",
        },
      },
      "at-once": {
        title: "Two pens at once",
        simple:
          "The ways are cut again. c1 puts an s at the end: “cats”. c2 puts an h behind the c: “chat”.",
        expert:
          "Partition; n1 appends s after t, n2 inserts h after c. The positions of the one mean nothing in the text of the other.",
        act: "Part them, and let both write",
        done: {
          simple: "“cats” on the left, “chat” on the right. And in the middle still “cat”.",
          expert: "Two concurrent inserts, three different texts.",
        },
      },
      "one-text": {
        title: "One text",
        simple: "Mend the ways. What will they read?",
        expert: "Heal and deliver.",
        act: "Mend the ways",
        done: {
          simple: "“chats”, everywhere. Each letter found the letter behind which it belongs.",
          expert:
            "Both inserts took effect after the letters they name, in either order: concurrent operations commute.",
        },
      },
      merge: {
        title: "The whole notebook",
        simple:
          "There is another way to tell: lend a copy of the whole notebook. And now they count: each friend counts one like while the ways are cut for a moment.",
        expert:
          "State-based spreading and a G-counter. Each replica increments its own entry while parted.",
        act: "Count on all sides, and lend notebooks",
        done: {
          simple:
            "Three, in all notebooks. Everybody has a line of their own, and whoever compares two notebooks keeps the longer of each line.",
          expert:
            "Merge takes the maximum of each entry: commutative, associative, idempotent. Compare the characters an update under Readings.",
        },
      },
      twice: {
        title: "Twice the same postcard",
        simple:
          "Back to postcards. n2 gets one, but its “got it” is lost, so n1 sends it again. And somebody has told the friends not to look whether they know a card already.",
        expert:
          "Operation-based, dedupe off: an acknowledgement is lost, and the Downstream is sent again.",
        act: "Lose the “got it”",
        done: {
          simple: "n2 counted one like twice. It shows more than people have counted.",
          expert:
            "An increment is not idempotent: its effect must come exactly once. State-based, the copy would have done nothing.",
        },
      },
      "one-tag": {
        title: "Stickers that look alike",
        simple:
          "They look at the cards again. But now the stickers on the list bear a number only, and no name. Two friends write down tea, apart; then one of them crosses out the own tea.",
        expert:
          "Unique tags off: a tag is a bare counter. Two concurrent adds of tea, and a remove that has seen one of them.",
        act: "Two add tea, one removes it",
        done: {
          simple: "Both teas are gone. n2 wanted tea, and nobody who saw that wish crossed it out.",
          expert:
            "The two adds drew the same tag, so the remove of the one took the other too. All replicas agree, and they are all wrong.",
        },
      },
      "two-tags": {
        title: "Every sticker its own",
        simple: "Names on the stickers again. The same once more.",
        expert: "Unique tags on, the same updates.",
        act: "Once more, with names",
        done: {
          simple: "This time the tea of n2 stays.",
          expert: "The tags differ by the replica’s name; the remove leaves what it has not seen.",
        },
      },
    },
    end: {
      simple:
        "Nobody asked, nobody waited, and all notebooks say the same. It works because of how things are written down. Now guess, or break it yourself.",
      expert:
        "Strong eventual consistency without coordination: convergence is in the type. What it cannot do is keep a promise that needs everybody, such as a stock that never falls below nothing.",
    },
  },
  predictions: {
    milk: {
      title: "Is there milk?",
      question:
        "Milk was on all three lists. Apart from each other, c1 has it removed, and half a second later c2 has it added. Now the ways are mended. Will c1 read milk on the list?",
      options: { in: "Yes, milk is on the list", out: "No, it is gone" },
      because: {
        "*": {
          simple:
            "Crossing out takes what one sees. n1 could not see the sticker of n2, so that one stays. It would be the same if n2 had written first.",
          expert:
            "The remove names the tags that it has observed. The concurrent add bears another one: add wins, whatever the clock on the wall said.",
        },
      },
    },
    title: {
      title: "Which title stays?",
      question:
        "Three people, apart, have given the same thing a title, some of them several times. Only one title can stay. Which one will c1 read, once all can talk?",
      options: { value: "“{value}”, as {id} has it now" },
      because: {
        "*": {
          simple:
            "Each new title bears a number one higher than the one before it. Whoever has changed the title most often bears the highest; where two are even, the later name wins. The other titles are gone.",
          expert:
            "Last writer wins by logical stamp: a counter, then the name of the replica. Apart, the counter is the number of assignments made there. It converges by dropping the others.",
        },
      },
    },
    tally: {
      title: "How many likes?",
      question:
        "Apart, n1 has counted 3 likes, n2 has counted 2 and n3 has counted 1. Now they lend each other their notebooks, several times. What will c1 read?",
      options: {
        "3": "3: the greatest",
        "6": "6: all of them",
        "1": "1: whatever came last",
      },
      because: {
        "*": {
          simple:
            "Each friend has a line of their own in every notebook. Lines are compared one by one, and the longer one kept; then all lines are added: 3 and 2 and 1. To compare again changes nothing.",
          expert:
            "The payload is a vector with an entry for each replica. Merging takes the maximum of each entry, the value is their sum: idempotent, and nothing is lost.",
        },
      },
    },
  },
  challenges: {
    "one-text": {
      title: "Three pens, one text",
      goal: {
        simple:
          "Part the friends, let all three write a letter while they are apart, and bring them back to one text.",
        expert:
          "Partition the replicas, have each client insert a letter, heal, and let every replica settle.",
      },
      hints: [
        "The order matters: first part them, then all three write, then mend.",
        "The key S parts everybody. A client is asked by choosing it on the stage, or after Ctrl K: “client c1 insert story a”.",
        "Part everybody; c1, c2 and c3 each insert a letter into story; heal, and wait until all nodes are settled.",
      ],
      done: {
        simple: "Three wrote at once and never asked. All three read the same.",
        expert:
          "The letters share a place, so their identities order them, the same at every replica. No coordination, no lost update.",
      },
    },
    "lost-add": {
      title: "Nobody crossed that out",
      goal: {
        simple:
          "The stickers bear no names. Make something vanish from the list that nobody who saw it has taken out.",
        expert: "Unique tags off: break add-wins.",
      },
      hints: [
        "Two stickers must look alike: two friends add the same thing without knowing of each other.",
        "Then one of the two takes it out, before the other’s postcard has come.",
        "Pause. “client c1 add cart milk”, “client c2 add cart milk”, and a tenth of a second later “client c1 remove cart milk”.",
      ],
      done: {
        simple: "One crossed out one sticker, and with it another that looked the same.",
        expert:
          "Concurrent adds drew the tag 1 both. A remove cannot spare what it cannot tell apart, and no partition was needed.",
      },
    },
    "counted-twice": {
      title: "One like too many",
      goal: {
        simple:
          "Nobody looks whether they know a postcard already. c1 counts one like at one second. Make somebody count it twice.",
        expert:
          "Dedupe off, operation-based; c1 increments once, at 1 s. Make an increment take effect twice at a replica, with no further update.",
      },
      hints: [
        "A postcard is sent again if no “got it” comes back.",
        "The card must arrive, and the answer must not: cut one direction only.",
        "When c1 has counted, and before the card has come to n2: cut n2>n1, and wait.",
      ],
      done: {
        simple:
          "The card came, the “got it” did not, and the second card was counted like a new one.",
        expert:
          "At-least-once delivery of an operation that is not idempotent. A retransmission needs no fault but a lost acknowledgement.",
      },
    },
    early: {
      title: "The answer before the question",
      goal: {
        simple:
          "At one second c1 adds milk. Have it taken out by somebody else, so that a third one hears of the taking out first, and has to wait.",
        expert:
          "c1 adds milk at 1 s. Make an operation arrive before one of its causes, so that it waits: causal delivery at work.",
      },
      hints: [
        "n2 knows of the milk as soon as the card from n1 has come. Then c2 can have it removed. Who gets a card from both?",
        "The card from n1 must be late, or lost at first. The one from n2 must come through.",
        "Shortly after one second cut n1>n3. When n2 shows the milk: “client c2 remove cart milk”.",
      ],
      done: {
        simple:
          "n3 heard “take out the milk” and had no milk. It kept the card until the other one came.",
        expert:
          "The remove carries the version vector of its source. n3 lacked n1’s update and delayed the effect, instead of dropping it.",
      },
    },
  },
};
