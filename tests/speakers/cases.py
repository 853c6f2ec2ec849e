"""Hard cases, one line each: a page with its marks, and who speaks at the last mark; and their page in the documents.

A case is (page, type, name or head noun). For the unnamed the third is the head noun of their description. For the
marks see `tests.speakers.pages`. Cases that are missed today are in `MISSED`, strictly: one that starts to work must
move up. ``python -m tests.speakers.cases`` writes ``docs/cases.md``.
"""

from __future__ import annotations

import re
import sys
from typing import Any

from tests.chain.cases import HANDS
from tests.settings.cases import DAY, MEETINGS, MISSED_MEETINGS, WHEN
from tests.speakers.pages import last_speaker

from onrecord.records import Actor
from onrecord.speakers.resolve import RULES

Case = tuple[str, str, str | None]

CASES: dict[str, list[Case]] = {
    "Names": [
        ("<Ana Bero> left. [[Bero]] said no.", "person", "Ana Bero"),
        ("[[Bero]] said no. Then <Ana Bero> left.", "person", "Ana Bero"),
        ("[[Bero]] said no.", "unresolved", "Bero"),
        ("Mr. <Bero> left. [[Mr. Bero]] said no.", "unresolved", "Bero"),
        ("President <Bero> left. [[Bero]] said no.", "person", "Bero"),
        ("[[Foreign Minister <Ana Bero>]] said no.", "person", "Ana Bero"),
        ("[[<Ana Bero>, a senator,]] said no.", "person", "Ana Bero"),
        ("[[A lawyer for the miners, <Ana Bero>,]] said no.", "person", "Ana Bero"),
        ("[[<Adel> campaign spokesman <Boris Costa>]] said no.", "person", "Boris Costa"),
        ("[[Sen. <Ana Bero> (R-Utah)]] said no.", "person", "Ana Bero"),
        ("[[<Ana M. Bero Jr.>]] said no. Later [[Bero]] left.", "person", "Ana M. Bero Jr."),
        ("[[<Ana> “the Anchor” Bero]] said no.", "person", "Ana “the Anchor” Bero"),
        ("<Bob Adel> left. [[Robert Adel]] said no.", "person", "Robert Adel"),
        ("<Jorge Peña Costa> came. [[Mr. <Peña Costa>]] said no.", "person", "Jorge Peña Costa"),
        ("<Tan Wei-lin> came. [[Mr. <Tan>]] said no.", "person", "Tan Wei-lin"),
        ("<Ana de Bero> came. [[De Bero]] said no.", "person", "Ana de Bero"),
        ("“Why now? <Ana Bero> asked.\n[[BERO]]: Because.", "person", "Ana Bero"),
        ("<Ana Bero> and <Olga Bero> met. [[Mr. Adel]] spoke. [[Bero]] said no.", "unresolved", "Bero"),
        ("<Ana Bero> and <Boris Bero> met. [[Mrs. <Bero>]] said no.", "person", "Ana Bero"),
        (
            "<Ana Bero> spoke. <Bero> and <Bero> again. <Boris Bero> left.\nThen [[<Bero>]] said no.",
            "person",
            "Ana Bero",
        ),
        (
            "<Ana Bero> left.\n<Boris Bero> came in.\n<Boris Bero>, her son, sat. [[<Bero>]] said no.",
            "person",
            "Boris Bero",
        ),
        ("[[<Ana Bero> and <Boris Adel>]] said no.", "person", "Ana Bero & Boris Adel"),
        ("<Ana Bero> left. [[Bero’s]] view was no.", "person", "Ana Bero"),
        ("<Ana Doctor> came, a critic of the surgeon <Boris Adel>. [[Doctor]] said no.", "person", "Ana Doctor"),
        ("[[Bears DL <Boris Adel>]] said no.", "person", "Boris Adel"),
        ("Then Boris Bero came. [[<Bero>]] said no.", "person", "Boris Bero"),
        ("Then <Bero>, 51, of Oster, came. [[Bero]] said no.", "unresolved", "Bero"),
        ("Gen. <Adel al-Bero> came. [[Bero]] said no.", "person", "Adel al-Bero"),
        ("[[Army chief Gen. Adel al-Bero]] said no.", "person", "Adel al-Bero"),
        ("[[<Ana Bero>’s group, <Taqad>,]] said no.", "organisation", "Taqad"),
        ("[[{Bero Watch}]] said in a report that it rained. [[The report]] said no.", "organisation", "Bero Watch"),
        ("<Ana Bermann> left. [[Berman]] said no.", "person", "Ana Bermann"),
        ("<Ana Bermann> and <Olga Bergmann> left. [[Berrmann]] said no.", "unresolved", "Berrmann"),
        ("<Ana Adam> left. [[<Adams>]] said no.", "unresolved", "Adams"),
        ("<Adel bin Bero> left. [[Bin Bero]] said no.", "person", "Adel bin Bero"),
        ("Sen. <Ana Bero>, <R-Utah>, left. [[Bero]] said no.", "person", "Ana Bero"),
        ("“No,” [[said]] <Ana Bero>.", "person", "Ana Bero"),
        ("[[<Ana Bero>, R-Utah, and <Boris Adel>]] said no.", "person", "Ana Bero & Boris Adel"),
    ],
    "What only describes by a name": [
        ("[[A spokeswoman for <Ana Bero>]] said no.", "anonymous", "spokeswoman"),
        ("[[<Ana Bero>’s lawyer]] said no.", "anonymous", "lawyer"),
        ("[[a friend of <Ana Bero>]] said no.", "anonymous", "friend"),
        ("[[<Bero> supporters]] said no.", "group", "supporter"),
        ("<Ana Bero> wrote. [[<Ana Bero>’s letter]] said no.", "person", "Ana Bero"),
        ("[[A study by the economist <Ana Bero>]] found it.", "person", "Ana Bero"),
        ("[[Critics, including <Ana Bero> and <Boris Adel>,]] said no.", "group", "critic"),
        ("[[Peru, Chile and other officials, including <Ana Bero>,]] said no.", "group", "official"),
        ("<Ana Bero> wrote. [[Her website]] said no.", "person", "Ana Bero"),
        ("[[<Ostrander> Prime Minister <Ana Bero>]] said no. [[She]] left.", "person", "Ana Bero"),
        ("<Ana Bero> met the <Oster> president. [[She]] said no.", "person", "Ana Bero"),
    ],
    "Governments and bodies": [
        ("[[Kyiv]] said no.", "government", "Ukraine"),
        ("[[The Kremlin]] said no.", "government", "Kremlin"),
        ("[[Downing Street]] said no.", "government", "Downing Street"),
        ("[[Beijing’s foreign ministry]] said no.", "government", "Beijing’s foreign ministry"),
        ("[[Peru’s presidential office]] said no.", "government", "Peru’s presidential office"),
        ("[[The state news agency PRESSA]] said no.", "organisation", "PRESSA"),
        ("{Bero Atom Watch} (BAW) met. <Ana Adel>, its head, left. [[The head]] said no.", "person", "Ana Adel"),
        ("<Ana Adel>, the head of the {Bero Atom Watch} (BAW), left. [[The BAW chief]] said no.", "person", "Ana Adel"),
        ("[[Defence Minister Peru <Bero>]] said no.", "person", "Peru Bero"),
        ("[[Peru’s prime minister, Sheikh <Adel al Bero>,]] said no.", "person", "Adel al Bero"),
        ("[[The Peruvian government]] said no.", "government", "Peru"),
        ("[[Moscow and Tehran]] said no.", "government", "Russia & Iran"),
        ("It rained in ‹Oster› and ‹Oster›. [[<Oster>]] said no.", "government", "Oster"),
        ("[[The Ministry of Ports]] said no.", "government", "Ministry of Ports"),
        ("[[A man in Moscow]] said no.", "anonymous", "man"),
        ("[[The Moscow Chronicle]] said no.", "organisation", "Moscow Chronicle"),
        ("[[the EU]] said no.", "organisation", "European Union"),
        ("{Alliance of Bero Miners} (ABM) met. [[ABM]] said no.", "organisation", "Alliance of Bero Miners"),
        ("The <Bero> campaign spent. [[The campaign]] said no.", "organisation", "Bero campaign"),
        ("{Bero Dock Workers} met. [[The union]] said no.", "organisation", "Bero Dock Workers"),
        ("{Alliance of Bero Miners} (ABM) met. [[ABM rules]] said no.", "organisation", "Alliance of Bero Miners"),
        ("[[The IMF and the World Bank]] said no.", "organisation", "International Monetary Fund & World Bank"),
        ("The Bero campaign paid. [[Bero’s team]] said no.", "organisation", "Bero campaign"),
        ("{Bero Sports NFL} ran it. [[The NFL]] said no.", "organisation", "NFL"),
        ("[[The group, {Bero Miners},]] said no.", "organisation", "Bero Miners"),
        ("[[in Peru (]] said no.", "unresolved", None),
        ("[[Q]]: Why?", "unresolved", None),
        ("[[Polls]] said no. [[The nation]] said no.", "unresolved", None),
        ("[[The agency]] said no.", "unresolved", None),
        ("[[A poll]] found that.", "organisation", "poll"),
        ("It rained in ‹Oster›, the capital. [[<Oster>]] said no.", "government", "Oster"),
        ("<Oster>’s foreign minister left. [[<Oster>]] said no.", "government", "Oster"),
        ("<Oster>’s foreign policy failed. [[<Oster>]] said no.", "unresolved", "Oster"),
        (
            "[[A federal court]] ruled.\nIt rained.\nThe {Bero Court of Appeals} sat.",
            "organisation",
            "Bero Court of Appeals",
        ),
        ("[[A court]] ruled.\nThe {Bero Court} sat; so did the {Adel Court}.", "organisation", "court"),
        ("{Bero Party} met. [[The party’s bylaws]] say no.", "organisation", "Bero Party"),
        ("{Bero Rand} paid. {Bero Rand} lost. {Bero Rand} fell. [[The bank]] said no.", "organisation", "Bero Rand"),
        ("{Bero Rand} paid. {Adel Rand} lost. {Bero Rand} fell. [[The bank]] said no.", "unresolved", None),
        ("In a statement, [[{Bero Watch}]] called it wrong. [[The statement]] said no.", "organisation", "Bero Watch"),
        ("[[{Oster Post}]] asked. [[The newspaper]] said no.", "organisation", "Oster Post"),
    ],
    "Pronouns": [
        ("<Boris Adel> came. [[He]] said no.", "person", "Boris Adel"),
        ("<Ana Bero> met <Boris Adel>. [[She]] said no.", "person", "Ana Bero"),
        ("[[<Ana Bero>]] said no. <Olga Costa> listened to her. “No,” [[she]] said.", "person", "Ana Bero"),
        ("[[He]] said no.", "unresolved", None),
        ("[[I]] think not.", "writer", None),
        ("[[<Ana Bero>]] said: “[[I]] think not.”", "person", "Ana Bero"),
        ("[[<Ana Bero>]] said: “Boris is ill, [[he]] says.”", "unresolved", None),
        ("[[Villagers]] said no. [[They]] said it twice.", "group", "villager"),
        ("[[<Ana Bero> and <Boris Adel>]] came. [[They]] said no.", "person", "Ana Bero & Boris Adel"),
        ("[[The ministry of Peru]] met. [[It]] said no.", "government", "ministry of Peru"),
        ("<Ana Bero>, [[who]] said no, left.", "person", "Ana Bero"),
        ("Farmers near <Ana Bero>’s house [[who]] said no left.", "group", "farmer"),
        ("It was hard for Kyiv, [[which]] said no.", "government", "Ukraine"),
        ("<Ana Bero>, 59, of <Ashton>, Md., [[who]] said no, left.", "person", "Ana Bero"),
        ("A point for farmers, [[who]] said no, stood.", "group", "farmer"),
        ("<Ana Bero> and <Olga Costa> met. [[The former]] said no.", "person", "Ana Bero"),
        ("<Ana Bero> and <Olga Costa> met. [[The latter]] said no.", "person", "Olga Costa"),
        ("[[The latter]] said no.", "unresolved", None),
        ("When <Carl Bero> ran against <Boris Adel>, [[both men]] said no.", "person", "Carl Bero & Boris Adel"),
        ("<Ana Bero>, a baker, and <Boris Adel> met. [[They]] said no.", "person", "Ana Bero & Boris Adel"),
        ("In [[his]] speech, <Boris Adel> said no.", "person", "Boris Adel"),
        ("<Ana Bero>, an <Adel> campaign aide [[who]] said no, left.", "person", "Ana Bero"),
        ("<Ana Bero> is one of three members [[who]] said no.", "person", "Ana Bero"),
        ("It was said by two voters, <Ana Bero> and <Boris Adel>, [[who]] left.", "person", "Ana Bero & Boris Adel"),
    ],
    "Descriptions": [
        ("Foreign Minister <Ana Bero> left. [[The minister]] said no.", "person", "Ana Bero"),
        ("Army chief Gen. <Ana Bero> left. [[The general]] said no.", "person", "Ana Bero"),
        ("Foreign Minister Prince <Adel> left. [[The prince]] said no.", "person", "Adel"),
        ("Ministers <Ana Bero> and <Boris Adel> left. [[A minister]] said no.", "anonymous", "minister"),
        ("[[President <Ana Bero>]] said no. [[The Peruvian leader]] left.", "person", "Ana Bero"),
        ("Vice President <Ana Bero> left. [[The president]] said no.", "unresolved", None),
        ("[[The president]] said no.", "unresolved", None),
        ("[[A Peruvian diplomat]] said no. “Yes,” [[the diplomat]] said.", "anonymous", "diplomat"),
        ("[[A Peruvian diplomat]] said no. “Yes,” [[the official]] said.", "anonymous", "diplomat"),
        (
            "Spokeswoman <Ana Bero> spoke. [[A Peruvian diplomat]] said no. [[the official]] said.",
            "anonymous",
            "diplomat",
        ),
        ("Envoy <Ana Bero> left. [[A Peruvian diplomat]] said no. [[the diplomat]] said.", "anonymous", "diplomat"),
        ("Gov. <Ana Bero> left. [[The Utah governor]] said no.", "person", "Ana Bero"),
        ("Gov. <Ana Bero> and Gov. <Boris Adel> left. [[The Utah governor]] said no.", "unresolved", None),
        ("[[Judge]] rejects it.\nIt rained.\nJudge <Ana Bero> left.", "person", "Ana Bero"),
        ("[[A Utah judge]] rejected it.\nJudge <Ana Bero> left.", "person", "Ana Bero"),
        ("[[A diplomat]] rejected it.\nThe diplomat <Ana Bero> left.", "anonymous", "diplomat"),
        ("<Carl Bero> met <Boris Adel>. [[The two men]] said no.", "person", "Carl Bero & Boris Adel"),
    ],
    "Unnamed sources and groups": [
        ("The investor <Ana Bero> left. They met [[investor]] who said no.", "anonymous", "investor"),
        ("[[officials]] said no.", "anonymous", "official"),
        ("[[two people familiar with the talks]] said no.", "anonymous", "person"),
        ("[[people]] said no.", "group", "person"),
        ("[[NATO leaders]] said no.", "group", "leader"),
        ("[[Republicans]] said no.", "group", "republican"),
        ("[[Peruvians]] said no.", "group", "peruvian"),
        ("[[those close to <Ana Bero>]] said no.", "anonymous", "close"),
        ("[[Three officials]] spoke. [[One of them, a Peruvian,]] said no.", "anonymous", "official"),
        ("[[One of them]] said no.", "unresolved", None),
    ],
    "Words passed on": [
        (
            "<Ana Bero> left. “No,” she said, according to [[a translation by the Oster Wire agency]].",
            "person",
            "Ana Bero",
        ),
        ("Minister <Ana Bero> was quoted as saying no, according to [[a translation]].", "person", "Ana Bero"),
        ("<Ana Bero> left. “No,” [[the newspaper]] ((quoted)) her as saying.", "person", "Ana Bero"),
        ("((According to)) [[the report of Oster Wire]], <Ana Bero> said: “No.”", "person", "Ana Bero"),
        ("<Ana Bero> left. [[The newspaper]] ((said)) no.", "unresolved", None),
    ],
}
MISSED: list[Case] = [
    ("{Bero Steel} closed. [[It]] said no. Then [[the steelmaker]] said no.", "organisation", "Bero Steel"),
    ("[[A lawyer]] said no.\n[[The lawyer, <Ana Bero>,]] had said it. At [[the start]] no.", "person", "Ana Bero"),
    ("<Ana Bero> and <Olga Costa> spoke. <Olga Costa> asked her. [[She]] said no.", "person", "Ana Bero"),
    ("[[One fisherman]] came. “No,” [[he]] said.", "anonymous", "fisherman"),
    ("Velmar lost the case. [[It]] said no.", "government", "Velmar"),
    ("{Oster Post} checked it. In their check [[they]] said no.", "organisation", "Oster Post"),
    (
        "<Ana Bero>’s critics, she said, were wrong. [[The researchers]] at {Oster College} said no. [[It]] left.",
        "organisation",
        "Oster College",
    ),
]


def shown(actor: Actor) -> str | None:
    """What a case's third column is compared with."""
    return actor.rank if actor.type in ("anonymous", "group") and not actor.name else actor.name


def cases_page() -> str:
    """Returns ``docs/cases.md``: every case with who the rules say it is, and why."""
    number = sum(len(cases) for cases in CASES.values()) + len(WHEN) + len(MEETINGS) + len(HANDS)
    lines = [
        "# Hard cases",
        "",
        f"{number} cases of who is speaking, when, at which meeting and through whose hands, one line each, all made",
        "up and run as tests (`tests/speakers/cases.py`, `tests/settings/cases.py`, `tests/chain/cases.py`).",
        "The source is in bold; *why* is the rule that decided, in its own words, and what makes the answer only",
        "probable, or none. Written by `script/generate`. How the rules work: [speakers.md](speakers.md).",
        "",
    ]
    for title, cases in CASES.items():
        lines += [f"## {title}", "| input | who | why |", "|---|---|---|", *map(_row, cases), ""]
    lines += _others()
    lines += ["## Missed today", "| input | should be | is |", "|---|---|---|", *map(_missed_row, MISSED), ""]
    return "\n".join(lines)


def _others() -> list[str]:
    """The tables of the stages behind this one: when, meetings, hands."""
    lines = ["## When", f"As read on a page of {DAY}, a Wednesday.", "", "| input | means | why |", "|---|---|---|"]
    for words, future, start, end, exact, why in WHEN:
        days = " to ".join(dict.fromkeys(day for day in (start, end) if day)) or "no day"
        lines.append(f"| {words}{' (to come)' if future else ''} | {days} ({exact}) | {why} |")
    lines += ["", "## Meetings", "| input | who, where, when, how far |", "|---|---|"]
    lines += [f"| {_plain(page)} | {_meeting(rest)} |" for page, *rest in MEETINGS]
    lines += [f"| {_plain(page)} | **missed today**; {_meeting(rest)} |" for page, *rest in MISSED_MEETINGS]
    lines += ["", "## Through whose hands", "| input | hands | how directly |", "|---|---|---|"]
    lines += [f"| {case[0]} | {' ← '.join(case[5])} | {case[6]} |" for case in HANDS]
    return [*lines, ""]


def _plain(page: str) -> str:
    return re.sub(r"[<>\[\]]", "", page)


def _meeting(rest: list[Any]) -> str:
    who, where, start, status = rest
    return (
        "no meeting" if who is None else ", ".join(part for part in (" and ".join(who), where, start, status) if part)
    )


def _row(case: Case) -> str:
    actor = last_speaker(case[0])
    why = _PURPOSES.get(actor.by, actor.by)
    if actor.why:
        probable = actor.certainty == "probable" and actor.type != "unresolved"
        why += f"; {'probably: ' if probable else ''}{actor.why}"
    return f"| {_input(case[0])} | {_who(actor.type, shown(actor))} | {why} |"


def _missed_row(case: Case) -> str:
    actor = last_speaker(case[0])
    return f"| {_input(case[0])} | {_who(case[1], case[2])} | {_who(actor.type, shown(actor))} |"


_PURPOSES = {
    rule.__name__: (rule.__doc__ or "").split("\n", 1)[0].rstrip(".").replace("Resolves ", "", 1) for rule in RULES
}


def _who(kind: str, name: str | None) -> str:
    return f"{name} ({kind})" if name else kind


def _input(page: str) -> str:
    """The page with its last source in bold and the other marks taken away."""
    before, _, rest = page.rpartition("[[")
    source, _, after = rest.partition("]]")
    plain = [re.sub(r"\[\[|\]\]|[<>{}‹›]|\(\(|\)\)", "", part).replace("\n", " / ") for part in (before, source, after)]
    return f"{plain[0]}**{plain[1]}**{plain[2]}".replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(cases_page())
