"""One made-up report in six languages and in other words, and other reports of the same event."""

from __future__ import annotations

from tests.stories.reports import page_of, paragraphs_of

from onrecord.records import Datum, Page

ENGLISH = paragraphs_of(
    """
    Norland’s Foreign Minister Ivar Haldorsen may be trying to draw Turkey into the talks on the river ports, as
    delegations from Norway and Caldia gather in Vienna this week.

    Haldorsen said Norland would accept only “lasting” guarantees and pointed to the draft of 2027, which
    negotiators from both sides had discussed in Geneva.

    The draft failed because Caldia feared that it would give the army of Norland control of 14 bridges.

    “We are ready to talk to anybody who comes without a knife behind his back,” Haldorsen told reporters on board
    his plane.

    Caldia’s president, Marta Oyelaran, called the remarks a trick and said that her government would wait for an
    answer in writing.

    Turkey has offered to send 300 observers, a diplomat in Ankara said, provided that Norway pays for half of them.

    In Vienna, the special envoy Dario Velt met Oyelaran for three hours on Tuesday; neither side would say what the
    two had agreed.

    A senior diplomat involved in the talks told Strait Wire that Haldorsen’s words had changed nothing. “It is
    noise,” the diplomat said. “Nobody in Brussels is listening to it any longer.”

    The talks are to go on until Friday, when Velt is expected to fly to Oslo and report to Prime Minister Sunniva
    Raskel.
    """
)
SPUN = paragraphs_of(
    """
    Norland’s Foreign Minister Ivar Haldorsen could be attempting to pull Turkey into the negotiations about the
    river harbours, while delegations of Norway and Caldia assemble in Vienna this week.

    Haldorsen stated Norland would take solely “lasting” assurances and referred to the document of 2027, which
    envoys from each camp had debated in Geneva.

    The document collapsed since Caldia worried that it would hand the army of Norland command of 14 crossings.

    “We are ready to talk to anybody who comes without a knife behind his back,” Haldorsen informed journalists
    aboard his aircraft.

    Caldia’s president, Marta Oyelaran, labelled the comments a ploy and declared that her administration would
    await a reply in writing.

    Turkey has proposed to dispatch 300 monitors, a diplomat in Ankara stated, provided that Norway covers half of
    them.

    In Vienna, the special envoy Dario Velt saw Oyelaran for three hours on Tuesday; neither party would reveal what
    the pair had settled.

    A high-ranking diplomat engaged in the negotiations told Strait Wire that Haldorsen’s remarks had altered
    nothing. “It is noise,” the diplomat stated. “Nobody in Brussels is listening to it any longer.”

    The negotiations are to continue until Friday, when Velt is due to travel to Oslo and brief Prime Minister
    Sunniva Raskel.
    """
)
ITALIAN = paragraphs_of(
    """
    Il ministro degli Esteri del Norland, Ivar Haldorsen, starebbe cercando di coinvolgere la Turchia nei colloqui
    sui porti fluviali, mentre le delegazioni di Norvegia e Caldia si riuniscono questa settimana a Vienna.

    Haldorsen ha detto che il Norland accetterà soltanto garanzie «durature» e ha richiamato la bozza del 2027, che
    i negoziatori delle due parti avevano discusso a Ginevra.

    La bozza fallì perché la Caldia temeva che avrebbe dato all’esercito del Norland il controllo di 14 ponti.

    «Siamo pronti a parlare con chiunque venga senza un coltello dietro la schiena», ha detto Haldorsen ai
    giornalisti a bordo del suo aereo.

    La presidente della Caldia, Marta Oyelaran, ha definito le parole un trucco e ha detto che il suo governo
    aspetterà una risposta scritta.

    La Turchia ha offerto di inviare 300 osservatori, ha riferito un diplomatico ad Ankara, a patto che la Norvegia
    ne paghi la metà.

    A Vienna l’inviato speciale Dario Velt ha incontrato martedì Oyelaran per tre ore; nessuna delle parti ha voluto
    dire che cosa fosse stato concordato.

    Un alto diplomatico coinvolto nei colloqui ha detto a Strait Wire che le parole di Haldorsen non hanno cambiato
    nulla. «È rumore», ha detto il diplomatico. «A Bruxelles nessuno lo ascolta più».

    I colloqui proseguiranno fino a venerdì, quando Velt dovrebbe volare a Oslo e riferire alla prima ministra
    Sunniva Raskel.
    """
)
RUSSIAN = paragraphs_of(
    """
    Министр иностранных дел Норланда Ивар Халдорсен, возможно, пытается вовлечь Турцию в переговоры о речных портах,
    в то время как делегации Норвегии и Кальдии собираются на этой неделе в Вене.

    Халдорсен заявил, что Норланд примет только «прочные» гарантии, и сослался на проект 2027 года, который
    переговорщики обеих сторон обсуждали в Женеве.

    Проект провалился, поскольку Кальдия опасалась, что он даст армии Норланда контроль над 14 мостами.

    «Мы готовы говорить с каждым, кто приходит без ножа за спиной», — сказал Халдорсен журналистам на борту своего
    самолёта.

    Президент Кальдии Марта Ойеларан назвала эти слова уловкой и заявила, что её правительство будет ждать
    письменного ответа.

    Турция предложила направить 300 наблюдателей, сообщил дипломат в Анкаре, при условии, что половину оплатит
    Норвегия.

    В Вене спецпосланник Дарио Вельт во вторник три часа беседовал с Ойеларан; ни одна из сторон не сказала, о чём
    они договорились.

    Высокопоставленный дипломат, участвующий в переговорах, сказал Strait Wire, что слова Халдорсена ничего не
    изменили. «Это шум, — сказал дипломат. — В Брюсселе его больше никто не слушает».

    Переговоры продлятся до пятницы, когда Вельт, как ожидается, вылетит в Осло и доложит премьер-министру Сунниве
    Раскель.
    """
)
UKRAINIAN = paragraphs_of(
    """
    Міністр закордонних справ Норланду Івар Халдорсен, імовірно, намагається залучити Туреччину до переговорів про
    річкові порти, тоді як делегації Норвегії та Кальдії цього тижня збираються у Відні.

    Халдорсен заявив, що Норланд прийме лише «тривалі» гарантії, і нагадав про проєкт 2027 року, який перемовники
    обох сторін обговорювали в Женеві.

    Проєкт провалився, бо Кальдія боялася, що він дасть армії Норланду контроль над 14 мостами.

    «Ми готові говорити з кожним, хто приходить без ножа за спиною», – сказав Халдорсен журналістам на борту свого
    літака.

    Президентка Кальдії Марта Оєларан назвала ці слова хитрістю і сказала, що її уряд чекатиме на письмову
    відповідь.

    Туреччина запропонувала надіслати 300 спостерігачів, повідомив дипломат в Анкарі, за умови, що половину з них
    оплатить Норвегія.

    У Відні спецпосланець Даріо Вельт у вівторок три години говорив з Оєларан; жодна зі сторін не сказала, про що
    вони домовилися.

    Високопоставлений дипломат, залучений до переговорів, сказав Strait Wire, що слова Халдорсена нічого не змінили.
    «Це шум, – сказав дипломат. – У Брюсселі його вже ніхто не слухає».

    Переговори триватимуть до п’ятниці, коли Вельт, як очікується, полетить до Осло і доповість прем’єр-міністерці
    Сунніві Раскель.
    """
)
GERMAN = paragraphs_of(
    """
    Norlands Außenminister Ivar Haldorsen versucht womöglich, die Türkei in die Gespräche über die Flusshäfen
    hineinzuziehen, während in dieser Woche Delegationen aus Norwegen und Caldia in Wien zusammenkommen.

    Haldorsen sagte, Norland werde nur „dauerhafte“ Garantien annehmen, und verwies auf den Entwurf von 2027, den
    Unterhändler beider Seiten in Genf besprochen hatten.

    Der Entwurf scheiterte, weil Caldia fürchtete, er werde der Armee Norlands die Kontrolle über 14 Brücken geben.

    „Wir sind bereit, mit jedem zu reden, der ohne Messer hinter dem Rücken kommt“, sagte Haldorsen Reportern an
    Bord seines Flugzeugs.

    Caldias Präsidentin Marta Oyelaran nannte die Worte einen Trick und sagte, ihre Regierung warte auf eine
    schriftliche Antwort.

    Die Türkei habe angeboten, 300 Beobachter zu schicken, sagte ein Diplomat in Ankara, sofern Norwegen die Hälfte
    bezahle.

    In Wien traf der Sondergesandte Dario Velt am Dienstag Oyelaran drei Stunden lang; keine Seite wollte sagen, was
    vereinbart wurde.

    Ein hoher Diplomat, der an den Gesprächen beteiligt ist, sagte Strait Wire, Haldorsens Worte hätten nichts
    geändert. „Das ist Lärm“, sagte der Diplomat. „In Brüssel hört da keiner mehr zu.“

    Die Gespräche sollen bis Freitag dauern; dann wird Velt in Oslo erwartet, wo er Ministerpräsidentin Sunniva
    Raskel berichtet.
    """
)
FRENCH = paragraphs_of(
    """
    Le ministre des Affaires étrangères du Norland, Ivar Haldorsen, chercherait à entraîner la Turquie dans les
    pourparlers sur les ports fluviaux, alors que des délégations de Norvège et de Caldia se réunissent cette
    semaine à Vienne.

    Haldorsen a déclaré que le Norland n’accepterait que des garanties « durables » et a rappelé le projet de 2027,
    dont les négociateurs des deux camps avaient discuté à Genève.

    Le projet a échoué parce que la Caldia craignait qu’il ne donne à l’armée du Norland le contrôle de 14 ponts.

    « Nous sommes prêts à parler à quiconque vient sans couteau dans le dos », a dit Haldorsen aux journalistes à
    bord de son avion.

    La présidente de la Caldia, Marta Oyelaran, a parlé d’une ruse et dit que son gouvernement attendrait une
    réponse écrite.

    La Turquie a proposé d’envoyer 300 observateurs, selon un diplomate à Ankara, à condition que la Norvège en paie
    la moitié.

    À Vienne, l’envoyé spécial Dario Velt a rencontré Oyelaran pendant trois heures mardi ; aucune des parties n’a
    voulu dire ce qui avait été convenu.

    Un haut diplomate associé aux pourparlers a confié à Strait Wire que les propos de Haldorsen n’avaient rien
    changé. « C’est du bruit », a dit le diplomate. « Plus personne à Bruxelles n’écoute. »

    Les pourparlers doivent durer jusqu’à vendredi ; Velt devrait alors s’envoler pour Oslo et rendre compte à la
    Première ministre Sunniva Raskel.
    """
)
OTHER_ENGLISH = paragraphs_of(
    """
    Marta Oyelaran arrived in Vienna with two suitcases and, her aides say, very little patience for Norland.

    The president of Caldia spent Tuesday with Dario Velt, the envoy whom Norway and the European Union have trusted
    with the river, and left the hotel by the kitchen door.

    On the plane, Ivar Haldorsen had already set the tone. “We are ready to talk to anybody who comes without a
    knife behind his back,” he told those travelling with him, and laughed.

    People who know Haldorsen say he wants Turkey at the table because Ankara owes him a favour from the grain
    crisis.

    Sunniva Raskel, Norway’s prime minister, has put her name to the effort and needs a success before the vote in
    Oslo.

    Whether 300 Turkish observers would change anything on the bridges is a question that soldiers in Geneva
    answered years ago: no.

    In Brussels, meanwhile, officials have begun to speak of the time after Haldorsen.
    """
)
OTHER_RUSSIAN = paragraphs_of(
    """
    В Вене начался второй день переговоров по речным портам, передаёт корреспондент агентства.

    Марта Ойеларан прибыла на встречу с Дарио Вельтом раньше назначенного срока. Президент Кальдии отказалась
    говорить с прессой.

    По данным источников в Осло, Суннива Раскель лично просила Турцию не вмешиваться.

    Ивар Халдорсен на борту самолёта сказал, что Норланд готов «говорить с каждым, кто приходит без ножа за спиной».

    Эксперты напоминают, что в 2027 году в Женеве стороны уже были близки к соглашению, но Норвегия не нашла денег
    на наблюдателей.

    В Брюсселе слова Халдорсена комментировать не стали. В Анкаре назвали число наблюдателей: 300.
    """
)
OTHER_ITALIAN = paragraphs_of(
    """
    Tre ore di colloquio, nessuna dichiarazione: a Vienna Dario Velt e Marta Oyelaran hanno scelto il silenzio.

    A parlare è invece Ivar Haldorsen, che dall’aereo ha lanciato un messaggio alla Caldia: «Siamo pronti a parlare
    con chiunque venga senza un coltello dietro la schiena».

    La Norvegia, che ospita la prossima tappa a Oslo, spera che la Turchia mantenga la promessa dei 300 osservatori.

    Il Norland chiede garanzie; la Caldia ricorda Ginevra e i 14 ponti perduti nel 2027.

    A Bruxelles si guarda con fastidio alle mosse di Ankara e di Haldorsen.
    """
)


def page_in(language: str, paragraphs: tuple[str, ...], name: str, title: str = "", **known: object) -> Page:
    """A page in a language."""
    tag = Datum(value=language, found="detector", score=0.99)
    return page_of(title or paragraphs[0][:60], paragraphs, name, language=tag, **known)


COPIES = {
    "original": page_in("en", ENGLISH, "strait-wire", "Haldorsen courts Turkey as river talks open in Vienna"),
    "spun": page_in("en", SPUN, "global-tide", "Haldorsen woos Turkey while river negotiations start"),
    "Italian": page_in("it", ITALIAN, "gazzetta", "Haldorsen corteggia la Turchia, «è rumore»"),
    "Russian": page_in("ru", RUSSIAN, "gazeta", "Халдорсен зовёт Турцию на переговоры в Вене"),
    "Ukrainian": page_in("uk", UKRAINIAN, "visnyk", "Халдорсен кличе Туреччину на переговори у Відні"),
    "German": page_in("de", GERMAN, "kurier", "Haldorsen umwirbt die Türkei"),
    "French": page_in("fr", FRENCH, "courrier", "Haldorsen courtise la Turquie"),
}
OTHERS = {
    "other English": page_in("en", OTHER_ENGLISH, "observer", "A river runs through Vienna"),
    "other Russian": page_in("ru", OTHER_RUSSIAN, "vesti", "В Вене продолжаются переговоры"),
    "other Italian": page_in("it", OTHER_ITALIAN, "corriere", "Vienna, il giorno del silenzio"),
}
