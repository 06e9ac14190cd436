<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AskDetails</name>
    <message>
        <source>Waits</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>Erlaubt</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>nothing</source>
        <comment>what was allowed</comment>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Asked For</source>
        <translation>Erbeten</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>Ausgegeben</translation>
    </message>
    <message>
        <source>Begins Anew</source>
        <translation>Beginnt neu</translation>
    </message>
    <message>
        <source>the gateway’s budget</source>
        <translation>das Budget des Gateways</translation>
    </message>
    <message>
        <source>%1 asked for %2 more</source>
        <translation>%1 bat um %2 mehr</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>The gateway lets %1 more pass</source>
        <translation>Das Gateway lässt %1 mehr durch</translation>
    </message>
    <message>
        <source>The gateway goes on refusing</source>
        <translation>Das Gateway lehnt weiter ab</translation>
    </message>
    <message>
        <source>Answered by %1.</source>
        <translation>Beantwortet von %1.</translation>
    </message>
    <message>
        <source>What is allowed ends</source>
        <translation>Das Erlaubte endet</translation>
    </message>
    <message>
        <source>then calls are refused again</source>
        <translation>dann werden Aufrufe wieder abgelehnt</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>when it was asked</source>
        <translation>als gefragt wurde</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>Vorgeschlagen</translation>
    </message>
    <message>
        <source>a quarter of an hour of it</source>
        <translation>eine Viertelstunde davon</translation>
    </message>
    <message>
        <source>So Far</source>
        <translation>Bisher</translation>
    </message>
    <message>
        <source>An Hour</source>
        <translation>Je Stunde</translation>
    </message>
    <message>
        <source>when it was held</source>
        <translation>beim Anhalten</translation>
    </message>
    <message>
        <source>then it is judged anew</source>
        <translation>dann wird neu geurteilt</translation>
    </message>
    <message>
        <source>The gateway holds a session of %1, “%2”</source>
        <translation>Das Gateway hält eine Sitzung von %1 an, „%2“</translation>
    </message>
    <message>
        <source>The gateway goes on holding it, and lets single calls through to try it</source>
        <translation>Das Gateway hält sie weiter an und lässt einzelne Aufrufe zur Probe durch</translation>
    </message>
    <message>
        <source>%1 calls got nowhere</source>
        <translation>%1 Aufrufe brachten nichts</translation>
    </message>
</context>
<context>
    <name>AskIncidents</name>
    <message>
        <source>The answer of %1 at %2 was not taken, so it is asked again.</source>
        <translation>Die Antwort von %1 um %2 wurde nicht angenommen, darum wird erneut gefragt.</translation>
    </message>
    <message>
        <source>%1 has not answered since %2: it may be answered already.</source>
        <translation>%1 antwortet seit %2 nicht: Vielleicht ist die Bitte schon beantwortet.</translation>
    </message>
    <message>
        <source>%1 asked for %2: “%3”</source>
        <translation>%1 bat um %2: „%3“</translation>
    </message>
    <message>
        <source>%1: %2 more allowed</source>
        <translation>%1: %2 mehr erlaubt</translation>
    </message>
    <message>
        <source>%1: nothing more allowed</source>
        <translation>%1: nicht mehr erlaubt</translation>
    </message>
    <message>
        <source>By %1.</source>
        <translation>Von %1.</translation>
    </message>
    <message>
        <source>By %1, until %2. Then calls are refused again.</source>
        <translation>Von %1, bis %2. Dann werden Aufrufe wieder abgelehnt.</translation>
    </message>
    <message>
        <source>By %1, until %2: that is over.</source>
        <translation>Von %1, bis %2: Das ist vorbei.</translation>
    </message>
    <message>
        <source>By %1, until %2. After that it is judged anew.</source>
        <translation>Von %1, bis %2. Danach wird neu geurteilt.</translation>
    </message>
    <message>
        <source>What callers of %1 ask for can’t be read</source>
        <translation>Die Anfragen bei %1 sind nicht lesbar</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) at %1 can’t be read</source>
        <translation>
            <numerusform>%n Anfrage bei %1 ist nicht lesbar</numerusform>
            <numerusform>%n Anfragen bei %1 sind nicht lesbar</numerusform>
        </translation>
    </message>
    <message>
        <source>Why: %1. Whoever asks there for more waits, and is not shown here.</source>
        <translation>Grund: %1. Wer dort um mehr bittet, wartet und ist hier nicht zu sehen.</translation>
    </message>
    <message>
        <source>Fuseboard does not understand what is asked there. A newer Fuseboard may.</source>
        <translation>Fuseboard versteht nicht, worum dort gebeten wird. Ein neueres Fuseboard vielleicht.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>By %1. Single calls are let through now and then, to see whether it gets on.</source>
        <translation>Von %1. Ab und zu wird ein einzelner Aufruf durchgelassen, um zu sehen, ob es vorangeht.</translation>
    </message>
</context>
<context>
    <name>AskText</name>
    <message>
        <source>Key %1</source>
        <translation>Schlüssel %1</translation>
    </message>
    <message>
        <source>All teams</source>
        <translation>Alle Teams</translation>
    </message>
    <message>
        <source>Session %1</source>
        <translation>Sitzung %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 may spend %2 more until %3. Then calls are refused again.</source>
        <translation>%1: bis %3 dürfen %2 mehr ausgegeben werden. Dann werden Aufrufe wieder abgelehnt.</translation>
    </message>
    <message>
        <source>%1 may spend %2 more until %3, when its budget begins anew.</source>
        <translation>%1: bis %3 dürfen %2 mehr ausgegeben werden. Dann beginnt das Budget neu.</translation>
    </message>
    <message>
        <source>%1 gets nowhere and is held</source>
        <translation>%1 kommt nicht voran und ist angehalten</translation>
    </message>
    <message>
        <source>%1 asks for %2 more</source>
        <translation>%1 bittet um %2 mehr</translation>
    </message>
    <message>
        <source>%1 · %2 of %3 is spent. “%4”</source>
        <translation>%1 · %2 von %3 ausgegeben. „%4“</translation>
    </message>
    <message>
        <source>%1 may spend %2 more until %3. After that it is judged anew.</source>
        <translation>%1: bis %3 dürfen %2 mehr ausgegeben werden. Danach wird neu geurteilt.</translation>
    </message>
    <message>
        <source>The answer was not taken. %1</source>
        <translation>Die Antwort wurde nicht angenommen. %1</translation>
    </message>
    <message>
        <source>%1 has not said whether it took the answer, so that is not known. Fuseboard’s own budgets are as they were. Look again, and repeat it where it is still asked.</source>
        <translation>%1 hat nicht gesagt, ob die Antwort angenommen wurde, das ist also nicht bekannt. Fuseboards eigene Budgets sind unverändert. Bitte noch einmal nachsehen und die Antwort wiederholen, falls noch gefragt wird.</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>%1 · %2 so far, %3 an hour. %4</source>
        <translation>%1 · bisher %2, %3 je Stunde. %4</translation>
    </message>
    <message>
        <source>%1 may spend %2 more until %3, in %4 calls at most. After that it is judged anew.</source>
        <translation>%1 darf bis %3 noch %2 ausgeben, in höchstens %4 Aufrufen. Danach wird neu geurteilt.</translation>
    </message>
</context>
<context>
    <name>AuditReader</name>
    <message>
        <source>%1 rows of the audit log are written to %2. Head: %3:%4.</source>
        <translation>%1 Zeilen des Prüfprotokolls sind nach %2 geschrieben. Kopf: %3:%4.</translation>
    </message>
</context>
<context>
    <name>AuditRows</name>
    <message>
        <source>Seen by Fuseboard</source>
        <translation>Von Fuseboard bemerkt</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Einfrieren</translation>
    </message>
    <message>
        <source>Freeze and stop running requests</source>
        <translation>Einfrieren und laufende Anfragen beenden</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Resume and put back</source>
        <translation>Freigeben und zurücksetzen</translation>
    </message>
    <message>
        <source>Add reason</source>
        <translation>Grund ergänzen</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparatur</translation>
    </message>
    <message>
        <source>no outcome on record yet</source>
        <translation>noch kein Ergebnis verzeichnet</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Rows %1 and %2 of the log</source>
        <translation>Zeilen %1 und %2 des Protokolls</translation>
    </message>
    <message>
        <source>Row %1 of the log</source>
        <translation>Zeile %1 des Protokolls</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Of What</source>
        <translation>Wovon</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>%1, %2 %3</source>
        <translation>%1, %2 %3</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>Prüfsumme</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Cut a call</source>
        <translation>Aufruf beenden</translation>
    </message>
    <message>
        <source>Call a false alarm</source>
        <translation>Fehlalarm</translation>
    </message>
    <message>
        <source>Allow more</source>
        <translation>Mehr erlauben</translation>
    </message>
    <message>
        <source>Keep refusing</source>
        <translation>Weiter ablehnen</translation>
    </message>
    <message>
        <source>Request at %1</source>
        <translation>Anfrage bei %1</translation>
    </message>
</context>
<context>
    <name>AuditText</name>
    <message>
        <source>Row %1 is not as it was written: it was changed or put in, or the row before it is gone.</source>
        <translation>Zeile %1 ist nicht so, wie sie geschrieben wurde: Sie wurde geändert oder eingefügt, oder die Zeile davor fehlt.</translation>
    </message>
    <message>
        <source>Row %1 is missing.</source>
        <translation>Zeile %1 fehlt.</translation>
    </message>
    <message>
        <source>Row %1 has a number that can’t be there.</source>
        <translation>Zeile %1 hat eine Nummer, die es dort nicht geben kann.</translation>
    </message>
    <message>
        <source>Row %1 was written anew: %2 remembers another one.</source>
        <translation>Zeile %1 wurde neu geschrieben: %2 kennt eine andere.</translation>
    </message>
    <message>
        <source>Row %1 and all after it are gone: %2 remembers a later row.</source>
        <translation>Zeile %1 und alle danach fehlen: %2 kennt eine spätere Zeile.</translation>
    </message>
    <message>
        <source>Row %1 can’t be read; the file is damaged there (%2).</source>
        <translation>Zeile %1 ist nicht lesbar; die Datei ist dort beschädigt (%2).</translation>
    </message>
    <message>
        <source>The audit log is NOT as it was written. %1</source>
        <translation>Das Prüfprotokoll ist NICHT so, wie es geschrieben wurde. %1</translation>
    </message>
    <message>
        <source>Up to row %1 it is.</source>
        <translation>Bis Zeile %1 ist es das.</translation>
    </message>
    <message>
        <source>The audit log is empty.</source>
        <translation>Das Prüfprotokoll ist leer.</translation>
    </message>
    <message>
        <source>The audit log’s rows 1 to %1 fit each other, but %2 remembers none of them: a cut end would not be seen. The next start of Fuseboard remembers the last row.</source>
        <translation>Die Zeilen 1 bis %1 des Prüfprotokolls passen zueinander, aber %2 kennt keine davon: Ein abgeschnittenes Ende fiele nicht auf. Der nächste Start von Fuseboard merkt sich die letzte Zeile.</translation>
    </message>
    <message>
        <source>The audit log’s rows 1 to %1 are as they were written; row %2 is remembered in %3.</source>
        <translation>Die Zeilen 1 bis %1 des Prüfprotokolls sind so, wie sie geschrieben wurden; Zeile %2 ist in %3 vermerkt.</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>proved</source>
        <translation>nachgewiesen</translation>
    </message>
    <message>
        <source>partly proved</source>
        <translation>teilweise nachgewiesen</translation>
    </message>
    <message>
        <source>not proved</source>
        <translation>nicht nachgewiesen</translation>
    </message>
    <message>
        <source>superseded by a newer order</source>
        <translation>durch eine neuere Anordnung ersetzt</translation>
    </message>
    <message>
        <source>lost by a restart, applied again</source>
        <translation>durch einen Neustart verloren, erneut angewandt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>had ended already</source>
        <translation>war schon zu Ende</translation>
    </message>
</context>
<context>
    <name>BannerText</name>
    <message>
        <source>1 running request</source>
        <translation>1 laufende Anfrage</translation>
    </message>
    <message>
        <source>%1 running requests</source>
        <translation>%1 laufende Anfragen</translation>
    </message>
    <message>
        <source>%1 may still cost money.</source>
        <translation>%1: Kosten können noch anfallen.</translation>
    </message>
    <message>
        <source>%1 may still cost up to %2.</source>
        <translation>%1: Bis zu %2 können noch anfallen.</translation>
    </message>
    <message>
        <source>By %1.</source>
        <translation>Von %1.</translation>
    </message>
    <message>
        <source>By %1: %2</source>
        <translation>Von %1: %2</translation>
    </message>
    <message>
        <source>%1 at %2: %3</source>
        <translation>%1 um %2: %3</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 refuses</source>
        <translation>%1 lehnt ab</translation>
    </message>
    <message>
        <source>%1 refuse</source>
        <translation>%1 lehnen ab</translation>
    </message>
    <message>
        <source>Calls go on where such a scope can’t be refused alone.</source>
        <translation>Aufrufe gehen weiter, wo sich ein solcher Bereich nicht für sich allein ablehnen lässt.</translation>
    </message>
    <message>
        <source>The others can’t be tried with a test call.</source>
        <translation>Die übrigen lassen sich nicht mit einem Testaufruf prüfen.</translation>
    </message>
    <message>
        <source>%1 lets calls pass</source>
        <translation>%1 lässt Aufrufe durch</translation>
    </message>
    <message>
        <source>%1 let calls pass</source>
        <translation>%1 lassen Aufrufe durch</translation>
    </message>
    <message>
        <source>What is shown is as of then. Freezes stay in force where they were ordered; whether they still hold can’t be seen.</source>
        <translation>Die Anzeige zeigt den Stand von damals. Eingefrorenes bleibt in Kraft, wo es angeordnet wurde; ob es noch hält, ist nicht zu sehen.</translation>
    </message>
    <message>
        <source>Nobody has watched since %1</source>
        <translation>Niemand überwacht seit %1</translation>
    </message>
    <message>
        <source>%1 has ended.</source>
        <translation>%1 ist beendet.</translation>
    </message>
    <message>
        <source>This window takes over in a moment.</source>
        <translation>Dieses Fenster übernimmt gleich.</translation>
    </message>
    <message>
        <source>%1 has not answered since %2</source>
        <translation>%1 antwortet seit %2 nicht</translation>
    </message>
    <message>
        <source>%1 can’t be understood</source>
        <translation>%1 ist nicht zu verstehen</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1.</translation>
    </message>
    <message>
        <source>It owns the profile. A freeze that you press is kept and ordered once it answers. End it, and this window takes over.</source>
        <translation>Ihm gehört das Profil. Ein Einfrieren von hier wird aufbewahrt und angeordnet, sobald es antwortet. Wird es beendet, übernimmt dieses Fenster.</translation>
    </message>
    <message>
        <source>Next try at %1.</source>
        <translation>Nächster Versuch um %1.</translation>
    </message>
    <message>
        <source>%1 figures end at %2, %3</source>
        <translation>%1: Zahlen enden um %2, %3</translation>
    </message>
    <message>
        <source>%1 last answered at %2, %3</source>
        <translation>%1: letzte Antwort um %2, %3</translation>
    </message>
    <message>
        <source>Freezing is still possible: the order is kept and repeated until it is proved.</source>
        <translation>Einfrieren ist weiter möglich: Die Anordnung wird aufbewahrt und wiederholt, bis sie nachgewiesen ist.</translation>
    </message>
    <message>
        <source>Last try: %1.</source>
        <translation>Letzter Versuch: %1.</translation>
    </message>
    <message>
        <source>What was spent is at least what is shown.</source>
        <translation>Ausgegeben wurde mindestens, was hier steht.</translation>
    </message>
    <message>
        <source>No figure depends on it.</source>
        <translation>Keine Zahl hängt davon ab.</translation>
    </message>
    <message>
        <source>The last answer of %1 was not used</source>
        <translation>Die letzte Antwort von %1 wurde nicht verwendet</translation>
    </message>
    <message>
        <source>%1 did not answer the last time</source>
        <translation>%1 hat beim letzten Mal nicht geantwortet</translation>
    </message>
    <message>
        <source>%1 has not answered yet</source>
        <translation>%1 hat noch nicht geantwortet</translation>
    </message>
    <message>
        <source>A drill was missed</source>
        <translation>Eine Übung wurde versäumt</translation>
    </message>
    <message>
        <source>The last drill failed</source>
        <translation>Die letzte Übung ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>The last one was made %1.</source>
        <translation>Die letzte Übung: %1.</translation>
    </message>
    <message>
        <source>It was made %1.</source>
        <translation>Zeitpunkt: %1.</translation>
    </message>
    <message>
        <source>Whether a freeze holds everywhere is not known. The page Switchboard tells more.</source>
        <translation>Ob ein Einfrieren überall hält, ist nicht bekannt. Die Seite Schalttafel sagt mehr.</translation>
    </message>
    <message>
        <source>Ordered %1.</source>
        <translation>Angeordnet %1.</translation>
    </message>
    <message>
        <source>The order could not be saved to disk: it would be lost if this program ended now.</source>
        <translation>Die Anordnung konnte nicht auf die Platte gesichert werden: Sie ginge verloren, wenn dieses Programm jetzt endete.</translation>
    </message>
    <message>
        <source>%1: freezing %2 of %3</source>
        <translation>%1: friert ein, %2 von %3</translation>
    </message>
    <message>
        <source>%1 proved so far.</source>
        <translation>Bisher nachgewiesen: %1.</translation>
    </message>
    <message>
        <source>All teams are frozen since %1</source>
        <translation>Alle Teams sind eingefroren seit %1</translation>
    </message>
    <message>
        <source>%1 is frozen since %2</source>
        <translation>%1 ist eingefroren seit %2</translation>
    </message>
    <message>
        <source>%1, its test call was refused.</source>
        <translation>%1, ihr Testaufruf wurde abgelehnt.</translation>
    </message>
    <message>
        <source>%1, test call refused at each.</source>
        <translation>%1, der Testaufruf wurde überall abgelehnt.</translation>
    </message>
    <message>
        <source>%1: partly proved, %2</source>
        <translation>%1: teilweise nachgewiesen, %2</translation>
    </message>
    <message>
        <source>%1: freeze not proved</source>
        <translation>%1: Einfrieren nicht nachgewiesen</translation>
    </message>
    <message>
        <source>No place is connected that could stop calls.</source>
        <translation>Keine Stelle ist verbunden, die Aufrufe anhalten könnte.</translation>
    </message>
    <message>
        <source>Spending may go on. Tried again by itself until it is settled.</source>
        <translation>Die Ausgaben laufen womöglich weiter. Neue Versuche folgen von selbst, bis es entschieden ist.</translation>
    </message>
    <message>
        <source>%1: resuming not proved</source>
        <translation>%1: Freigabe nicht nachgewiesen</translation>
    </message>
    <message>
        <source>Tried again by itself until it is settled.</source>
        <translation>Neue Versuche folgen von selbst, bis es entschieden ist.</translation>
    </message>
    <message>
        <source>%1: changed since the freeze, resume asks</source>
        <translation>%1: seit dem Einfrieren geändert, Freigabe fragt nach</translation>
    </message>
    <message>
        <source>Nothing was given back there yet. Keep As It Is leaves what was changed and gives back the rest; Put Back Anyway also sets back what was changed.</source>
        <translation>Dort wurde noch nichts zurückgegeben. „So lassen“ lässt das Geänderte stehen und gibt den Rest zurück; „Trotzdem zurücksetzen“ setzt auch das Geänderte zurück.</translation>
    </message>
    <message>
        <source>%1: changed outside</source>
        <translation>%1: von außen geändert</translation>
    </message>
    <message>
        <source>Somebody or something else let calls pass again.</source>
        <translation>Jemand oder etwas anderes hat Aufrufe wieder durchgelassen.</translation>
    </message>
    <message>
        <source>Somebody or something else stopped calls.</source>
        <translation>Jemand oder etwas anderes hat Aufrufe angehalten.</translation>
    </message>
    <message>
        <source>%1: resuming</source>
        <translation>%1: wird freigegeben</translation>
    </message>
    <message>
        <source>%1 again.</source>
        <translation>%1 wieder.</translation>
    </message>
    <message>
        <source>%1: spending resumed</source>
        <translation>%1: Ausgaben freigegeben</translation>
    </message>
    <message>
        <source>%1, its test call passed.</source>
        <translation>%1, ihr Testaufruf ging durch.</translation>
    </message>
    <message>
        <source>%1, test call passed at each.</source>
        <translation>%1, der Testaufruf ging überall durch.</translation>
    </message>
    <message>
        <source>%1 lets calls pass again</source>
        <translation>%1 wieder offen</translation>
    </message>
    <message>
        <source>%1 let calls pass again</source>
        <translation>%1 wieder offen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>Das hat nicht geklappt</translation>
    </message>
    <message>
        <source>Ends by itself %1, or when the budget is raised.</source>
        <translation>Endet von selbst: %1, oder sobald das Budget erhöht wird.</translation>
    </message>
    <message>
        <source>New calls are refused; what runs can’t be ended everywhere, or has not ended.</source>
        <translation>Neue Aufrufe werden abgelehnt; was läuft, lässt sich nicht überall beenden oder ist noch nicht zu Ende.</translation>
    </message>
    <message>
        <source>Not every place could save the order; it is sent again until it is saved.</source>
        <translation>Nicht jede Stelle konnte die Anordnung sichern; sie wird gesendet, bis sie gesichert ist.</translation>
    </message>
    <message>
        <source>What was held is given back. No test call was made.</source>
        <translation>Was angehalten war, ist zurückgegeben. Kein Testaufruf wurde gemacht.</translation>
    </message>
    <message>
        <source>What was held is given back. A test call passed at %1 of %2.</source>
        <translation>Was angehalten war, ist zurückgegeben. Ein Testaufruf ging durch bei %1 von %2.</translation>
    </message>
    <message>
        <source>No figure is known: the history can’t be read</source>
        <translation>Keine Zahl ist bekannt: Die Historie lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>Teams are as they were when it last could. A resume and every change wait for it; it is looked for again every few seconds.</source>
        <translation>Die Teams sind so, wie sie zuletzt zu lesen waren. Freigaben und alle Änderungen warten auf sie; alle paar Sekunden wird wieder nachgesehen.</translation>
    </message>
    <message>
        <source>No figure is known: the prices can’t be read</source>
        <translation>Keine Zahl ist bekannt: Die Preise sind nicht lesbar</translation>
    </message>
</context>
<context>
    <name>BudgetText</name>
    <message>
        <source>All teams</source>
        <translation>Alle Teams</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>The hard budget of %1 is spent: %2 of %3.</source>
        <translation>Das harte Budget von %1 ist aufgebraucht: %2 von %3.</translation>
    </message>
</context>
<context>
    <name>BurnDownChart</name>
    <message>
        <source>Spent up %1</source>
        <translation>Aufgebraucht am %1</translation>
    </message>
    <message>
        <source>Runs out %1</source>
        <translation>Erschöpft am %1</translation>
    </message>
    <message>
        <source>Budget %1</source>
        <translation>Budget %1</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>No data</source>
        <translation>Keine Daten</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>Ausgegeben</translation>
    </message>
    <message>
        <source>Remaining</source>
        <translation>Verbleibend</translation>
    </message>
    <message>
        <source>Current pace</source>
        <translation>Aktuelles Tempo</translation>
    </message>
    <message>
        <source>Even pace</source>
        <translation>Soll-Tempo</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Day restated %1</source>
        <translation>Tag berichtigt %1</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
</context>
<context>
    <name>BurnDownView</name>
    <message>
        <source>The budget was changed.</source>
        <translation>Das Budget wurde geändert.</translation>
    </message>
    <message>
        <source>A freeze was ordered.</source>
        <translation>Ein Einfrieren wurde angeordnet.</translation>
    </message>
</context>
<context>
    <name>Calls</name>
    <message>
        <source>%1 does not tell now: %2. What is shown of it is %3.</source>
        <translation>%1 nennt gerade keine Aufrufe: %2. Was davon zu sehen ist, ist %3.</translation>
    </message>
    <message>
        <source>What runs at %1 is not known: %2.</source>
        <translation>Was bei %1 läuft, ist nicht bekannt: %2.</translation>
    </message>
    <message>
        <source>Which calls run is not known.</source>
        <translation>Welche Aufrufe laufen, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>No call is known to run.</source>
        <translation>Von keinem Aufruf ist bekannt, dass er läuft.</translation>
    </message>
    <message>
        <source>No call is running.</source>
        <translation>Es läuft kein Aufruf.</translation>
    </message>
    <message>
        <source>1 call runs</source>
        <translation>1 Aufruf läuft</translation>
    </message>
    <message>
        <source>%1 calls run</source>
        <translation>%1 Aufrufe laufen</translation>
    </message>
    <message>
        <source>As last told, %1.</source>
        <translation>Zuletzt genannt: %1.</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1.</translation>
    </message>
    <message>
        <source>As last told, %1: %2 so far, %3 set aside.</source>
        <translation>Zuletzt genannt: %1, bisher %2, zurückgelegt %3.</translation>
    </message>
    <message>
        <source>%1: %2 so far, %3 set aside.</source>
        <translation>%1: bisher %2, zurückgelegt %3.</translation>
    </message>
    <message>
        <source>Not told by %1.</source>
        <translation>Nicht genannt von %1.</translation>
    </message>
    <message>
        <source>The call of %1 was not cut: %2.</source>
        <translation>Der Aufruf von %1 wurde nicht beendet: %2.</translation>
    </message>
    <message>
        <source>Whether the call of %1 was cut is not known: %2.</source>
        <translation>Ob der Aufruf von %1 beendet wurde, ist nicht bekannt: %2.</translation>
    </message>
    <message>
        <source>The call of %1 was cut.</source>
        <translation>Der Aufruf von %1 wurde beendet.</translation>
    </message>
    <message>
        <source>The call of %1 had ended already.</source>
        <translation>Der Aufruf von %1 war schon zu Ende.</translation>
    </message>
</context>
<context>
    <name>ChartOnPaper</name>
    <message>
        <source>the last 7 days</source>
        <translation>die letzten 7 Tage</translation>
    </message>
    <message>
        <source>the last 24 hours</source>
        <translation>die letzten 24 Stunden</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>when, what</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>title, range</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>ChartReading</name>
    <message>
        <source>%1 %2 %3</source>
        <comment>weekday, day, time</comment>
        <translation>%1 %2 %3</translation>
    </message>
    <message>
        <source>day’s spending %1 → %2, restated %3</source>
        <translation>Ausgaben des Tages %1 → %2, berichtigt %3</translation>
    </message>
    <message>
        <source>%1 remain</source>
        <translation>%1 verbleiben</translation>
    </message>
    <message>
        <source>%1 spent</source>
        <translation>%1 ausgegeben</translation>
    </message>
    <message>
        <source>%1 remain at the current pace</source>
        <translation>%1 verbleiben beim aktuellen Tempo</translation>
    </message>
    <message>
        <source>even pace is %1</source>
        <translation>Soll-Tempo ist %1</translation>
    </message>
    <message>
        <source>the difference is %1</source>
        <translation>die Differenz ist %1</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>keine Daten</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Nothing is known yet.</source>
        <translation>Noch ist nichts bekannt.</translation>
    </message>
    <message>
        <source>%1: %2 spent up to %3. No budget is set.</source>
        <translation>%1: %2 ausgegeben bis %3. Kein Budget ist gesetzt.</translation>
    </message>
    <message>
        <source>%1: %2 of %3 remain at %4, even pace is %5.</source>
        <translation>%1: %2 von %3 verbleiben am %4, Soll-Tempo ist %5.</translation>
    </message>
    <message>
        <source> There are no figures after that.</source>
        <translation> Danach gibt es keine Zahlen.</translation>
    </message>
    <message>
        <source> A freeze was ordered, so there is no forecast.</source>
        <translation> Ein Einfrieren wurde angeordnet, darum gibt es keine Prognose.</translation>
    </message>
    <message>
        <source> It was spent up on %1.</source>
        <translation> Am %1 war es aufgebraucht.</translation>
    </message>
    <message>
        <source> At the current pace it runs out on %1.</source>
        <translation> Beim aktuellen Tempo ist es am %1 erschöpft.</translation>
    </message>
    <message>
        <source> At the current pace it lasts until the period ends.</source>
        <translation> Beim aktuellen Tempo reicht es bis zum Ende des Zeitraums.</translation>
    </message>
    <message>
        <source> It is too early to tell when it runs out.</source>
        <translation> Es ist zu früh, um zu sagen, wann es erschöpft ist.</translation>
    </message>
    <message numerus="yes">
        <source> %n day(s) were restated.</source>
        <translation>
            <numerusform> %n Tag wurde berichtigt.</numerusform>
            <numerusform> %n Tage wurden berichtigt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChartWords</name>
    <message>
        <source>Budget Burn-Down</source>
        <translation>Budgetverlauf</translation>
    </message>
    <message>
        <source>Spending</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <source>No budget is set, so there is nothing to burn down: this is what was spent.</source>
        <translation>Kein Budget ist gesetzt, darum gibt es nichts aufzubrauchen: Das hier wurde ausgegeben.</translation>
    </message>
    <message>
        <source>Remaining</source>
        <translation>Verbleibend</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>Ausgegeben</translation>
    </message>
    <message>
        <source>Even pace</source>
        <translation>Soll-Tempo</translation>
    </message>
    <message>
        <source>Current pace</source>
        <translation>Aktuelles Tempo</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Changed outside</source>
        <translation>Von außen geändert</translation>
    </message>
    <message>
        <source>Not proved, %1 of %2</source>
        <translation>Nicht nachgewiesen, %1 von %2</translation>
    </message>
    <message>
        <source>Not proved</source>
        <translation>Nicht nachgewiesen</translation>
    </message>
    <message>
        <source>Freezing %1 of %2</source>
        <translation>Friert ein, %1 von %2</translation>
    </message>
    <message>
        <source>Freezing</source>
        <translation>Friert ein</translation>
    </message>
    <message>
        <source>Partly proved, %1 of %2</source>
        <translation>Teilweise nachgewiesen, %1 von %2</translation>
    </message>
    <message>
        <source>Partly proved</source>
        <translation>Teilweise nachgewiesen</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>Eingefroren</translation>
    </message>
    <message>
        <source>Resuming</source>
        <translation>Wird freigegeben</translation>
    </message>
    <message>
        <source>Runs out early</source>
        <translation>Vorzeitig erschöpft</translation>
    </message>
    <message>
        <source>Too early to tell</source>
        <translation>Noch zu früh</translation>
    </message>
    <message>
        <source>On track</source>
        <translation>Im Plan</translation>
    </message>
    <message>
        <source>No data</source>
        <translation>Keine Daten</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antwortet</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Verspätet</translation>
    </message>
    <message>
        <source>Rate limited</source>
        <translation>Gedrosselt</translation>
    </message>
    <message>
        <source>Key rejected</source>
        <translation>Schlüssel abgelehnt</translation>
    </message>
    <message>
        <source>Last try failed</source>
        <translation>Letzter Versuch erfolglos</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>No answer yet</source>
        <translation>Noch keine Antwort</translation>
    </message>
    <message>
        <source>All teams</source>
        <translation>Alle Teams</translation>
    </message>
    <message>
        <source>Unallocated</source>
        <translation>Nicht zugeordnet</translation>
    </message>
    <message>
        <source>Spending unknown, budget %1.</source>
        <translation>Ausgaben unbekannt, Budget %1.</translation>
    </message>
    <message>
        <source>Spending unknown.</source>
        <translation>Ausgaben unbekannt.</translation>
    </message>
    <message>
        <source>%1 spent.</source>
        <translation>%1 ausgegeben.</translation>
    </message>
    <message>
        <source>%1 spent of %2.</source>
        <translation>%1 ausgegeben von %2.</translation>
    </message>
    <message>
        <source>%1 spent of %2, %3.</source>
        <translation>%1 ausgegeben von %2, %3.</translation>
    </message>
    <message>
        <source>%1 Even pace is %2.</source>
        <translation>%1 Soll-Tempo ist %2.</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>%1. %2. %3</source>
        <translation>%1. %2. %3</translation>
    </message>
    <message>
        <source>Not named</source>
        <translation>Ohne Namen</translation>
    </message>
    <message>
        <source>%1 others</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>Answers in part</source>
        <translation>Antwortet teilweise</translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message>
        <source>1 person</source>
        <translation>1 Person</translation>
    </message>
    <message>
        <source>%1 people</source>
        <translation>%1 Personen</translation>
    </message>
    <message>
        <source>1 agent</source>
        <translation>1 Agent</translation>
    </message>
    <message>
        <source>%1 agents</source>
        <translation>%1 Agenten</translation>
    </message>
    <message>
        <source>1 key</source>
        <translation>1 Schlüssel</translation>
    </message>
    <message>
        <source>%1 keys</source>
        <translation>%1 Schlüssel</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 Tage</translation>
    </message>
    <message>
        <source>1 request</source>
        <translation>1 Anfrage</translation>
    </message>
    <message>
        <source>%1 requests</source>
        <translation>%1 Anfragen</translation>
    </message>
    <message>
        <source>1 merged request</source>
        <translation>1 Merge</translation>
    </message>
    <message>
        <source>%1 merged requests</source>
        <translation>%1 Merges</translation>
    </message>
    <message>
        <source>1 place</source>
        <translation>1 Stelle</translation>
    </message>
    <message>
        <source>%1 places</source>
        <translation>%1 Stellen</translation>
    </message>
    <message>
        <source>1 other</source>
        <translation>1 andere</translation>
    </message>
    <message>
        <source>%1 others</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>1 field</source>
        <translation>1 Feld</translation>
    </message>
    <message>
        <source>%1 fields</source>
        <translation>%1 Felder</translation>
    </message>
    <message>
        <source>%1 tells %2 that Fuseboard does not know and leaves out: %3. Its interface may have changed.</source>
        <translation>%1 meldet %2, die Fuseboard nicht kennt und weglässt: %3. Die Schnittstelle könnte sich geändert haben.</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>, …</source>
        <translation>, …</translation>
    </message>
</context>
<context>
    <name>DialogParts</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Drills</name>
    <message>
        <source>%1 s</source>
        <translation>%L1 s</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>nothing of the team goes through a place that can refuse</source>
        <translation>nichts von diesem Team geht durch eine Stelle, die ablehnen kann</translation>
    </message>
    <message>
        <source>not seen to spend again afterwards</source>
        <translation>danach nicht wieder mit Ausgaben gesehen</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Bestanden</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Mean time to stop: %1.</source>
        <translation>Mittlere Zeit bis zum Halt: %1.</translation>
    </message>
    <message>
        <source>No drill is planned. A test team that the settings name is frozen and let go again on schedule.</source>
        <translation>Keine Übung ist geplant. Ein Testteam aus den Einstellungen wird nach Plan eingefroren und wieder freigegeben.</translation>
    </message>
    <message>
        <source>%1 is protected, so it is not drilled. Name another team in the settings.</source>
        <translation>%1 ist geschützt, damit wird nicht geübt. In den Einstellungen ein anderes Team wählen.</translation>
    </message>
    <message>
        <source>The next drill, of %1, is due now.</source>
        <translation>Die nächste Übung mit %1 ist jetzt fällig.</translation>
    </message>
    <message>
        <source>The next drill, of %1, is due %2.</source>
        <translation>Die nächste Übung mit %1 ist fällig: %2.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Result and Time to Stop</source>
        <translation>Ergebnis und Dauer</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>%1 is not a decimal number. Nothing was changed. Write it like 12.50.</source>
        <translation>%1 ist keine Dezimalzahl. Nichts wurde geändert. Schreibweise: 12.50.</translation>
    </message>
    <message>
        <source>%1 is larger than an amount can be (about 9 billion). Nothing was added up. Check the figure.</source>
        <translation>%1 ist größer, als ein Betrag sein kann (etwa 9 Milliarden). Nichts wurde addiert. Die Zahl prüfen.</translation>
    </message>
    <message>
        <source>%1 mixes two currencies. They were not added. Choose one currency for this budget.</source>
        <translation>%1 mischt zwei Währungen. Sie wurden nicht addiert. Für dieses Budget eine Währung wählen.</translation>
    </message>
    <message>
        <source>%1 is not a time in UTC like 2026-11-23T14:20:00Z. Nothing was changed.</source>
        <translation>%1 ist keine Zeit in UTC wie 2026-11-23T14:20:00Z. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>%1 is not a known time zone. Nothing was changed. Use a name like Europe/Berlin.</source>
        <translation>%1 ist keine bekannte Zeitzone. Nichts wurde geändert. Ein Name wie Europe/Berlin ist nötig.</translation>
    </message>
    <message>
        <source>The price list has no price for %1. Its calls are counted, but are in no sum. Add its price.</source>
        <translation>Die Preisliste hat keinen Preis für %1. Die Aufrufe sind gezählt, stehen aber in keiner Summe. Den Preis ergänzen.</translation>
    </message>
    <message>
        <source>%1 can’t be read. Nothing was changed. Check that it is there and yours to read.</source>
        <translation>%1 ist nicht lesbar. Nichts wurde geändert. Prüfen, ob es da ist und gelesen werden darf.</translation>
    </message>
    <message>
        <source>%1 can’t be written. Nothing was saved there. Check the folder, its rights and the free space.</source>
        <translation>%1 ist nicht schreibbar. Dort wurde nichts gespeichert. Den Ordner, seine Rechte und den freien Platz prüfen.</translation>
    </message>
    <message>
        <source>%1 is already there. It was not overwritten. Choose another name or remove it.</source>
        <translation>%1 ist schon da. Es wurde nicht überschrieben. Einen anderen Namen wählen oder es entfernen.</translation>
    </message>
    <message>
        <source>The folder %1 is missing. Nothing was created. Make it, or choose another.</source>
        <translation>Der Ordner %1 fehlt. Nichts wurde angelegt. Den Ordner anlegen oder einen anderen wählen.</translation>
    </message>
    <message>
        <source>There is no profile at %1. Nothing was done. “fuseboardctl watch”, “fuseboardctl source add” or a start of fuseboard makes one; --profile names another.</source>
        <translation>Unter %1 gibt es kein Profil. Nichts wurde getan. „fuseboardctl watch“, „fuseboardctl source add“ oder ein Start von fuseboard legt eines an; --profile nennt ein anderes.</translation>
    </message>
    <message>
        <source>%1 told for the first time of usage so old that the history keeps it no finer than by the hour or day. It is in no sum; what its provider bills for that time is.</source>
        <translation>%1 hat erstmals Nutzung gemeldet, die so alt ist, dass die Historie sie nur noch nach Stunden oder Tagen führt. Sie steht in keiner Summe; was der Anbieter für diese Zeit abrechnet, schon.</translation>
    </message>
    <message>
        <source>%1 has a mistake in its settings. Nothing was started. Correct it and try again.</source>
        <translation>%1 hat einen Fehler in den Einstellungen. Nichts wurde gestartet. Den Fehler beheben und erneut versuchen.</translation>
    </message>
    <message>
        <source>%1 is not as it should be. Nothing was taken over. Correct it and try again.</source>
        <translation>%1 ist nicht, wie es sein soll. Nichts wurde übernommen. Den Fehler beheben und erneut versuchen.</translation>
    </message>
    <message>
        <source>There is no team %1. Nothing was changed. Check the name, or add the team first.</source>
        <translation>Es gibt kein Team %1. Nichts wurde geändert. Den Namen prüfen oder das Team erst hinzufügen.</translation>
    </message>
    <message>
        <source>%1 is billed by another source or file already, and would count twice. What was there is kept. Leave one of the two out.</source>
        <translation>%1 wird schon von einer anderen Quelle oder Datei abgerechnet und zählte doppelt. Was da war, bleibt. Eines von beiden weglassen.</translation>
    </message>
    <message>
        <source>%1 is there twice. Nothing was changed. Give each its own name.</source>
        <translation>%1 ist doppelt vorhanden. Nichts wurde geändert. Jedem einen eigenen Namen geben.</translation>
    </message>
    <message>
        <source>The history %1 can’t be opened. Nothing was changed in it, and freezing still works. Check the file and its rights.</source>
        <translation>Die Historie %1 lässt sich nicht öffnen. Nichts darin wurde geändert, und Einfrieren geht weiterhin. Die Datei und ihre Rechte prüfen.</translation>
    </message>
    <message>
        <source>The history %1 is damaged. It is kept as it is, and freezing still works. Restore the last backup.</source>
        <translation>Die Historie %1 ist beschädigt. Sie bleibt, wie sie ist, und Einfrieren geht weiterhin. Die letzte Sicherung zurückspielen.</translation>
    </message>
    <message>
        <source>The history %1 was written by a newer Fuseboard. It was not touched. Update this program.</source>
        <translation>Die Historie %1 hat ein neueres Fuseboard geschrieben. Sie wurde nicht angetastet. Dieses Programm aktualisieren.</translation>
    </message>
    <message>
        <source>Another program uses %1. Nothing was changed. Close it, or let it do the work.</source>
        <translation>Ein anderes Programm benutzt %1. Nichts wurde geändert. Das Programm schließen oder ihm die Arbeit überlassen.</translation>
    </message>
    <message>
        <source>There is no space left for %1. What was saved before is intact, and freezing still works. Free some space.</source>
        <translation>Für %1 ist kein Platz mehr. Was vorher gespeichert war, ist unversehrt, und Einfrieren geht weiterhin. Platz schaffen.</translation>
    </message>
    <message>
        <source>The disk failed while %1 was saved. Nothing more is written to it, and freezing still works. Check the disk, then start this program again.</source>
        <translation>Die Platte hat versagt, als %1 gespeichert wurde. Dorthin wird nichts mehr geschrieben, und Einfrieren geht weiterhin. Die Platte prüfen, dann dieses Programm neu starten.</translation>
    </message>
    <message>
        <source>The audit log in %1 is not as it was written. It is kept as it is, and freezing still works. fuseboardctl verify names the first bad row.</source>
        <translation>Das Prüfprotokoll in %1 ist nicht so, wie es geschrieben wurde. Es bleibt, wie es ist, und Einfrieren geht weiterhin. fuseboardctl verify nennt die erste falsche Zeile.</translation>
    </message>
    <message>
        <source>%1 was left as it is, because the change can’t be put on record. Freezing still works. Make the history writable again and repeat it.</source>
        <translation>%1 blieb, wie es ist, weil sich die Änderung nicht protokollieren lässt. Einfrieren geht weiterhin. Die Historie wieder schreibbar machen und die Änderung wiederholen.</translation>
    </message>
    <message>
        <source>The keys in %1 stay sealed: the passphrase does not fit, or the file was changed. Nothing was lost. Try again, or give the sources new keys.</source>
        <translation>Die Schlüssel in %1 bleiben versiegelt: Die Passphrase passt nicht, oder die Datei wurde geändert. Nichts ging verloren. Erneut versuchen oder den Quellen neue Schlüssel geben.</translation>
    </message>
    <message>
        <source>%1 has ended already, so there is nothing to cancel. What it did stays. Change the rules to undo it.</source>
        <translation>%1 ist schon zu Ende, es gibt nichts abzubrechen. Was getan ist, bleibt. Die Regeln ändern, um es rückgängig zu machen.</translation>
    </message>
    <message>
        <source>%1 can’t be reached. Its last figures stay and are marked with their age. Check that it runs and the address.</source>
        <translation>%1 ist nicht erreichbar. Die letzten Zahlen bleiben und sind mit ihrem Alter gekennzeichnet. Prüfen, ob es läuft, und die Adresse.</translation>
    </message>
    <message>
        <source>%1 did not answer in time. Its last figures stay and are marked with their age. It is tried again.</source>
        <translation>%1 hat nicht rechtzeitig geantwortet. Die letzten Zahlen bleiben und sind mit ihrem Alter gekennzeichnet. Ein neuer Versuch folgt.</translation>
    </message>
    <message>
        <source>%1 broke off in the middle of its answer. Nothing of it was used. It is tried again.</source>
        <translation>%1 hat mitten in der Antwort abgebrochen. Nichts davon wurde verwendet. Ein neuer Versuch folgt.</translation>
    </message>
    <message>
        <source>The answer of %1 is too large. Nothing of it was used. Ask whoever runs it.</source>
        <translation>Die Antwort von %1 ist zu groß. Nichts davon wurde verwendet. Beim Betreiber nachfragen.</translation>
    </message>
    <message>
        <source>The certificate of %1 can’t be trusted. No key was sent. Check the address, or ask whoever runs it.</source>
        <translation>Dem Zertifikat von %1 ist nicht zu trauen. Kein Schlüssel wurde gesendet. Die Adresse prüfen oder beim Betreiber nachfragen.</translation>
    </message>
    <message>
        <source>%1 sends us to another address. No key was sent there. Enter the final address.</source>
        <translation>%1 leitet an eine andere Adresse um. Dorthin wurde kein Schlüssel gesendet. Die endgültige Adresse eingeben.</translation>
    </message>
    <message>
        <source>%1 rejected our key. Its spending is missing from the figures since then. Enter a valid key.</source>
        <translation>%1 hat den Schlüssel abgelehnt. Die Ausgaben von dort fehlen seitdem in den Zahlen. Einen gültigen Schlüssel eingeben.</translation>
    </message>
    <message>
        <source>%1 does not let its key read everything. What it does read is kept up to date; what it may not is missing from the figures. Give the key the right to it, or leave it so.</source>
        <translation>%1 lässt den Schlüssel nicht alles lesen. Was er liest, bleibt aktuell; was er nicht darf, fehlt in den Zahlen. Dem Schlüssel das Recht dazu geben oder es so lassen.</translation>
    </message>
    <message>
        <source>%1 asks us to wait. Its last figures stay and are marked with their age. It is tried again.</source>
        <translation>%1 bittet zu warten. Die letzten Zahlen bleiben und sind mit ihrem Alter gekennzeichnet. Ein neuer Versuch folgt.</translation>
    </message>
    <message>
        <source>%1 has a problem of its own. Its last figures stay and are marked with their age. It is tried again.</source>
        <translation>%1 hat selbst ein Problem. Die letzten Zahlen bleiben und sind mit ihrem Alter gekennzeichnet. Ein neuer Versuch folgt.</translation>
    </message>
    <message>
        <source>%1 answered something we can’t understand. Nothing of it was used. Check the address.</source>
        <translation>%1 hat etwas Unverständliches geantwortet. Nichts davon wurde verwendet. Die Adresse prüfen.</translation>
    </message>
    <message>
        <source>The pages of %1 don’t come to an end. Nothing of them was used. It is tried again.</source>
        <translation>Die Seiten von %1 nehmen kein Ende. Nichts davon wurde verwendet. Ein neuer Versuch folgt.</translation>
    </message>
    <message>
        <source>%1 was changed by somebody else meanwhile. Your change was not made. Look again and repeat it.</source>
        <translation>%1 wurde inzwischen von jemand anderem geändert. Die eigene Änderung wurde nicht gemacht. Noch einmal ansehen und wiederholen.</translation>
    </message>
    <message>
        <source>There is no key for %1. It was not asked. Enter its key.</source>
        <translation>Für %1 gibt es keinen Schlüssel. Es wurde nicht gefragt. Den Schlüssel eingeben.</translation>
    </message>
    <message>
        <source>The key of %1 is locked, so it was not asked. No key was lost. Unlock the keyring, or the sealed keys.</source>
        <translation>Der Schlüssel von %1 ist gesperrt, darum wurde dort nicht gefragt. Kein Schlüssel ging verloren. Den Schlüsselbund oder die versiegelten Schlüssel entsperren.</translation>
    </message>
    <message>
        <source>The keyring with the key of %1 is absent, so it was not asked. No key was lost. Start that keyring.</source>
        <translation>Der Schlüsselbund mit dem Schlüssel von %1 fehlt, darum wurde dort nicht gefragt. Kein Schlüssel ging verloren. Diesen Schlüsselbund starten.</translation>
    </message>
    <message>
        <source>%1 is used by another program. Nothing was started. Choose another port, or close that program.</source>
        <translation>%1 wird von einem anderen Programm benutzt. Nichts wurde gestartet. Einen anderen Port wählen oder jenes Programm schließen.</translation>
    </message>
    <message>
        <source>%1 could not be started. Nothing is running of it. Check the installation.</source>
        <translation>%1 ließ sich nicht starten. Nichts davon läuft. Die Installation prüfen.</translation>
    </message>
    <message>
        <source>A newer order for %1 is in force. Yours was not carried out. Look at its state and decide again.</source>
        <translation>Für %1 gilt eine neuere Anordnung. Diese wurde nicht ausgeführt. Den Zustand ansehen und neu entscheiden.</translation>
    </message>
    <message>
        <source>Somebody has changed %1 since the freeze. Nothing was given back. Resume again to leave what they changed as it is and give back the rest, or to put that back too.</source>
        <translation>Jemand hat %1 seit dem Einfrieren geändert. Nichts wurde zurückgegeben. Noch einmal freigeben, um das Geänderte zu lassen und den Rest zurückzugeben, oder um auch jenes zurückzusetzen.</translation>
    </message>
    <message>
        <source>The freeze of %1 is not proved. Spending may go on there. It is tried again until it is settled.</source>
        <translation>Das Einfrieren von %1 ist nicht nachgewiesen. Dort laufen die Ausgaben womöglich weiter. Neue Versuche folgen, bis es entschieden ist.</translation>
    </message>
    <message>
        <source>No freeze of %1 that was ordered here is in force. Nothing was changed. Look at its state.</source>
        <translation>Für %1 ist kein Einfrieren in Kraft, das hier angeordnet wurde. Nichts wurde geändert. Den Zustand ansehen.</translation>
    </message>
    <message>
        <source>%1 was not made. Nothing was ordered, and what is frozen stays so. Make it again later.</source>
        <translation>%1 fand nicht statt. Nichts wurde angeordnet, und was eingefroren ist, bleibt es. Später wiederholen.</translation>
    </message>
    <message>
        <source>A reason is needed for %1. Nothing was changed. Say why, for the audit log.</source>
        <translation>Für %1 ist ein Grund nötig. Nichts wurde geändert. Einen Grund für das Prüfprotokoll angeben.</translation>
    </message>
    <message>
        <source>The confirmation for %1 does not fit. Nothing was changed. Type it exactly as shown.</source>
        <translation>Die Bestätigung für %1 passt nicht. Nichts wurde geändert. Genau so eintippen, wie sie dasteht.</translation>
    </message>
    <message>
        <source>%1 can’t refuse the calls of such a scope alone. They go on there. Freeze a scope that it can refuse.</source>
        <translation>%1 kann die Aufrufe eines solchen Bereichs nicht für sich allein ablehnen. Sie gehen dort weiter. Einen Bereich einfrieren, bei dem das geht.</translation>
    </message>
    <message>
        <source>%1 can’t end what already runs in such a scope alone. New calls are refused, those that run go on to their end. Cut a scope that it can end.</source>
        <translation>%1 kann nicht beenden, was in einem solchen Bereich allein schon läuft. Neue Aufrufe werden abgelehnt, laufende gehen zu Ende. Einen Bereich abbrechen, bei dem das geht.</translation>
    </message>
    <message>
        <source>%1 does not let us change anything through its own socket. Nothing was changed; calls go on as before. Give that socket “level admin” in its configuration.</source>
        <translation>%1 lässt über den eigenen Socket nichts ändern. Nichts wurde geändert; Aufrufe gehen weiter wie bisher. Dem Socket in der Konfiguration „level admin“ geben.</translation>
    </message>
    <message>
        <source>%1 rejected the key that is to freeze there. Nothing was changed; calls go on as before. Give its source a valid key with that right.</source>
        <translation>%1 hat den Schlüssel abgelehnt, der dort einfrieren soll. Nichts wurde geändert; Aufrufe gehen weiter wie bisher. Der Quelle einen gültigen Schlüssel mit diesem Recht geben.</translation>
    </message>
    <message>
        <source>%1 lacks a part that freezing there needs. Nothing was changed; calls go on as before. Put the companion’s lines into its configuration and reload it.</source>
        <translation>%1 fehlt ein Teil, den das Einfrieren dort braucht. Nichts wurde geändert; Aufrufe gehen weiter wie bisher. Die Zeilen des Begleiters in die Konfiguration aufnehmen und sie neu laden.</translation>
    </message>
    <message>
        <source>%1 can’t be read from here: no key of its source has the right to. Its figures and state are unknown. Add the key “read” to it in sources.toml.</source>
        <translation>%1 ist von hier nicht lesbar: Kein Schlüssel der Quelle hat das Recht dazu. Zahlen und Zustand sind unbekannt. Den Schlüssel „read“ in sources.toml ergänzen.</translation>
    </message>
    <message>
        <source>%1 can’t be frozen from here: no key of its source has the right to. Spending may go on there. Add the key “freeze” to it in sources.toml, or freeze where that key is.</source>
        <translation>%1 ist von hier nicht einzufrieren: Kein Schlüssel der Quelle hat das Recht dazu. Dort laufen die Ausgaben womöglich weiter. Den Schlüssel „freeze“ in sources.toml ergänzen oder dort einfrieren, wo dieser Schlüssel ist.</translation>
    </message>
    <message>
        <source>%1 can’t be resumed from here: no key of its source has the right to. It goes on refusing. Add the key “resume” to it in sources.toml, or resume where that key is.</source>
        <translation>%1 ist von hier nicht freizugeben: Kein Schlüssel der Quelle hat das Recht dazu. Dort wird weiter abgelehnt. Den Schlüssel „resume“ in sources.toml ergänzen oder dort freigeben, wo dieser Schlüssel ist.</translation>
    </message>
    <message>
        <source>The teams and prices of %1 can’t be changed from here: no key of its source has the right to. It goes on with those it has. Add the key “policy” to it in sources.toml.</source>
        <translation>Teams und Preise von %1 sind von hier nicht zu ändern: Kein Schlüssel der Quelle hat das Recht dazu. Es gelten die bisherigen. Den Schlüssel „policy“ in sources.toml ergänzen.</translation>
    </message>
    <message>
        <source>This</source>
        <translation>Dies</translation>
    </message>
    <message>
        <source> (%1)</source>
        <translation> (%1)</translation>
    </message>
    <message>
        <source>The poll of %1 was partial: a row of it is not what its contract says, and nothing of it was used. What was known stays and is marked with its age. It is tried again.</source>
        <translation>Die Abfrage von %1 war unvollständig: Eine Zeile ist nicht, wie es die Schnittstelle zusagt, und nichts davon wurde verwendet. Was bekannt war, bleibt und ist mit seinem Alter gekennzeichnet. Ein neuer Versuch folgt.</translation>
    </message>
    <message>
        <source>%1 can’t be reached. Nothing was connected. Check that it runs, and the address.</source>
        <translation>%1 ist nicht erreichbar. Nichts wurde verbunden. Prüfen, ob es läuft, und die Adresse.</translation>
    </message>
    <message>
        <source>%1 did not answer in time. Nothing was connected. Check that it runs, and the address.</source>
        <translation>%1 hat nicht rechtzeitig geantwortet. Nichts wurde verbunden. Prüfen, ob es läuft, und die Adresse.</translation>
    </message>
    <message>
        <source>%1 broke off in the middle of its answer. Nothing was connected. Try again.</source>
        <translation>%1 hat mitten in der Antwort abgebrochen. Nichts wurde verbunden. Erneut versuchen.</translation>
    </message>
    <message>
        <source>%1 rejected the key. Nothing was connected. Enter a key that is valid there.</source>
        <translation>%1 hat den Schlüssel abgelehnt. Nichts wurde verbunden. Einen Schlüssel eingeben, der dort gilt.</translation>
    </message>
    <message>
        <source>%1 can’t answer now. Nothing was connected. Try again later.</source>
        <translation>%1 kann jetzt nicht antworten. Nichts wurde verbunden. Später erneut versuchen.</translation>
    </message>
    <message>
        <source>What answers for %1 is not what you chose. Nothing was connected. Check kind and address.</source>
        <translation>Was für %1 antwortet, ist nicht das Gewählte. Nichts wurde verbunden. Art und Adresse prüfen.</translation>
    </message>
    <message>
        <source>The key of %1 could not be kept there. Nothing was connected, and no other key was changed. Unlock that place and try again, or choose another for the key.</source>
        <translation>Der Schlüssel von %1 ließ sich dort nicht aufbewahren. Nichts wurde verbunden, und kein anderer Schlüssel wurde geändert. Den Ort entsperren und erneut versuchen oder einen anderen für den Schlüssel wählen.</translation>
    </message>
    <message>
        <source>This system has no keyring for the key of %1. Nothing was connected. Keep the key for this session only or in a sealed file, or start a keyring.</source>
        <translation>Dieses System hat keinen Schlüsselbund für den Schlüssel von %1. Nichts wurde verbunden. Den Schlüssel nur für diese Sitzung oder in einer versiegelten Datei aufbewahren oder einen Schlüsselbund starten.</translation>
    </message>
    <message>
        <source>partial, a row was refused</source>
        <translation>unvollständig, eine Zeile wurde abgelehnt</translation>
    </message>
    <message>
        <source>can’t be reached</source>
        <translation>nicht erreichbar</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>keine rechtzeitige Antwort</translation>
    </message>
    <message>
        <source>answer broke off</source>
        <translation>Antwort abgebrochen</translation>
    </message>
    <message>
        <source>answer too large</source>
        <translation>Antwort zu groß</translation>
    </message>
    <message>
        <source>certificate not trusted</source>
        <translation>Zertifikat nicht vertrauenswürdig</translation>
    </message>
    <message>
        <source>sends us elsewhere</source>
        <translation>leitet anderswohin um</translation>
    </message>
    <message>
        <source>key rejected</source>
        <translation>Schlüssel abgelehnt</translation>
    </message>
    <message>
        <source>a list is refused</source>
        <translation>eine Liste wird verweigert</translation>
    </message>
    <message>
        <source>rate limited</source>
        <translation>gedrosselt</translation>
    </message>
    <message>
        <source>server error</source>
        <translation>Serverfehler</translation>
    </message>
    <message>
        <source>answer not understood</source>
        <translation>Antwort nicht verstanden</translation>
    </message>
    <message>
        <source>pages don’t end</source>
        <translation>Seiten nehmen kein Ende</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>kein Schlüssel</translation>
    </message>
    <message>
        <source>key locked</source>
        <translation>Schlüssel gesperrt</translation>
    </message>
    <message>
        <source>keyring absent</source>
        <translation>Schlüsselbund fehlt</translation>
    </message>
    <message>
        <source>a newer order is in force</source>
        <translation>eine neuere Anordnung gilt</translation>
    </message>
    <message>
        <source>changed since the freeze</source>
        <translation>seit dem Einfrieren geändert</translation>
    </message>
    <message>
        <source>not proved</source>
        <translation>nicht nachgewiesen</translation>
    </message>
    <message>
        <source>not ordered here</source>
        <translation>nicht hier angeordnet</translation>
    </message>
    <message>
        <source>holds a freeze</source>
        <translation>hält ein Einfrieren</translation>
    </message>
    <message>
        <source>not drilled now</source>
        <translation>jetzt keine Übung</translation>
    </message>
    <message>
        <source>wrong data</source>
        <translation>falsche Daten</translation>
    </message>
    <message>
        <source>a file problem</source>
        <translation>ein Dateiproblem</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>nicht gestartet</translation>
    </message>
    <message>
        <source>not on record</source>
        <translation>nicht protokolliert</translation>
    </message>
    <message>
        <source>ended already</source>
        <translation>schon zu Ende</translation>
    </message>
    <message>
        <source>keys are sealed</source>
        <translation>Schlüssel sind versiegelt</translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation>nicht bestätigt</translation>
    </message>
    <message>
        <source>can’t refuse such a scope</source>
        <translation>kann einen solchen Bereich nicht ablehnen</translation>
    </message>
    <message>
        <source>can’t end what runs there</source>
        <translation>kann dort Laufendes nicht beenden</translation>
    </message>
    <message>
        <source>no right to change it</source>
        <translation>kein Recht, es zu ändern</translation>
    </message>
    <message>
        <source>a part of its configuration is missing</source>
        <translation>ein Teil der Konfiguration fehlt</translation>
    </message>
    <message>
        <source>no right to read</source>
        <translation>kein Leserecht</translation>
    </message>
    <message>
        <source>no right to freeze</source>
        <translation>kein Recht einzufrieren</translation>
    </message>
    <message>
        <source>no right to resume</source>
        <translation>kein Recht freizugeben</translation>
    </message>
    <message>
        <source>no right to change the policy</source>
        <translation>kein Recht, die Regeln zu ändern</translation>
    </message>
    <message>
        <source>%1 was not removed: something is frozen there, and only this source can give it back. What is frozen stays so. Resume it first, then remove the source.</source>
        <translation>%1 wurde nicht entfernt: Dort ist etwas eingefroren, und nur diese Quelle kann es zurückgeben. Was eingefroren ist, bleibt es. Erst freigeben, dann die Quelle entfernen.</translation>
    </message>
    <message>
        <source>too many rows</source>
        <translation>zu viele Zeilen</translation>
    </message>
    <message>
        <source>%1 tells more rows at once than are read. Nothing of them was used, and what was known stays. Where its kind has a bucket in sources.toml (OpenAI, Anthropic), choose a wider one.</source>
        <translation>%1 nennt auf einmal mehr Zeilen, als gelesen werden. Nichts davon wurde verwendet, und was bekannt war, bleibt. Wo die Art in sources.toml einen Zeitschritt (bucket) hat (OpenAI, Anthropic), einen weiteren wählen.</translation>
    </message>
    <message>
        <source>The variable %1, which is to hold a key, is not set. What needs that key was not asked. Set %1 where Fuseboard is started, and start it again.</source>
        <translation>Die Variable %1, die einen Schlüssel enthalten soll, ist nicht gesetzt. Was diesen Schlüssel braucht, wurde nicht gefragt. %1 dort setzen, wo Fuseboard gestartet wird, und es neu starten.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a source or place, what is said of it</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 is protected, so nothing was ordered. A person has to type its name: in the window, or with --confirm of fuseboardctl.</source>
        <translation>%1 ist geschützt, deshalb wurde nichts angeordnet. Eine Person muss den Namen eintippen: im Fenster oder mit --confirm von fuseboardctl.</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>Complete to %1</source>
        <translation>Vollständig bis %1</translation>
    </message>
    <message>
        <source>Needs newer figures</source>
        <translation>Neuere Zahlen nötig</translation>
    </message>
    <message>
        <source>Without %1: no rate, or too large a sum</source>
        <translation>Ohne %1: kein Kurs oder Summe zu groß</translation>
    </message>
    <message>
        <source>Without %1: too large a sum</source>
        <translation>Ohne %1: Summe zu groß</translation>
    </message>
    <message>
        <source>Without %1: no rate</source>
        <translation>Ohne %1: kein Kurs</translation>
    </message>
    <message>
        <source>Includes %1 converted at the day’s rate</source>
        <translation>Enthält %1, umgerechnet zum Tageskurs</translation>
    </message>
    <message>
        <source>Spent This Period</source>
        <translation>Ausgegeben</translation>
    </message>
    <message>
        <source>No figures yet</source>
        <translation>Noch keine Zahlen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1% · even pace %2%</source>
        <translation>%1&#xa0;% · Soll-Tempo %2&#xa0;%</translation>
    </message>
    <message>
        <source>No budget set</source>
        <translation>Kein Budget gesetzt</translation>
    </message>
    <message>
        <source>Billed elsewhere %1</source>
        <translation>Anderswo: %1</translation>
    </message>
    <message>
        <source>Remaining</source>
        <translation>Verbleibend</translation>
    </message>
    <message>
        <source>Of %1 budget</source>
        <translation>Von %1 Budget</translation>
    </message>
    <message>
        <source>Not all figures are here</source>
        <translation>Nicht alle Zahlen sind da</translation>
    </message>
    <message>
        <source>Over budget</source>
        <translation>Über dem Budget</translation>
    </message>
    <message>
        <source>%1 behind pace</source>
        <translation>%1 über Soll</translation>
    </message>
    <message>
        <source>%1 ahead of pace</source>
        <translation>%1 unter Soll</translation>
    </message>
    <message>
        <source>%1 still running</source>
        <translation>Laufend: %1</translation>
    </message>
    <message>
        <source>Burn Rate, 7 Days</source>
        <translation>Verbrauch, 7 Tage</translation>
    </message>
    <message>
        <source>Was %1 at %2</source>
        <translation>War %1 um %2</translation>
    </message>
    <message>
        <source>Needs a day of figures</source>
        <translation>Braucht Zahlen eines Tages</translation>
    </message>
    <message>
        <source>Until %1, refused since</source>
        <translation>Bis %1, dann Stopp</translation>
    </message>
    <message>
        <source>Budget allows %1</source>
        <translation>Budget: %1</translation>
    </message>
    <message>
        <source>≈ %1% priced by us</source>
        <translation>≈ %1&#xa0;% von uns bepreist</translation>
    </message>
    <message>
        <source>Runs Out</source>
        <translation>Erschöpft am</translation>
    </message>
    <message>
        <source>No date while frozen</source>
        <translation>Solange eingefroren</translation>
    </message>
    <message>
        <source>Period ends %1</source>
        <translation>Zeitraum endet %1</translation>
    </message>
    <message>
        <source>Too early to tell</source>
        <translation>Noch zu früh</translation>
    </message>
    <message>
        <source>Spent up</source>
        <translation>Aufgebraucht</translation>
    </message>
    <message>
        <source>Since %1</source>
        <translation>Seit %1</translation>
    </message>
    <message>
        <source>Nothing is left</source>
        <translation>Nichts ist übrig</translation>
    </message>
    <message>
        <source>Before the period ends</source>
        <translation>Vor Ende des Zeitraums</translation>
    </message>
    <message>
        <source>%1 early</source>
        <translation>%1 zu früh</translation>
    </message>
    <message>
        <source>At the current pace</source>
        <translation>Beim aktuellen Tempo</translation>
    </message>
    <message>
        <source>After %1</source>
        <translation>Nach %1</translation>
    </message>
    <message>
        <source>Lasts the period</source>
        <translation>Reicht für den Zeitraum</translation>
    </message>
    <message>
        <source>History unreadable</source>
        <translation>Historie unlesbar</translation>
    </message>
    <message>
        <source>Prices unreadable</source>
        <translation>Preise unlesbar</translation>
    </message>
    <message>
        <source>Until %1, stopped</source>
        <translation>Bis %1, dann Stopp</translation>
    </message>
    <message>
        <source>Being stopped</source>
        <translation>Wird angehalten</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Not yet tried against the real service</source>
        <translation>Noch nicht am echten Dienst erprobt</translation>
    </message>
    <message>
        <source>Can freeze, at once, with proof</source>
        <translation>Kann einfrieren, sofort und mit Nachweis</translation>
    </message>
    <message>
        <source>Can freeze, with proof</source>
        <translation>Kann einfrieren, mit Nachweis</translation>
    </message>
    <message>
        <source>Tried with Fuseboard’s own gateway and HAProxy; others: only imitations</source>
        <translation>Erprobt mit Fuseboards eigenem Gateway und HAProxy; andere: nur Nachbildungen</translation>
    </message>
    <message>
        <source>Freezes some, with what they say as the only proof</source>
        <translation>Manche frieren ein, einziger Nachweis ist ihre eigene Auskunft</translation>
    </message>
    <message>
        <source>Can freeze, play money only</source>
        <translation>Kann einfrieren, nur Spielgeld</translation>
    </message>
    <message>
        <source>Nothing real to try it against</source>
        <translation>Nichts Echtes, woran zu erproben wäre</translation>
    </message>
</context>
<context>
    <name>FreezeText</name>
    <message>
        <source>Freezing %1 of %2</source>
        <translation>Friert ein, %1 von %2</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>Eingefroren</translation>
    </message>
    <message>
        <source>Partly proved</source>
        <translation>Teilweise nachgewiesen</translation>
    </message>
    <message>
        <source>Not proved</source>
        <translation>Nicht nachgewiesen</translation>
    </message>
    <message>
        <source>Changed outside</source>
        <translation>Von außen geändert</translation>
    </message>
    <message>
        <source>Resuming</source>
        <translation>Wird freigegeben</translation>
    </message>
    <message>
        <source>Partly proved, %1 of %2</source>
        <translation>Teilweise nachgewiesen, %1 von %2</translation>
    </message>
    <message>
        <source>Not proved, %1 of %2</source>
        <translation>Nicht nachgewiesen, %1 von %2</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>noch keine Antwort</translation>
    </message>
    <message>
        <source>order taken, not read back yet</source>
        <translation>Anordnung angenommen, noch nicht zurückgelesen</translation>
    </message>
    <message>
        <source>set and read back, no test call can be made</source>
        <translation>gesetzt und zurückgelesen, kein Testaufruf möglich</translation>
    </message>
    <message>
        <source>given back</source>
        <translation>zurückgegeben</translation>
    </message>
    <message>
        <source>reports the freeze, no test call refused yet</source>
        <translation>meldet das Einfrieren, noch kein Testaufruf abgelehnt</translation>
    </message>
    <message>
        <source>reports the release, no test call passed yet</source>
        <translation>meldet die Freigabe, noch kein Testaufruf ging durch</translation>
    </message>
    <message>
        <source>goes on serving</source>
        <translation>bedient weiter</translation>
    </message>
    <message>
        <source>never held it</source>
        <translation>hielt es nie an</translation>
    </message>
    <message>
        <source>refusing, proved</source>
        <translation>lehnt ab, nachgewiesen</translation>
    </message>
    <message>
        <source>passing, proved</source>
        <translation>lässt durch, nachgewiesen</translation>
    </message>
    <message>
        <source>refusing, proved %1</source>
        <translation>lehnt ab, nachgewiesen %1</translation>
    </message>
    <message>
        <source>passing, proved %1</source>
        <translation>lässt durch, nachgewiesen %1</translation>
    </message>
    <message>
        <source>silent since %1</source>
        <translation>stumm seit %1</translation>
    </message>
    <message>
        <source>has never answered</source>
        <translation>hat nie geantwortet</translation>
    </message>
    <message>
        <source>answers wrongly</source>
        <translation>antwortet falsch</translation>
    </message>
    <message>
        <source>lets calls pass</source>
        <translation>lässt Aufrufe durch</translation>
    </message>
    <message>
        <source>refuses calls</source>
        <translation>lehnt Aufrufe ab</translation>
    </message>
    <message>
        <source>nothing of it is here</source>
        <translation>nichts davon ist hier</translation>
    </message>
    <message>
        <source>%1 looks up what is frozen in a map: before HAProxy 3.4 everyone who reaches any of its sockets may change it, and a reload forgets it until it is ordered again. A table is safer.</source>
        <translation>%1 schlägt in einer Map nach, was eingefroren ist: Vor HAProxy 3.4 kann sie jeder ändern, der einen der Sockets erreicht, und ein Neuladen vergisst sie, bis sie neu angeordnet ist. Eine Tabelle ist sicherer.</translation>
    </message>
    <message>
        <source>All teams</source>
        <translation>Alle Teams</translation>
    </message>
    <message>
        <source>%1; what runs has not ended</source>
        <translation>%1; Laufendes ist noch nicht zu Ende</translation>
    </message>
    <message>
        <source>%1; not on its disk yet, a restart would lose it</source>
        <translation>%1; noch nicht auf der Platte, ein Neustart verlöre es</translation>
    </message>
    <message>
        <source>The version of LiteLLM at %1 has a hole in its check of keys (CVE-2026-42208): whoever uses it needs no key, and no freeze stops them. Update LiteLLM to a version after 1.83.6.</source>
        <translation>Die LiteLLM-Version bei %1 hat eine Lücke in ihrer Schlüsselprüfung (CVE-2026-42208): Wer sie nutzt, braucht keinen Schlüssel und wird durch kein Einfrieren aufgehalten. LiteLLM auf eine Version nach 1.83.6 bringen.</translation>
    </message>
</context>
<context>
    <name>HeadText</name>
    <message>
        <source>%1 budget</source>
        <translation>%1 Budget</translation>
    </message>
    <message>
        <source>no budget</source>
        <translation>kein Budget</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>protected</source>
        <translation>geschützt</translation>
    </message>
    <message>
        <source>restated: %1 → %2</source>
        <translation>berichtigt: %1 → %2</translation>
    </message>
    <message>
        <source>%1 for each of %2: correlation, not credit</source>
        <translation>%1 je %2: Zusammenhang, kein Verdienst</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 of no team</source>
        <translation>%1 ohne Team</translation>
    </message>
    <message>
        <source>%1 stopped</source>
        <translation>%1 angehalten</translation>
    </message>
    <message>
        <source>Stopping %1</source>
        <translation>Hält %1 an</translation>
    </message>
    <message>
        <source>%1 of %2 refuses</source>
        <translation>%1 von %2 lehnt ab</translation>
    </message>
    <message>
        <source>%1 of %2 refuse</source>
        <translation>%1 von %2 lehnen ab</translation>
    </message>
    <message>
        <source>rate unknown</source>
        <translation>Verbrauch unbekannt</translation>
    </message>
    <message>
        <source>Stops %1 · %2</source>
        <translation>Hält an: %1 · %2</translation>
    </message>
</context>
<context>
    <name>IncidentDetails</name>
    <message>
        <source>Places</source>
        <translation>Stellen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Running Requests</source>
        <translation>Laufende Anfragen</translation>
    </message>
    <message>
        <source>May Still Cost</source>
        <translation>Kann noch kosten</translation>
    </message>
    <message>
        <source>Since the Order</source>
        <translation>Seit der Anordnung</translation>
    </message>
    <message>
        <source>ordered %1</source>
        <translation>angeordnet %1</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>Asks again</source>
        <translation>Fragt wieder</translation>
    </message>
    <message>
        <source>unless it is settled by then</source>
        <translation>falls es bis dahin nicht erledigt ist</translation>
    </message>
    <message>
        <source>Ends by itself</source>
        <translation>Endet von selbst</translation>
    </message>
    <message>
        <source>a hard budget’s freeze, while Fuseboard runs</source>
        <translation>das Einfrieren eines harten Budgets, solange Fuseboard läuft</translation>
    </message>
    <message>
        <source>not all tell</source>
        <translation>nicht alle sagen es</translation>
    </message>
    <message>
        <source>refuse, proved</source>
        <translation>lehnen ab, belegt</translation>
    </message>
    <message>
        <source>serve, proved</source>
        <translation>lassen durch, belegt</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>nothing set aside</source>
        <translation>nichts zurückgelegt</translation>
    </message>
    <message>
        <source>set aside for them</source>
        <translation>dafür zurückgelegt</translation>
    </message>
    <message>
        <source>More before it</source>
        <translation>Davor noch mehr</translation>
    </message>
    <message>
        <source>The page Audit has all.</source>
        <translation>Die Seite Protokoll hat alles.</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>Incidents</name>
    <message>
        <source>What is protected is frozen by a person alone.</source>
        <translation>Was geschützt ist, friert nur ein Mensch ein.</translation>
    </message>
    <message>
        <source>Nothing that could be frozen is known of it.</source>
        <translation>Nichts davon ist bekannt, das sich einfrieren ließe.</translation>
    </message>
    <message>
        <source>A hard budget is spent, and spending goes on</source>
        <translation>Ein hartes Budget ist aufgebraucht, und die Ausgaben laufen weiter</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>The team is protected: a person decides.</source>
        <translation>Das Team ist geschützt: Ein Mensch entscheidet.</translation>
    </message>
    <message>
        <source>Budget is spent</source>
        <translation>Budget aufgebraucht</translation>
    </message>
    <message>
        <source>Runs out early</source>
        <translation>Vorzeitig erschöpft</translation>
    </message>
    <message>
        <source>%1 · since %2.</source>
        <translation>%1 · am %2 aufgebraucht.</translation>
    </message>
    <message>
        <source>%1 · %2 at the rate of the last seven days.</source>
        <translation>%1 · %2 beim Verbrauch der letzten sieben Tage.</translation>
    </message>
    <message>
        <source>No outcome is on record yet.</source>
        <translation>Noch ist kein Ergebnis verzeichnet.</translation>
    </message>
    <message>
        <source>Outcome: %1.</source>
        <translation>Ergebnis: %1.</translation>
    </message>
    <message>
        <source>By %1.</source>
        <translation>Von %1.</translation>
    </message>
    <message>
        <source>By %1: %2</source>
        <translation>Von %1: %2</translation>
    </message>
    <message>
        <source>%1: seen at a place</source>
        <translation>%1: an einer Stelle bemerkt</translation>
    </message>
    <message>
        <source>%1: resume ordered</source>
        <translation>%1: Freigabe angeordnet</translation>
    </message>
    <message>
        <source>%1: freeze ordered</source>
        <translation>%1: Einfrieren angeordnet</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Freeze Again</source>
        <translation>Wieder einfrieren</translation>
    </message>
    <message>
        <source>Freeze…</source>
        <translation>Einfrieren…</translation>
    </message>
    <message>
        <source>Resume…</source>
        <translation>Freigeben…</translation>
    </message>
    <message>
        <source>Show Places</source>
        <translation>Stellen zeigen</translation>
    </message>
    <message>
        <source>Change Budget…</source>
        <translation>Budget ändern…</translation>
    </message>
    <message>
        <source>%1 has it since %2; it asks again at %3.</source>
        <translation>%1 kümmert sich seit %2 darum; um %3 wird wieder gefragt.</translation>
    </message>
    <message>
        <source>%1 had it since %2, and it lasts.</source>
        <translation>%1 hat sich seit %2 darum gekümmert, und es dauert an.</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Seen at a place</source>
        <translation>An einer Stelle gesehen</translation>
    </message>
    <message>
        <source>Freeze ordered</source>
        <translation>Einfrieren angeordnet</translation>
    </message>
    <message>
        <source>Resume ordered</source>
        <translation>Freigabe angeordnet</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Übernommen</translation>
    </message>
    <message>
        <source>Reason added</source>
        <translation>Grund ergänzt</translation>
    </message>
    <message>
        <source>nothing</source>
        <comment>what a team usually spends</comment>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Spends far more than usual</source>
        <translation>Gibt weit mehr aus als sonst</translation>
    </message>
    <message>
        <source>%1 · %2 since %3, usually %4.</source>
        <translation>%1 · %2 seit %3, sonst %4.</translation>
    </message>
    <message>
        <source>%1 · %2 from %3 to %4, usually %5.</source>
        <translation>%1 · %2 von %3 bis %4, sonst %5.</translation>
    </message>
    <message>
        <source>Called a false alarm</source>
        <translation>Als Fehlalarm bezeichnet</translation>
    </message>
    <message>
        <source>More allowed</source>
        <translation>Mehr erlaubt</translation>
    </message>
    <message>
        <source>Nothing more allowed</source>
        <translation>Nicht mehr erlaubt</translation>
    </message>
    <message>
        <source>%1 %2 called it a false alarm at %3.</source>
        <translation>%1 %2 nannte es um %3 einen Fehlalarm.</translation>
    </message>
    <message>
        <source>Allow %1 More…</source>
        <translation>%1 mehr erlauben…</translation>
    </message>
    <message>
        <source>Keep Refusing</source>
        <translation>Weiter ablehnen</translation>
    </message>
    <message>
        <source>False Alarm…</source>
        <translation>Fehlalarm…</translation>
    </message>
    <message>
        <source>Freeze Key</source>
        <translation>Schlüssel einfrieren</translation>
    </message>
    <message>
        <source>Freeze Session</source>
        <translation>Sitzung einfrieren</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>%1 of 1 day</source>
        <translation>%1 von 1 Tag</translation>
    </message>
    <message>
        <source>%1 of %2 days</source>
        <translation>%1 von %2 Tagen</translation>
    </message>
    <message>
        <source>Loading the history of %1 was ended at %2. What was loaded stays.</source>
        <translation>Das Laden der Historie von %1 wurde bei %2 beendet. Was geladen ist, bleibt.</translation>
    </message>
    <message>
        <source>The history of %1 is loaded, %2.</source>
        <translation>Die Historie von %1 ist geladen, %2.</translation>
    </message>
    <message>
        <source>Loading the history of %1</source>
        <translation>Historie von %1 wird geladen</translation>
    </message>
    <message>
        <source>Giving the past to teams anew</source>
        <translation>Vergangenes wird Teams neu zugeordnet</translation>
    </message>
    <message>
        <source>Going back to the earlier rules</source>
        <translation>Zurück zu den früheren Regeln</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>%1 wird geschrieben</translation>
    </message>
    <message>
        <source>Paused at %1</source>
        <translation>Angehalten bei %1</translation>
    </message>
    <message>
        <source>%1, waits: %2</source>
        <translation>%1, wartet: %2</translation>
    </message>
    <message>
        <source>The change of the allocation rules was taken back.</source>
        <translation>Die Änderung der Zuordnungsregeln wurde zurückgenommen.</translation>
    </message>
    <message>
        <source>The past is given to teams by the changed rules, %1.</source>
        <translation>Vergangenes ist den Teams nach den geänderten Regeln zugeordnet, %1.</translation>
    </message>
    <message>
        <source>The past is given to teams as before the change of the rules.</source>
        <translation>Vergangenes ist den Teams zugeordnet wie vor der Änderung der Regeln.</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>%1 jobs run</source>
        <translation>%1 Aufgaben laufen</translation>
    </message>
    <message>
        <source>Loading history</source>
        <translation>Historie wird geladen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a job and how far it is</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Limits</name>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Organisation %1</source>
        <translation>Organisation %1</translation>
    </message>
    <message>
        <source>Team %1</source>
        <translation>Team %1</translation>
    </message>
    <message>
        <source>Project %1</source>
        <translation>Projekt %1</translation>
    </message>
    <message>
        <source>Key %1</source>
        <translation>Schlüssel %1</translation>
    </message>
    <message>
        <source>Person %1</source>
        <translation>Person %1</translation>
    </message>
    <message>
        <source>Refuses</source>
        <translation>Lehnt ab</translation>
    </message>
    <message>
        <source>Only warns</source>
        <translation>Warnt nur</translation>
    </message>
    <message>
        <source>The key may not read “%1” (%2).</source>
        <translation>Der Schlüssel darf „%1“ nicht lesen (%2).</translation>
    </message>
    <message>
        <source>“%1” is not there, or hidden from the key (%2).</source>
        <translation>„%1“ ist nicht da oder dem Schlüssel verborgen (%2).</translation>
    </message>
    <message>
        <source>“%1” could not be read: %2.</source>
        <translation>„%1“ ließ sich nicht lesen: %2.</translation>
    </message>
</context>
<context>
    <name>LoopText</name>
    <message>
        <source>once more</source>
        <translation>noch einmal</translation>
    </message>
    <message>
        <source>%1 times more</source>
        <translation>noch %1-mal</translation>
    </message>
    <message>
        <source>A tool</source>
        <translation>Ein Werkzeug</translation>
    </message>
    <message>
        <source>%1 was called %2 with the same arguments and the same result.</source>
        <translation>%1 wurde %2 mit denselben Argumenten und demselben Ergebnis aufgerufen.</translation>
    </message>
    <message>
        <source>Calls of %1 and others repeat in a circle.</source>
        <translation>Aufrufe von %1 und anderen wiederholen sich im Kreis.</translation>
    </message>
    <message>
        <source>%1 was called %2 with almost the same arguments and result.</source>
        <translation>%1 wurde %2 mit fast denselben Argumenten und fast demselben Ergebnis aufgerufen.</translation>
    </message>
    <message>
        <source>%1 failed %2 with the same error.</source>
        <translation>%1 scheiterte %2 mit demselben Fehler.</translation>
    </message>
    <message>
        <source>The same was said and asked %1.</source>
        <translation>Dasselbe wurde %1 gesagt und gefragt.</translation>
    </message>
    <message>
        <source>The very same request came %1.</source>
        <translation>Genau dieselbe Anfrage kam %1.</translation>
    </message>
    <message>
        <source>An agent handed its task on to another, %1.</source>
        <translation>Ein Agent gab seine Aufgabe an einen anderen weiter, %1.</translation>
    </message>
    <message>
        <source>The prompt grows by what stood in it before.</source>
        <translation>Der Prompt wächst um das, was schon darin stand.</translation>
    </message>
    <message>
        <source>It costs far more an hour than others of its kind.</source>
        <translation>Es kostet je Stunde weit mehr als andere seiner Art.</translation>
    </message>
    <message>
        <source>One prompt came again and again within a minute: %1 times.</source>
        <translation>Ein Prompt kam binnen einer Minute immer wieder: %1-mal.</translation>
    </message>
</context>
<context>
    <name>MoneyText</name>
    <message>
        <source>%1/day</source>
        <translation>%1/Tag</translation>
    </message>
    <message>
        <source>%1/h</source>
        <translation>%1/h</translation>
    </message>
    <message>
        <source>%1%2</source>
        <comment>number, percent sign</comment>
        <translation>%1&#xa0;%2</translation>
    </message>
</context>
<context>
    <name>PlaceLines</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>PreviewFacts</name>
    <message>
        <source>Goes on at %1</source>
        <translation>Geht weiter bei %1</translation>
    </message>
    <message>
        <source>Not reached now: %1</source>
        <translation>Jetzt nicht erreicht: %1</translation>
    </message>
    <message>
        <source>nothing of it is there</source>
        <translation>nichts davon ist dort</translation>
    </message>
    <message>
        <source>refuses its calls</source>
        <translation>lehnt die Aufrufe ab</translation>
    </message>
    <message>
        <source>nothing more</source>
        <translation>sonst nichts</translation>
    </message>
    <message>
        <source>holds %1</source>
        <translation>hält an: %1</translation>
    </message>
    <message>
        <source>What the places hold and run now</source>
        <translation>Was die Stellen jetzt anhalten und bearbeiten</translation>
    </message>
    <message>
        <source>asking them…</source>
        <translation>wird erfragt…</translation>
    </message>
    <message>
        <source>Requests that run now</source>
        <translation>Jetzt laufende Anfragen</translation>
    </message>
    <message>
        <source>no place tells</source>
        <translation>keine Stelle sagt es</translation>
    </message>
    <message>
        <source>Money set aside for them</source>
        <translation>Dafür zurückgelegtes Geld</translation>
    </message>
    <message>
        <source>Also stops, for they share keys or projects</source>
        <translation>Hält auch an, da Schlüssel oder Projekte geteilt sind</translation>
    </message>
    <message>
        <source>Can’t end what runs</source>
        <translation>Kann Laufendes nicht beenden</translation>
    </message>
    <message>
        <source>Keys stopped: %1</source>
        <translation>Angehaltene Schlüssel: %1</translation>
    </message>
    <message>
        <source>Keys stopped</source>
        <translation>Angehaltene Schlüssel</translation>
    </message>
    <message>
        <source>People who lose access: %1</source>
        <translation>Personen ohne Zugang: %1</translation>
    </message>
    <message>
        <source>Agents that stop: %1</source>
        <translation>Agenten, die anhalten: %1</translation>
    </message>
    <message>
        <source>People and agents who lose access</source>
        <translation>Personen und Agenten ohne Zugang</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>What Will Be Affected</source>
        <translation>Was betroffen ist</translation>
    </message>
    <message>
        <source>Teams stopped</source>
        <translation>Angehaltene Teams</translation>
    </message>
    <message>
        <source>all %1</source>
        <translation>alle %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Protected teams among them</source>
        <translation>Darunter geschützte Teams</translation>
    </message>
    <message>
        <source>Spending stopped, mean of 7 days</source>
        <translation>Angehaltene Ausgaben, Mittel aus 7 Tagen</translation>
    </message>
    <message>
        <source>Frozen already</source>
        <translation>Schon eingefroren</translation>
    </message>
    <message>
        <source>Sources that only report</source>
        <translation>Quellen, die nur berichten</translation>
    </message>
    <message>
        <source>Billed elsewhere, goes on</source>
        <translation>Anderswo abgerechnet, geht weiter</translation>
    </message>
    <message>
        <source>%1 this period</source>
        <translation>%1 in diesem Zeitraum</translation>
    </message>
    <message>
        <source>At %1</source>
        <translation>Bei %1</translation>
    </message>
    <message>
        <source>Held there already, and still after a resume</source>
        <translation>Dort schon angehalten, auch nach der Freigabe noch</translation>
    </message>
    <message>
        <source>Not sent to, can’t refuse this scope</source>
        <translation>Nicht gesendet, kann diesen Bereich nicht ablehnen</translation>
    </message>
    <message>
        <source>Read back only, no test call there</source>
        <translation>Nur zurückgelesen, dort kein Testaufruf</translation>
    </message>
    <message>
        <source>Can’t be read now at %1</source>
        <translation>Jetzt nicht lesbar bei %1</translation>
    </message>
    <message>
        <source>can’t be read now</source>
        <translation>jetzt nicht lesbar</translation>
    </message>
    <message>
        <source>not known: %1</source>
        <translation>nicht bekannt: %1</translation>
    </message>
</context>
<context>
    <name>PriceRows</name>
    <message>
        <source>as input</source>
        <translation>wie Eingabe</translation>
    </message>
    <message>
        <source>as 5 min</source>
        <translation>wie 5 min</translation>
    </message>
    <message>
        <source>as output</source>
        <translation>wie Ausgabe</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 off the list</source>
        <translation>%1 unter Liste</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Applies To</source>
        <translation>Gilt für</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Cache Read</source>
        <translation>Cache lesen</translation>
    </message>
    <message>
        <source>Write 5 min</source>
        <translation>Schreiben 5 min</translation>
    </message>
    <message>
        <source>Write 1 h</source>
        <translation>Schreiben 1 h</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>Nachdenken</translation>
    </message>
    <message>
        <source>Everything, %1</source>
        <translation>Alles, %1</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>First UTC Day</source>
        <translation>Erster UTC-Tag</translation>
    </message>
    <message>
        <source>Last UTC Day</source>
        <translation>Letzter UTC-Tag</translation>
    </message>
    <message>
        <source>(not named)</source>
        <translation>(ohne Namen)</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Auf</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Counts From</source>
        <translation>Gilt ab</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>(not told)</source>
        <translation>(nicht genannt)</translation>
    </message>
    <message>
        <source>ever</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>In Kraft</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Noch nicht</translation>
    </message>
    <message>
        <source>For the days before</source>
        <translation>Für die Tage davor</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Agreed, per Million Tokens</source>
        <translation>Vereinbart, je Million Tokens</translation>
    </message>
    <message>
        <source>every account</source>
        <translation>jedes Konto</translation>
    </message>
    <message>
        <source>every model</source>
        <translation>jedes Modell</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>no end</source>
        <translation>ohne Ende</translation>
    </message>
</context>
<context>
    <name>Prices</name>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Cache read</source>
        <translation>Cache lesen</translation>
    </message>
    <message>
        <source>Cache write, 5 min</source>
        <translation>Cache schreiben, 5 min</translation>
    </message>
    <message>
        <source>Cache write, 1 h</source>
        <translation>Cache schreiben, 1 h</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>Nachdenken</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>Flex</source>
        <translation>Flex</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorisiert</translation>
    </message>
    <message>
        <source>above %1k</source>
        <translation>über %1k</translation>
    </message>
    <message>
        <source>Everything, %1</source>
        <translation>Alles, %1</translation>
    </message>
    <message>
        <source>above %1</source>
        <translation>über %1</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>entfallen</translation>
    </message>
</context>
<context>
    <name>Reconciliation</name>
    <message>
        <source>Time zone: the provider’s day begins at another hour</source>
        <translation>Zeitzone: Der Tag des Anbieters beginnt zu einer anderen Stunde</translation>
    </message>
    <message>
        <source>Late data: the provider’s figures may still change</source>
        <translation>Späte Daten: Die Zahlen des Anbieters können sich noch ändern</translation>
    </message>
    <message>
        <source>Cache classes: the same tokens, counted as cached otherwise</source>
        <translation>Cache-Klassen: dieselben Tokens, anders als gecacht gezählt</translation>
    </message>
    <message>
        <source>Missing streams: they broke off at the gateway and went on at the provider</source>
        <translation>Fehlende Streams: am Gateway abgebrochen, beim Anbieter weitergelaufen</translation>
    </message>
    <message>
        <source>Billed elsewhere: calls that no gateway saw</source>
        <translation>Anderswo abgerechnet: Aufrufe, die kein Gateway gesehen hat</translation>
    </message>
    <message>
        <source>Price: the same tokens at another price</source>
        <translation>Preis: dieselben Tokens zu einem anderen Preis</translation>
    </message>
    <message>
        <source>Unknown: nothing tells why</source>
        <translation>Unbekannt: Nichts erklärt es</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Late data</source>
        <translation>Späte Daten</translation>
    </message>
    <message>
        <source>Cache classes</source>
        <translation>Cache-Klassen</translation>
    </message>
    <message>
        <source>Missing streams</source>
        <translation>Fehlende Streams</translation>
    </message>
    <message>
        <source>Billed elsewhere</source>
        <translation>Anderswo abgerechnet</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Agrees within 2%</source>
        <translation>Stimmt auf 2&#xa0;% überein</translation>
    </message>
    <message>
        <source>Does not agree</source>
        <translation>Stimmt nicht überein</translation>
    </message>
    <message>
        <source>Nothing to compare with</source>
        <translation>Nicht vergleichbar</translation>
    </message>
    <message>
        <source>most on %1</source>
        <translation>das meiste am %1</translation>
    </message>
    <message>
        <source>most on %1, %2</source>
        <translation>das meiste am %1, %2</translation>
    </message>
    <message>
        <source>%1: no provider’s figures to compare with; a gateway measured %2.</source>
        <translation>%1: keine Zahlen des Anbieters zum Vergleich; ein Gateway hat %2 gemessen.</translation>
    </message>
    <message>
        <source>%1: no gateway measured anything to compare with; the provider billed %2.</source>
        <translation>%1: kein Gateway hat etwas zum Vergleich gemessen; der Anbieter hat %2 abgerechnet.</translation>
    </message>
    <message>
        <source>%1: measured %2, billed %3, difference %4: %5.</source>
        <translation>%1: gemessen %2, abgerechnet %3, Differenz %4: %5.</translation>
    </message>
    <message>
        <source>%1: measured %2; the provider has told no bill, its counts are worth %3, difference %4: %5.</source>
        <translation>%1: gemessen %2; der Anbieter hat noch keine Rechnung genannt, seine Zählung ist %3 wert, Differenz %4: %5.</translation>
    </message>
    <message>
        <source>Not compared: a gateway measured %1 on days of which the provider has told nothing.</source>
        <translation>Nicht verglichen: Ein Gateway hat %1 an Tagen gemessen, zu denen der Anbieter nichts gesagt hat.</translation>
    </message>
</context>
<context>
    <name>ReconciliationRows</name>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Billed</source>
        <translation>Abgerechnet</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Of the Bill</source>
        <translation>Der Rechnung</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Bill Final Up To</source>
        <translation>Rechnung endgültig bis</translation>
    </message>
    <message>
        <source>Why It Differs</source>
        <translation>Warum es abweicht</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Where Most of It Is</source>
        <translation>Wo das meiste liegt</translation>
    </message>
    <message>
        <source>UTC Day</source>
        <translation>UTC-Tag</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Causes</source>
        <translation>Gründe</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Not compared: the provider told nothing of this day</source>
        <translation>Nicht verglichen: Der Anbieter sagt nichts zu diesem Tag</translation>
    </message>
    <message>
        <source>no money stated yet: by the provider’s counts</source>
        <translation>noch kein Geld genannt: nach Zählung des Anbieters</translation>
    </message>
    <message>
        <source>(bill of all models)</source>
        <translation>(Rechnung aller Modelle)</translation>
    </message>
</context>
<context>
    <name>Rules</name>
    <message>
        <source>Runs in a loop</source>
        <translation>Dreht sich im Kreis</translation>
    </message>
    <message>
        <source>Model fails</source>
        <translation>Modell fällt aus</translation>
    </message>
    <message>
        <source>Spends too fast</source>
        <translation>Zu schnelle Ausgaben</translation>
    </message>
    <message>
        <source>Warned</source>
        <translation>Gewarnt</translation>
    </message>
    <message>
        <source>Slowed down</source>
        <translation>Gebremst</translation>
    </message>
    <message>
        <source>One tier down</source>
        <translation>Eine Stufe tiefer</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Tries again</source>
        <translation>Versucht es wieder</translation>
    </message>
    <message>
        <source>Would be warned</source>
        <translation>Würde gewarnt</translation>
    </message>
    <message>
        <source>Would be slowed down</source>
        <translation>Würde gebremst</translation>
    </message>
    <message>
        <source>Would go one tier down</source>
        <translation>Ginge eine Stufe tiefer</translation>
    </message>
    <message>
        <source>Would be held</source>
        <translation>Würde angehalten</translation>
    </message>
    <message>
        <source>Would try again</source>
        <translation>Versuchte es wieder</translation>
    </message>
    <message>
        <source>only observed</source>
        <translation>nur beobachtet</translation>
    </message>
    <message>
        <source>%1 as last seen</source>
        <translation>%1 wie zuletzt gesehen</translation>
    </message>
    <message>
        <source>Model %1</source>
        <translation>Modell %1</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
</context>
<context>
    <name>ShownState</name>
    <message>
        <source>All teams</source>
        <translation>Alle Teams</translation>
    </message>
    <message>
        <source>%1, key %2</source>
        <translation>%1, Schlüssel %2</translation>
    </message>
    <message>
        <source>Key %1</source>
        <translation>Schlüssel %1</translation>
    </message>
    <message>
        <source>Session %1</source>
        <translation>Sitzung %1</translation>
    </message>
</context>
<context>
    <name>SourceOffers</name>
    <message>
        <source>Fuseboard gateway</source>
        <translation>Fuseboard-Gateway</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>Reads every call from the gateway, and can freeze there with proof.</source>
        <translation>Liest jeden Aufruf vom Gateway und kann dort mit Nachweis einfrieren.</translation>
    </message>
    <message>
        <source>A token of its admin door that may read, freeze and resume. None is needed over a socket.</source>
        <translation>Ein Token der Verwaltungstür, das lesen, einfrieren und freigeben darf. Über einen Socket ist keines nötig.</translation>
    </message>
    <message>
        <source>Telemetry at a Fuseboard gateway</source>
        <translation>Telemetrie an einem Fuseboard-Gateway</translation>
    </message>
    <message>
        <source>Telemetry</source>
        <translation>Telemetrie</translation>
    </message>
    <message>
        <source>Reads what Claude Code and Codex told the gateway of themselves. It is compared with the rest, never added to it.</source>
        <translation>Liest, was Claude Code und Codex dem Gateway von sich melden. Es wird mit dem Rest verglichen, nie dazugezählt.</translation>
    </message>
    <message>
        <source>A token of its admin door that may read. None is needed over a socket.</source>
        <translation>Ein Token der Verwaltungstür, das lesen darf. Über einen Socket ist keines nötig.</translation>
    </message>
    <message>
        <source>OpenAI organisation</source>
        <translation>OpenAI-Organisation</translation>
    </message>
    <message>
        <source>OpenAI</source>
        <translation>OpenAI</translation>
    </message>
    <message>
        <source>Reads what OpenAI counts and bills. With a key for that, a freeze sets the spend limits of projects; OpenAI says when it enforces them, a test call can’t prove it.</source>
        <translation>Liest, was OpenAI zählt und abrechnet. Mit einem Schlüssel dafür setzt ein Einfrieren die Ausgabengrenzen von Projekten; OpenAI sagt, wann es sie durchsetzt, ein Testaufruf kann es nicht nachweisen.</translation>
    </message>
    <message>
        <source>An admin key of the organisation (sk-admin-…), made by an owner, with the right to read usage.</source>
        <translation>Ein Admin-Schlüssel der Organisation (sk-admin-…), von einem Owner erstellt, mit dem Recht, die Nutzung zu lesen.</translation>
    </message>
    <message>
        <source>an admin key that may change the limits of projects and of the organisation.</source>
        <translation>ein Admin-Schlüssel, der die Grenzen der Projekte und der Organisation ändern darf.</translation>
    </message>
    <message>
        <source>Anthropic organisation</source>
        <translation>Anthropic-Organisation</translation>
    </message>
    <message>
        <source>Anthropic</source>
        <translation>Anthropic</translation>
    </message>
    <message>
        <source>Reads what Anthropic counts and bills. With a key for that, a freeze makes API keys inactive; a test call can’t prove it.</source>
        <translation>Liest, was Anthropic zählt und abrechnet. Mit einem Schlüssel dafür setzt ein Einfrieren API-Schlüssel auf inaktiv; ein Testaufruf kann es nicht nachweisen.</translation>
    </message>
    <message>
        <source>An Admin key of the organisation (sk-ant-admin01-…), made by an administrator.</source>
        <translation>Ein Admin-Schlüssel der Organisation (sk-ant-admin01-…), von einem Administrator erstellt.</translation>
    </message>
    <message>
        <source>an Admin key of the organisation; the same one will do.</source>
        <translation>ein Admin-Schlüssel der Organisation; derselbe genügt.</translation>
    </message>
    <message>
        <source>Claude Code analytics</source>
        <translation>Claude-Code-Analysen</translation>
    </message>
    <message>
        <source>Claude Code</source>
        <translation>Claude Code</translation>
    </message>
    <message>
        <source>Reads what Claude Code says it used, by person or key. It is compared with what Anthropic bills, never added to it. It can’t freeze.</source>
        <translation>Liest, was Claude Code nach eigener Auskunft verbraucht hat, nach Person oder Schlüssel. Es wird mit Anthropics Rechnung verglichen, nie dazugezählt. Es kann nicht einfrieren.</translation>
    </message>
    <message>
        <source>LiteLLM proxy, by day</source>
        <translation>LiteLLM-Proxy, nach Tagen</translation>
    </message>
    <message>
        <source>LiteLLM proxy, by call</source>
        <translation>LiteLLM-Proxy, nach Aufrufen</translation>
    </message>
    <message>
        <source>LiteLLM</source>
        <translation>LiteLLM</translation>
    </message>
    <message>
        <source>Reads what each key used of each model a day. A freeze blocks teams and keys.</source>
        <translation>Liest, was jeder Schlüssel von jedem Modell am Tag verbraucht hat. Ein Einfrieren sperrt Teams und Schlüssel.</translation>
    </message>
    <message>
        <source>Reads the log of calls, with people and tags. A freeze blocks teams and keys.</source>
        <translation>Liest das Protokoll der Aufrufe, mit Personen und Tags. Ein Einfrieren sperrt Teams und Schlüssel.</translation>
    </message>
    <message>
        <source>A virtual key of a user with the role proxy_admin_viewer, or a read_only one. Not the master key.</source>
        <translation>Ein virtueller Schlüssel eines Benutzers mit der Rolle proxy_admin_viewer oder einer mit read_only. Nicht der Hauptschlüssel.</translation>
    </message>
    <message>
        <source>a key of a user with the role proxy_admin. What proves a freeze, a canary key for each team, “fuseboardctl source change” adds.</source>
        <translation>ein Schlüssel eines Benutzers mit der Rolle proxy_admin. Was ein Einfrieren nachweist, einen Testschlüssel für jedes Team, ergänzt „fuseboardctl source change“.</translation>
    </message>
    <message>
        <source>Bifrost gateway</source>
        <translation>Bifrost-Gateway</translation>
    </message>
    <message>
        <source>Bifrost</source>
        <translation>Bifrost</translation>
    </message>
    <message>
        <source>Reads the log of calls, with virtual keys and teams. A freeze makes virtual keys inactive.</source>
        <translation>Liest das Protokoll der Aufrufe, mit virtuellen Schlüsseln und Teams. Ein Einfrieren setzt virtuelle Schlüssel auf inaktiv.</translation>
    </message>
    <message>
        <source>USER:PASSWORD of the dashboard, or a session’s token; none where it asks for none.</source>
        <translation>BENUTZER:PASSWORT der Oberfläche oder das Token einer Sitzung; nichts, wo nichts verlangt wird.</translation>
    </message>
    <message>
        <source>USER:PASSWORD of somebody who may change virtual keys. What proves a freeze, a canary key for each team, “fuseboardctl source change” adds.</source>
        <translation>BENUTZER:PASSWORT von jemandem, der virtuelle Schlüssel ändern darf. Was ein Einfrieren nachweist, einen Testschlüssel für jedes Team, ergänzt „fuseboardctl source change“.</translation>
    </message>
    <message>
        <source>GitHub organisation</source>
        <translation>GitHub-Organisation</translation>
    </message>
    <message>
        <source>GitHub</source>
        <translation>GitHub</translation>
    </message>
    <message>
        <source>Reads what GitHub bills for Copilot and other AI. The account is the organisation’s login. With a key for that, a freeze sets people’s budgets to 0; a test call can’t prove it.</source>
        <translation>Liest, was GitHub für Copilot und andere KI abrechnet. Das Konto ist der Anmeldename der Organisation. Mit einem Schlüssel dafür setzt ein Einfrieren die Budgets von Personen auf 0; ein Testaufruf kann es nicht nachweisen.</translation>
    </message>
    <message>
        <source>A fine-grained token of the organisation with Administration: read; for people also GitHub Copilot Business: read.</source>
        <translation>Ein fein abgestuftes Token der Organisation mit Administration: read; für Personen auch GitHub Copilot Business: read.</translation>
    </message>
    <message>
        <source>a token with Administration: write, and GitHub Copilot Business: read.</source>
        <translation>ein Token mit Administration: write und GitHub Copilot Business: read.</translation>
    </message>
    <message>
        <source>GitHub enterprise</source>
        <translation>GitHub-Enterprise</translation>
    </message>
    <message>
        <source>Reads what GitHub bills for AI by cost centre. The account is the enterprise’s slug. With a key for that, a freeze sets people’s budgets to 0; a test call can’t prove it.</source>
        <translation>Liest, was GitHub für KI nach Kostenstelle abrechnet. Das Konto ist der Kurzname des Enterprise. Mit einem Schlüssel dafür setzt ein Einfrieren die Budgets von Personen auf 0; ein Testaufruf kann es nicht nachweisen.</translation>
    </message>
    <message>
        <source>A classic token of an owner or billing manager with manage_billing:enterprise.</source>
        <translation>Ein klassisches Token eines Owners oder Billing Managers mit manage_billing:enterprise.</translation>
    </message>
    <message>
        <source>a classic token of an owner with manage_billing:enterprise and manage_billing:copilot.</source>
        <translation>ein klassisches Token eines Owners mit manage_billing:enterprise und manage_billing:copilot.</translation>
    </message>
    <message>
        <source>GitHub merged pull requests</source>
        <translation>Übernommene Pull Requests bei GitHub</translation>
    </message>
    <message>
        <source>GitHub merges</source>
        <translation>GitHub-Merges</translation>
    </message>
    <message>
        <source>Counts pull requests that were merged in the organisation’s repositories, by day and author, for cost per merged request: a correlation, not credit. Titles and code are not read. It can’t freeze.</source>
        <translation>Zählt Pull Requests, die in den Repositorys der Organisation übernommen wurden, nach Tag und Autor, für die Kosten je Merge: ein Zusammenhang, kein Verdienst. Titel und Code werden nicht gelesen. Es kann nicht einfrieren.</translation>
    </message>
    <message>
        <source>A fine-grained token of the organisation, for all repositories that are to count, with Pull requests: read and Metadata: read. Not the token that reads the bills.</source>
        <translation>Ein fein abgestuftes Token der Organisation, für alle Repositorys, die zählen sollen, mit Pull requests: read und Metadata: read. Nicht das Token, das die Rechnungen liest.</translation>
    </message>
    <message>
        <source>OpenRouter account</source>
        <translation>OpenRouter-Konto</translation>
    </message>
    <message>
        <source>OpenRouter</source>
        <translation>OpenRouter</translation>
    </message>
    <message>
        <source>Reads what each workspace and key spends. With a key for that, a freeze disables keys; a test call can’t prove it.</source>
        <translation>Liest, was jeder Arbeitsbereich und jeder Schlüssel ausgibt. Mit einem Schlüssel dafür schaltet ein Einfrieren Schlüssel ab; ein Testaufruf kann es nicht nachweisen.</translation>
    </message>
    <message>
        <source>A management key; it can’t run models.</source>
        <translation>Ein Verwaltungsschlüssel; er kann keine Modelle aufrufen.</translation>
    </message>
    <message>
        <source>a management key; the same one will do.</source>
        <translation>ein Verwaltungsschlüssel; derselbe genügt.</translation>
    </message>
    <message>
        <source>Cursor team</source>
        <translation>Cursor-Team</translation>
    </message>
    <message>
        <source>Cursor</source>
        <translation>Cursor</translation>
    </message>
    <message>
        <source>Reads the team’s usage events and charges. It can’t freeze.</source>
        <translation>Liest Nutzung und Kosten des Teams. Es kann nicht einfrieren.</translation>
    </message>
    <message>
        <source>An Admin API key of the team.</source>
        <translation>Ein Admin-API-Schlüssel des Teams.</translation>
    </message>
    <message>
        <source>HAProxy</source>
        <translation>HAProxy</translation>
    </message>
    <message>
        <source>Freezes at an HAProxy that looks up Fuseboard’s holds, with proof, and ends what runs. “fuseboardctl companion haproxy” writes its configuration. It tells no usage.</source>
        <translation>Friert an einem HAProxy ein, der Fuseboards Anordnungen nachschlägt, mit Nachweis, und beendet, was läuft. „fuseboardctl companion haproxy“ schreibt die Konfiguration dazu. Nutzung meldet es nicht.</translation>
    </message>
    <message>
        <source>On this computer: Claude Code</source>
        <translation>Auf diesem Rechner: Claude Code</translation>
    </message>
    <message>
        <source>Claude Code here</source>
        <translation>Claude Code hier</translation>
    </message>
    <message>
        <source>Reads the transcripts that Claude Code keeps, and follows running sessions. No key. Counts and models only: no prompt and no answer is kept. It can’t freeze.</source>
        <translation>Liest die Mitschriften, die Claude Code führt, und folgt laufenden Sitzungen. Kein Schlüssel. Nur Zahlen und Modelle: Keine Frage und keine Antwort wird aufbewahrt. Es kann nicht einfrieren.</translation>
    </message>
    <message>
        <source>On this computer: Codex CLI</source>
        <translation>Auf diesem Rechner: Codex CLI</translation>
    </message>
    <message>
        <source>Codex here</source>
        <translation>Codex hier</translation>
    </message>
    <message>
        <source>Reads the sessions that Codex CLI keeps, and follows running ones. No key. Counts and models only: no prompt and no answer is kept. It can’t freeze.</source>
        <translation>Liest die Sitzungen, die Codex CLI führt, und folgt laufenden. Kein Schlüssel. Nur Zahlen und Modelle: Keine Frage und keine Antwort wird aufbewahrt. Es kann nicht einfrieren.</translation>
    </message>
    <message>
        <source>Reads spending.</source>
        <translation>Liest Ausgaben.</translation>
    </message>
    <message>
        <source>The handbook names the rights.</source>
        <translation>Das Handbuch nennt die Rechte.</translation>
    </message>
</context>
<context>
    <name>SourcePlace</name>
    <message>
        <source>“%1” is neither a socket such as /run/haproxy/admin.sock nor an address such as tcp://127.0.0.1:9999.</source>
        <translation>„%1“ ist weder ein Socket wie /run/haproxy/admin.sock noch eine Adresse wie tcp://127.0.0.1:9999.</translation>
    </message>
    <message>
        <source>Whoever reaches that address may change everything at the proxy. It has to be on this computer.</source>
        <translation>Wer diese Adresse erreicht, kann am Proxy alles ändern. Sie muss auf diesem Rechner liegen.</translation>
    </message>
    <message>
        <source>“%1” is not a folder such as /home/ada/.claude.</source>
        <translation>„%1“ ist kein Ordner wie /home/ada/.claude.</translation>
    </message>
    <message>
        <source>“%1” is not an address such as https://gateway.example.</source>
        <translation>„%1“ ist keine Adresse wie https://gateway.example.</translation>
    </message>
    <message>
        <source>A key does not belong into the address. Use the field below it.</source>
        <translation>Ein Schlüssel gehört nicht in die Adresse. Dafür ist das Feld darunter da.</translation>
    </message>
    <message>
        <source>A key would travel in the open to another machine. Use https://.</source>
        <translation>Ein Schlüssel ginge offen zu einem anderen Rechner. https:// verwenden.</translation>
    </message>
    <message>
        <source>“%1” is not where callers reach the proxy, such as http://127.0.0.1:18080.</source>
        <translation>„%1“ ist kein Ort, an dem Aufrufer den Proxy erreichen, wie http://127.0.0.1:18080.</translation>
    </message>
    <message>
        <source>At http:// it shows no certificate. Use https://, or leave the certificate empty.</source>
        <translation>Bei http:// zeigt sie kein Zertifikat. https:// verwenden oder das Zertifikat leer lassen.</translation>
    </message>
    <message>
        <source>There is no file “%1”. It has to be the certificate of an authority, as PEM.</source>
        <translation>Es gibt keine Datei „%1“. Sie muss das Zertifikat einer Zertifizierungsstelle sein, als PEM.</translation>
    </message>
    <message>
        <source>“%1” is neither a file such as /etc/fuseboard/ca.pem nor the 64 hex digits of a certificate’s SHA-256.</source>
        <translation>„%1“ ist weder eine Datei wie /etc/fuseboard/ca.pem noch sind es die 64 Hexziffern der SHA-256 eines Zertifikats.</translation>
    </message>
</context>
<context>
    <name>SourceRights</name>
    <message>
        <source>%1 answers and accepts the key. It can read: %2.</source>
        <translation>%1 antwortet und nimmt den Schlüssel an. Lesbar: %2.</translation>
    </message>
    <message>
        <source>%1 answers. It can be read: %2.</source>
        <translation>%1 antwortet. Lesbar: %2.</translation>
    </message>
    <message>
        <source>It can’t read: %1.</source>
        <translation>Nicht lesbar: %1.</translation>
    </message>
    <message>
        <source>It may do more than is needed: %1. A key without that is safer.</source>
        <translation>Mehr Rechte als nötig: %1. Ein Schlüssel ohne sie ist sicherer.</translation>
    </message>
</context>
<context>
    <name>Switchboard</name>
    <message>
        <source>%1 min</source>
        <translation>%L1 min</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%L1 s</translation>
    </message>
    <message>
        <source>test call, %1</source>
        <translation>Testaufruf, %1</translation>
    </message>
    <message>
        <source>no test call, %1</source>
        <translation>kein Testaufruf, %1</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>antwortet</translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation>noch nicht gefragt</translation>
    </message>
    <message>
        <source>proved in %1 s</source>
        <translation>nachgewiesen in %L1 s</translation>
    </message>
    <message>
        <source>read back in %1 s</source>
        <translation>zurückgelesen in %L1 s</translation>
    </message>
    <message>
        <source>written in %1 s</source>
        <translation>geschrieben in %L1 s</translation>
    </message>
    <message>
        <source>quiet in %1 s</source>
        <translation>ruhig in %L1 s</translation>
    </message>
    <message>
        <source>No answer yet</source>
        <translation>Noch keine Antwort</translation>
    </message>
    <message>
        <source>Ordered</source>
        <translation>Angeordnet</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Gesetzt</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>Zurückgegeben</translation>
    </message>
    <message>
        <source>Read back</source>
        <translation>Zurückgelesen</translation>
    </message>
    <message>
        <source>Refusing</source>
        <translation>Lehnt ab</translation>
    </message>
    <message>
        <source>Passing</source>
        <translation>Lässt durch</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Answers wrongly</source>
        <translation>Antwortet falsch</translation>
    </message>
    <message>
        <source>Lets calls pass</source>
        <translation>Lässt Aufrufe durch</translation>
    </message>
    <message>
        <source>Refuses calls</source>
        <translation>Lehnt Aufrufe ab</translation>
    </message>
    <message>
        <source>Goes on serving</source>
        <translation>Bedient weiter</translation>
    </message>
    <message>
        <source>Never held it</source>
        <translation>Hielt es nie an</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>nothing of it</source>
        <translation>nichts davon</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Spending</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>ordered %1</source>
        <translation>angeordnet %1</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>Zusammen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Anordnung</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Freeze %1</source>
        <translation>%1 einfrieren</translation>
    </message>
    <message>
        <source>Resume %1</source>
        <translation>%1 freigeben</translation>
    </message>
    <message>
        <source>%1, order %2</source>
        <translation>%1, Anordnung %2</translation>
    </message>
    <message>
        <source>let calls pass again</source>
        <translation>Aufrufe wieder durchlassen</translation>
    </message>
    <message>
        <source>refuse new, end what runs</source>
        <translation>Neues ablehnen, Laufendes beenden</translation>
    </message>
    <message>
        <source>refuse new requests</source>
        <translation>neue Anfragen ablehnen</translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>noch nicht gesichert</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>No freeze reaches %1: what is called there without a gateway goes on.</source>
        <translation>Kein Einfrieren erreicht %1: Was dort ohne Gateway aufgerufen wird, geht weiter.</translation>
    </message>
    <message>
        <source>%1 says: %2</source>
        <translation>%1 meldet: %2</translation>
    </message>
</context>
<context>
    <name>TeamImport</name>
    <message>
        <source>The file is not UTF-8 text. Save it as “CSV UTF-8”.</source>
        <translation>Die Datei ist kein UTF-8-Text. Sie als „CSV UTF-8“ speichern.</translation>
    </message>
    <message>
        <source>The line has a quote in the wrong place or one that is never closed.</source>
        <translation>Die Zeile hat ein Anführungszeichen an falscher Stelle oder eines, das nie geschlossen wird.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>The columns are separated by semicolons. Save the file with commas between them.</source>
        <translation>Die Spalten sind durch Semikolons getrennt. Die Datei mit Kommas dazwischen speichern.</translation>
    </message>
    <message>
        <source>There is no team after the header.</source>
        <translation>Nach der Kopfzeile steht kein Team.</translation>
    </message>
    <message>
        <source>“%1” is not a column of this file.</source>
        <translation>„%1“ ist keine Spalte dieser Datei.</translation>
    </message>
    <message>
        <source>The column “%1” is there twice.</source>
        <translation>Die Spalte „%1“ ist doppelt vorhanden.</translation>
    </message>
    <message>
        <source>There is no column “team”.</source>
        <translation>Die Spalte „team“ fehlt.</translation>
    </message>
    <message>
        <source>The columns “key_label” and “key_sha256” go together.</source>
        <translation>Die Spalten „key_label“ und „key_sha256“ gehören zusammen.</translation>
    </message>
    <message>
        <source>The line has %1 cells, the header has %2.</source>
        <translation>Die Zeile hat %1 Zellen, die Kopfzeile hat %2.</translation>
    </message>
    <message>
        <source>The line names no team.</source>
        <translation>Die Zeile nennt kein Team.</translation>
    </message>
    <message>
        <source>owner</source>
        <translation>verantwortlich</translation>
    </message>
    <message>
        <source>cost centre</source>
        <translation>Kostenstelle</translation>
    </message>
    <message>
        <source>“%1” can’t be a team’s name: a spreadsheet would run it as a formula, or it has control characters.</source>
        <translation>„%1“ kann kein Teamname sein: Eine Tabellenkalkulation würde ihn als Formel ausführen, oder er enthält Steuerzeichen.</translation>
    </message>
    <message>
        <source>“%1” needs a letter from a to z or a digit, for the team’s id.</source>
        <translation>„%1“ braucht für die Kennung des Teams einen Buchstaben von a bis z oder eine Ziffer.</translation>
    </message>
    <message>
        <source>“%1” would get the id %2, which another team has.</source>
        <translation>„%1“ bekäme die Kennung %2, die ein anderes Team hat.</translation>
    </message>
    <message>
        <source>The %1 “%2” would be run as a formula by a spreadsheet.</source>
        <translation>„%2“ (%1) würde eine Tabellenkalkulation als Formel ausführen.</translation>
    </message>
    <message>
        <source>The %1 “%2” contradicts line %3.</source>
        <translation>„%2“ (%1) widerspricht Zeile %3.</translation>
    </message>
    <message>
        <source>“%1” is not a currency code such as USD.</source>
        <translation>„%1“ ist kein Währungscode wie USD.</translation>
    </message>
    <message>
        <source>The budget “%1” is not an amount such as 20000 or 20000.50.</source>
        <translation>Das Budget „%1“ ist kein Betrag wie 20000 oder 20000.50.</translation>
    </message>
    <message>
        <source>The budget “%1” contradicts line %2.</source>
        <translation>Das Budget „%1“ widerspricht Zeile %2.</translation>
    </message>
    <message>
        <source>The project “%1” is on line %2 already.</source>
        <translation>Das Projekt „%1“ steht schon in Zeile %2.</translation>
    </message>
    <message>
        <source>The project “%1” belongs to another team already.</source>
        <translation>Das Projekt „%1“ gehört schon einem anderen Team.</translation>
    </message>
    <message>
        <source>A key needs both a label and a SHA-256.</source>
        <translation>Ein Schlüssel braucht eine Bezeichnung und eine SHA-256.</translation>
    </message>
    <message>
        <source>“%1” is not a SHA-256: 64 digits from 0 to 9 and a to f.</source>
        <translation>„%1“ ist keine SHA-256: 64 Stellen aus 0 bis 9 und a bis f.</translation>
    </message>
    <message>
        <source>The key’s label “%1” would be run as a formula by a spreadsheet.</source>
        <translation>Die Bezeichnung „%1“ des Schlüssels würde eine Tabellenkalkulation als Formel ausführen.</translation>
    </message>
    <message>
        <source>The key “%1” is on line %2 already.</source>
        <translation>Der Schlüssel „%1“ steht schon in Zeile %2.</translation>
    </message>
    <message>
        <source>The key “%1” belongs to another team already.</source>
        <translation>Der Schlüssel „%1“ gehört schon einem anderen Team.</translation>
    </message>
</context>
<context>
    <name>TeamPage</name>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>place, what it has shown</comment>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>Und %n weitere.</numerusform>
            <numerusform>Und %n weitere.</numerusform>
        </translation>
    </message>
    <message>
        <source>Where It Goes</source>
        <translation>Wohin das Geld geht</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Seite %1 von %2</translation>
    </message>
    <message>
        <source>≥ and ≤: at least and at most, since figures are missing.</source>
        <translation>≥ und ≤: mindestens und höchstens, weil Zahlen fehlen.</translation>
    </message>
    <message>
        <source>≈: priced by us, not taken from a bill.</source>
        <translation>≈: von uns bepreist, keiner Rechnung entnommen.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>source, state</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>source, time</comment>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1 to %2 (%3)</source>
        <comment>source, time, state</comment>
        <translation>%1 bis %2 (%3)</translation>
    </message>
    <message>
        <source>No source tells figures.</source>
        <translation>Keine Quelle nennt Zahlen.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>sources</comment>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Sources: %1.</source>
        <translation>Quellen: %1.</translation>
    </message>
    <message>
        <source>Complete to %1.</source>
        <translation>Vollständig bis %1.</translation>
    </message>
    <message>
        <source>Made %1, %2 (%3)</source>
        <comment>date, time, time zone</comment>
        <translation>Erstellt am %1, %2 (%3)</translation>
    </message>
    <message>
        <source>No figure is known: the history can’t be read.</source>
        <translation>Keine Zahl ist bekannt: Die Historie lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>No figure is known yet.</source>
        <translation>Noch ist keine Zahl bekannt.</translation>
    </message>
    <message>
        <source>No spending was told; figures are missing.</source>
        <translation>Keine Ausgaben wurden gemeldet; Zahlen fehlen.</translation>
    </message>
    <message>
        <source>Nothing was spent in this period.</source>
        <translation>In diesem Zeitraum wurde nichts ausgegeben.</translation>
    </message>
    <message>
        <source>Sandbox: not your money</source>
        <translation>Sandbox: kein echtes Geld</translation>
    </message>
    <message>
        <source>No figure is known: the prices can’t be read.</source>
        <translation>Keine Zahl ist bekannt: Die Preise sind nicht lesbar.</translation>
    </message>
</context>
<context>
    <name>TimeText</name>
    <message>
        <source>%1 s</source>
        <translation>%L1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%L1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 Tage</translation>
    </message>
    <message>
        <source>%1 old</source>
        <translation>%1 alt</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>%1 days ago</source>
        <translation>vor %1 Tagen</translation>
    </message>
    <message>
        <source>This computer’s clock is %2 behind the one of %1. Amounts go by the source’s; set this computer’s clock.</source>
        <translation>Die Uhr dieses Rechners geht gegenüber %1 um %2 nach. Beträge richten sich nach der Quelle; die Uhr dieses Rechners stellen.</translation>
    </message>
    <message>
        <source>This computer’s clock is %2 ahead of the one of %1. Amounts go by the source’s; set this computer’s clock.</source>
        <translation>Die Uhr dieses Rechners geht gegenüber %1 um %2 vor. Beträge richten sich nach der Quelle; die Uhr dieses Rechners stellen.</translation>
    </message>
</context>
<context>
    <name>UndoText</name>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>asks first, as somebody has changed %1: before the freeze %2, now %3</source>
        <translation>fragt erst, da jemand %1 geändert hat: vor dem Einfrieren %2, jetzt %3</translation>
    </message>
    <message>
        <source>gives back %1</source>
        <translation>gibt zurück: %1</translation>
    </message>
    <message>
        <source>leaves held, as before the freeze or for another one: %1</source>
        <translation>bleibt angehalten, wie vor dem Einfrieren oder für ein anderes: %1</translation>
    </message>
    <message>
        <source>can’t give back what is gone: %1</source>
        <translation>kann nicht zurückgeben, was fort ist: %1</translation>
    </message>
    <message>
        <source>can’t be looked at now: %1</source>
        <translation>ist jetzt nicht anzusehen: %1</translation>
    </message>
    <message>
        <source>lets its calls pass again</source>
        <translation>lässt die Aufrufe wieder durch</translation>
    </message>
    <message>
        <source>leaves held until it can be read again: %1</source>
        <translation>bleibt angehalten, bis es wieder lesbar ist: %1</translation>
    </message>
    <message>
        <source>gives back its own freeze; that of all teams stays ordered there</source>
        <translation>gibt nur das eigene Einfrieren zurück; das aller Teams bleibt dort angeordnet</translation>
    </message>
</context>
<context>
    <name>Untold</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und weitere %2</translation>
    </message>
    <message>
        <source>%1 left out figures of %2 (%3): what is known of these days counts, and may be too little.</source>
        <translation>%1 hat Zahlen für %2 ausgelassen (%3): Was von diesen Tagen bekannt ist, zählt, und kann zu wenig sein.</translation>
    </message>
    <message>
        <source>%1 refuses figures of %2 (%3): what is known of these days counts, and may be too little.</source>
        <translation>%1 verweigert Zahlen für %2 (%3): Was von diesen Tagen bekannt ist, zählt, und kann zu wenig sein.</translation>
    </message>
    <message>
        <source>figures left out</source>
        <translation>Zahlen ausgelassen</translation>
    </message>
    <message>
        <source>%1 counts more for %2 than it lists (%3): what is known of these days counts, and may be too little.</source>
        <translation>%1 zählt für %2 mehr, als es auflistet (%3): Was von diesen Tagen bekannt ist, zählt und ist vielleicht zu wenig.</translation>
    </message>
</context>
<context>
    <name>fuseboard::AboutDialog</name>
    <message>
        <source>About Fuseboard</source>
        <translation>Über Fuseboard</translation>
    </message>
    <message>
        <source>Fuseboard %1</source>
        <translation>Fuseboard %1</translation>
    </message>
    <message>
        <source>Shows where the money for AI tokens goes, and stops it. Free software under the GNU General Public License, version 3 or later; without any warranty.</source>
        <translation>Zeigt, wohin das Geld für KI-Tokens geht, und hält es an. Freie Software unter der GNU General Public License, Version 3 oder später; ohne jede Gewährleistung.</translation>
    </message>
    <message>
        <source>Licences of Its Parts</source>
        <translation>Lizenzen der Bestandteile</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>fuseboard::Actions</name>
    <message>
        <source>&amp;Export CSV…</source>
        <translation>CSV &amp;exportieren…</translation>
    </message>
    <message>
        <source>&amp;Import Teams…</source>
        <translation>Teams &amp;importieren…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Add Team…</source>
        <translation>Team &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Edit Team…</source>
        <translation>Team &amp;bearbeiten…</translation>
    </message>
    <message>
        <source>&amp;Freeze</source>
        <translation>&amp;Einfrieren</translation>
    </message>
    <message>
        <source>Freeze A&amp;ll…</source>
        <translation>&amp;Alle einfrieren…</translation>
    </message>
    <message>
        <source>&amp;Resume…</source>
        <translation>&amp;Freigeben…</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>A&amp;ktualisieren</translation>
    </message>
    <message>
        <source>Go to &amp;Teams</source>
        <translation>Zu den &amp;Teams</translation>
    </message>
    <message>
        <source>Go to &amp;Chart</source>
        <translation>Zum &amp;Diagramm</translation>
    </message>
    <message>
        <source>&amp;Next Team</source>
        <translation>&amp;Nächstes Team</translation>
    </message>
    <message>
        <source>&amp;Previous Team</source>
        <translation>&amp;Vorheriges Team</translation>
    </message>
    <message>
        <source>Burn-Down as Ta&amp;ble</source>
        <translation>Verlauf als Ta&amp;belle</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;About Fuseboard</source>
        <translation>Ü&amp;ber Fuseboard</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Team</source>
        <translation>&amp;Team</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation>Farb&amp;schema</translation>
    </message>
    <message>
        <source>As the &amp;System</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>&amp;Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Go to &amp;Incidents</source>
        <translation>Zu den V&amp;orfällen</translation>
    </message>
    <message>
        <source>F&amp;ilter Teams</source>
        <translation>Teams fi&amp;ltern</translation>
    </message>
    <message>
        <source>&amp;Save as PDF…</source>
        <translation>Als &amp;PDF speichern…</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>&amp;Drucken…</translation>
    </message>
    <message>
        <source>Copy &amp;Picture</source>
        <translation>Bild ko&amp;pieren</translation>
    </message>
    <message>
        <source>&amp;Save Picture…</source>
        <translation>Bild spei&amp;chern…</translation>
    </message>
    <message>
        <source>Freeze as a &amp;Drill…</source>
        <translation>Als &amp;Übung einfrieren…</translation>
    </message>
    <message>
        <source>Running Ca&amp;lls</source>
        <translation>Laufende &amp;Aufrufe</translation>
    </message>
    <message>
        <source>&amp;Handbook</source>
        <translation>&amp;Handbuch (englisch)</translation>
    </message>
</context>
<context>
    <name>fuseboard::AllowDialog</name>
    <message>
        <source>Allow More</source>
        <translation>Mehr erlauben</translation>
    </message>
    <message>
        <source>How much more</source>
        <translation>Wie viel mehr</translation>
    </message>
    <message>
        <source>Until when</source>
        <translation>Bis wann</translation>
    </message>
    <message>
        <source>Day and time it ends</source>
        <translation>Tag und Uhrzeit des Endes</translation>
    </message>
    <message>
        <source>Reason for allowing more</source>
        <translation>Grund, mehr zu erlauben</translation>
    </message>
    <message>
        <source>Reason (kept in the audit log)</source>
        <translation>Grund (steht im Prüfprotokoll)</translation>
    </message>
    <message>
        <source>&amp;More</source>
        <translation>&amp;Mehr</translation>
    </message>
    <message>
        <source>&amp;Until</source>
        <translation>&amp;Bis</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>&amp;Grund</translation>
    </message>
    <message>
        <source>End of this hour, %1</source>
        <translation>Ende dieser Stunde, %1</translation>
    </message>
    <message>
        <source>End of today</source>
        <translation>Ende des heutigen Tages</translation>
    </message>
    <message>
        <source>End of the budget’s period, %1</source>
        <translation>Ende des Budgetzeitraums, %1</translation>
    </message>
    <message>
        <source>Another time…</source>
        <translation>Anderer Zeitpunkt…</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>Erlauben</translation>
    </message>
    <message>
        <source>“%1” is not an amount of money.</source>
        <translation>„%1“ ist kein Geldbetrag.</translation>
    </message>
    <message>
        <source>Nothing more is allowed by that. “Keep Refusing” says no.</source>
        <translation>Damit wird nicht mehr erlaubt. „Weiter ablehnen“ sagt nein.</translation>
    </message>
    <message>
        <source>That time is over.</source>
        <translation>Dieser Zeitpunkt ist vorbei.</translation>
    </message>
    <message>
        <source>The budget begins anew at %1: choose a time until then.</source>
        <translation>Das Budget beginnt neu am %1: einen Zeitpunkt bis dahin wählen.</translation>
    </message>
    <message>
        <source>Fuseboard’s own hard budget of %1 would stop that. It is raised as well until then, and what it has frozen is let go.</source>
        <translation>Fuseboards eigenes hartes Budget von %1 würde das aufhalten. Es wird bis dahin ebenfalls erhöht, und was es eingefroren hat, wird freigegeben.</translation>
    </message>
    <message>
        <source>For half an hour, until %1</source>
        <translation>Eine halbe Stunde, bis %1</translation>
    </message>
    <message>
        <source>A held session is let go for a day at most: choose a time until %1.</source>
        <translation>Eine angehaltene Sitzung darf höchstens einen Tag weiterlaufen: Zeit bis %1 wählen.</translation>
    </message>
</context>
<context>
    <name>fuseboard::Announcer</name>
    <message>
        <source>%1 answers again.</source>
        <translation>%1 antwortet wieder.</translation>
    </message>
    <message>
        <source>%1 does not answer. Its figures are old.</source>
        <translation>%1 antwortet nicht. Die Zahlen von dort sind alt.</translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation>%1 antwortet nicht.</translation>
    </message>
</context>
<context>
    <name>fuseboard::AssignDialog</name>
    <message>
        <source>Assign Spending</source>
        <translation>Ausgaben zuordnen</translation>
    </message>
    <message>
        <source>Whose spending is this?</source>
        <translation>Wessen Ausgaben sind das?</translation>
    </message>
    <message>
        <source>What you choose belongs to the team from now on, and so does what it spent before. The sum stays the same.</source>
        <translation>Was hier gewählt wird, gehört dem Team von nun an, auch was es vorher ausgab. Die Summe bleibt gleich.</translation>
    </message>
    <message>
        <source>Spending that belongs to no team</source>
        <translation>Ausgaben, die keinem Team gehören</translation>
    </message>
    <message>
        <source>Project or Key</source>
        <translation>Projekt oder Schlüssel</translation>
    </message>
    <message>
        <source>This Period</source>
        <translation>Dieser Zeitraum</translation>
    </message>
    <message>
        <source>Everything spent in this period belongs to a team.</source>
        <translation>Alles, was in diesem Zeitraum ausgegeben wurde, gehört einem Team.</translation>
    </message>
    <message>
        <source>Team that gets the spending</source>
        <translation>Team, das die Ausgaben bekommt</translation>
    </message>
    <message>
        <source>Choose a team</source>
        <translation>Team wählen</translation>
    </message>
    <message>
        <source>Belongs &amp;to</source>
        <translation>Gehört &amp;zu</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Zuordnen</translation>
    </message>
</context>
<context>
    <name>fuseboard::AuditPage</name>
    <message>
        <source>Check Again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Export Audit Log…</source>
        <translation>Prüfprotokoll exportieren…</translation>
    </message>
    <message>
        <source>Show Older</source>
        <translation>Ältere zeigen</translation>
    </message>
    <message>
        <source>Clear the Audit Filter</source>
        <translation>Protokollfilter leeren</translation>
    </message>
    <message>
        <source>Acts</source>
        <translation>Vorgänge</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Who did what, when, why and with what outcome. Nothing in it can be changed unnoticed.</source>
        <translation>Wer was getan hat, wann, warum und mit welchem Ergebnis. Nichts darin lässt sich unbemerkt ändern.</translation>
    </message>
    <message>
        <source>Filter Acts</source>
        <translation>Vorgänge filtern</translation>
    </message>
    <message>
        <source>Filter acts</source>
        <translation>Vorgänge filtern</translation>
    </message>
    <message>
        <source>The chosen act</source>
        <translation>Der gewählte Vorgang</translation>
    </message>
    <message>
        <source>%1 Checked at %2.</source>
        <translation>%1 Geprüft um %2.</translation>
    </message>
    <message>
        <source>Checking every row of the log…</source>
        <translation>Jede Zeile des Protokolls wird geprüft…</translation>
    </message>
    <message>
        <source>Reading the log…</source>
        <translation>Das Protokoll wird gelesen…</translation>
    </message>
    <message>
        <source>Nothing is on record yet. Freezes, resumes, changes of budgets, keys and rules, imports and connections will be.</source>
        <translation>Noch ist nichts verzeichnet. Eingefrorenes, Freigaben, Änderungen an Budgets, Schlüsseln und Regeln, Importe und Verbindungen werden es.</translation>
    </message>
    <message>
        <source>The last %1 of %2 rows; an act has one before it and one after it.</source>
        <translation>Die letzten %1 von %2 Zeilen; ein Vorgang hat eine davor und eine danach.</translation>
    </message>
</context>
<context>
    <name>fuseboard::Background</name>
    <message>
        <source>&amp;Open Fuseboard</source>
        <translation>Fuseboard ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Freeze A&amp;ll…</source>
        <translation>&amp;Alle einfrieren…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message numerus="yes">
        <source>Fuseboard: %n to decide</source>
        <translation>
            <numerusform>Fuseboard: %n zu entscheiden</numerusform>
            <numerusform>Fuseboard: %n zu entscheiden</numerusform>
        </translation>
    </message>
    <message>
        <source>Fuseboard watches</source>
        <translation>Fuseboard überwacht</translation>
    </message>
    <message>
        <source>Fuseboard keeps watching</source>
        <translation>Fuseboard überwacht weiter</translation>
    </message>
    <message>
        <source>Starting it again brings the window back. Quit ends it; freezes stay in force either way.</source>
        <translation>Ein neuer Start bringt das Fenster zurück. „Beenden“ beendet es; Eingefrorenes bleibt so oder so in Kraft.</translation>
    </message>
    <message>
        <source>Not acknowledged: %1</source>
        <translation>Nicht übernommen: %1</translation>
    </message>
</context>
<context>
    <name>fuseboard::Banner</name>
    <message>
        <source>Show Places</source>
        <translation>Stellen zeigen</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Resume…</source>
        <translation>Freigeben…</translation>
    </message>
    <message>
        <source>Keep As It Is</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Put Back Anyway</source>
        <translation>Trotzdem zurücksetzen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Tried again</source>
        <translation>Erneut versucht</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>%1:</source>
        <translation>%1:</translation>
    </message>
    <message>
        <source>Show Places, %1</source>
        <translation>Stellen zeigen, %1</translation>
    </message>
    <message>
        <source>Change Reason…</source>
        <translation>Grund ändern…</translation>
    </message>
    <message>
        <source>Add Reason…</source>
        <translation>Grund ergänzen…</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Stop Running Requests (%1)</source>
        <translation>Laufende Anfragen beenden (%1)</translation>
    </message>
    <message>
        <source>Stop Running Requests (%1), %2</source>
        <translation>Laufende Anfragen beenden (%1), %2</translation>
    </message>
    <message>
        <source>Freeze Again</source>
        <translation>Wieder einfrieren</translation>
    </message>
    <message>
        <source>%1 now, %2</source>
        <translation>%1 jetzt, %2</translation>
    </message>
    <message>
        <source>Ask the source again</source>
        <translation>Die Quelle erneut fragen</translation>
    </message>
    <message>
        <source>Resume %1…</source>
        <translation>%1 freigeben…</translation>
    </message>
    <message>
        <source>Keep As It Is and give back the rest, %1</source>
        <translation>So lassen und den Rest zurückgeben, %1</translation>
    </message>
    <message>
        <source>Put Back Anyway, %1</source>
        <translation>Trotzdem zurücksetzen, %1</translation>
    </message>
</context>
<context>
    <name>fuseboard::BreakdownTexts</name>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>%1, %2, share %3, against last week %4</source>
        <translation>%1, %2, Anteil %3, gegenüber letzter Woche %4</translation>
    </message>
    <message>
        <source>Agent or Key</source>
        <translation>Agent oder Schlüssel</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>This Period</source>
        <translation>Dieser Zeitraum</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Against Last Week</source>
        <translation>Zur Vorwoche</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Kennzeichen</translation>
    </message>
</context>
<context>
    <name>fuseboard::BudgetsPage</name>
    <message>
        <source>Waiting for the first figures</source>
        <translation>Warten auf die ersten Zahlen</translation>
    </message>
    <message>
        <source>Fuseboard is asking its sources. This takes a few seconds.</source>
        <translation>Fuseboard fragt seine Quellen. Das dauert ein paar Sekunden.</translation>
    </message>
    <message>
        <source>No teams yet</source>
        <translation>Noch keine Teams</translation>
    </message>
    <message>
        <source>Add a team and say which keys belong to it. Its spending then burns down a budget here, and one press stops it.</source>
        <translation>Ein Team hinzufügen und angeben, welche Schlüssel ihm gehören. Dann zeigt diese Seite, wie seine Ausgaben ein Budget aufbrauchen, und ein Druck hält sie an.</translation>
    </message>
    <message>
        <source>Add Team…</source>
        <translation>Team hinzufügen…</translation>
    </message>
    <message>
        <source>Which teams there are is not known here. Freeze All works: it stops every team at every place that is connected.</source>
        <translation>Welche Teams es gibt, ist hier nicht bekannt. „Alle einfrieren“ wirkt: Es hält jedes Team an jeder verbundenen Stelle an.</translation>
    </message>
    <message>
        <source>No team is known</source>
        <translation>Kein Team ist bekannt</translation>
    </message>
</context>
<context>
    <name>fuseboard::BurnDownCard</name>
    <message>
        <source>Budget burn-down table</source>
        <translation>Budgetverlauf als Tabelle</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>7 Days</source>
        <translation>7 Tage</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>Chart of the whole period</source>
        <translation>Diagramm des ganzen Zeitraums</translation>
    </message>
    <message>
        <source>Chart of the last 7 days</source>
        <translation>Diagramm der letzten 7 Tage</translation>
    </message>
    <message>
        <source>Chart of the last 24 hours</source>
        <translation>Diagramm der letzten 24 Stunden</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Show the burn-down as a table</source>
        <translation>Den Budgetverlauf als Tabelle zeigen</translation>
    </message>
    <message>
        <source>Show the line of %1</source>
        <translation>Die Linie von %1 zeigen</translation>
    </message>
    <message>
        <source>Copy &amp;Picture</source>
        <translation>Bild ko&amp;pieren</translation>
    </message>
    <message>
        <source>&amp;Save Picture…</source>
        <translation>Bild spei&amp;chern…</translation>
    </message>
    <message>
        <source>Picture of the burn-down</source>
        <translation>Bild des Budgetverlaufs</translation>
    </message>
    <message>
        <source>Copy or save a picture</source>
        <translation>Ein Bild kopieren oder speichern</translation>
    </message>
    <message>
        <source>Spent so far: %1 against the same time of %2</source>
        <translation>Bisher ausgegeben: %1 gegenüber demselben Zeitpunkt im %2</translation>
    </message>
    <message>
        <source>%1 (now %2)</source>
        <comment>October (now +23%)</comment>
        <translation>%1 (jetzt %2)</translation>
    </message>
</context>
<context>
    <name>fuseboard::BurnDownChart</name>
    <message>
        <source>Budget burn-down chart</source>
        <translation>Diagramm des Budgetverlaufs</translation>
    </message>
</context>
<context>
    <name>fuseboard::BurnDownTableModel</name>
    <message>
        <source>Day&apos;s End</source>
        <translation>Tagesende</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>Ausgegeben</translation>
    </message>
    <message>
        <source>Remaining</source>
        <translation>Verbleibend</translation>
    </message>
    <message>
        <source>Even Pace</source>
        <translation>Soll-Tempo</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Restated</source>
        <translation>Berichtigt</translation>
    </message>
</context>
<context>
    <name>fuseboard::CallTexts</name>
    <message>
        <source>ending</source>
        <translation>endet</translation>
    </message>
    <message>
        <source>Since %1</source>
        <translation>Seit %1</translation>
    </message>
    <message>
        <source>Person: %1</source>
        <translation>Person: %1</translation>
    </message>
    <message>
        <source>Agent: %1</source>
        <translation>Agent: %1</translation>
    </message>
    <message>
        <source>Key: %1</source>
        <translation>Schlüssel: %1</translation>
    </message>
    <message>
        <source>Session: %1</source>
        <translation>Sitzung: %1</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>So Far</source>
        <translation>Bisher</translation>
    </message>
    <message>
        <source>Set Aside</source>
        <translation>Zurückgelegt</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Stelle</translation>
    </message>
</context>
<context>
    <name>fuseboard::CallsPage</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Cut This Call</source>
        <translation>Diesen Aufruf beenden</translation>
    </message>
    <message>
        <source>&amp;Cut This Call</source>
        <translation>&amp;Diesen Aufruf beenden</translation>
    </message>
    <message>
        <source>Back from the running calls</source>
        <translation>Zurück von den laufenden Aufrufen</translation>
    </message>
    <message>
        <source>Running Calls</source>
        <translation>Laufende Aufrufe</translation>
    </message>
    <message>
        <source>Running Calls of %1</source>
        <translation>Laufende Aufrufe von %1</translation>
    </message>
    <message>
        <source>Asking which calls run…</source>
        <translation>Es wird erfragt, welche Aufrufe laufen …</translation>
    </message>
    <message>
        <source>Which calls run is not known.</source>
        <translation>Welche Aufrufe laufen, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Nobody watches this profile now: what is shown is as it was last, and no call can be cut from here.</source>
        <translation>Niemand überwacht dieses Profil gerade: Zu sehen ist der letzte Stand, und von hier lässt sich kein Aufruf beenden.</translation>
    </message>
    <message>
        <source>pressed in the window</source>
        <translation>im Fenster gedrückt</translation>
    </message>
    <message>
        <source>Choose a call first.</source>
        <translation>Zuerst einen Aufruf wählen.</translation>
    </message>
    <message>
        <source>Cutting the call of %1…</source>
        <translation>Der Aufruf von %1 wird beendet …</translation>
    </message>
</context>
<context>
    <name>fuseboard::ChipLabel</name>
    <message>
        <source>State: %1</source>
        <translation>Zustand: %1</translation>
    </message>
</context>
<context>
    <name>fuseboard::ConnectDialog</name>
    <message>
        <source>Add Source</source>
        <translation>Quelle hinzufügen</translation>
    </message>
    <message>
        <source>Add a source</source>
        <translation>Quelle hinzufügen</translation>
    </message>
    <message>
        <source>Kind of source</source>
        <translation>Art der Quelle</translation>
    </message>
    <message>
        <source>Name of the source</source>
        <translation>Name der Quelle</translation>
    </message>
    <message>
        <source>Address or socket of the source</source>
        <translation>Adresse oder Socket der Quelle</translation>
    </message>
    <message>
        <source>Account that pays for the calls</source>
        <translation>Konto, das die Aufrufe bezahlt</translation>
    </message>
    <message>
        <source>Key of the source</source>
        <translation>Schlüssel der Quelle</translation>
    </message>
    <message>
        <source>Key to freeze with</source>
        <translation>Schlüssel zum Einfrieren</translation>
    </message>
    <message>
        <source>Left empty, it is only read</source>
        <translation>Bleibt das leer, wird nur gelesen</translation>
    </message>
    <message>
        <source>Where callers reach the proxy</source>
        <translation>Wo Aufrufer den Proxy erreichen</translation>
    </message>
    <message>
        <source>Where the proxy looks up what is frozen</source>
        <translation>Wo der Proxy nachschlägt, was eingefroren ist</translation>
    </message>
    <message>
        <source>Stick table: survives a reload, peers share it</source>
        <translation>Stick-Table: übersteht ein Neuladen, Peers teilen sie</translation>
    </message>
    <message>
        <source>Map: any of its sockets may change it</source>
        <translation>Map: jeder der Sockets kann sie ändern</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>&amp;Art</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>Auswä&amp;hlen…</translation>
    </message>
    <message>
        <source>Choose the folder of the logs</source>
        <translation>Den Ordner der Protokolle auswählen</translation>
    </message>
    <message>
        <source>Addr&amp;ess</source>
        <translation>Adr&amp;esse</translation>
    </message>
    <message>
        <source>Ca&amp;llers</source>
        <translation>Aufrufe&amp;r</translation>
    </message>
    <message>
        <source>&amp;Breaker</source>
        <translation>&amp;Sperrliste</translation>
    </message>
    <message>
        <source>Acc&amp;ount</source>
        <translation>K&amp;onto</translation>
    </message>
    <message>
        <source>Ke&amp;y</source>
        <translation>S&amp;chlüssel</translation>
    </message>
    <message>
        <source>&amp;Freeze with</source>
        <translation>Ein&amp;frieren mit</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Testen</translation>
    </message>
    <message>
        <source>Test this source</source>
        <translation>Diese Quelle testen</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>not needed over a socket</source>
        <translation>über einen Socket nicht nötig</translation>
    </message>
    <message>
        <source>Not shown again once saved</source>
        <translation>Nach dem Speichern nicht mehr sichtbar</translation>
    </message>
    <message>
        <source>To freeze with: %1</source>
        <translation>Zum Einfrieren: %1</translation>
    </message>
    <message>
        <source>Key: %1</source>
        <translation>Schlüssel: %1</translation>
    </message>
    <message>
        <source>Fold&amp;er</source>
        <translation>Or&amp;dner</translation>
    </message>
    <message>
        <source>https://gateway.example or /path/to/gateway.sock</source>
        <translation>https://gateway.example oder /pfad/zum/gateway.sock</translation>
    </message>
    <message>
        <source>/run/haproxy/admin.sock or tcp://127.0.0.1:9999</source>
        <translation>/run/haproxy/admin.sock oder tcp://127.0.0.1:9999</translation>
    </message>
    <message>
        <source>Where the tool usually keeps them</source>
        <translation>Wo das Werkzeug sie üblicherweise ablegt</translation>
    </message>
    <message>
        <source>&amp;Look</source>
        <translation>S&amp;uchen</translation>
    </message>
    <message>
        <source>Looking for logs…</source>
        <translation>Protokolle werden gesucht…</translation>
    </message>
    <message>
        <source>Asking %1…</source>
        <translation>%1 wird gefragt…</translation>
    </message>
    <message>
        <source>Folder of the Logs</source>
        <translation>Ordner der Protokolle</translation>
    </message>
    <message>
        <source>Connecting %1…</source>
        <translation>%1 wird verbunden…</translation>
    </message>
    <message>
        <source>Connecting %1… Your keyring may ask to be unlocked.</source>
        <translation>%1 wird verbunden… Der Schlüsselbund muss vielleicht entsperrt werden.</translation>
    </message>
    <message>
        <source>Certificate of the source, a file or a fingerprint</source>
        <translation>Zertifikat der Quelle, eine Datei oder ein Fingerabdruck</translation>
    </message>
    <message>
        <source>Empty, or /path/ca.pem, or its SHA-256</source>
        <translation>Leer, /pfad/ca.pem oder seine SHA-256</translation>
    </message>
    <message>
        <source>Empty: this computer trusts it already. Else the file of your own authority, or the fingerprint that the gateway writes at its start.</source>
        <translation>Leer: dieser Rechner vertraut ihm schon. Sonst die Datei der eigenen Zertifizierungsstelle oder der Fingerabdruck, den das Gateway beim Start schreibt.</translation>
    </message>
    <message>
        <source>&amp;Certificate</source>
        <translation>&amp;Zertifikat</translation>
    </message>
</context>
<context>
    <name>fuseboard::CutCallDialog</name>
    <message>
        <source>%1 is a protected team. This call ends at once, and what it has used so far is charged. All its other calls go on.</source>
        <translation>%1 ist ein geschütztes Team. Dieser Aufruf endet sofort, und was er bisher verbraucht hat, wird berechnet. Alle anderen Aufrufe des Teams laufen weiter.</translation>
    </message>
    <message>
        <source>Cut This Call</source>
        <translation>Diesen Aufruf beenden</translation>
    </message>
    <message>
        <source>Cut this call?</source>
        <translation>Diesen Aufruf beenden?</translation>
    </message>
</context>
<context>
    <name>fuseboard::Desktop</name>
    <message>
        <source>There are no newer prices.</source>
        <translation>Es gibt keine neueren Preise.</translation>
    </message>
    <message numerus="yes">
        <source>%n prices changed and count from today on. Reports says which.</source>
        <translation>
            <numerusform>%n Preis hat sich geändert und gilt ab heute. Die Seite Berichte zeigt, welcher.</numerusform>
            <numerusform>%n Preise haben sich geändert und gelten ab heute. Die Seite Berichte zeigt, welche.</numerusform>
        </translation>
    </message>
    <message>
        <source>The allocation rules are as before the change.</source>
        <translation>Die Zuordnungsregeln sind wie vor der Änderung.</translation>
    </message>
    <message>
        <source>Add a team and a key for each tool, then set OPENAI_BASE_URL=http://127.0.0.1:%1/v1 and ANTHROPIC_BASE_URL=http://127.0.0.1:%1, with that key as the API key.</source>
        <translation>Ein Team und einen Schlüssel für jedes Werkzeug hinzufügen, dann OPENAI_BASE_URL=http://127.0.0.1:%1/v1 und ANTHROPIC_BASE_URL=http://127.0.0.1:%1 setzen, mit diesem Schlüssel als API-Schlüssel.</translation>
    </message>
    <message>
        <source>The settings are saved. %1 watches this profile and takes them up when it is started again.</source>
        <translation>Die Einstellungen sind gespeichert. %1 überwacht dieses Profil und übernimmt sie beim nächsten Start.</translation>
    </message>
    <message>
        <source>1 row is written to %1.</source>
        <translation>1 Zeile ist nach %1 geschrieben.</translation>
    </message>
    <message>
        <source>%1 rows are written to %2.</source>
        <translation>%1 Zeilen sind nach %2 geschrieben.</translation>
    </message>
    <message>
        <source>The gateway has ended unasked. Calls through it fail until it runs again; it is being started again.</source>
        <translation>Das Gateway hat sich unerwartet beendet. Aufrufe darüber schlagen fehl, bis es wieder läuft; es wird gerade neu gestartet.</translation>
    </message>
</context>
<context>
    <name>fuseboard::Dialogs</name>
    <message>
        <source>Export CSV</source>
        <translation>CSV exportieren</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV-Dateien (*.csv)</translation>
    </message>
    <message>
        <source>Export Audit Log</source>
        <translation>Prüfprotokoll exportieren</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>JSON-Zeilen (*.jsonl)</translation>
    </message>
</context>
<context>
    <name>fuseboard::DrillDialog</name>
    <message>
        <source>Freeze %1 as a Drill?</source>
        <translation>%1 als Übung einfrieren?</translation>
    </message>
    <message>
        <source>%1 is frozen at every place, and let go as soon as each has shown that it refuses, or is past the time it may take. Running requests go on; new ones are refused meanwhile: some seconds at gateways, minutes at some providers.</source>
        <translation>%1 wird an jeder Stelle eingefroren und wieder freigegeben, sobald jede gezeigt hat, dass sie ablehnt, oder ihre Zeit um ist. Laufende Anfragen gehen weiter; neue werden solange abgelehnt: an Gateways einige Sekunden, bei manchen Anbietern Minuten.</translation>
    </message>
    <message>
        <source>Switchboard says how long each place took.</source>
        <translation>Die Schalttafel sagt, wie lange jede Stelle gebraucht hat.</translation>
    </message>
    <message>
        <source>Freeze as a Drill</source>
        <translation>Als Übung einfrieren</translation>
    </message>
</context>
<context>
    <name>fuseboard::Drills</name>
    <message>
        <source>The drill is over.</source>
        <translation>Die Übung ist zu Ende.</translation>
    </message>
    <message>
        <source>The drill was not ended.</source>
        <translation>Die Übung wurde nicht beendet.</translation>
    </message>
</context>
<context>
    <name>fuseboard::EmbeddedGateway</name>
    <message>
        <source>a sandbox stops what it started</source>
        <translation>eine Sandbox beendet, was sie gestartet hat</translation>
    </message>
    <message>
        <source>starting the gateway as %1 of the systemd user manager</source>
        <translation>das Gateway wird als %1 des systemd-Benutzerverwalters gestartet</translation>
    </message>
    <message>
        <source>starting the gateway detached, so that only a running Fuseboard starts it again where it fails: %1</source>
        <translation>das Gateway wird losgelöst gestartet, sodass nur ein laufendes Fuseboard es nach einem Ausfall neu startet: %1</translation>
    </message>
    <message>
        <source>it has ended unasked and is started again in %1 s</source>
        <translation>es hat sich unerwartet beendet und wird in %1 s neu gestartet</translation>
    </message>
</context>
<context>
    <name>fuseboard::FactBox</name>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
</context>
<context>
    <name>fuseboard::FalseAlarmDialog</name>
    <message>
        <source>Reason for calling it a false alarm</source>
        <translation>Grund für den Fehlalarm</translation>
    </message>
    <message>
        <source>False Alarm?</source>
        <translation>Fehlalarm?</translation>
    </message>
    <message>
        <source>Reason (kept in the audit log)</source>
        <translation>Grund (steht im Prüfprotokoll)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>It is over for everybody who looks at this profile. What comes next is asked anew.</source>
        <translation>Er ist dann für alle erledigt, die dieses Profil ansehen. Nach dem nächsten wird erneut gefragt.</translation>
    </message>
    <message>
        <source>False Alarm</source>
        <translation>Fehlalarm</translation>
    </message>
</context>
<context>
    <name>fuseboard::FigureTile</name>
    <message>
        <source>%1. %2. %3</source>
        <translation>%1. %2. %3</translation>
    </message>
</context>
<context>
    <name>fuseboard::FirstRunPage</name>
    <message>
        <source>For tools on this computer</source>
        <translation>Für Werkzeuge auf diesem Rechner</translation>
    </message>
    <message>
        <source>For a team: connect a gateway on a server</source>
        <translation>Für ein Team: ein Gateway auf einem Server verbinden</translation>
    </message>
    <message>
        <source>Provider APIs</source>
        <translation>APIs der Anbieter</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>Sandbox</translation>
    </message>
    <message>
        <source>Starts a small gateway here, for your coding tools to call.</source>
        <translation>Startet hier ein kleines Gateway, das die Programmierwerkzeuge aufrufen.</translation>
    </message>
    <message>
        <source>A made-up company with a runaway agent. Nothing leaves this computer, no money moves.</source>
        <translation>Erfundene Firma mit ausreißendem Agenten. Nichts verlässt diesen Rechner, kein Geld fließt.</translation>
    </message>
    <message>
        <source>Where does your AI spending go through?</source>
        <translation>Worüber laufen die KI-Ausgaben?</translation>
    </message>
    <message>
        <source>Choose one to start. More can be added later under Sources.</source>
        <translation>Eines für den Anfang wählen. Weitere lassen sich später unter Quellen hinzufügen.</translation>
    </message>
    <message>
        <source>Choose one to go on</source>
        <translation>Eines wählen, um fortzufahren</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Connects to a Fuseboard, LiteLLM, Bifrost or HAProxy that runs elsewhere.</source>
        <translation>Verbindet sich mit Fuseboard, LiteLLM, Bifrost oder HAProxy auf einem anderen Rechner.</translation>
    </message>
    <message>
        <source>Shows what OpenAI, Anthropic, OpenRouter, GitHub or Cursor report and bill.</source>
        <translation>Zeigt, was OpenAI, Anthropic, OpenRouter, GitHub oder Cursor melden und berechnen.</translation>
    </message>
    <message>
        <source>You choose where each key is kept.</source>
        <translation>Wo ein Schlüssel liegt, ist bei der Eingabe wählbar.</translation>
    </message>
</context>
<context>
    <name>fuseboard::FreezeDialog</name>
    <message>
        <source>Freeze All</source>
        <translation>Alle einfrieren</translation>
    </message>
    <message>
        <source>Freeze a Protected Team</source>
        <translation>Ein geschütztes Team einfrieren</translation>
    </message>
    <message>
        <source>Freeze AI spending of all teams?</source>
        <translation>KI-Ausgaben aller Teams einfrieren?</translation>
    </message>
    <message>
        <source>Freeze AI spending of %1?</source>
        <translation>KI-Ausgaben von %1 einfrieren?</translation>
    </message>
    <message>
        <source>New requests are refused until a person resumes. Each place shows its own proof; what no place of ours can refuse goes on.</source>
        <translation>Neue Anfragen werden abgelehnt, bis ein Mensch sie freigibt. Jede Stelle zeigt ihren eigenen Nachweis; was keine dieser Stellen ablehnen kann, geht weiter.</translation>
    </message>
    <message>
        <source>The team is protected: one press does not stop it. %1</source>
        <translation>Das Team ist geschützt: Ein einzelner Druck hält es nicht an. %1</translation>
    </message>
    <message>
        <source>freeze all</source>
        <translation>alle einfrieren</translation>
    </message>
    <message>
        <source>What to freeze</source>
        <translation>Was einfrieren</translation>
    </message>
    <message>
        <source>%1; other teams go on</source>
        <translation>%1; andere Teams laufen weiter</translation>
    </message>
    <message>
        <source>The team and everything unallocated</source>
        <translation>Das Team und alles nicht Zugeordnete</translation>
    </message>
    <message numerus="yes">
        <source>All %n teams and everything unallocated</source>
        <translation>
            <numerusform>%n Team und alles nicht Zugeordnete</numerusform>
            <numerusform>Alle %n Teams und alles nicht Zugeordnete</numerusform>
        </translation>
    </message>
    <message>
        <source>One team; unallocated spending goes on</source>
        <translation>Ein Team; nicht Zugeordnetes läuft weiter</translation>
    </message>
    <message numerus="yes">
        <source>%n teams one by one; unallocated spending goes on</source>
        <translation>
            <numerusform>%n Team für sich; nicht Zugeordnetes läuft weiter</numerusform>
            <numerusform>%n Teams einzeln; nicht Zugeordnetes läuft weiter</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Scope</source>
        <translation>&amp;Umfang</translation>
    </message>
    <message>
        <source>&amp;Refuse new requests</source>
        <translation>&amp;Neue Anfragen ablehnen</translation>
    </message>
    <message>
        <source>Also stop r&amp;unning requests</source>
        <translation>Auch &amp;laufende Anfragen beenden</translation>
    </message>
    <message>
        <source>Reason for freezing all teams</source>
        <translation>Grund, alle Teams einzufrieren</translation>
    </message>
    <message>
        <source>Reason for freezing %1</source>
        <translation>Grund, %1 einzufrieren</translation>
    </message>
    <message>
        <source>Reason (kept in the audit log)</source>
        <translation>Grund (steht dann im Prüfprotokoll)</translation>
    </message>
    <message>
        <source>Type %1 to switch the button on</source>
        <translation>%1 eintippen, um den Knopf einzuschalten</translation>
    </message>
    <message>
        <source>&amp;Dry Run</source>
        <translation>&amp;Probelauf</translation>
    </message>
    <message>
        <source>Shows what each place would hold, and sends nothing.</source>
        <translation>Zeigt, was jede Stelle anhalten würde, und sendet nichts.</translation>
    </message>
    <message>
        <source>No reason given.</source>
        <translation>Kein Grund angegeben.</translation>
    </message>
    <message>
        <source>Dry Run: Nothing Was Sent</source>
        <translation>Probelauf: Nichts wurde gesendet</translation>
    </message>
    <message>
        <source>refuse new and stop running requests</source>
        <translation>neue Anfragen ablehnen und laufende beenden</translation>
    </message>
    <message>
        <source>refuse new requests</source>
        <translation>neue Anfragen ablehnen</translation>
    </message>
    <message>
        <source>One order, for the whole organisation</source>
        <translation>Eine Anordnung, für die ganze Organisation</translation>
    </message>
    <message>
        <source>One order, for one team</source>
        <translation>Eine Anordnung, für ein Team</translation>
    </message>
    <message numerus="yes">
        <source>%n orders, one for each team</source>
        <translation>
            <numerusform>%n Anordnung, für ein Team</numerusform>
            <numerusform>%n Anordnungen, eine für jedes Team</numerusform>
        </translation>
    </message>
    <message>
        <source>First</source>
        <translation>Zuerst</translation>
    </message>
    <message>
        <source>written to this computer’s disk</source>
        <translation>auf die Platte dieses Rechners geschrieben</translation>
    </message>
    <message>
        <source>Then sent to</source>
        <translation>Dann gesendet an</translation>
    </message>
    <message>
        <source>no place: none can refuse</source>
        <translation>keine Stelle: keine kann ablehnen</translation>
    </message>
    <message>
        <source>Proved by</source>
        <translation>Nachgewiesen durch</translation>
    </message>
    <message>
        <source>reading it back, and a test call that is refused</source>
        <translation>Zurücklesen und einen Testaufruf, der abgelehnt wird</translation>
    </message>
    <message>
        <source>Sources that only report</source>
        <translation>Quellen, die nur berichten</translation>
    </message>
    <message>
        <source>Teams that would stop</source>
        <translation>Teams, die angehalten würden</translation>
    </message>
    <message>
        <source>Freeze %1</source>
        <translation>%1 einfrieren</translation>
    </message>
    <message>
        <source>Freeze 1 Team</source>
        <translation>1 Team einfrieren</translation>
    </message>
    <message numerus="yes">
        <source>Freeze %n Teams</source>
        <translation>
            <numerusform>%n Team einfrieren</numerusform>
            <numerusform>%n Teams einfrieren</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fuseboard::Handbook</name>
    <message>
        <source>Clear the Search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Handbook</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>Kapitel</translation>
    </message>
    <message>
        <source>Search in the handbook</source>
        <translation>Im Handbuch suchen</translation>
    </message>
    <message>
        <source>Search, Enter for the next</source>
        <translation>Suchen, Eingabe für weiter</translation>
    </message>
</context>
<context>
    <name>fuseboard::HardBudgets</name>
    <message>
        <source>No hard budget asks for it any more.</source>
        <translation>Kein hartes Budget verlangt es mehr.</translation>
    </message>
</context>
<context>
    <name>fuseboard::HintBar</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the hint</source>
        <translation>Hinweis schließen</translation>
    </message>
    <message>
        <source>Hint: %1</source>
        <translation>Hinweis: %1</translation>
    </message>
</context>
<context>
    <name>fuseboard::ImportTeamsDialog</name>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>%1 has a fault. Nothing was imported.</source>
        <translation>%1 hat einen Fehler. Nichts wurde importiert.</translation>
    </message>
    <message numerus="yes">
        <source>%1 has %n faults. Nothing was imported.</source>
        <translation>
            <numerusform>%1 hat %n Fehler. Nichts wurde importiert.</numerusform>
            <numerusform>%1 hat %n Fehler. Nichts wurde importiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>What Is Wrong</source>
        <translation>Was falsch ist</translation>
    </message>
    <message>
        <source>%1 is right in every line. This is what it changes:</source>
        <translation>%1 ist in jeder Zeile richtig. Das ändert sich:</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Verantwortlich</translation>
    </message>
    <message>
        <source>Cost Centre</source>
        <translation>Kostenstelle</translation>
    </message>
    <message>
        <source>New Keys</source>
        <translation>Neue Schlüssel</translation>
    </message>
    <message>
        <source>New Projects</source>
        <translation>Neue Projekte</translation>
    </message>
    <message>
        <source>added</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>Import 1 Team</source>
        <translation>1 Team importieren</translation>
    </message>
    <message numerus="yes">
        <source>Import %n Teams</source>
        <translation>
            <numerusform>%n Team importieren</numerusform>
            <numerusform>%n Teams importieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Import Teams</source>
        <translation>Teams importieren</translation>
    </message>
    <message>
        <source>Import teams from CSV</source>
        <translation>Teams aus CSV importieren</translation>
    </message>
    <message>
        <source>Columns, in any order: team, owner, cost_center, budget, currency, project, key_label, key_sha256. A team with several projects or keys stands on several lines.</source>
        <translation>Spalten in beliebiger Reihenfolge: team, owner, cost_center, budget, currency, project, key_label, key_sha256. Ein Team mit mehreren Projekten oder Schlüsseln steht in mehreren Zeilen.</translation>
    </message>
    <message>
        <source>Choose &amp;File…</source>
        <translation>&amp;Datei auswählen…</translation>
    </message>
    <message>
        <source>No file was chosen yet.</source>
        <translation>Noch keine Datei gewählt.</translation>
    </message>
    <message>
        <source>What the file changes, or what is wrong in it</source>
        <translation>Was die Datei ändert oder was in ihr falsch ist</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>CSV files (*.csv);;All files (*)</source>
        <translation>CSV-Dateien (*.csv);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>The file can’t be read: %1.</source>
        <translation>Die Datei ist nicht lesbar: %1.</translation>
    </message>
    <message>
        <source>The file is larger than 8 MB.</source>
        <translation>Die Datei ist größer als 8 MB.</translation>
    </message>
</context>
<context>
    <name>fuseboard::IncidentCard</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>fuseboard::IncidentPage</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>What Each Place Has Shown</source>
        <translation>Was jede Stelle gezeigt hat</translation>
    </message>
    <message>
        <source>What Happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>This is settled: it waits for nobody any more. What stands below is as it was last.</source>
        <translation>Das ist erledigt: Es wartet auf niemanden mehr. Was unten steht, ist der letzte Stand.</translation>
    </message>
    <message>
        <source>Nothing is on record</source>
        <translation>Nichts ist aufgezeichnet</translation>
    </message>
    <message>
        <source>Freezes, resumes and acknowledgements appear here.</source>
        <translation>Einfrieren, Freigaben und Übernahmen erscheinen hier.</translation>
    </message>
    <message>
        <source>Incident: %1</source>
        <translation>Vorfall: %1</translation>
    </message>
    <message>
        <source>Back from the incident: %1</source>
        <translation>Zurück vom Vorfall: %1</translation>
    </message>
    <message>
        <source>%1, details of %2</source>
        <translation>%1, Einzelheiten zu %2</translation>
    </message>
</context>
<context>
    <name>fuseboard::IncidentsPane</name>
    <message>
        <source>For You to Decide</source>
        <translation>Zu entscheiden</translation>
    </message>
    <message>
        <source>Watching</source>
        <translation>Unter Beobachtung</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Vorfälle</translation>
    </message>
    <message>
        <source>%1 to decide</source>
        <translation>%1 zu entscheiden</translation>
    </message>
    <message>
        <source>Nothing to decide, nothing to watch. Freezes, budgets that run out early, and hours that cost far more than usual appear here.</source>
        <translation>Nichts zu entscheiden, nichts zu beobachten. Eingefrorenes, Budgets, die vorzeitig erschöpft sind, und Stunden, die weit mehr kosten als sonst, erscheinen hier.</translation>
    </message>
</context>
<context>
    <name>fuseboard::JobRow</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Resume: %1</source>
        <translation>Fortsetzen: %1</translation>
    </message>
    <message>
        <source>Pause: %1</source>
        <translation>Anhalten: %1</translation>
    </message>
    <message>
        <source>Cancel: %1</source>
        <translation>Abbrechen: %1</translation>
    </message>
    <message>
        <source>Goes back to the rules from before the change</source>
        <translation>Geht zurück zu den Regeln von vor der Änderung</translation>
    </message>
</context>
<context>
    <name>fuseboard::JobsButton</name>
    <message>
        <source>Shows all jobs</source>
        <translation>Zeigt alle Aufgaben</translation>
    </message>
</context>
<context>
    <name>fuseboard::JobsPane</name>
    <message>
        <source>Ended Last</source>
        <translation>Zuletzt beendet</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>No job runs now.</source>
        <translation>Gerade läuft keine Aufgabe.</translation>
    </message>
</context>
<context>
    <name>fuseboard::KeyDialog</name>
    <message>
        <source>Add Key</source>
        <translation>Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>What a person or an agent shows to the gateway. Only its fingerprint is kept.</source>
        <translation>Was eine Person oder ein Agent dem Gateway vorzeigt. Aufbewahrt wird nur der Fingerabdruck.</translation>
    </message>
    <message>
        <source>Label of the key</source>
        <translation>Bezeichnung des Schlüssels</translation>
    </message>
    <message>
        <source>checkout-agent</source>
        <translation>checkout-agent</translation>
    </message>
    <message>
        <source>Person who uses the key</source>
        <translation>Person, die den Schlüssel benutzt</translation>
    </message>
    <message>
        <source>Agent that uses the key</source>
        <translation>Agent, der den Schlüssel benutzt</translation>
    </message>
    <message>
        <source>&amp;Label</source>
        <translation>&amp;Bezeichnung</translation>
    </message>
    <message>
        <source>&amp;Person, if any</source>
        <translation>&amp;Person, falls vorhanden</translation>
    </message>
    <message>
        <source>A&amp;gent, if any</source>
        <translation>A&amp;gent, falls vorhanden</translation>
    </message>
    <message>
        <source>&amp;Make a new token</source>
        <translation>&amp;Neues Token erzeugen</translation>
    </message>
    <message>
        <source>I &amp;have a token: enter its SHA-256</source>
        <translation>&amp;Vorhandenes Token: SHA-256 eingeben</translation>
    </message>
    <message>
        <source>The new token, shown once</source>
        <translation>Das neue Token, einmal gezeigt</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy the new token</source>
        <translation>Das neue Token kopieren</translation>
    </message>
    <message>
        <source>Copy it now. It is shown this once and can’t be read again.</source>
        <translation>Jetzt kopieren. Es wird nur dieses eine Mal gezeigt und lässt sich nicht mehr lesen.</translation>
    </message>
    <message>
        <source>SHA-256 of the token</source>
        <translation>SHA-256 des Tokens</translation>
    </message>
    <message>
        <source>64 hexadecimal digits</source>
        <translation>64 hexadezimale Stellen</translation>
    </message>
    <message>
        <source>A spreadsheet would run a name that starts with = + - or @ as a formula. Please choose another.</source>
        <translation>Eine Tabellenkalkulation würde einen Namen, der mit = + - oder @ beginnt, als Formel ausführen. Bitte einen anderen wählen.</translation>
    </message>
    <message>
        <source>A SHA-256 has 64 digits from 0 to 9 and a to f.</source>
        <translation>Eine SHA-256 hat 64 Stellen aus 0 bis 9 und a bis f.</translation>
    </message>
</context>
<context>
    <name>fuseboard::KeyList</name>
    <message>
        <source>Keys of this team</source>
        <translation>Schlüssel dieses Teams</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Bezeichnung</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>Add &amp;Key…</source>
        <translation>Schlüssel &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>Remove Key</source>
        <translation>Schlüssel entfernen</translation>
    </message>
    <message>
        <source>Calls that show one of these keys to the gateway are this team’s.</source>
        <translation>Aufrufe, die dem Gateway einen dieser Schlüssel vorzeigen, gehören diesem Team.</translation>
    </message>
</context>
<context>
    <name>fuseboard::KeyPlaceRows</name>
    <message>
        <source>Where the key is kept</source>
        <translation>Wo der Schlüssel aufbewahrt wird</translation>
    </message>
    <message>
        <source>Passphrase of the sealed keys</source>
        <translation>Passphrase der versiegelten Schlüssel</translation>
    </message>
    <message>
        <source>The same passphrase again</source>
        <translation>Dieselbe Passphrase noch einmal</translation>
    </message>
    <message>
        <source>In the system keyring</source>
        <translation>Im Schlüsselbund des Systems</translation>
    </message>
    <message>
        <source>In memory, for this session only</source>
        <translation>Im Speicher, nur für diese Sitzung</translation>
    </message>
    <message>
        <source>In a file sealed by a passphrase</source>
        <translation>In einer Datei, mit Passphrase versiegelt</translation>
    </message>
    <message>
        <source>The same once more. Without it the key is lost.</source>
        <translation>Dieselbe noch einmal. Ohne sie ist der Schlüssel verloren.</translation>
    </message>
    <message>
        <source>Kee&amp;p it</source>
        <translation>Auf&amp;bewahren</translation>
    </message>
    <message>
        <source>Pa&amp;ssphrase</source>
        <translation>&amp;Passphrase</translation>
    </message>
    <message>
        <source>A&amp;gain</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Your desktop keeps it and unlocks it. Nothing else stores it.</source>
        <translation>Der Desktop bewahrt ihn auf und entsperrt ihn. Nirgendwo sonst wird er gespeichert.</translation>
    </message>
    <message>
        <source>It is written nowhere. After the next start of Fuseboard, enter it again.</source>
        <translation>Er wird nirgends geschrieben. Nach dem nächsten Start von Fuseboard ist er neu einzugeben.</translation>
    </message>
    <message>
        <source>Encrypted, in the file that is open since this start.</source>
        <translation>Verschlüsselt, in der Datei, die seit diesem Start offen ist.</translation>
    </message>
    <message>
        <source>Encrypted. The passphrase is asked for at each start.</source>
        <translation>Verschlüsselt. Die Passphrase wird bei jedem Start erfragt.</translation>
    </message>
    <message>
        <source>At least 8 characters</source>
        <translation>Mindestens 8 Zeichen</translation>
    </message>
</context>
<context>
    <name>fuseboard::LimitTexts</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>Guthaben</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>%1, resets %2</source>
        <translation>%1, beginnt neu %2</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>Wessen</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Verbraucht</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Beyond It</source>
        <translation>Darüber hinaus</translation>
    </message>
    <message>
        <source>Told</source>
        <translation>Gemeldet</translation>
    </message>
</context>
<context>
    <name>fuseboard::LimitsPane</name>
    <message>
        <source>Limits Kept There</source>
        <translation>Dort gesetzte Grenzen</translation>
    </message>
    <message>
        <source>%1 What is shown of it is %2.</source>
        <translation>%1 Das Gezeigte davon ist %2.</translation>
    </message>
    <message>
        <source>Not told yet.</source>
        <translation>Noch nicht gemeldet.</translation>
    </message>
    <message>
        <source>As the source told them, %1. They are in no sum here.</source>
        <translation>Wie die Quelle sie gemeldet hat, %1. Sie stehen hier in keiner Summe.</translation>
    </message>
    <message>
        <source>The source keeps none, as it told %1.</source>
        <translation>Die Quelle setzt keine, wie sie %1 gemeldet hat.</translation>
    </message>
</context>
<context>
    <name>fuseboard::LocalGatewayDialog</name>
    <message>
        <source>OpenAI key</source>
        <translation>OpenAI-Schlüssel</translation>
    </message>
    <message>
        <source>Anthropic key</source>
        <translation>Anthropic-Schlüssel</translation>
    </message>
    <message>
        <source>&amp;Start Gateway</source>
        <translation>Gateway &amp;starten</translation>
    </message>
    <message>
        <source>A Gateway on This Computer</source>
        <translation>Ein Gateway auf diesem Rechner</translation>
    </message>
    <message>
        <source>Your tools call the gateway with a token of Fuseboard’s, and the gateway calls the provider with these keys. They are kept in a file of your profile that only you can read.</source>
        <translation>Die Werkzeuge rufen das Gateway mit einem Token von Fuseboard auf, und das Gateway ruft den Anbieter mit diesen Schlüsseln auf. Sie liegen in einer Datei des Profils, die niemand sonst lesen kann.</translation>
    </message>
    <message>
        <source>&amp;OpenAI key</source>
        <translation>&amp;OpenAI-Schlüssel</translation>
    </message>
    <message>
        <source>&amp;Anthropic key</source>
        <translation>&amp;Anthropic-Schlüssel</translation>
    </message>
</context>
<context>
    <name>fuseboard::MainWindow</name>
    <message>
        <source>Fuseboard</source>
        <translation>Fuseboard</translation>
    </message>
    <message>
        <source>Budgets</source>
        <translation>Budgets</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Switchboard</source>
        <translation>Schalttafel</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>&amp;Freeze</source>
        <translation>&amp;Einfrieren</translation>
    </message>
    <message>
        <source>&amp;Freeze %1…</source>
        <translation>%1 &amp;einfrieren…</translation>
    </message>
    <message>
        <source>&amp;Freeze %1</source>
        <translation>%1 &amp;einfrieren</translation>
    </message>
    <message>
        <source>pressed in the window</source>
        <translation>im Fenster gedrückt</translation>
    </message>
    <message>
        <source>Tried again</source>
        <translation>Erneut versucht</translation>
    </message>
    <message>
        <source>Try the switch before you need it: Freeze as a Drill… in the menu Team freezes the chosen team for a moment and shows which places refuse.</source>
        <translation>Den Schalter probieren, bevor er gebraucht wird: „Als Übung einfrieren…“ im Menü „Team“ friert das gewählte Team für einen Moment ein und zeigt, welche Stellen ablehnen.</translation>
    </message>
    <message>
        <source>The drill of %1 failed. Switchboard says at which place, and why.</source>
        <translation>Die Übung mit %1 ist fehlgeschlagen. Die Schalttafel sagt, an welcher Stelle und warum.</translation>
    </message>
    <message>
        <source>The drill passed: every place has shown what it can, and lets %1 pass again.</source>
        <translation>Die Übung ist gelungen: Jede Stelle hat gezeigt, was sie kann, und lässt %1 wieder durch.</translation>
    </message>
    <message>
        <source>%1 is frozen by %2: its calls are refused until that ends, whatever is allowed here.</source>
        <translation>%1 ist von %2 eingefroren: Bis das endet, werden Aufrufe abgelehnt, was hier auch erlaubt wird.</translation>
    </message>
    <message>
        <source>The budget of %1 stays as it is: its calls are refused.</source>
        <translation>Das Budget von %1 bleibt, wie es ist: Aufrufe werden abgelehnt.</translation>
    </message>
    <message>
        <source>%1 Fuseboard’s own hard budget is raised by %2 until then.</source>
        <translation>%1 Fuseboards eigenes hartes Budget wird bis dahin um %2 erhöht.</translation>
    </message>
    <message>
        <source>Another answer to it is on its way. Wait for what becomes of it.</source>
        <translation>Eine andere Antwort darauf ist unterwegs. Bitte abwarten, was daraus wird.</translation>
    </message>
    <message>
        <source>%1 Fuseboard’s own hard budget still stops it, as it could not be raised. %2</source>
        <translation>%1 Fuseboards eigenes hartes Budget stoppt es weiterhin, da es nicht erhöht werden konnte. %2</translation>
    </message>
    <message>
        <source>%1 stays held: its calls are refused, but for single ones that try whether it gets on.</source>
        <translation>%1 bleibt angehalten: Die Aufrufe werden abgelehnt, bis auf einzelne, die zur Probe durchgelassen werden.</translation>
    </message>
</context>
<context>
    <name>fuseboard::Notifier</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Übernehmen</translation>
    </message>
</context>
<context>
    <name>fuseboard::OverviewCard</name>
    <message>
        <source>Teams</source>
        <translation>Teams</translation>
    </message>
    <message>
        <source>Teams Side by Side</source>
        <translation>Teams im Vergleich</translation>
    </message>
</context>
<context>
    <name>fuseboard::OverviewModel</name>
    <message>
        <source>Runs out %1</source>
        <translation>Erschöpft am %1</translation>
    </message>
    <message>
        <source>%1 behind</source>
        <translation>%1 über Soll</translation>
    </message>
    <message>
        <source>%1 ahead</source>
        <translation>%1 unter Soll</translation>
    </message>
    <message>
        <source>No figures by day</source>
        <translation>Keine Zahlen je Tag</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>By Day</source>
        <translation>Je Tag</translation>
    </message>
    <message>
        <source>Even Pace</source>
        <translation>Soll-Tempo</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Most on %1: %2; on the last day %3</source>
        <translation>Höchster Tag %1: %2; am letzten Tag %3</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>Ausgegeben</translation>
    </message>
    <message>
        <source>vs %1</source>
        <comment>a month that this one is compared with</comment>
        <translation>ggü. %1</translation>
    </message>
</context>
<context>
    <name>fuseboard::PreviewDialog</name>
    <message>
        <source>What a Freeze Stops</source>
        <translation>Was ein Einfrieren anhält</translation>
    </message>
    <message>
        <source>What a freeze of %1 stops</source>
        <translation>Was ein Einfrieren von %1 anhält</translation>
    </message>
    <message>
        <source>As it is now. Nothing was sent.</source>
        <translation>Der Stand von jetzt. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>At the Places</source>
        <translation>An den Stellen</translation>
    </message>
</context>
<context>
    <name>fuseboard::PricesPane</name>
    <message>
        <source>1 model</source>
        <translation>1 Modell</translation>
    </message>
    <message>
        <source>%1 models</source>
        <translation>%1 Modelle</translation>
    </message>
    <message>
        <source>, from %1</source>
        <translation>, von %1</translation>
    </message>
    <message>
        <source>in force since %1</source>
        <translation>in Kraft seit %1</translation>
    </message>
    <message>
        <source>in force since ever</source>
        <translation>in Kraft seit jeher</translation>
    </message>
    <message>
        <source>Version %1%2, %3. Prices are in %4 per million tokens.</source>
        <translation>Version %1%2, %3. Preise in %4 je Million Tokens.</translation>
    </message>
    <message>
        <source>1 price</source>
        <translation>1 Preis</translation>
    </message>
    <message>
        <source>%1 prices</source>
        <translation>%1 Preise</translation>
    </message>
    <message>
        <source>Version %1 changed %2 of %3, from %4 on. Days before keep theirs.</source>
        <translation>Version %1 hat %2 von %3 geändert, ab %4. Die Tage davor behalten ihre Preise.</translation>
    </message>
    <message>
        <source>ever</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>%1 calls with %2 tokens</source>
        <translation>%1 Aufrufe mit %2 Tokens</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Tokens</translation>
    </message>
    <message>
        <source>%1 has no price: %2 are in no sum.</source>
        <translation>%1 hat keinen Preis: %2 stehen in keiner Summe.</translation>
    </message>
    <message>
        <source>%1 have no price: %2 are in no sum.</source>
        <translation>%1 haben keinen Preis: %2 stehen in keiner Summe.</translation>
    </message>
    <message>
        <source>Update Prices…</source>
        <translation>Preise aktualisieren…</translation>
    </message>
    <message>
        <source>Clear the Price Filter</source>
        <translation>Preisfilter leeren</translation>
    </message>
    <message>
        <source>In Force</source>
        <translation>In Kraft</translation>
    </message>
    <message>
        <source>Prices in force</source>
        <translation>Geltende Preise</translation>
    </message>
    <message>
        <source>Without a Price</source>
        <translation>Ohne Preis</translation>
    </message>
    <message>
        <source>Usage without a price</source>
        <translation>Nutzung ohne Preis</translation>
    </message>
    <message>
        <source>Last Change</source>
        <translation>Letzte Änderung</translation>
    </message>
    <message>
        <source>What the last price list changed</source>
        <translation>Was die letzte Preisliste geändert hat</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>Price lists</source>
        <translation>Preislisten</translation>
    </message>
    <message>
        <source>Own Rates</source>
        <translation>Eigene Preise</translation>
    </message>
    <message>
        <source>Rates of your own</source>
        <translation>Eigene Preise</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Filter prices</source>
        <translation>Preise filtern</translation>
    </message>
    <message>
        <source>%1, as a table</source>
        <translation>%1, als Tabelle</translation>
    </message>
    <message>
        <source>The list has no model.</source>
        <translation>Die Liste hat kein Modell.</translation>
    </message>
    <message>
        <source>The list in force has the same prices as the one before.</source>
        <translation>Die geltende Liste hat dieselben Preise wie die davor.</translation>
    </message>
    <message>
        <source>No other list was taken over since the one that came with the program, so nothing has changed.</source>
        <translation>Seit der Liste, die mit dem Programm kam, wurde keine andere übernommen, darum hat sich nichts geändert.</translation>
    </message>
    <message>
        <source>A day is priced by the list in force on it; lists taken over later change no day before.</source>
        <translation>Ein Tag wird nach der Liste bepreist, die an ihm gilt; später übernommene Listen ändern keinen Tag davor.</translation>
    </message>
    <message>
        <source>There is no price list.</source>
        <translation>Es gibt keine Preisliste.</translation>
    </message>
    <message>
        <source>What you agreed with providers, in config/prices.toml. The closest entry counts, before any list.</source>
        <translation>Was mit Anbietern vereinbart ist, aus config/prices.toml. Der genaueste Eintrag gilt, vor jeder Liste.</translation>
    </message>
    <message>
        <source>There are none. Write discounts and rates that you agreed with providers into config/prices.toml; the handbook shows how.</source>
        <translation>Es gibt keine. Mit Anbietern vereinbarte Rabatte und Preise in config/prices.toml schreiben; das Handbuch zeigt, wie.</translation>
    </message>
    <message>
        <source>Usage of the shown period that no price list and no bill tells the price of. It is in no sum, and never counted as zero. Give a model its price with “fuseboardctl prices set”.</source>
        <translation>Nutzung im gezeigten Zeitraum, deren Preis keine Liste und keine Rechnung nennt. Sie steht in keiner Summe und zählt nie als null. Einem Modell seinen Preis geben: „fuseboardctl prices set“.</translation>
    </message>
    <message>
        <source>All usage of the shown period has a price.</source>
        <translation>Alle Nutzung des gezeigten Zeitraums hat einen Preis.</translation>
    </message>
    <message>
        <source>Without a Price (%1)</source>
        <translation>Ohne Preis (%1)</translation>
    </message>
    <message>
        <source>No row has these words.</source>
        <translation>Keine Zeile enthält diese Wörter.</translation>
    </message>
</context>
<context>
    <name>fuseboard::Printing</name>
    <message>
        <source>No printer is set up on this computer; Save as PDF… works without one.</source>
        <translation>Auf diesem Computer ist kein Drucker eingerichtet; „Als PDF speichern…“ geht auch ohne.</translation>
    </message>
    <message>
        <source>The page is handed to %1.</source>
        <translation>Die Seite ist an %1 übergeben.</translation>
    </message>
    <message>
        <source>%1 did not take the page; nothing was printed.</source>
        <translation>%1 hat die Seite nicht angenommen; nichts wurde gedruckt.</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Als PDF speichern</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>PDF-Dateien (*.pdf)</translation>
    </message>
    <message>
        <source>The picture of the chart is on the clipboard.</source>
        <translation>Das Bild des Diagramms ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Save Picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG-Bilder (*.png)</translation>
    </message>
    <message>
        <source>%1 is written.</source>
        <translation>%1 ist geschrieben.</translation>
    </message>
</context>
<context>
    <name>fuseboard::Rail</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>fuseboard::ReasonLine</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Add Reason</source>
        <translation>Grund ergänzen</translation>
    </message>
    <message>
        <source>Why is it frozen?</source>
        <translation>Warum ist es eingefroren?</translation>
    </message>
    <message>
        <source>Goes to the audit log; what was said first stays there</source>
        <translation>Kommt ins Prüfprotokoll; was zuerst gesagt wurde, bleibt dort</translation>
    </message>
    <message>
        <source>Cancel, reason of %1</source>
        <translation>Abbrechen, Grund für %1</translation>
    </message>
    <message>
        <source>Add Reason, %1</source>
        <translation>Grund ergänzen, %1</translation>
    </message>
</context>
<context>
    <name>fuseboard::ReconciliationPane</name>
    <message>
        <source>Accounts, measured and billed</source>
        <translation>Konten, gemessen und abgerechnet</translation>
    </message>
    <message>
        <source>Causes of the difference</source>
        <translation>Gründe der Differenz</translation>
    </message>
    <message>
        <source>Days and models behind the difference</source>
        <translation>Tage und Modelle hinter der Differenz</translation>
    </message>
    <message>
        <source>By UTC day and model, the largest difference first</source>
        <translation>Nach UTC-Tag und Modell, die größte Differenz zuerst</translation>
    </message>
    <message>
        <source>Nothing was measured or billed in %1. Connect a provider to compare its bill with what gateways measure.</source>
        <translation>In %1 wurde nichts gemessen oder abgerechnet. Einen Anbieter verbinden, um seine Rechnung mit dem zu vergleichen, was Gateways messen.</translation>
    </message>
    <message>
        <source>Nothing differs, to the last fraction of a cent.</source>
        <translation>Nichts weicht ab, bis auf den letzten Bruchteil eines Cents.</translation>
    </message>
    <message>
        <source>Without the provider’s figures nothing can be said of a difference.</source>
        <translation>Ohne die Zahlen des Anbieters lässt sich nichts über eine Differenz sagen.</translation>
    </message>
</context>
<context>
    <name>fuseboard::RemoveSourceDialog</name>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message>
        <source>Fuseboard asks it no more. What it told stays in the history and in the totals.</source>
        <translation>Fuseboard fragt dort nicht mehr. Was von dort kam, bleibt in der Historie und in den Summen.</translation>
    </message>
    <message>
        <source>It is then no place to freeze at either. A freeze that holds there stays in force until somebody ends it at the gateway itself.</source>
        <translation>Dann ist es auch keine Stelle zum Einfrieren mehr. Was dort eingefroren ist, bleibt es, bis jemand es am Gateway selbst beendet.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>fuseboard::ReportsPage</name>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Reconciliation</source>
        <translation>Abgleich</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>Preise</translation>
    </message>
    <message>
        <source>What gateways measured against what providers billed, and what tokens cost.</source>
        <translation>Was Gateways gemessen und was Anbieter abgerechnet haben, und was Tokens kosten.</translation>
    </message>
    <message>
        <source>%1 by UTC days, in %2</source>
        <translation>%1 nach UTC-Tagen, in %2</translation>
    </message>
    <message>
        <source>complete up to %1</source>
        <translation>vollständig bis %1</translation>
    </message>
    <message>
        <source>not every source has told all of it yet</source>
        <translation>noch hat nicht jede Quelle alles gemeldet</translation>
    </message>
    <message>
        <source>read at %1</source>
        <translation>gelesen um %1</translation>
    </message>
    <message>
        <source>%1 What is shown was read at %2.</source>
        <translation>%1 Das Gezeigte wurde um %2 gelesen.</translation>
    </message>
    <message>
        <source>Nothing has been read from the history yet.</source>
        <translation>Noch wurde nichts aus der Historie gelesen.</translation>
    </message>
    <message>
        <source>Reading the history…</source>
        <translation>Die Historie wird gelesen…</translation>
    </message>
</context>
<context>
    <name>fuseboard::ResumeLine</name>
    <message>
        <source>Resume Spending</source>
        <translation>Ausgaben freigeben</translation>
    </message>
    <message>
        <source>Why resume?</source>
        <translation>Warum freigeben?</translation>
    </message>
    <message>
        <source>Note for the audit log, if you like</source>
        <translation>Notiz für das Prüfprotokoll, falls gewünscht</translation>
    </message>
    <message>
        <source>Note for the audit log</source>
        <translation>Notiz für das Prüfprotokoll</translation>
    </message>
    <message>
        <source>Frozen by mistake</source>
        <translation>Aus Versehen eingefroren</translation>
    </message>
    <message>
        <source>Ordered by mistake</source>
        <translation>Aus Versehen angeordnet</translation>
    </message>
    <message>
        <source>The cause is found and fixed</source>
        <translation>Ursache gefunden und behoben</translation>
    </message>
    <message>
        <source>The budget was raised</source>
        <translation>Das Budget wurde erhöht</translation>
    </message>
    <message>
        <source>The owner accepts the cost</source>
        <translation>Die Kosten werden akzeptiert</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>Anderer Grund</translation>
    </message>
    <message>
        <source>Stay Frozen</source>
        <translation>Eingefroren lassen</translation>
    </message>
    <message>
        <source>Keep Stopping</source>
        <translation>Weiter anhalten</translation>
    </message>
    <message>
        <source>Stay Frozen, %1</source>
        <translation>Eingefroren lassen, %1</translation>
    </message>
    <message>
        <source>Keep Stopping, %1</source>
        <translation>Weiter anhalten, %1</translation>
    </message>
    <message>
        <source>Resume Spending, %1</source>
        <translation>Ausgaben freigeben, %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>fuseboard::RuleList</name>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>bei %1</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Provider projects and keys of this team</source>
        <translation>Projekte und Schlüssel dieses Teams beim Anbieter</translation>
    </message>
    <message>
        <source>What the provider calls it</source>
        <translation>Wie der Anbieter es nennt</translation>
    </message>
    <message>
        <source>Its id or name at the provider</source>
        <translation>Kennung oder Name beim Anbieter</translation>
    </message>
    <message>
        <source>Id or name at the provider</source>
        <translation>Kennung oder Name beim Anbieter</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add this project or key to the team</source>
        <translation>Das Projekt oder den Schlüssel dem Team hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the selected project or key from the team</source>
        <translation>Das gewählte Projekt oder den Schlüssel aus dem Team entfernen</translation>
    </message>
    <message>
        <source>Spending that providers report for these belongs to this team.</source>
        <translation>Ausgaben, die Anbieter hierfür melden, gehören diesem Team.</translation>
    </message>
</context>
<context>
    <name>fuseboard::SandboxPlay</name>
    <message>
        <source>An agent of Payments is running away. Choose Payments and press Freeze Payments.</source>
        <translation>Ein Agent von Payments reißt aus. Payments wählen und „Payments einfrieren“ drücken.</translation>
    </message>
    <message>
        <source>This is a made-up company. In a moment one of its agents will run away; a hint here will name the button to press.</source>
        <translation>Das ist eine erfundene Firma. Gleich reißt einer ihrer Agenten aus; ein Hinweis hier nennt dann den Knopf.</translation>
    </message>
    <message>
        <source>The runaway is stopped, with proof. The other teams go on. Resume… lets Payments spend again.</source>
        <translation>Der Ausreißer ist angehalten, mit Nachweis. Die anderen Teams arbeiten weiter. „Freigeben…“ lässt Payments wieder ausgeben.</translation>
    </message>
</context>
<context>
    <name>fuseboard::SandboxStrip</name>
    <message>
        <source>Sandbox: not your money</source>
        <translation>Sandbox: kein echtes Geld</translation>
    </message>
    <message>
        <source>Connect Your Own…</source>
        <translation>Eigenes verbinden…</translation>
    </message>
    <message>
        <source>A made-up company. Nothing here reaches a provider.</source>
        <translation>Eine erfundene Firma. Nichts hier erreicht einen Anbieter.</translation>
    </message>
</context>
<context>
    <name>fuseboard::SettingsDialog</name>
    <message>
        <source>“%1” is not a time zone. Examples: Europe/Berlin, America/New_York.</source>
        <translation>„%1“ ist keine Zeitzone. Beispiele: Europe/Berlin, America/New_York.</translation>
    </message>
    <message>
        <source>“%1” is not a currency. A currency is a code of three letters, such as USD.</source>
        <translation>„%1“ ist keine Währung. Eine Währung ist ein Code aus drei Buchstaben, etwa USD.</translation>
    </message>
    <message>
        <source>Days are kept for ever; no sum changes when older rows are made coarser.</source>
        <translation>Tage werden für immer aufbewahrt; keine Summe ändert sich, wenn ältere Zeilen vergröbert werden.</translation>
    </message>
    <message>
        <source>The history takes %1 on this disk; it has no copy yet. %2</source>
        <translation>Die Historie belegt %1 auf dieser Platte; noch gibt es keine Kopie. %2</translation>
    </message>
    <message>
        <source>The history takes %1 on this disk; its last copy is of %2. %3</source>
        <translation>Die Historie belegt %1 auf dieser Platte; die letzte Kopie ist vom %2. %3</translation>
    </message>
    <message>
        <source>No team</source>
        <translation>Kein Team</translation>
    </message>
    <message>
        <source>%1 (can’t be drilled)</source>
        <translation>%1 (keine Übung möglich)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Colours of the window</source>
        <translation>Farben des Fensters</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Time zone of days and months</source>
        <translation>Zeitzone für Tage und Monate</translation>
    </message>
    <message>
        <source>As the system, now %1</source>
        <translation>Wie das System, jetzt %1</translation>
    </message>
    <message>
        <source>First day of the business month</source>
        <translation>Erster Tag des Geschäftsmonats</translation>
    </message>
    <message>
        <source>Currency of budgets</source>
        <translation>Währung der Budgets</translation>
    </message>
    <message>
        <source>Seconds between two questions to a gateway</source>
        <translation>Sekunden zwischen zwei Abfragen eines Gateways</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Seconds between two questions to a provider</source>
        <translation>Sekunden zwischen zwei Abfragen eines Anbieters</translation>
    </message>
    <message>
        <source>Look for newer prices each day</source>
        <translation>Täglich nach neueren Preisen suchen</translation>
    </message>
    <message>
        <source>Look for &amp;newer prices each day</source>
        <translation>Täglich nach &amp;neueren Preisen suchen</translation>
    </message>
    <message>
        <source>Days for which single calls are kept</source>
        <translation>Tage, die einzelne Aufrufe aufbewahrt werden</translation>
    </message>
    <message>
        <source> days</source>
        <translation> Tage</translation>
    </message>
    <message>
        <source>Days for which hours are kept</source>
        <translation>Tage, die Stunden aufbewahrt werden</translation>
    </message>
    <message>
        <source>Checked copies of the history</source>
        <translation>Geprüfte Kopien der Historie</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Each day</source>
        <translation>Täglich</translation>
    </message>
    <message>
        <source>Each week</source>
        <translation>Wöchentlich</translation>
    </message>
    <message>
        <source>Test team for drills</source>
        <translation>Testteam für Übungen</translation>
    </message>
    <message>
        <source>Days between two drills</source>
        <translation>Tage zwischen zwei Übungen</translation>
    </message>
    <message>
        <source>every </source>
        <translation>alle </translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>C&amp;olours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>Days, Months and Money</source>
        <translation>Tage, Monate und Geld</translation>
    </message>
    <message>
        <source>&amp;Time zone</source>
        <translation>&amp;Zeitzone</translation>
    </message>
    <message>
        <source>Month &amp;starts on day</source>
        <translation>Monat &amp;beginnt am Tag</translation>
    </message>
    <message>
        <source>C&amp;urrency of budgets</source>
        <translation>&amp;Währung der Budgets</translation>
    </message>
    <message>
        <source>Watching</source>
        <translation>Überwachung</translation>
    </message>
    <message>
        <source>Ask a new &amp;gateway every</source>
        <translation>Neues &amp;Gateway abfragen alle</translation>
    </message>
    <message>
        <source>Ask a new &amp;provider every</source>
        <translation>Neuen &amp;Anbieter abfragen alle</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>Preise</translation>
    </message>
    <message>
        <source>Drill &amp;freezing with</source>
        <translation>&amp;Einfrieren üben mit</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historie</translation>
    </message>
    <message>
        <source>Keep single &amp;calls for</source>
        <translation>Einzelne A&amp;ufrufe behalten</translation>
    </message>
    <message>
        <source>Keep &amp;hours for</source>
        <translation>&amp;Stunden behalten</translation>
    </message>
    <message>
        <source>Make a checked cop&amp;y</source>
        <translation>Geprüfte &amp;Kopie anlegen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Keep watching in the background when the window is closed</source>
        <translation>Im Hintergrund weiter überwachen, wenn das Fenster geschlossen ist</translation>
    </message>
    <message>
        <source>Keep &amp;watching when the window is closed</source>
        <translation>Ohne Fenster wei&amp;ter überwachen</translation>
    </message>
    <message>
        <source>Start at login, without a window</source>
        <translation>Beim Anmelden starten, ohne Fenster</translation>
    </message>
    <message>
        <source>Start at &amp;login, without a window</source>
        <translation>Beim An&amp;melden starten, ohne Fenster</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
</context>
<context>
    <name>fuseboard::SourceAdder</name>
    <message>
        <source>where %1 keeps its logs</source>
        <translation>wo %1 seine Protokolle ablegt</translation>
    </message>
    <message>
        <source>Found %1, with no session yet.</source>
        <translation>%1 gefunden, noch ohne Sitzung.</translation>
    </message>
    <message>
        <source>Found %1: one session, of %2.</source>
        <translation>%1 gefunden: eine Sitzung, vom %2.</translation>
    </message>
    <message numerus="yes">
        <source>Found %1: %n sessions, back to %2.</source>
        <translation>
            <numerusform>%1 gefunden: %n Sitzung, zurück bis %2.</numerusform>
            <numerusform>%1 gefunden: %n Sitzungen, zurück bis %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is connected.</source>
        <translation>%1 ist verbunden.</translation>
    </message>
    <message>
        <source>%1 has its new key.</source>
        <translation>%1 hat den neuen Schlüssel.</translation>
    </message>
</context>
<context>
    <name>fuseboard::SourceDesk</name>
    <message>
        <source>Nothing was connected.</source>
        <translation>Nichts wurde verbunden.</translation>
    </message>
    <message>
        <source>%1 is connected.</source>
        <translation>%1 ist verbunden.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>%1 watches this profile and can’t read a key that only this window opens. %2 Keep the key in the keyring, or end that program and try again.</source>
        <translation>%1 überwacht dieses Profil und kann einen Schlüssel nicht lesen, den nur dieses Fenster öffnet. %2 Den Schlüssel im Schlüsselbund aufbewahren, oder jenes Programm beenden und erneut versuchen.</translation>
    </message>
    <message>
        <source>The sealed keys are open.</source>
        <translation>Die versiegelten Schlüssel sind offen.</translation>
    </message>
    <message>
        <source>%1 is removed. What it told stays in the history.</source>
        <translation>%1 ist entfernt. Was von dort kam, bleibt in der Historie.</translation>
    </message>
</context>
<context>
    <name>fuseboard::SourceKeyDialog</name>
    <message>
        <source>What the key is for</source>
        <translation>Wofür der Schlüssel ist</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neuer Schlüssel</translation>
    </message>
    <message>
        <source>Save Key</source>
        <translation>Schlüssel speichern</translation>
    </message>
    <message>
        <source>New key for %1</source>
        <translation>Neuer Schlüssel für %1</translation>
    </message>
    <message>
        <source>The key is not shown again. The old one stays where it is, and is not used any more.</source>
        <translation>Der Schlüssel wird nicht mehr gezeigt. Der alte bleibt, wo er ist, und wird nicht mehr benutzt.</translation>
    </message>
    <message>
        <source>Reading what was used</source>
        <translation>Lesen, was verbraucht wurde</translation>
    </message>
    <message>
        <source>Freezing and resuming</source>
        <translation>Einfrieren und freigeben</translation>
    </message>
    <message>
        <source>&amp;For</source>
        <translation>&amp;Für</translation>
    </message>
    <message>
        <source>Ke&amp;y</source>
        <translation>S&amp;chlüssel</translation>
    </message>
    <message>
        <source>The key needs: %1</source>
        <translation>Der Schlüssel braucht: %1</translation>
    </message>
</context>
<context>
    <name>fuseboard::SourcesPage</name>
    <message>
        <source>Pause Reading the Past</source>
        <translation>Lesen der Vergangenheit anhalten</translation>
    </message>
    <message>
        <source>End Reading the Past</source>
        <translation>Lesen der Vergangenheit beenden</translation>
    </message>
    <message>
        <source>Change Key…</source>
        <translation>Schlüssel ändern…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Where the figures come from, and which of them can stop calls.</source>
        <translation>Woher die Zahlen kommen und welche Quellen Aufrufe anhalten können.</translation>
    </message>
    <message>
        <source>Add Source…</source>
        <translation>Quelle hinzufügen…</translation>
    </message>
    <message>
        <source>Resume Reading the Past</source>
        <translation>Lesen der Vergangenheit fortsetzen</translation>
    </message>
    <message>
        <source>%1 is looked at every %2 seconds: its folders can’t be followed as they grow.</source>
        <translation>%1 wird alle %2 Sekunden angesehen: Die Ordner lassen sich nicht verfolgen, während sie wachsen.</translation>
    </message>
    <message>
        <source>Next try at %1.</source>
        <translation>Nächster Versuch um %1.</translation>
    </message>
</context>
<context>
    <name>fuseboard::SourcesTexts</name>
    <message>
        <source>Reading, %1%, back to %2</source>
        <translation>Liest, %1&#xa0;%, zurück bis %2</translation>
    </message>
    <message>
        <source>Paused at %1%, back to %2</source>
        <translation>Angehalten bei %1&#xa0;%, zurück bis %2</translation>
    </message>
    <message>
        <source>Ended at %1%, back to %2</source>
        <translation>Beendet bei %1&#xa0;%, zurück bis %2</translation>
    </message>
    <message>
        <source>All, back to %1</source>
        <translation>Alles, zurück bis %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>No, shows spending only</source>
        <translation>Nein, zeigt nur Ausgaben</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>Yes, and nothing else</source>
        <translation>Ja, und sonst nichts</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Answers, Last at</source>
        <translation>Antwortet, zuletzt um</translation>
    </message>
    <message>
        <source>Complete Up To</source>
        <translation>Vollständig bis</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Past Read</source>
        <translation>Vergangenheit gelesen</translation>
    </message>
    <message>
        <source>Can Freeze</source>
        <translation>Kann einfrieren</translation>
    </message>
</context>
<context>
    <name>fuseboard::StatusLine</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>%1: %2, next try %3</source>
        <translation>%1: %2, nächster Versuch %3</translation>
    </message>
    <message>
        <source>%1: %2 since %3</source>
        <translation>%1: %2 seit %3</translation>
    </message>
    <message>
        <source>No source yet</source>
        <translation>Noch keine Quelle</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Nobody watches yet</source>
        <translation>Noch überwacht niemand</translation>
    </message>
    <message>
        <source>%1: clock differs by %2</source>
        <translation>%1: Uhr weicht um %2 ab</translation>
    </message>
    <message>
        <source>Watched by this computer while it is awake</source>
        <translation>Überwacht von diesem Rechner, solange er wach ist</translation>
    </message>
    <message>
        <source>Watched by server %1</source>
        <translation>Überwacht von Server %1</translation>
    </message>
    <message>
        <source>Watched by this computer while it is awake: %1</source>
        <translation>Überwacht von diesem Rechner, solange er wach ist: %1</translation>
    </message>
    <message>
        <source>No answer from %1 since %2</source>
        <translation>Keine Antwort von %1 seit %2</translation>
    </message>
    <message>
        <source>%1 can’t be understood</source>
        <translation>%1 ist nicht zu verstehen</translation>
    </message>
    <message>
        <source>Nobody has watched since %1</source>
        <translation>Niemand überwacht seit %1</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
</context>
<context>
    <name>fuseboard::SwitchboardPage</name>
    <message>
        <source>Places and Teams</source>
        <translation>Stellen und Teams</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Anordnungen</translation>
    </message>
    <message>
        <source>Drills</source>
        <translation>Übungen</translation>
    </message>
    <message>
        <source>Switchboard</source>
        <translation>Schalttafel</translation>
    </message>
    <message>
        <source>Which place refuses which team, since when, and how it was proved</source>
        <translation>Welche Stelle welches Team ablehnt, seit wann, und wie es nachgewiesen wurde</translation>
    </message>
    <message>
        <source>Nothing is frozen.</source>
        <translation>Nichts ist eingefroren.</translation>
    </message>
    <message>
        <source>The last drill failed, or the next one is overdue: whether freezing works everywhere is not known.</source>
        <translation>Die letzte Übung ist fehlgeschlagen, oder die nächste ist überfällig: Ob ein Einfrieren überall gelingt, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Rules at Work</source>
        <translation>Regeln am Werk</translation>
    </message>
</context>
<context>
    <name>fuseboard::TeamDelegate</name>
    <message>
        <source>Assign…</source>
        <translation>Zuordnen…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1, no budget</source>
        <translation>%1, kein Budget</translation>
    </message>
    <message>
        <source>%1 of no team</source>
        <translation>%1 ohne Team</translation>
    </message>
    <message>
        <source>Of no team</source>
        <translation>Ohne Team</translation>
    </message>
</context>
<context>
    <name>fuseboard::TeamDialog</name>
    <message>
        <source>The budget “%1” is not an amount of money.</source>
        <translation>Das Budget „%1“ ist kein Geldbetrag.</translation>
    </message>
    <message>
        <source>A spreadsheet would run a name that starts with = + - or @ as a formula.</source>
        <translation>Eine Tabellenkalkulation würde einen Namen, der mit = + - oder @ beginnt, als Formel ausführen.</translation>
    </message>
    <message>
        <source>Another team has this name.</source>
        <translation>Ein anderes Team heißt schon so.</translation>
    </message>
    <message>
        <source>The name needs a letter from a to z or a digit, for the team’s id.</source>
        <translation>Der Name braucht für die Kennung des Teams einen Buchstaben von a bis z oder eine Ziffer.</translation>
    </message>
    <message>
        <source>Another team has the id that belongs to this name.</source>
        <translation>Ein anderes Team hat die Kennung, die zu diesem Namen gehört.</translation>
    </message>
    <message>
        <source>A spreadsheet would run this owner as a formula.</source>
        <translation>Eine Tabellenkalkulation würde diese Angabe unter „Verantwortlich“ als Formel ausführen.</translation>
    </message>
    <message>
        <source>A spreadsheet would run this cost centre as a formula.</source>
        <translation>Eine Tabellenkalkulation würde diese Kostenstelle als Formel ausführen.</translation>
    </message>
    <message>
        <source>One of the keys is in use already. A key belongs to one team.</source>
        <translation>Einer der Schlüssel ist schon in Gebrauch. Ein Schlüssel gehört zu einem Team.</translation>
    </message>
    <message>
        <source>A spreadsheet would run the name of one of the keys as a formula.</source>
        <translation>Eine Tabellenkalkulation würde den Namen eines der Schlüssel als Formel ausführen.</translation>
    </message>
    <message>
        <source>Add Team</source>
        <translation>Team hinzufügen</translation>
    </message>
    <message>
        <source>Edit Team</source>
        <translation>Team bearbeiten</translation>
    </message>
    <message>
        <source>Add a team</source>
        <translation>Team hinzufügen</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
    <message>
        <source>Name of the team</source>
        <translation>Name des Teams</translation>
    </message>
    <message>
        <source>Owner of the budget</source>
        <translation>Verantwortlich für das Budget</translation>
    </message>
    <message>
        <source>Cost centre, id</source>
        <translation>Kostenstelle, Kennung</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Cost centre, name</source>
        <translation>Kostenstelle, Name</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Monthly budget</source>
        <translation>Monatsbudget</translation>
    </message>
    <message>
        <source>No budget</source>
        <translation>Kein Budget</translation>
    </message>
    <message>
        <source>Currency of the budget</source>
        <translation>Währung des Budgets</translation>
    </message>
    <message>
        <source>&amp;Ask for its name before it is frozen</source>
        <translation>Vor dem &amp;Einfrieren nach dem Namen fragen</translation>
    </message>
    <message>
        <source>Protected: ask for the team’s name before it is frozen</source>
        <translation>Geschützt: vor dem Einfrieren nach dem Namen des Teams fragen</translation>
    </message>
    <message>
        <source>For teams whose calls must not stop by one press. No drill takes it either.</source>
        <translation>Für Teams, deren Aufrufe nicht durch einen einzigen Druck anhalten dürfen. Auch keine Übung nimmt es.</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Owner</source>
        <translation>&amp;Verantwortlich</translation>
    </message>
    <message>
        <source>&amp;Cost centre</source>
        <translation>Kosten&amp;stelle</translation>
    </message>
    <message>
        <source>Monthly &amp;budget</source>
        <translation>Monats&amp;budget</translation>
    </message>
    <message>
        <source>Protected</source>
        <translation>Geschützt</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>Sch&amp;lüssel</translation>
    </message>
    <message>
        <source>&amp;Provider Projects and Keys</source>
        <translation>&amp;Projekte und Schlüssel beim Anbieter</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>comes from the name</source>
        <translation>ergibt sich aus dem Namen</translation>
    </message>
    <message>
        <source>&amp;Freeze the team once it is spent</source>
        <translation>Das &amp;Team einfrieren, sobald es aufgebraucht ist</translation>
    </message>
    <message>
        <source>Hard budget: freeze the team once it is spent, until its period ends</source>
        <translation>Hartes Budget: das Team einfrieren, sobald es aufgebraucht ist, bis der Zeitraum endet</translation>
    </message>
    <message>
        <source>Until the period ends, or the budget is raised. A protected team is left to a person.</source>
        <translation>Bis der Zeitraum endet oder das Budget erhöht wird. Ein geschütztes Team bleibt einem Menschen überlassen.</translation>
    </message>
    <message>
        <source>Hard budget</source>
        <translation>Hartes Budget</translation>
    </message>
</context>
<context>
    <name>fuseboard::TeamHead</name>
    <message>
        <source>&amp;Edit Team…</source>
        <translation>Team &amp;bearbeiten…</translation>
    </message>
    <message>
        <source>&amp;What a Freeze Stops…</source>
        <translation>&amp;Was ein Einfrieren anhält…</translation>
    </message>
    <message>
        <source>Freeze and &amp;Stop Running Requests</source>
        <translation>Einfrieren und &amp;laufende Anfragen beenden</translation>
    </message>
    <message>
        <source>&amp;Resume…</source>
        <translation>&amp;Freigeben…</translation>
    </message>
    <message>
        <source>More for %1</source>
        <translation>Mehr zu %1</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Freeze %1</source>
        <translation>%1 einfrieren</translation>
    </message>
    <message>
        <source>Freeze %1…</source>
        <translation>%1 einfrieren…</translation>
    </message>
    <message>
        <source>Freeze All Teams…</source>
        <translation>Alle Teams einfrieren…</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Try Again to Freeze %1</source>
        <translation>%1 erneut einzufrieren versuchen</translation>
    </message>
    <message>
        <source>Freeze Again</source>
        <translation>Wieder einfrieren</translation>
    </message>
    <message>
        <source>Freeze %1 Again</source>
        <translation>%1 wieder einfrieren</translation>
    </message>
    <message>
        <source>Assign…</source>
        <translation>Zuordnen…</translation>
    </message>
    <message>
        <source>Assign unallocated spending to a team</source>
        <translation>Nicht zugeordnete Ausgaben einem Team zuordnen</translation>
    </message>
    <message>
        <source>z</source>
        <comment>a letter of Freeze that begins no menu</comment>
        <translation>f</translation>
    </message>
    <message>
        <source>Running Ca&amp;lls</source>
        <translation>Laufende &amp;Aufrufe</translation>
    </message>
</context>
<context>
    <name>fuseboard::TeamListPane</name>
    <message>
        <source>Clear the Filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>Teams</translation>
    </message>
    <message>
        <source>Add Team</source>
        <translation>Team hinzufügen</translation>
    </message>
    <message>
        <source>Add a team</source>
        <translation>Team hinzufügen</translation>
    </message>
    <message>
        <source>Filter teams</source>
        <translation>Teams filtern</translation>
    </message>
    <message>
        <source>Filter Teams</source>
        <translation>Teams filtern</translation>
    </message>
    <message>
        <source>As &amp;Added</source>
        <translation>Wie &amp;angelegt</translation>
    </message>
    <message>
        <source>By &amp;Name</source>
        <translation>Nach &amp;Namen</translation>
    </message>
    <message>
        <source>What Needs &amp;You First</source>
        <translation>Was Sie &amp;braucht, zuerst</translation>
    </message>
    <message>
        <source>Most &amp;Spent First</source>
        <translation>Höchste A&amp;usgaben zuerst</translation>
    </message>
    <message>
        <source>Most of the &amp;Budget Used First</source>
        <translation>Am weitesten &amp;verbrauchtes Budget zuerst</translation>
    </message>
    <message>
        <source>Order of the teams</source>
        <translation>Reihenfolge der Teams</translation>
    </message>
    <message>
        <source>Order the teams</source>
        <translation>Teams ordnen</translation>
    </message>
</context>
<context>
    <name>fuseboard::TopBar</name>
    <message>
        <source>No source connected</source>
        <translation>Keine Quelle verbunden</translation>
    </message>
    <message>
        <source>%1 figures %2</source>
        <translation>%1: Zahlen %2</translation>
    </message>
    <message>
        <source>Updated %1</source>
        <translation>Aktualisiert %1</translation>
    </message>
    <message>
        <source>No answer yet</source>
        <translation>Noch keine Antwort</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>CSV exportieren…</translation>
    </message>
    <message>
        <source>Freeze All…</source>
        <translation>Alle einfrieren…</translation>
    </message>
    <message>
        <source>Period: %1</source>
        <translation>Zeitraum: %1</translation>
    </message>
    <message>
        <source>Incidents (%1)</source>
        <translation>Vorfälle (%1)</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Vorfälle</translation>
    </message>
    <message>
        <source>Incidents, %1 to decide</source>
        <translation>Vorfälle, %1 zu entscheiden</translation>
    </message>
</context>
<context>
    <name>fuseboard::UndoPane</name>
    <message>
        <source>A resume of %1 now: asking the places…</source>
        <translation>Freigabe von %1 jetzt: Die Stellen werden gefragt…</translation>
    </message>
    <message>
        <source>A resume of %1 now gives nothing back: no place holds it.</source>
        <translation>Freigabe von %1 jetzt: nichts zurückzugeben, keine Stelle hält etwas an.</translation>
    </message>
    <message>
        <source>A resume of %1 now</source>
        <translation>Freigabe von %1 jetzt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>What a resume of %1 would do is not known now: %2. The places are asked again soon.</source>
        <translation>Was eine Freigabe von %1 täte, ist jetzt nicht bekannt: %2. Die Stellen werden bald wieder gefragt.</translation>
    </message>
</context>
<context>
    <name>fuseboard::UnlockDialog</name>
    <message>
        <source>Passphrase of the sealed keys</source>
        <translation>Passphrase der versiegelten Schlüssel</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Unlock Keys</source>
        <translation>Schlüssel entsperren</translation>
    </message>
    <message>
        <source>Unlock your sealed keys</source>
        <translation>Die versiegelten Schlüssel entsperren</translation>
    </message>
    <message>
        <source>Until then these sources are not asked: %1. Asked for once at each start.</source>
        <translation>Bis dahin werden diese Quellen nicht gefragt: %1. Erfragt wird sie einmal bei jedem Start.</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>&amp;Passphrase</translation>
    </message>
    <message>
        <source>Not Now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Opening the keys…</source>
        <translation>Die Schlüssel werden geöffnet…</translation>
    </message>
</context>
<context>
    <name>fuseboard::UserUnit</name>
    <message>
        <source>this system has no systemd-run</source>
        <translation>dieses System hat kein systemd-run</translation>
    </message>
    <message>
        <source>it did not answer in time</source>
        <translation>es hat nicht rechtzeitig geantwortet</translation>
    </message>
</context>
<context>
    <name>fuseboard::WhereItGoesCard</name>
    <message>
        <source>Where It Goes</source>
        <translation>Wohin das Geld geht</translation>
    </message>
    <message>
        <source>Agents and Keys</source>
        <translation>Agenten und Schlüssel</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Where it goes: %1</source>
        <translation>Wohin das Geld geht: %1</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Kennzeichen</translation>
    </message>
    <message>
        <source>Where it goes: back</source>
        <translation>Wohin das Geld geht: zurück</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>%1: reading…</source>
        <translation>%1: wird gelesen…</translation>
    </message>
    <message>
        <source>Within %1</source>
        <translation>Innerhalb von %1</translation>
    </message>
    <message>
        <source>%1 What is shown was read before.</source>
        <translation>%1 Was hier steht, wurde vorher gelesen.</translation>
    </message>
</context>
</TS>
