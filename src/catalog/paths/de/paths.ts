/** Learning paths in German: those of the English file, with the same lessons. */
import type { LearningPath } from "../path.ts";

export const paths: readonly LearningPath[] = [
  {
    id: "course",
    title: "Ein Kurs von zwölf Wochen",
    promise:
      "Für ein Semester an der Hochschule: zwei Lektionen in der Woche, Theorie und Kaputtmachen im Wechsel.",
    steps: [
      {
        when: "Woche 1",
        title: "Sprechen über ein Netz",
        text: "Was ein Client weiß, wenn keine Antwort kommt, und wie man etwas genau einmal tut.",
        lessons: ["client-server", "exactly-once", "two-generals"],
      },
      {
        when: "Woche 2",
        title: "Warteschlangen und Ströme",
        text: "Arbeit, die nicht verloren gehen darf, und Ereignisse, die in ihrer Reihenfolge bleiben müssen.",
        lessons: ["message-queue", "publish-subscribe", "event-sourcing"],
      },
      {
        when: "Woche 3",
        title: "Zeit und Ordnung",
        text: "Was vor was geschah, ohne eine Uhr, der alle trauen könnten.",
        lessons: ["lamport-clocks", "vector-clocks", "clock-skew", "causal-broadcast"],
      },
      {
        when: "Woche 4",
        title: "Replikation, und was eine Partition kostet",
        text: "Mach die Tür in allen drei Modi zu und sieh dir die Urteile und die Millisekunden an.",
        lessons: ["cap", "consistency-models", "session-guarantees"],
      },
      {
        when: "Woche 5",
        title: "Quoren und Reparatur",
        text: "Mehrheiten, die sich überschneiden, Versionen, und was ein Lesen liefern darf.",
        lessons: ["quorum", "anti-entropy", "crdt", "primary-backup", "split-brain"],
      },
      {
        when: "Woche 6",
        title: "Einen Leader wählen",
        text: "Terms und Stimmen. Nimm jede Regel weg und sieh, welches Versprechen dann bricht.",
        lessons: ["bully-election", "raft-election"],
      },
      {
        when: "Woche 7",
        title: "Ein Log replizieren",
        text: "Warum ein Eintrag bleibt, den eine Mehrheit hat: Figure 7 und Figure 8 des Raft-Papers, von Hand.",
        lessons: ["raft-replication", "paxos", "multi-paxos"],
      },
      {
        when: "Woche 8",
        title: "Mitglieder wechseln, lesen ohne zu schreiben",
        text: "Der Fehler von 2015, Joint Consensus, ReadIndex und Leases mit Uhren, die falsch gehen.",
        lessons: ["raft-membership", "raft-reads"],
      },
      {
        when: "Woche 9",
        title: "Transaktionen über mehrere Server",
        text: "Atomarer Commit, warum er blockiert, und was Sagas stattdessen tun.",
        lessons: ["two-phase-commit", "three-phase-commit", "saga", "lock-lease"],
      },
      {
        when: "Woche 10",
        title: "Verräter, und das Unmögliche",
        text: "Einigung unter Lügnern, und warum kein Protokoll immer entscheidet.",
        lessons: ["byzantine-generals", "pbft", "blockchain", "consensus-impossibility"],
      },
      {
        when: "Woche 11",
        title: "In die Breite wachsen",
        text: "Wer noch da ist, wer welche Daten hat und wer die Arbeit macht.",
        lessons: ["gossip", "swim", "sharding", "consistent-hashing", "load-balancing"],
      },
      {
        when: "Woche 12",
        title: "In Betrieb bleiben",
        text: "Überlast, die ihre Ursache überlebt, und wie sich Dienste schützen.",
        lessons: ["circuit-breaker", "graceful-degradation", "distributed-tracing"],
      },
    ],
  },
  {
    id: "lecture",
    title: "Eine Vorlesung",
    promise:
      "Für neunzig Minuten vor einer Klasse: Zwei Dinge gehen kaputt, und alle sehen, warum.",
    steps: [
      {
        when: "40 Minuten",
        title: "Die Tür geht zu",
        text: "CP, AP und CA unter einer Partition. Lass die Klasse vorher sagen, was jede Seite antworten wird.",
        lessons: ["cap"],
      },
      {
        when: "40 Minuten",
        title: "Zwei Leader?",
        text: "Eine Wahl, eine geteilte Wahl, ein isolierter Leader. Dann eine Stimme, die nicht aufgeschrieben wurde.",
        lessons: ["raft-election"],
      },
      {
        when: "10 Minuten, und Hausaufgabe",
        title: "Was aus dem Log wurde",
        text: "Figure 7 läuft, während Fragen gestellt werden. Figure 8 nimmt die Klasse mit nach Hause.",
        lessons: ["raft-replication"],
      },
    ],
  },
  {
    id: "interview",
    title: "Der Abend vor dem Vorstellungsgespräch",
    promise:
      "Für alle, die drei Stunden haben: die Fragen, die gestellt werden, und hinter jeder Antwort ein Lauf.",
    steps: [
      {
        when: "45 Minuten",
        title: "„Erklären Sie CAP. Und wie ist es mit der Latenz?“",
        text: "Sag, warum „zwei von drei“ in die Irre führt und was CP kostet, auch wenn alle Verbindungen stehen.",
        lessons: ["cap"],
      },
      {
        when: "30 Minuten",
        title: "„Wie würden Sie N, R und W wählen?“",
        text: "Überschneidung, Sloppy Quorums, und warum R + W > N allein nicht linearisierbar ist.",
        lessons: ["quorum", "consistent-hashing"],
      },
      {
        when: "45 Minuten",
        title: "„Wie wählt Raft einen Leader?“",
        text: "Terms, eine Stimme, Mehrheiten, und wozu PreVote und CheckQuorum gut sind.",
        lessons: ["raft-election"],
      },
      {
        when: "45 Minuten",
        title: "„Wann ist ein Eintrag committet?“",
        text: "Das Log repariert sich selbst. Ein alter Eintrag auf einer Mehrheit ist noch nicht committet.",
        lessons: ["raft-replication"],
      },
      {
        when: "30 Minuten",
        title: "„Kann ich von einem Follower lesen?“",
        text: "Vier Arten zu lesen, worauf jede vertraut, und das veraltete Lesen, das daraus folgt.",
        lessons: ["raft-reads"],
      },
      {
        when: "15 Minuten",
        title: "„Wie sperrt man etwas sicher?“",
        text: "Leases enden, während ihr Inhaber schläft; dagegen helfen Fencing-Tokens.",
        lessons: ["lock-lease"],
      },
    ],
  },
];
