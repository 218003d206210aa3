import type { LessonTexts } from "../../../kernel/teaching/texts.ts";

export const texts: LessonTexts = {
  tour: {
    title: "Recht haben oder da sein",
    promise:
      "Zehn Schritte: Fünf Kopien sind sich einig, eine Tür geht zu, und der Speicher muss wählen, worauf er verzichtet.",
    steps: {
      write: {
        title: "Häng einen Zettel auf",
        simple:
          "Fünf Freunde haben Kopien von einer Tafel. Lass c1 eine 7 aufhängen. Sein Freund fragt erst herum, bevor er „fertig“ sagt.",
        expert:
          "Fünf Replikate, Modus CP: Ein Schreiben fragt erst eine Mehrheit nach dem neuesten Tag und speichert seinen Wert dann bei einer Mehrheit.",
        act: "Lass c1 x = 7 schreiben",
        done: {
          simple: "Fertig: Auf mindestens drei der fünf Tafeln hängt jetzt die 7.",
          expert: "Bestätigt: Eine Mehrheit von drei hat sie gespeichert.",
        },
      },
      read: {
        title: "Schau auf der anderen Seite nach",
        simple: "c2 steht am anderen Ende des Flurs. Lass c2 nachsehen: Ist dort die 7 zu sehen?",
        expert:
          "c2 liest bei einem anderen Replikat. Auch das fragt eine Mehrheit, bevor es antwortet.",
        act: "Lass c2 x lesen",
        done: {
          simple:
            "Es heißt 7. Drei Tafeln wurden gefragt, und je drei haben eine gemeinsam mit den dreien, an denen die 7 hing.",
          expert:
            "c2 liest 7: Zwei Mehrheiten von fünf überschneiden sich immer. Das ist linearisierbar (Attiya, Bar-Noy und Dolev 1995).",
        },
      },
      door: {
        title: "Die Tür geht zu",
        simple:
          "In der Mitte des Flurs ist eine Tür. Mach sie zu: zwei Freunde und c1 links, drei und c2 rechts.",
        expert:
          "Teile das Netz: n1, n2 und c1 auf der einen Seite, n3, n4, n5 und c2 auf der anderen.",
        act: "Mach die Tür zu",
        done: {
          simple: "Nichts kommt mehr durch die Tür. Niemand weiß, warum es so still ist.",
          expert:
            "Jede Nachricht hinüber geht verloren. Kein Knoten kann das von Abstürzen auf der anderen Seite unterscheiden.",
        },
      },
      refused: {
        title: "Zwei Tafeln sind nicht drei",
        simple:
          "Lass c1 links eine 8 aufhängen. Sein Freund braucht drei Tafeln und kann zwei sehen.",
        expert: "c1 schreibt auf der Seite der Minderheit, wo keine Mehrheit zu erreichen ist.",
        act: "Lass c1 x = 8 schreiben",
        done: {
          simple: "„Frag später.“ Niemand hat etwas Falsches gehört, aber c1 wurde weggeschickt.",
          expert:
            "Keine Mehrheit innerhalb der Geduld des Replikats: Das Schreiben wird abgelehnt. C bleibt, A wird aufgegeben.",
        },
      },
      majority: {
        title: "Drei Tafeln sind genug",
        simple: "Und rechts, wo drei sind?",
        expert: "Die Seite der Mehrheit kann noch ein Quorum bilden.",
        act: "Lass c2 x lesen",
        done: {
          simple: "c2 bekommt eine Antwort, und sie stimmt: 7. Diese Seite hat nichts verloren.",
          expert:
            "Lesen und Schreiben gehen dort weiter. „CP“ verzichtet nur dort auf Verfügbarkeit, wo keine Mehrheit zu erreichen ist.",
        },
      },
      available: {
        title: "Die andere Regel",
        simple:
          "Ändere jetzt die Regel: Alle antworten sofort von der eigenen Tafel und sagen es den anderen später. Das heißt AP.",
        expert:
          "Schalte auf AP um: Jedes Replikat antwortet aus seiner eigenen Kopie und repliziert im Hintergrund.",
        act: "Antworte von deiner eigenen Tafel",
        done: {
          simple: "Von jetzt an fragt niemand mehr vorher herum.",
          expert:
            "Der Speicher verspricht jetzt Verfügbarkeit und Konvergenz, keine Linearisierbarkeit mehr.",
        },
      },
      answered: {
        title: "Immer eine Antwort",
        simple: "Die Tür ist noch zu. Lass c1 links eine 5 aufhängen.",
        expert: "c1 schreibt wieder auf der Seite der Minderheit.",
        act: "Lass c1 x = 5 schreiben",
        done: {
          simple: "„Fertig“, und zwar sofort. Die Freunde rechts wissen nichts davon.",
          expert:
            "Von einem einzigen Replikat bestätigt; Hints für die unerreichbaren warten auf seiner Platte.",
        },
      },
      stale: {
        title: "Eine alte Antwort",
        simple: "c2 sieht rechts nach. Auch c2 bekommt eine Antwort. Welche?",
        expert: "c2 liest auf der anderen Seite, nachdem das Schreiben in Echtzeit bestätigt war.",
        act: "Lass c2 x lesen",
        done: {
          simple: "Eine alte. Die 5 kam nicht durch die Tür, und c2 kann das nicht merken.",
          expert:
            "Veraltet gelesen: Das bestätigte Schreiben fehlt. Unter Urteile ist die Linearisierbarkeit verloren.",
        },
      },
      heal: {
        title: "Die Tür geht auf",
        simple: "Mach die Tür auf, warte kurz und lass c2 noch einmal nachsehen.",
        expert: "Heile die Partition und lies, sobald die Hints übergeben sind.",
        act: "Mach die Tür auf und sieh nach",
        done: {
          simple:
            "Die Freunde links haben geklopft, bis man sie hörte. Auf allen Tafeln hängt die 5.",
          expert:
            "Hinted Handoff hat die fehlende Version hinübergebracht; die Replikate konvergieren.",
        },
      },
      price: {
        title: "Der Preis an einem ruhigen Tag",
        simple:
          "Die Tür ist offen, nichts ist kaputt. Frag wieder erst herum, lass c2 noch einmal nachsehen und schau, wie lange es dauert.",
        expert:
          "Zurück zu CP, ganz ohne Partition: Vergleiche die Latenz dieses Lesens mit der des letzten.",
        act: "Erst fragen, dann nachsehen",
        done: {
          simple:
            "Die Antwort musste auf Nachrichten warten, den Flur hinauf und hinunter. Sicher zu sein kostet jeden Tag Zeit.",
          expert:
            "Die Umläufe eines Quorums gegen gar keine: sonst Latenz oder Konsistenz, die andere Hälfte von PACELC (Abadi 2012).",
        },
      },
    },
    end: {
      simple:
        "Solange die Tür zu ist, hast du recht oder du bist da: Beides zugleich kann niemand. Jetzt rate, was die Tafeln sagen werden, oder bring sie selbst dazu, etwas Falsches zu sagen.",
      expert:
        "Während einer Partition wählt ein Speicher Konsistenz oder Verfügbarkeit (Gilbert und Lynch 2002), ohne eine Konsistenz oder Latenz. Jetzt sag selbst voraus, oder mach es kaputt.",
    },
  },
  predictions: {
    "read-under-ap": {
      title: "Was bekommt c2 zu hören?",
      question:
        "Modus AP, die Tür ist zu. Links hat c1 gerade erfahren, dass x = 5 fertig ist; vorher war x 1. Jetzt fragt c2 rechts nach x. Was bekommt c2 zu hören?",
      options: {
        new: "5, den neuen Wert",
        old: "1, den alten Wert",
        none: "Nichts: c2 wird abgewiesen",
      },
      because: {
        "*": {
          simple:
            "Unter AP antworten alle sofort von der eigenen Tafel. Die 5 kam nicht durch die Tür, also steht auf der Tafel rechts noch die 1.",
          expert:
            "Ein AP-Replikat wartet nie auf andere. Also kann es nicht ablehnen, und es kann von einem Schreiben jenseits der Partition nichts wissen. Seine Antwort ist verfügbar und veraltet.",
        },
      },
    },
    "write-under-cp": {
      title: "In der Minderheit geschrieben",
      question:
        "Modus CP, die Tür ist zu: n1 und n2 sind mit c1 auf der linken Seite. Jetzt bittet c1 sie, x = 5 zu schreiben. Was bekommt c1 zu hören?",
      options: { done: "Fertig", refused: "Nicht fertig: frag später" },
      because: {
        "*": {
          simple:
            "„Fertig“ braucht drei Tafeln, und zwei sind in Reichweite. Der Freund wartet eine Weile auf eine dritte und sagt dann lieber Nein, als etwas zu versprechen, das er nicht halten kann.",
          expert:
            "Ein Mehrheitsquorum ist auf dieser Seite außer Reichweite. Wenn seine Geduld zu Ende ist, lehnt der Koordinator ab: konsistent und hier nicht verfügbar.",
        },
      },
    },
    "which-stays": {
      title: "Fünf oder sechs?",
      question:
        "Modus AP, der letzte gewinnt. Bei geschlossener Tür schrieb c1 links 5, und wenig später schrieb c2 rechts 6. Beide hörten „fertig“. Die Tür geht auf. Was wird c1 lesen?",
      options: { five: "5", six: "6", both: "Beide nebeneinander" },
      because: {
        six: {
          simple:
            "Zwei Zettel, und nur einer darf bleiben: der mit der höheren Nummer. Das war die 6. Die 5 ist weg, obwohl c1 „fertig“ gehört hatte.",
          expert:
            "Last Write Wins behält das höhere Tag (erst der Zähler, dann der Name), hier die 6. Ein bestätigtes Schreiben ist verloren, ohne dass es jemand erfährt.",
        },
        "*": {
          simple:
            "Zwei Zettel, und nur einer darf bleiben: der mit der höheren Nummer. Der andere ist weg, obwohl es zu seinem Schreiber „fertig“ geheißen hatte.",
          expert:
            "Last Write Wins behält das höhere Tag (erst der Zähler, dann der Name). Ein bestätigtes Schreiben ist verloren, ohne dass es jemand erfährt.",
        },
      },
    },
  },
  challenges: {
    "stale-read": {
      title: "Lass Veraltetes lesen",
      goal: {
        simple:
          "Alle antworten von der eigenen Tafel (AP). Sorge dafür, dass jemand einen alten Wert zu hören bekommt, nachdem ein neuerer schon „fertig“ war.",
        expert:
          "Modus AP, keine Auslastung. Lass einen Client einen Wert lesen, der älter ist als ein schon bestätigter, mit höchstens drei Handlungen.",
      },
      hints: [
        "Ein Schreiben ist „fertig“, bevor die anderen Tafeln davon wissen.",
        "Du kannst die Clients selbst fragen lassen: Wähle einen auf der Bühne und fülle sein Formular aus, oder tippe nach Strg K „client c1 write x 1“.",
        "Tür zu, c1 schreibt, c2 liest: drei Handlungen. Ohne die Tür musst du schnell sein: Geh mit dem Punkt Ereignis für Ereignis vor.",
      ],
      done: {
        simple:
          "c2 hat etwas Altes gehört. Bei geschlossener Tür bleibt das so, solange sie zu ist; bei offener so lange, wie eine Nachricht braucht.",
        expert:
          "Asynchrone Replikation hat auch ohne jeden Fehler ein Fenster, in dem Veraltetes gelesen wird; eine Partition macht es nur so lang, wie sie selbst dauert.",
      },
    },
    "unavailable-write": {
      title: "Ein Zettel, den niemand nimmt",
      goal: {
        simple:
          "Die Freunde fragen, bevor sie antworten (CP). Sorge dafür, dass jemandes Zettel nicht angenommen wird.",
        expert: "Modus CP. Lass ein Schreiben eines Clients abgelehnt oder unklar enden.",
      },
      hints: [
        "Wie viele Tafeln muss ein Freund erreichen, bevor er „fertig“ sagt?",
        "Eine einzige Handlung kann die Freunde so trennen, dass ein Client bei zu wenigen von ihnen steht.",
        "Mach die Tür zwischen n1, n2, c1 und den anderen zu und warte, bis c1 schreibt.",
      ],
      done: {
        simple:
          "Zwei Tafeln waren in Reichweite, drei wären nötig gewesen. Der Freund sagte Nein, und niemand hat etwas Falsches gehört.",
        expert:
          "Keine Mehrheit: Die Operation ließ sich nicht zu Ende bringen. CP verzichtet auf dieser Seite so lange auf Verfügbarkeit.",
      },
    },
    "lost-write": {
      title: "Fertig und weg",
      goal: {
        simple:
          "Lass jemanden „fertig“ hören und dann seinen Zettel verschwinden, ohne etwas auszuwischen.",
        expert:
          "Modus AP, der letzte gewinnt, keine Auslastung. Verliere ein bestätigtes Schreiben.",
      },
      hints: [
        "Wenn zwei Zettel geschrieben wurden, ohne voneinander zu wissen, darf nur einer bleiben.",
        "Keiner darf den Zettel des anderen gesehen haben: Mach erst die Tür zu, oder lass beide im selben Augenblick schreiben.",
        "Halte den Lauf an. „client c1 write x 1“, dann „client c2 write x 2“, und lass ihn weiterlaufen.",
      ],
      done: {
        simple:
          "Ein Zettel hat den anderen verdeckt. Wer ihn schrieb, hat „fertig“ gehört, und niemand wird etwas anderes sagen.",
        expert:
          "Nebenläufige Versionen, und Last Write Wins verwirft die mit dem niedrigeren Tag. Das braucht keine Partition, nur Nebenläufigkeit.",
      },
    },
    merge: {
      title: "Nichts geht verloren",
      goal: {
        simple:
          "Beide Seiten schreiben weiter, während die Tür zu ist, beide Zettel bleiben, und am Ende nimmt ein Zettel beide auf.",
        expert:
          "Modus AP, beide behalten. Schreib auf beiden Seiten einer Partition, heile sie und ersetze die Geschwister durch ein Schreiben, das beide gesehen hat.",
      },
      hints: [
        "Auf die Reihenfolge kommt es an: Tür, auf jeder Seite ein Zettel, Tür und noch ein Zettel.",
        "Wenn die Tür aufgegangen ist, warte, bis die Tafeln beide Zettel nebeneinander zeigen.",
        "partition n1 n2 c1 | n3 n4 n5 c2, client c1 write x milk, client c2 write x eggs, heal und ein paar Sekunden später client c1 write x both.",
      ],
      done: {
        simple:
          "Niemand wurde weggeschickt, und kein Zettel ging verloren: Wer beide sah, schrieb einen für beide.",
        expert:
          "Versionsvektoren zeigten, dass keines der beiden Schreiben das andere abdeckte; die Geschwister blieben, bis ein Schreiben beide abdeckte. So führte Dynamo Einkaufswagen zusammen (DeCandia 2007).",
      },
    },
  },
};
