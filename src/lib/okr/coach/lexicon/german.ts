import type { Lexicon } from './lexicon.ts';

/*
 * Verbs as infinitives; `ein|führen` marks what separates (eingeführt, einzuführen). lexicon.ts makes the
 * regular forms, the others stand behind a colon. Nouns are found at the end of a compound, too: `kunde`
 * is in "Neukunden".
 */

export const german: Lexicon = {
	verbs: {
		output: `
			launchen:gelauncht bauen aufbauen:aufgebaut entwickeln entwerfen:entworfen gestalten:gestaltet implementieren
			deployen:deployt veröffentlichen:veröffentlicht schreiben:geschrieben verfassen:verfasst ein|stellen schulen trainieren
			aus|bilden migrieren ab|schließen:abgeschlossen fertig|stellen beenden:beendet durch|führen organisieren
			veranstalten:veranstaltet ein|richten auf|setzen definieren dokumentieren erstellen:erstellt erarbeiten:erarbeitet
			aus|arbeiten planen ein|führen aus|rollen integrieren automatisieren überarbeiten:überarbeitet um|bauen aktualisieren
			installieren konfigurieren testen:getestet prüfen überprüfen:überprüft auditieren analysieren erforschen:erforscht
			befragen:befragt evaluieren bewerten:bewertet aus|wählen beschaffen:beschafft kaufen an|schaffen bestellen:bestellt
			starten:gestartet beginnen:begonnen versenden:versendet,versandt präsentieren teil|nehmen:teilgenommen besuchen:besucht
			kontaktieren an|rufen:angerufen ersetzen:ersetzt konsolidieren ein|reichen registrieren modellieren pilotieren
			programmieren auf|nehmen:aufgenommen drucken:gedruckt übersetzen:übersetzt lokalisieren digitalisieren
			standardisieren zentralisieren ab|schalten ab|lösen entfernen:entfernt löschen:gelöscht archivieren bereinigen:bereinigt
			um|strukturieren reorganisieren um|ziehen:umgezogen verlagern renovieren sanieren errichten:errichtet reparieren
			beheben:behoben
			erschließen:erschlossen gründen:gegründet an|legen aus|tauschen nach|rüsten auf|rüsten um|rüsten ab|reißen:abgerissen ein|ziehen:eingezogen
			frei|geben:freigegeben frei|schalten live-schalten auf|zeichnen aus|werten ab|haken an|melden verkünden:verkündet
			verlegen:verlegt verschicken:verschickt unterschreiben:unterschrieben ein|bauen aus|lagern zusammen|führen
			zusammen|legen um|benennen:umbenannt um|gestalten:umgestaltet neu|gestalten überprüfen vermessen:vermessen
			visualisieren verproben:verprobt vervollständigen:vervollständigt ermitteln:ermittelt ab|nehmen festlegen:festgelegt
			fest|legen auf|bereiten vergeben:vergeben aus|lösen rezertifizieren akkreditieren bepflanzen:bepflanzt
			streichen:gestrichen dämmen:gedämmt
			fixen:gefixt coachen:gecoacht erproben:erprobt verteilen:verteilt kommunizieren verabschieden:verabschiedet
			beschließen:beschlossen
			besetzen:besetzt ernennen:ernannt vorbereiten:vorbereitet umsetzen:umgesetzt um|setzen an|binden:angebunden auf|bauen
			etablieren schaffen:geschaffen eröffnen:eröffnet realisieren ab|halten:abgehalten halten:gehalten zusammen|stellen
			an|bieten:angeboten bereit|stellen in-betrieb-nehmen fertig|bauen um|stellen vor|stellen aus|schreiben:ausgeschrieben
			beauftragen:beauftragt
			zertifizieren auf|räumen ab|stimmen verhandeln:verhandelt unterrichten:unterrichtet onboarden:ongeboardet,onboarded
			rekrutieren
			liefern:geliefert ausliefern:ausgeliefert releasen:released,released ein|holen sichten:gesichtet erfassen:erfasst
			inventarisieren
			durchführen aufsetzen einführen erheben:erhoben identifizieren erweitern-um messen:gemessen
			vereinheitlichen:vereinheitlicht
			refaktorieren überführen:überführt übergeben:übergeben bündeln führen:geführt lesen:gelesen,lese lernen:gelernt,lerne aus|statten pflanzen:gepflanzt sammeln:gesammelt`,
		either: `
			gewinnen:gewonnen generieren sichern:gesichert erhalten:erhalten erzielen:erzielt bekommen:bekommen
			liefern:geliefert erzeugen:erzeugt produzieren schaffen:geschaffen akquirieren ab|schließen:abgeschlossen
			verkaufen:verkauft
			hinzu|fügen sammeln:gesammelt ein|werben:eingeworben buchen:gebucht unterzeichnen:unterzeichnet onboarden eröffnen:eröffnet
			erlangen:erlangt ein|nehmen:eingenommen vermitteln:vermittelt`,
		up: `
			steigern erhöhen:erhöht wachsen:gewachsen,wächst vergrößern aus|bauen an|heben:angehoben heben:gehoben erweitern:erweitert
			beschleunigen:beschleunigt maximieren vermehren verdoppeln verdreifachen vervierfachen verfünffachen verzehnfachen
			skalieren steigen:gestiegen,steigt
			zu|legen hoch|fahren auf|stocken vervielfachen zu|nehmen:zugenommen,nimmt`,
		down: `
			senken reduzieren verringern verkürzen:verkürzt vermindern kürzen minimieren halbieren sinken:gesunken,sinkt drücken
			begrenzen:begrenzt eliminieren ab|bauen verkleinern herunter|bringen:heruntergebracht ein|sparen mindern
			vermeiden:vermieden
			verhindern:verhindert ein|dämmen fallen:gefallen,fällt zurück|gehen:zurückgegangen ab|nehmen:abgenommen herab|setzen`,
		improve: `
			verbessern optimieren stärken:gestärkt fördern vereinfachen:vereinfacht vertiefen:vertieft verschlanken
			modernisieren intensivieren weiter|entwickeln transformieren professionalisieren stabilisieren harmonisieren
			festigen:gefestigt schärfen:geschärft verfeinern`,
		level: `
			erreichen:erreicht schaffen sein:ist,sind,gewesen,war liegen:liegt übertreffen:übertroffen überschreiten:überschritten
			unterschreiten:unterschritten
			haben:hat erfüllen:erfüllt gewährleisten:gewährleistet werden:wird,geworden betragen:beträgt binden:gebunden
			ein|halten:eingehalten
			bleiben-unter ab|decken`,
		maintain: `halten:gehalten,hält beibehalten:beibehalten bei|behalten bleiben:bleibt,geblieben aufrecht|erhalten:aufrechterhalten bewahren:bewahrt sicher|stellen fort|führen betreiben:betrieben weiter|führen`,
		soft: `
			unterstützen:unterstützt helfen:geholfen fokussieren ermöglichen:ermöglicht begeistern:begeistert bemühen:bemüht arbeiten
			nutzen-wir beitragen leben leiten verstehen:verstanden leben:gelebt kümmern voran|treiben:vorangetrieben
			an|streben:angestrebt
			positionieren machen:gemacht voran|bringen:vorangebracht inspirieren motivieren befähigen:befähigt priorisieren`,
		service: `
			beantworten:beantwortet bearbeiten:bearbeitet antworten:geantwortet lösen:gelöst erledigen:erledigt
			ausliefern:ausgeliefert liefern:geliefert
			bezahlen:bezahlt genehmigen:genehmigt erstatten:erstattet zurück|rufen:zurückgerufen entscheiden:entschieden reagieren
			versenden:versandt entlassen:entlassen
			zustellen:zugestellt`,
		outcome: `
			nutzen:genutzt,nutzt verwenden:verwendet empfehlen:empfohlen,empfiehlt kaufen:gekauft verlängern:verlängert
			bewerten:bewertet
			kommen:gekommen sagen:gesagt melden:gemeldet kündigen:gekündigt wählen:gewählt an|melden bestehen:bestanden wechseln
			bestellen:bestellt wieder|kommen:wiedergekommen finden:gefunden`
	},
	nouns: {
		outside: `
			kunde kunden kundin nutzer nutzerin anwender käufer anmeldung registrierung download downloads installation abonnent
			abonnement abo abos
			follower besucher besuch aufruf lead leads abschluss deal deals auftrag aufträge umsatz umsätze erlös verkauf verkäufe
			spende spenden spender
			teilnehmer teilnahme bewerbung bewerber buchung verlängerung empfehlung bewertung rezension erwähnung anfrage
			partner sponsor investor finanzierung stimme transaktion patient patientin schüler schülerin student studierende eltern
			bürger bürgerin haushalt fahrgast fahrgäste gast gäste leser mitglied mitglieder ehrenamtliche freiwillige bestellung
			gewinn marge marktanteil fördermittel interessent interessenten reservierung klick klicks vertrag verträge zusage testkunde`,
		metric: `
			umsatz umsätze gewinn marge kosten abwanderung quote rate anteil zahl anzahl menge volumen besuch aufruf klick score wert
			zeit dauer verfügbarkeit ausfall ausfälle fehler fehlerquote störung reklamation beschwerde rückstand rückstände
			durchlaufzeit
			lieferzeit wartezeit verspätung abdeckung auslastung genauigkeit budget ausgabe ausgaben krankenstand fluktuation unfall
			unfälle verbrauch emission emissionen bestand kündigung kündigungen stornierung ticket tickets bug bugs vorfall vorfälle
			anmeldung registrierung nutzer kunde kunden mitglied mitglieder nps csat kundenbindung conversion churn latenz
			reichweite note noten fehltage fehlzeit überstunde überstunden retoure retouren ausschuss punkt punkte index frist
			kundenzahl nutzung preis rendite liquidität tage stunden minuten bewertung pünktlichkeit termintreue liefertreue
			spende spenden
			leads teilnehmer weiterempfehlung öffnungsrate durchsatz verweildauer antwortzeit ladezeit absprungrate stau bearbeitungszeit`,
		softMetric: `zufriedenheit engagement produktivität bindung nutzung akzeptanz bekanntheit effizienz`,
		soft: `
			bekanntheit kultur kommunikation zusammenarbeit qualität bewusstsein erlebnis ausrichtung prozess prozesse abläufe
			stimmung marke transparenz sichtbarkeit
			beziehung beziehungen effizienz leistung sicherheit stabilität skalierbarkeit wissen verständnis fähigkeit kompetenz
			ruf vertrauen führung
			innovation exzellenz haltung dokumentation wartbarkeit umfeld wohlbefinden vielfalt fokus wirkung erfolg wert präsenz
			verantwortung
			strategie infrastruktur architektur schulden risiko motivation praxis wachstum klima miteinander arbeitsklima agilität
			nachhaltigkeit digitalisierung service feedbackkultur team attraktivität`,
		abstract: `
			kultur vertrauen beziehung beziehungen bewusstsein ruf umfeld erlebnis gemeinschaft grundlage zukunft marke präsenz
			klarheit
			wert mehrwert zusammenhalt verständnis akzeptanz`,
		operation: `server system systeme betrieb verfügbarkeit infrastruktur website netzwerk plattform backup sicherung anlage anlagen gebäude lohnabrechnung buchhaltung datenbank`,
		unitOfService: `
			ticket tickets anfrage bestellung auftrag aufträge fall fälle anruf rechnung frage beschwerde e-mail mail nachricht antrag
			anträge störung vorfall meldung lieferung sendung termin befund kunde kunden patient reklamation genehmigung`,
		measure: `anzahl zahl anteil quote rate menge prozentsatz summe durchschnitt mittelwert`,
		audience: `
			kunde kunden kundin kundinnen nutzer nutzerin nutzerinnen anwender käufer abonnent besucher spender teilnehmer
			bewerber partner sponsor patient patientin
			schüler schülerin student studierende eltern bürger bürgerin haushalt fahrgast fahrgäste gast gäste leser mitglied
			mitglieder ehrenamtliche
			mitarbeiter mitarbeiterin mitarbeitende kollege kollegin kollegen kolleginnen entwickler entwicklerin team teams
			lehrer lehrerin lehrkraft lehrkräfte
			ärzte arzt ärztin pflegekraft pflegekräfte pflegende fahrer fahrerin techniker verkäufer lieferant menschen leute alle
			jeder
			welt öffentlichkeit gemeinde stadt region verein familien familie kinder kind frauen jugendliche azubi azubis auszubildende
			bewohner anwohner behörde abteilung vertrieb redaktion händler führungskraft führungskräfte personal belegschaft monteur monteure`
	},
	hype: `
		beste besten bester besser bessere exzellent exzellente hervorragend großartig führend führende führender weltklasse
		modern moderne robust
		innovativ innovative effektiv effektive effizient effiziente hochwertig stark starke stärker glücklich zufriedene
		erfolgreich erfolgreiche
		transparent nachhaltig nachhaltige optimal optimale strategisch proaktiv agil agile digital digitale ganzheitlich
		erstklassig
		kundenorientiert professionell attraktiv attraktiver attraktive zukunftsfähig zukunftssicher einzigartig deutlich signifikant`,
	generic: `
		der die das den dem des ein eine einen einem eines einer und oder für mit von auf bis zum zur um im in bei aus nach
		wir uns unser unsere
		unserer unseren unserem unseres werden wird sind ist sein alle jeder mehr sehr wirklich noch am als
		unternehmen firma team teams organisation abteilung produkt produkte service services lösung lösungen prozess prozesse
		qualität kunde
		kunden nutzer menschen mitarbeiter mitarbeitende mitarbeitenden leistung effizienz produktivität wachstum erfolg wert
		exzellenz
		kundenorientierung marktführer kundenservice bieten kommunikation zusammenarbeit kultur innovation ebene dinge arbeit
		bereich bereiche ergebnis ergebnisse ziel ziele
		verbessern steigern erhöhen optimieren stärken fördern sicherstellen erreichen liefern schaffen erstellen entwickeln
		bauen wachsen fokus
		unterstützen halten machen ermöglichen bringen führen zufriedenheit zufriedene zufriedener transparenz beziehung
		beziehungen führung
		ruf fähigkeiten wissen umsatz profitabel wettbewerbsfähig position kundenzufriedenheit kundenerlebnis
		unternehmenskultur markt welt
		marke strategie digitalisierung vorantreiben voranbringen begeistern nächste nächstes intern extern wichtig`,
	states: `live fertig verfügbar zertifiziert freigegeben unterzeichnet akkreditiert abgeschlossen erledigt entschieden dokumentiert online produktiv umgesetzt eingeführt`,
	certificates: `zertifizierung zertifikat akkreditierung rezertifizierung audit konformität siegel`,
	personal: `beförderung befördert karriere lebenslauf marathon halbmarathon fitnessstudio meditieren meditation yoga tagebuch masterarbeit bachelorarbeit
		doktorarbeit hobby gehaltserhöhung urlaub körpergewicht abnehmen spanisch französisch klavier gitarre linkedin`,
	ownSkill: `lernen lesen üben meditieren joggen studieren`,
	me: `ich mein meine meinen meinem meiner meines mich mir`,
	labels: `stufe ebene phase version typ klasse schritt sprint tag woche monat jahr artikel abschnitt kapitel teil iso runde raum halle gebäude etage linie
		windows office java python php angular react node postgres mysql oracle sap s4 ios android typo3 drupal wordpress outlook jira gen generation tarif größe bahn bus u s re ice a b modell nummer nr kategorie modul lektion iteration meilenstein quartal kw din en gate welle werk standort zone § absatz priorität prio gruppe`,
	timeUnits: `
		ms millisekunde millisekunden sekunde sekunden s minute minuten min stunde stunden h std tag tage tagen werktag
		werktage werktagen arbeitstag
		arbeitstage arbeitstagen woche wochen monat monate monaten jahr jahre jahren quartal quartale quartalen`
};
