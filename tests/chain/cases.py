"""Hard cases of the hands that words went through, one line each.

`tests.speakers.cases` writes them into ``docs/cases.md``.
"""

from __future__ import annotations

from tests.builders import make_attribution, make_page, span_of

from onrecord.chain import find_chains
from onrecord.records import Hop, Tagging

# The sentence, its source, its cue, its content, whom it was said to, the hands, how directly the words come.
HandsCase = tuple[str, str, str, str, str | None, list[str], str]
HANDS: list[HandsCase] = [
    ("“It is over,” Bero said.", "Bero", "said", "“It is over,”", None, ["Bero"], "own_words"),
    ("Bero said that it was over.", "Bero", "said", "that it was over", None, ["Bero"], "reported"),
    (
        "“It is over,” Bero told Norland News.",
        "Bero",
        "told",
        "“It is over,”",
        "Norland News",
        ["Bero", "told Norland News"],
        "own_words",
    ),
    ("“It is over,” Bero told reporters.", "Bero", "told", "“It is over,”", "reporters", ["Bero"], "own_words"),
    (
        "“It is over,” Bero said in a post on Telegram.",
        "Bero",
        "said",
        "“It is over,”",
        None,
        ["Bero", "post Telegram"],
        "own_words",
    ),
    (
        "“It is over,” Bero said through a spokesman.",
        "Bero",
        "said",
        "“It is over,”",
        None,
        ["Bero", "through a spokesman"],
        "own_words",
    ),
    (
        "“It is over,” Bero said, according to a translation by the Oster news agency.",
        "Bero",
        "said",
        "“It is over,”",
        None,
        ["Bero", "translation Oster"],
        "translated",
    ),
    (
        "Interfax quoted Ana Bero as saying that it was over.",
        "Interfax",
        "quoted",
        "Ana Bero as saying that it was over",
        None,
        ["Ana Bero", "quoted Interfax"],
        "reported",
    ),
    (
        "“It is over,” Bero told reporters, the Norland Times reported.",
        "Bero",
        "told",
        "“It is over,”",
        "reporters",
        ["Bero", "reported Norland Times"],
        "own_words",
    ),
    ("“It is over,” Bero said at her post.", "Bero", "said", "“It is over,”", None, ["Bero"], "own_words"),
    ("“It is over,” Bero said, according to plan.", "Bero", "said", "“It is over,”", None, ["Bero"], "own_words"),
]


def hands_of(case: HandsCase) -> tuple[list[str], str | None]:
    """The hands of a sentence, the speaker first, and how directly the words come."""
    sentence, source, cue, content, to, _, _ = case
    page = make_page(f"Title\n{sentence}")
    kind = "direct" if content.startswith("“") else "indirect"
    known = {"to": to, "to_span": span_of(page.text, to)} if to else {}
    attribution = make_attribution(page, source, cue, content, kind=kind, **known)
    (found,) = find_chains(page, Tagging(attributions=(attribution,), asides=(), entities=()))
    return [_shown(hop) for hop in found.chain], found.directness


def _shown(hop: Hop) -> str:
    return str(hop.name) if hop.kind == "speaker" else f"{hop.how} {hop.name}"
