/** The words of distributed systems that the texts use, in German. Each also goes by its English name, as in lectures. */
import type { Term } from "../term.ts";

export const terms: readonly Term[] = [
  {
    id: "asynchronous-model",
    term: "asynchrones Modell",
    also: ["asynchronous model"],
    about: "Netz, Zeit und Fehler",
    simple:
      "Niemand weiß, wie lange eine Nachricht braucht. Ist es still, dann schläft der andere vielleicht, ist weit weg, oder seine Antwort ist noch unterwegs.",
    expert:
      "Nachrichten dürfen beliebig lange dauern, und Uhren sagen nichts. Ein langsamer Server ist von einem abgestürzten nicht zu unterscheiden. Davon handeln FLP und der CAP-Beweis.",
    related: ["flp", "latency", "local-clock"],
  },
  {
    id: "byzantine-fault",
    term: "byzantinischer Fehler",
    also: ["Byzantine fault"],
    about: "Netz, Zeit und Fehler",
    simple: "Ein Freund, der lügt, und vielleicht jedem etwas anderes vorlügt.",
    expert:
      "Beliebiges Verhalten, Lügen eingeschlossen. Die meisten Protokolle hier (Raft, Paxos, Quoren) setzen voraus, dass Server nur abstürzen; die byzantinischen Generäle nicht.",
    related: ["crash-and-restart"],
  },
  {
    id: "clock-drift",
    term: "Gangabweichung",
    also: ["clock drift", "Uhrendrift"],
    about: "Netz, Zeit und Fehler",
    simple: "Eine Eieruhr läuft schneller als eine andere.",
    expert:
      "Uhren gehen verschieden schnell. Ihre Schranke ist das größte Verhältnis zweier Ganggeschwindigkeiten. Leases hängen von ihr ab, ReadIndex und die Sicherheit der Wahlen nicht.",
    related: ["local-clock", "lease", "monotonic-clock"],
  },
  {
    id: "crash-and-restart",
    term: "Absturz und Neustart",
    also: ["Absturz", "crash and restart", "crash"],
    about: "Netz, Zeit und Fehler",
    simple:
      "Ein Nickerchen. Was aufgeschrieben war, ist danach noch da. Was nur im Kopf war, ist weg.",
    expert:
      "Das Crash-Recovery-Modell: Der Speicher geht verloren, was persistent ist, bleibt. Bei einem Neustart mit leerer Platte geht auch das verloren.",
    related: ["persistent-state"],
  },
  {
    id: "loss-duplication-reordering",
    term: "Verlust, Verdopplung, Umordnung",
    also: [
      "Verlust",
      "Verdopplung",
      "Umordnung",
      "Überholen",
      "loss, duplication, reordering",
      "loss",
      "duplication",
      "reordering",
    ],
    about: "Netz, Zeit und Fehler",
    simple:
      "Eine Nachricht kann zweimal kommen, gar nicht, oder erst nach einer, die später abgeschickt wurde.",
    expert:
      "Was eine Verbindung außer Verzögerung falsch machen kann. Ein Protokoll muss unter alldem korrekt sein. Eine Fair-Loss-Verbindung stellt zu, wenn man oft genug sendet.",
    related: ["exactly-once", "partition", "latency"],
  },
  {
    id: "flp",
    term: "FLP",
    about: "Netz, Zeit und Fehler",
    simple:
      "Ganz ohne Uhren, und wenn einer der Freunde einschlafen kann, kommt man mit festen Regeln nicht immer zu einer Einigung.",
    expert:
      "Fischer, Lynch und Paterson (1985): In einem asynchronen System, in dem ein Prozess abstürzen kann, löst kein deterministisches Protokoll den Konsens. Raft bleibt immer sicher; voran kommt es nur dank Zeitschranken und Zufall.",
    related: ["consensus", "election-timeout", "safety-and-liveness"],
  },
  {
    id: "heartbeat",
    term: "Heartbeat",
    also: ["Herzschlag"],
    about: "Netz, Zeit und Fehler",
    simple: "Der Ruf des Kapitäns: „Ich bin da!“",
    expert:
      "Ein AppendEntries ohne Einträge, in festem Abstand gesendet. Es stellt die Wahl-Timer der Follower zurück und trägt den Commit-Index.",
    related: ["appendentries", "election-timeout", "leader"],
  },
  {
    id: "latency",
    term: "Latenz",
    also: ["latency", "one-way delay", "Laufzeit"],
    about: "Netz, Zeit und Fehler",
    simple: "Wie lange eine Nachricht unterwegs ist.",
    expert:
      "Geschrieben d. Hin und zurück sind es 2d. Kosten zählt man in Nachrichten und in Laufzeiten, die aufeinander folgen.",
    related: ["pacelc"],
  },
  {
    id: "local-clock",
    term: "lokale Uhr",
    also: ["Uhr", "local clock", "clock"],
    about: "Netz, Zeit und Fehler",
    simple: "Die eigene Eieruhr oder Armbanduhr eines Freundes. Die der anderen sieht niemand.",
    expert:
      "Die Uhr eines Servers mit eigenem Versatz und eigener Ganggeschwindigkeit. Eine andere liest ein Protokoll nicht.",
    related: ["monotonic-clock"],
  },
  {
    id: "monotonic-clock",
    term: "monotone Uhr",
    also: ["monotonic clock"],
    about: "Netz, Zeit und Fehler",
    simple: "Eine Uhr, die niemand zurückstellen kann.",
    expert:
      "Eine Uhr, die nie gestellt wird und nur vom Gang abweicht. Timeouts und Leases muss man mit ihr messen.",
    related: ["lease"],
  },
  {
    id: "one-way-fault",
    term: "einseitige Störung",
    also: ["one-way fault", "asymmetrische Störung"],
    about: "Netz, Zeit und Fehler",
    simple: "Du hörst mich, aber ich höre dich nicht.",
    expert:
      "Eine Verbindung, die in einer Richtung ausfällt. An ihr scheitert eine Fehlererkennung, die nur darauf achtet, was man selbst hört.",
    related: ["checkquorum", "partial-partition"],
  },
  {
    id: "partial-partition",
    term: "partielle Partition",
    also: ["partial partition"],
    about: "Netz, Zeit und Fehler",
    simple: "Zwei Freunde können einander nicht hören, obwohl ein dritter sie beide hört.",
    expert:
      "Ein Netz, in dem Erreichbarkeit nicht transitiv ist. Es kann verhindern, dass sich einfaches Raft je auf einen Leader einigt (Howard und Abraham 2020).",
    related: ["partition", "prevote"],
  },
  {
    id: "partition",
    term: "Partition",
    also: ["Netzpartition"],
    about: "Netz, Zeit und Fehler",
    simple: "Eine zue Tür: Wer auf der einen Seite ist, hört niemanden auf der anderen.",
    expert:
      "Alle Nachrichten zwischen Gruppen von Servern gehen verloren. Solange das dauert, gibt ein Dienst bei manchen Operationen Konsistenz oder Verfügbarkeit auf.",
    related: ["cap-theorem", "split-brain"],
  },
  {
    id: "persistent-state",
    term: "persistenter Zustand",
    also: ["persistent state"],
    about: "Netz, Zeit und Fehler",
    simple: "Was im Heft steht und nicht nur im Kopf.",
    expert:
      "Was auf der Platte steht, bevor eine Antwort hinausgeht: currentTerm, votedFor, das Log und der Snapshot (Raft, Figure 2; §7).",
    related: ["vote", "log"],
  },
  {
    id: "safety-and-liveness",
    term: "Sicherheit und Lebendigkeit",
    also: ["Sicherheit", "Lebendigkeit", "safety and liveness", "safety", "liveness"],
    about: "Netz, Zeit und Fehler",
    simple: "Sicherheit: Nie passiert etwas Schlimmes. Lebendigkeit: Am Ende passiert etwas Gutes.",
    expert:
      "Eine Sicherheitseigenschaft wird von einem endlichen Lauf verletzt, eine Lebendigkeitseigenschaft nur von einem unendlichen (Alpern und Schneider 1985). Rafts Sicherheit braucht keine Uhr, seine Lebendigkeit schon.",
    related: ["invariant"],
  },
  {
    id: "exactly-once",
    term: "genau einmal",
    also: [
      "exactly once",
      "mindestens einmal",
      "at least once",
      "höchstens einmal",
      "at most once",
    ],
    about: "Konsistenz",
    simple:
      "Wer noch einmal fragt, bekommt etwas vielleicht doppelt. Wer nicht noch einmal fragt, bekommt es vielleicht gar nicht. Mit Nummern auf den Bestellungen klappt es genau einmal.",
    expert:
      "Was die Wiederholungen eines Clients bewirken. Ausführung „mindestens einmal“ mit erkannten Duplikaten wirkt genau einmal.",
    related: ["client-session", "idempotent", "outcome-unknown"],
  },
  {
    id: "availability",
    term: "Verfügbarkeit",
    also: ["availability"],
    about: "Konsistenz",
    simple: "Wer einen Freund fragt, der wach ist, bekommt eine Antwort.",
    expert:
      "Im CAP-Theorem: Jede Anfrage, die ein nicht ausgefallener Server empfängt, wird irgendwann beantwortet. Nicht der Anteil der Betriebszeit.",
    related: ["cap-theorem"],
  },
  {
    id: "cap-theorem",
    term: "CAP-Theorem",
    also: ["CAP"],
    about: "Konsistenz",
    simple: "Solange die Tür zu ist, muss jemand etwas Falsches sagen oder schweigen.",
    expert:
      "In einem asynchronen Netz ist kein Algorithmus linearisierbar, verfügbar und partitionstolerant zugleich (Gilbert und Lynch 2002). Zwischen C und A wählt man während einer Partition, und zwar für jede Operation.",
    related: ["pacelc", "linearizability"],
  },
  {
    id: "concurrent",
    term: "nebenläufig",
    also: ["concurrent", "Nebenläufigkeit"],
    about: "Konsistenz",
    simple: "Zwei Dinge sind passiert, und keins wusste vom anderen.",
    expert:
      "Bei Ereignissen: Keines geschah vor dem anderen. Bei Operationen: Ihre Intervalle überlappen sich. Bei Versionen: Keiner der Versionsvektoren umfasst den anderen.",
    related: ["version-vector", "siblings"],
  },
  {
    id: "eventual-consistency",
    term: "letztendliche Konsistenz",
    also: ["eventual consistency"],
    about: "Konsistenz",
    simple:
      "Wenn die Türen offen sind und eine Weile niemand schreibt, werden alle Pinnwände gleich.",
    expert:
      "Wenn keine Änderungen mehr kommen und Nachrichten durchkommen, konvergieren alle Replikate. Was Lesende bis dahin bekommen, bleibt offen.",
    related: ["hinted-handoff", "last-write-wins"],
  },
  {
    id: "hinted-handoff",
    term: "Hinted Handoff",
    about: "Konsistenz",
    simple:
      "Ein Zettel für einen Freund, der nicht zu erreichen war. Man hebt ihn auf und gibt ihn später ab.",
    expert:
      "Ein Replikat speichert, was es nicht zustellen konnte, und stellt es zu, wenn die Partition endet (Dynamo §4.6). Ohne das können die Replikate bis zum nächsten Schreiben oder bis zur nächsten Reparatur verschieden bleiben.",
    related: ["partition"],
  },
  {
    id: "last-write-wins",
    term: "Last Write Wins",
    also: ["LWW", "letztes Schreiben gewinnt"],
    about: "Konsistenz",
    simple:
      "Von zwei Zetteln bleibt nur der spätere. Der andere verschwindet, obwohl man zu seinem Schreiber „erledigt“ gesagt hat.",
    expert:
      "Konflikte entscheidet der größte Zeitstempel. So konvergiert es, aber bestätigte Schreibvorgänge gehen verloren.",
    related: ["siblings"],
  },
  {
    id: "linearizability",
    term: "Linearisierbarkeit",
    also: ["linearisierbar", "linearizability", "linearizable", "atomar", "atomic"],
    about: "Konsistenz",
    simple:
      "Wer nachsieht, bekommt nie etwas Älteres als das, was vorher schon jemand gesehen hat oder was schon als „erledigt“ gemeldet war.",
    expert:
      "Jede Operation scheint in einem Augenblick zwischen Aufruf und Antwort zu geschehen, in einer Reihenfolge, die die Spezifikation des Objekts erlaubt (Herlihy und Wing 1990). Auch atomare oder starke Konsistenz genannt.",
    related: ["register", "sequential-consistency", "history", "stale-read"],
  },
  {
    id: "new-old-inversion",
    term: "Neu-alt-Inversion",
    also: ["new–old inversion"],
    about: "Konsistenz",
    simple: "Einer sieht den neuen Zettel. Der Nächste sieht später nach und sieht den alten.",
    expert:
      "Ein Lesen liefert den Wert eines nebenläufigen Schreibens, ein späteres den vorigen Wert. Ein reguläres Register darf das, ein atomares nicht.",
    related: ["write-back", "register"],
  },
  {
    id: "outcome-unknown",
    term: "Ausgang unklar",
    also: ["outcome unknown"],
    about: "Konsistenz",
    simple:
      "Es kam keine Antwort. Vielleicht ist es getan, vielleicht passiert es noch, vielleicht nie.",
    expert:
      "Ein Schreiben, dessen Antwort verloren ging, kann jederzeit später noch wirken. Ein Prüfer muss mit beidem rechnen.",
    related: ["history"],
  },
  {
    id: "pacelc",
    term: "PACELC",
    about: "Konsistenz",
    simple:
      "Ist die Tür zu, wählt man zwischen einer richtigen Antwort und irgendeiner. Ist sie offen, wählt man immer noch zwischen richtig und schnell.",
    expert:
      "If Partition, Availability or Consistency; Else, Latency or Consistency (Abadi 2012): bei einer Partition Verfügbarkeit oder Konsistenz, sonst Latenz oder Konsistenz.",
  },
  {
    id: "register",
    term: "Register",
    about: "Konsistenz",
    simple: "Ein Zettel an der Pinnwand, unter einem Namen.",
    expert:
      "Ein Objekt mit Lesen und Schreiben. Sichere, reguläre und atomare Register unterscheiden sich darin, was ein Lesen während eines Schreibens liefern darf (Lamport 1986).",
    related: ["write-back"],
  },
  {
    id: "sequential-consistency",
    term: "sequenzielle Konsistenz",
    also: ["sequential consistency", "sequentielle Konsistenz"],
    about: "Konsistenz",
    simple:
      "Es gibt eine Reihenfolge, in der alles passiert sein könnte und die zu dem passt, was jeder nacheinander gesehen hat. Es muss nicht die Reihenfolge nach der Uhr sein.",
    expert:
      "Eine totale Ordnung aller Operationen, die für jeden Prozess die eigene Reihenfolge wahrt, ohne Rücksicht auf die reale Zeit (Lamport 1979).",
    related: ["history"],
  },
  {
    id: "siblings",
    term: "Geschwisterwerte",
    also: ["Geschwister", "siblings"],
    about: "Konsistenz",
    simple: "Zwei Zettel hängen nebeneinander, weil niemand sagen kann, welcher neuer ist.",
    expert:
      "Nebenläufige Versionen, die beide bleiben, bis ein späteres Schreiben sie ersetzt oder die Anwendung sie zusammenführt.",
    related: ["version-vector"],
  },
  {
    id: "stale-read",
    term: "veraltetes Lesen",
    also: ["stale read"],
    about: "Konsistenz",
    simple: "Eine Antwort, die einmal gestimmt hat.",
    expert:
      "Ein Lesen, das einen älteren Wert liefert als den des letzten Schreibens, das vor seinem Beginn abgeschlossen war.",
    related: ["follower-read", "deposed-leader"],
  },
  {
    id: "version-vector",
    term: "Versionsvektor",
    also: ["version vector"],
    about: "Konsistenz",
    simple:
      "Auf dem Zettel steht für jeden Freund, wie viele seiner Zettel man beim Schreiben kannte. So sieht man, ob ein Zettel vom anderen wusste.",
    expert:
      "Ein Vektor mit einem Zähler für jedes Replikat. v ≤ w in jeder Komponente heißt: w schließt v ein. Gilt das in keiner Richtung, sind die Versionen nebenläufig.",
  },
  {
    id: "write-back",
    term: "Zurückschreiben",
    also: ["write-back"],
    about: "Konsistenz",
    simple:
      "Wer einen Zettel gelesen hat, sorgt erst dafür, dass mehr als die Hälfte ihn haben. Dann sagt er, was darauf steht.",
    expert:
      "Die zweite Phase eines Lesens im ABD-Register: Das Gelesene wird auf einer Mehrheit gespeichert, damit kein späteres Lesen Älteres liefert.",
    related: ["majority"],
  },
  {
    id: "candidate",
    term: "Kandidat",
    also: ["candidate"],
    about: "Mehrheiten und Leader",
    simple: "Ein Freund, der Kapitän werden will und fragt, wer Ja sagt.",
    expert:
      "Ein Server, der einen neuen Term begonnen, für sich selbst gestimmt und RequestVote gesendet hat.",
    related: ["election", "vote", "term"],
  },
  {
    id: "checkquorum",
    term: "CheckQuorum",
    also: ["check-quorum"],
    about: "Mehrheiten und Leader",
    simple: "Hört ein Kapitän zu wenige Freunde, setzt er die Krone ab.",
    expert:
      "Ein Leader, der für die Dauer eines Wahl-Timeouts keine Mehrheit gehört hat, tritt zurück (Ongaro 2014, §6.2). Bei einseitigen Störungen braucht man das für die Lebendigkeit.",
    related: ["leader", "lease"],
  },
  {
    id: "consensus",
    term: "Konsens",
    also: ["consensus"],
    about: "Mehrheiten und Leader",
    simple: "Alle kommen zur selben Entscheidung und bleiben dabei.",
    expert:
      "Alle, die nicht ausfallen, einigen sich auf einen Wert, den jemand vorgeschlagen hat. Ein repliziertes Log ist ein Konsens für jeden Index.",
    related: ["replicated-state-machine", "majority"],
  },
  {
    id: "deposed-leader",
    term: "abgesetzter Leader",
    also: ["deposed leader"],
    about: "Mehrheiten und Leader",
    simple: "Jemand trägt noch eine Krone, obwohl die anderen schon einen neuen Kapitän haben.",
    expert:
      "Der Leader eines früheren Terms, der vom späteren noch nichts gehört hat. Er kann Einträge anhängen, aber nicht committen.",
    related: ["term", "readindex"],
  },
  {
    id: "election",
    term: "Wahl",
    also: ["election"],
    about: "Mehrheiten und Leader",
    simple: "So wird der Kapitän bestimmt. Jede Wahl hat eine Nummer.",
    expert: "Vom RequestVote bis zur Mehrheit der Stimmen oder bis zum nächsten Term.",
    related: ["term", "majority", "election-safety"],
  },
  {
    id: "election-timeout",
    term: "Wahl-Timeout",
    also: ["election timeout"],
    about: "Mehrheiten und Leader",
    simple: "Die Eieruhr. Wenn sie klingelt, hat der Freund zu lange keinen Kapitän mehr gehört.",
    expert:
      "Wie lange ein Follower ohne Nachricht eines Leaders wartet. Die Dauer wird für jedes Warten neu gewürfelt, damit geteilte Wahlen selten sind (§5.2).",
    related: ["split-vote", "follower"],
  },
  {
    id: "follower",
    term: "Follower",
    about: "Mehrheiten und Leader",
    simple: "Jeder, der nicht Kapitän ist und es auch nicht werden will.",
    expert: "Ein Server, der Leadern und Kandidaten antwortet und selbst nichts beginnt.",
    related: ["leader"],
  },
  {
    id: "leader",
    term: "Leader",
    also: ["Anführer"],
    about: "Mehrheiten und Leader",
    simple: "Der Kapitän: der mit der Krone und den sechs Ecken.",
    expert: "Der eine Server eines Terms, der Einträge anhängt und sie den anderen sendet.",
    related: ["term"],
  },
  {
    id: "majority",
    term: "Mehrheit",
    also: ["Quorum", "majority"],
    about: "Mehrheiten und Leader",
    simple: "Mehr als die Hälfte. In zwei solchen Gruppen ist immer jemand, der zu beiden gehört.",
    expert:
      "Ein Quorumsystem ist eine Familie von Mengen, von denen sich je zwei schneiden. Üblich sind Mehrheiten, ⌊n/2⌋ + 1 von n.",
    related: ["disjoint-majorities"],
  },
  {
    id: "prevote",
    term: "PreVote",
    also: ["pre-vote", "Vorwahl"],
    about: "Mehrheiten und Leader",
    simple: "Erst flüstern: „Würdest du mich wählen?“, und dann erst laut werden.",
    expert:
      "Eine Umfrage, die keinen Term erhöht. Ein Server kandidiert nur, wenn eine Mehrheit für ihn stimmen würde und in letzter Zeit keinen Leader gehört hat (Ongaro 2014, §9.6).",
    related: ["disruptive-server", "term", "checkquorum"],
  },
  {
    id: "primary",
    term: "Primary",
    also: ["Primärkopie"],
    about: "Mehrheiten und Leader",
    simple: "Der Freund mit der Hauptpinnwand.",
    expert:
      "Bei Primary-Backup-Replikation das eine Replikat, das die Schreibvorgänge ordnet. Muss keine Mehrheit zustimmen, kann eine Partition zwei davon hinterlassen.",
    related: ["split-brain"],
  },
  {
    id: "split-brain",
    term: "Split Brain",
    about: "Mehrheiten und Leader",
    simple: "Zwei Kapitäne oder zwei Hauptpinnwände, und jede Seite glaubt, es gebe nur ihre.",
    expert:
      "Zwei Primaries nehmen gleichzeitig Schreibvorgänge an. Terms mit Mehrheiten oder Fencing verhindern Schaden.",
    related: ["majority"],
  },
  {
    id: "split-vote",
    term: "geteilte Wahl",
    also: ["split vote"],
    about: "Mehrheiten und Leader",
    simple: "Unentschieden: Niemand hat mehr als die Hälfte.",
    expert: "Ein Term, in dem kein Kandidat gewinnt. Er endet mit dem nächsten Wahl-Timeout.",
    related: ["candidate"],
  },
  {
    id: "term",
    term: "Term",
    also: ["Amtszeit"],
    about: "Mehrheiten und Leader",
    simple: "Die Nummer des Kapitäns: das farbige Abzeichen.",
    expert:
      "Ein Zeitraum mit höchstens einem Leader, aufwärts nummeriert: Rafts logische Uhr. Wer einen höheren Term sieht, übernimmt ihn und wird Follower.",
    related: ["election"],
  },
  {
    id: "vote",
    term: "Stimme",
    also: ["vote", "votedFor"],
    about: "Mehrheiten und Leader",
    simple: "Ein Ja. Man schreibt es auf, bevor man es sagt, und zu jeder Nummer gibt es nur eins.",
    expert:
      "In einem Term vergibt ein Server höchstens eine, an den Ersten, der fragt und dessen Log mindestens so aktuell ist wie das eigene. Vorher macht er votedFor persistent.",
    related: ["up-to-date", "majority"],
  },
  {
    id: "appendentries",
    term: "AppendEntries",
    about: "Das Log",
    simple: "Der Kapitän liest Seiten vor. Gibt es keine, ist es nur der Ruf „Ich bin da!“.",
    expert:
      "Die Nachricht, die Einträge repliziert. Sie nennt Index und Term des Eintrags davor und den Commit-Index (Figure 2).",
    related: ["consistency-check", "batch", "nextindex-and-matchindex"],
  },
  {
    id: "apply",
    term: "anwenden",
    also: ["apply"],
    about: "Das Log",
    simple: "Tun, was auf einer Seite steht.",
    expert:
      "Den Befehl eines committeten Eintrags auf der Zustandsmaschine ausführen, auf jedem Server in der Reihenfolge des Logs.",
    related: ["commit", "replicated-state-machine"],
  },
  {
    id: "batch",
    term: "Batch",
    also: ["Bündel"],
    about: "Das Log",
    simple: "Mehrere Seiten auf einmal vorlesen.",
    expert:
      "Mehrere Einträge in einem AppendEntries. Das spart Hin- und Rückwege, wenn ein Follower zurückliegt.",
    related: ["pipelining"],
  },
  {
    id: "client-session",
    term: "Client-Sitzung",
    also: ["client session"],
    about: "Das Log",
    simple:
      "Neben dem Heft steht für jeden Kunden die Nummer der letzten Bestellung, die erledigt wurde, und die Antwort darauf.",
    expert:
      "Replizierter Zustand für jeden Client: die letzte laufende Nummer und ihre Antwort. Daran erkennt man wiederholte Anfragen (§8; Ongaro 2014, §6.3).",
    related: ["idempotent"],
  },
  {
    id: "commit",
    term: "Commit",
    also: ["committen", "festschreiben", "committeter Eintrag", "committed entry"],
    about: "Das Log",
    simple:
      "Eine Seite ist abgemacht, wenn mehr als die Hälfte sie haben. Auf der Bühne ist ihr Kästchen dann ausgefüllt.",
    expert:
      "Ein Eintrag ist committet, sobald der Leader seines Terms ihn auf einer Mehrheit hat, und mit ihm alle Einträge davor. Er steht dann im Log jedes späteren Leaders.",
    related: ["commit-index", "majority", "leader-completeness"],
  },
  {
    id: "commit-index",
    term: "Commit-Index",
    about: "Das Log",
    simple: "Bis zu welcher Seite alles abgemacht ist, soweit man es weiß.",
    expert:
      "Der höchste Index, von dem man weiß, dass er committet ist. Er ist flüchtig: Ein neuer Leader findet ihn, indem er einen Eintrag seines eigenen Terms committet.",
    related: ["readindex"],
  },
  {
    id: "conflict-hint",
    term: "Konflikthinweis",
    also: ["conflict hint"],
    about: "Das Log",
    simple:
      "„Nein, und mit den anderen Seiten dieser Farbe brauchst du es auch nicht zu versuchen.“",
    expert:
      "Was ein ablehnender Follower über sein Log sagt (Index und Term). Damit überspringt der Leader einen ganzen Term auf einmal statt nur einen Eintrag (§5.3).",
    related: ["consistency-check", "nextindex-and-matchindex"],
  },
  {
    id: "consistency-check",
    term: "Konsistenzprüfung",
    also: ["consistency check"],
    about: "Das Log",
    simple: "Bevor man eine Seite abschreibt: Ist die Seite davor dieselbe?",
    expert:
      "AppendEntries wird abgelehnt, wenn im Log bei prevLogIndex kein Eintrag mit prevLogTerm steht. Per Induktion gilt damit Log Matching.",
    related: ["log-matching"],
  },
  {
    id: "election-safety",
    term: "Election Safety",
    about: "Das Log",
    simple: "In jeder Wahl wird höchstens ein Kapitän gewählt.",
    expert: "In einem Term wird höchstens ein Leader gewählt (Figure 3).",
    related: ["term"],
  },
  {
    id: "empty-entry",
    term: "leerer Eintrag",
    also: ["empty entry", "no-op"],
    about: "Das Log",
    simple: "Die erste Seite eines neuen Kapitäns. Es steht nichts darauf.",
    expert:
      "Ein Eintrag ohne Befehl, der den Term eines Leaders eröffnet. So wird committet, was frühere Terms hinterlassen haben, ohne dass man auf einen Client wartet (§8).",
    related: ["commit-index", "readindex"],
  },
  {
    id: "entry",
    term: "Eintrag",
    also: ["entry", "Index"],
    about: "Das Log",
    simple: "Eine Seite und ihre Nummer.",
    expert:
      "Ein Befehl mit dem Term, in dem ein Leader ihn empfangen hat, an einer Stelle, die ab 1 gezählt wird.",
    related: ["log", "term"],
  },
  {
    id: "figure-7-and-figure-8",
    term: "Figure 7 und Figure 8",
    also: ["Figure 7", "Figure 8", "Abbildung 7", "Abbildung 8"],
    about: "Das Log",
    simple:
      "Zweimal ein berühmtes Durcheinander: sieben Hefte, die alle verschieden sind, und eine alte Seite, die abgemacht aussieht und es nicht ist.",
    expert:
      "Aus dem Raft-Paper. 7: sechs Arten, wie das Log eines Followers von dem eines neuen Leaders abweichen kann. 8: warum ein Leader Einträge früherer Terms nicht durch Zählen der Kopien committen darf.",
    related: ["consistency-check", "commit"],
  },
  {
    id: "idempotent",
    term: "idempotent",
    also: ["Idempotenz"],
    about: "Das Log",
    simple: "Zweimal machen ist wie einmal machen.",
    expert:
      "f(f(x)) = f(x). Für ein Schreiben gilt das nur, solange niemand sonst dazwischen schreibt.",
    related: ["exactly-once"],
  },
  {
    id: "installsnapshot",
    term: "InstallSnapshot",
    about: "Das Log",
    simple:
      "Der Kapitän schickt das Blatt an einen Freund, dem Seiten fehlen, die schon herausgerissen sind.",
    expert:
      "Die Nachricht, die den Anfang des Logs eines Followers durch den Snapshot des Leaders ersetzt (Figure 13).",
    related: ["snapshot"],
  },
  {
    id: "leader-append-only",
    term: "Leader Append-Only",
    about: "Das Log",
    simple: "Ein Kapitän hängt an sein Heft nur Seiten an.",
    expert: "Ein Leader überschreibt oder löscht nie Einträge in seinem eigenen Log (Figure 3).",
    related: ["leader", "log"],
  },
  {
    id: "leader-completeness",
    term: "Leader Completeness",
    about: "Das Log",
    simple: "Im Heft jedes neuen Kapitäns sind alle Seiten, die abgemacht waren.",
    expert:
      "Ein Eintrag, der in einem Term committet ist, steht in den Logs der Leader aller späteren Terms (Figure 3).",
    related: ["up-to-date"],
  },
  {
    id: "log",
    term: "Log",
    about: "Das Log",
    simple: "Das Heft.",
    expert: "Die Folge von Befehlen, die alle Server in derselben Reihenfolge anwenden.",
    related: ["replicated-state-machine"],
  },
  {
    id: "snapshot",
    term: "Snapshot",
    also: ["Schnappschuss", "Log-Kompaktierung", "log compaction"],
    about: "Das Log",
    simple: "Ein Blatt, auf dem steht, wie es gerade ist. Es ersetzt alle Seiten bis dahin.",
    expert:
      "Der Zustand der Zustandsmaschine an einem Index, mit dem Term dieses Eintrags, der Konfiguration und den Sitzungen. Der Anfang des Logs wird verworfen (§7).",
    related: ["log", "catching-up"],
  },
  {
    id: "log-matching",
    term: "Log Matching",
    about: "Das Log",
    simple:
      "Haben zwei Hefte dieselbe Seite vom selben Kapitän, dann sind auch alle Seiten davor gleich.",
    expert:
      "Enthalten zwei Logs einen Eintrag mit demselben Index und demselben Term, dann stimmen sie in allen Einträgen bis zu diesem Index überein (Figure 3).",
    related: ["entry"],
  },
  {
    id: "nextindex-and-matchindex",
    term: "nextIndex und matchIndex",
    also: ["nextIndex", "matchIndex"],
    about: "Das Log",
    simple:
      "Welche Seite der Kapitän einem Freund als Nächstes vorliest, und bis zu welcher Seite dessen Heft sicher gleich ist.",
    expert:
      "Was sich ein Leader flüchtig über jeden Follower merkt: wo er es als Nächstes versucht und bis wohin die Logs sicher übereinstimmen (Figure 2).",
    related: ["leader"],
  },
  {
    id: "pipelining",
    term: "Pipelining",
    about: "Das Log",
    simple: "Die nächste Seite vorlesen, bevor das letzte „Hab ich!“ da ist.",
    expert:
      "Weitere AppendEntries senden, ohne auf Antworten zu warten. Etcd tut das, das Raft dieses Projekts nicht.",
    related: ["latency"],
  },
  {
    id: "replicated-state-machine",
    term: "replizierte Zustandsmaschine",
    also: ["Zustandsmaschine", "replicated state machine", "state machine"],
    about: "Das Log",
    simple: "Alle tun dasselbe in derselben Reihenfolge. Also kommt bei allen dasselbe heraus.",
    expert:
      "Deterministische Maschinen, die gleich beginnen und dasselbe Log anwenden, bleiben gleich (Schneider 1990).",
    related: ["state-machine-safety"],
  },
  {
    id: "state-machine-safety",
    term: "State Machine Safety",
    about: "Das Log",
    simple: "Was ein Freund bei Seite 5 getan hat, macht bei Seite 5 kein anderer anders.",
    expert: "Keine zwei Server wenden am selben Index verschiedene Einträge an (Figure 3).",
    related: ["apply"],
  },
  {
    id: "up-to-date",
    term: "aktuelles Log",
    also: ["aktuell", "up to date", "up-to-date vote"],
    about: "Das Log",
    simple:
      "Ein Heft ist weiter, wenn seine letzte Seite von einem späteren Kapitän ist. Ist sie vom selben, dann das mit mehr Seiten.",
    expert: "Man vergleicht die letzten Terms, dann die letzten Indizes (§5.4.1).",
    related: ["log"],
  },
  {
    id: "catching-up",
    term: "Aufholen",
    also: ["catching up"],
    about: "Mitglieder",
    simple: "Ein Neuer schreibt erst das Heft ab, dann darf er mitreden.",
    expert:
      "Ein neuer Server empfängt das Log ohne Stimmrecht, bis er nahe am Ende des Leaders ist. So hält seine Aufnahme keine Commits auf (Ongaro 2014, §4.2.1).",
    related: ["learner"],
  },
  {
    id: "configuration",
    term: "Konfiguration",
    also: ["configuration"],
    about: "Mitglieder",
    simple: "Die Seite, auf der steht, wer zur Mannschaft gehört.",
    expert:
      "Die Menge der stimmberechtigten Server, ein Eintrag im Log. Ein Server benutzt die letzte in seinem Log, ob committet oder nicht (§6).",
    related: ["voter", "joint-consensus"],
  },
  {
    id: "disjoint-majorities",
    term: "disjunkte Mehrheiten",
    also: ["disjoint majorities"],
    about: "Mitglieder",
    simple: "Zwei Gruppen halten sich beide für mehr als die Hälfte, und niemand gehört zu beiden.",
    expert:
      "Was jede Regel über Mitgliederwechsel verhindert: zwei Mengen, die unabhängig voneinander entscheiden dürfen.",
    related: ["joint-consensus", "single-server-change", "split-brain"],
  },
  {
    id: "disruptive-server",
    term: "störender Server",
    also: ["disruptive server"],
    about: "Mitglieder",
    simple: "Jemand ist nicht mehr dabei, weiß es nicht und ruft immer wieder Wahlen aus.",
    expert:
      "Ein entfernter Server, der keine Heartbeats bekommt und mit immer höheren Terms kandidiert (Ongaro 2014, §4.2.3). Ein PreVote, das auch fragt, ob der Leader schweigt, hält ihn auf.",
    related: ["configuration"],
  },
  {
    id: "joint-consensus",
    term: "Joint Consensus",
    also: ["gemeinsamer Konsens"],
    about: "Mitglieder",
    simple: "Eine Zeit lang müssen die alte Mannschaft und die neue beide Ja sagen.",
    expert:
      "Eine Zwischenkonfiguration: Wahlen und Commits brauchen eine Mehrheit der alten und eine der neuen stimmberechtigten Server (§6).",
    related: ["single-server-change"],
  },
  {
    id: "learner",
    term: "Learner",
    also: ["Reserveserver", "spare"],
    about: "Mitglieder",
    simple: "Ein Freund, der bereitsteht. Ein Learner schreibt das Heft trotzdem mit.",
    expert:
      "Ein Server ohne Stimmrecht. Ein Learner empfängt Einträge. Ein Reserveserver der Lektion empfängt keine, bis er aufgenommen werden soll.",
    related: ["voter"],
  },
  {
    id: "single-server-change",
    term: "Wechsel eines einzelnen Servers",
    also: ["single-server change"],
    about: "Mitglieder",
    simple: "Immer nur ein Freund auf einmal kommt oder geht.",
    expert:
      "Ein stimmberechtigter Server kommt hinzu oder wird entfernt, sodass sich die Mehrheiten davor und danach schneiden. Sicher ist das nur mit den zwei Regeln, die die Lektion schaltet (Ongaro 2014, §4.1; raft-dev 2015).",
    related: ["voter"],
  },
  {
    id: "voter",
    term: "stimmberechtigter Server",
    also: ["voter", "Stimmberechtigte"],
    about: "Mitglieder",
    simple: "Einer aus der Mannschaft.",
    expert: "Ein Server, der bei Wahlen und Commits mitzählt.",
    related: ["majority"],
  },
  {
    id: "follower-read",
    term: "Lesen beim Follower",
    also: ["follower read"],
    about: "Lesen",
    simple: "Wer gefragt wird, sieht in sein eigenes Heft und antwortet.",
    expert:
      "Ein Lesen aus dem angewandten Zustand des Servers selbst: ein Präfix des Logs, vielleicht ein altes. Linearisierbar nur mit einem readIndex vom Leader.",
    related: ["readindex", "log"],
  },
  {
    id: "lease",
    term: "Lease",
    about: "Lesen",
    simple: "Ein Versprechen mit Eieruhr: Bis sie klingelt, wird kein anderer gewählt.",
    expert:
      "Ein zeitlich begrenztes Recht (Gray und Cheriton 1989). Ein Leader, dessen Runde eine Mehrheit bestätigt hat, darf allein auf Lesen antworten, bis das kürzeste Wahl-Timeout, geteilt durch die Schranke der Gangabweichung, vorbei ist.",
    related: ["readindex", "election-timeout"],
  },
  {
    id: "readindex",
    term: "ReadIndex",
    about: "Lesen",
    simple: "Erst „Bin ich noch Kapitän?“, dann die Antwort.",
    expert:
      "Der Leader merkt sich seinen Commit-Index, lässt eine danach begonnene Runde Heartbeats von einer Mehrheit bestätigen, wartet, bis er so weit angewandt hat, und antwortet (Ongaro 2014, §6.4).",
    related: ["round"],
  },
  {
    id: "round",
    term: "Runde",
    also: ["round"],
    about: "Lesen",
    simple: "Ein Ruf an alle und ihre Antworten.",
    expert:
      "Nummerierte Heartbeats an alle. Nur Antworten auf diese Runde oder eine spätere beweisen, dass der Leader bei ihrem Beginn Leader war.",
    related: ["heartbeat"],
  },
  {
    id: "history",
    term: "Historie",
    also: ["history"],
    about: "Das Labor",
    simple: "Wer was wann gefragt hat und was die Antwort war.",
    expert: "Die Folge von Aufrufen und Antworten, die ein Prüfer ordnet.",
    related: ["outcome-unknown"],
  },
  {
    id: "invariant",
    term: "Invariante",
    also: ["invariant", "Monitor"],
    about: "Das Labor",
    simple: "Ein Versprechen, auf das die ganze Zeit jemand aufpasst.",
    expert:
      "Ein Prädikat über den Lauf, Schritt für Schritt ausgewertet. Eine Verletzung nennt Knoten und Ereignisse.",
    related: ["rule"],
  },
  {
    id: "rule",
    term: "Regel",
    also: ["rule", "Einstellung", "knob"],
    about: "Das Labor",
    simple:
      "Mit einer Einstellung wählst du zwischen Wegen, die alle in Ordnung sind. Eine Regel ausschalten heißt, absichtlich einen Fehler zu machen.",
    expert:
      "Eine Einstellung gehört zum Szenario. Eine Regel ist eine benannte Bedingung des Protokolls. Sind alle Regeln an, ist das Protokoll korrekt.",
    related: ["invariant"],
  },
  {
    id: "seed",
    term: "Startwert",
    also: ["seed"],
    about: "Das Labor",
    simple: "Die Zahl, aus der aller Zufall eines Laufs kommt. Dieselbe Zahl, derselbe Lauf.",
    expert:
      "Jede Ziehung ist eine Funktion des Startwerts und davon, wessen Zufall sie ist, wann sie fällt und wofür.",
    related: ["rule"],
  },
];
