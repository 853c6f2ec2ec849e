"""Links to other reports that interrupt this one, told by their wording."""

from __future__ import annotations

import re

_MAX_WORDS = 40
_LEAD_IN = re.compile(
    r"(?:READ (?:MORE|ALSO|NEXT|IT)|Read (?:more|also|next)|RELATED(?: STORIES| ARTICLES?| CONTENT| COVERAGE)?"
    r"|Related(?: (?:stories|articles?|content|coverage|news|links?|video))?|SEE (?:ALSO|MORE)|See (?:also|more)"
    r"|ALSO READ|Also read"
    r"|MORE(?: NEWS| STORIES)?|More (?:on|from|in) [\w’' ]{2,40}|More(?: stories| news)?|WATCH|Watch|LISTEN"
    r"|OPINION|ANALYSIS|EXCLUSIVE|EXPLAINER"
    r"|Don[’']t miss|DON[’']T MISS|Recommended(?: (?:stories|reading|for you))?|Most read|MOST READ|Trending"
    r"|TRENDING|Editor[’']s picks?"
    r"|You (?:may|might) also (?:like|be interested in)|Further reading|In depth|Explained)"
)
_WITH_LINK = re.compile(rf"[>»•*▶→\[\s]*{_LEAD_IN.pattern}\s*(?::|[|»>–—-]|\.{{3}})\s*\S.*")
_FOREIGN = re.compile(
    r"[>»•*▶→\[\s]*(?:Lesen Sie (?:auch|mehr)|Mehr zum Thema|(?:À )?[Ll]ire aussi|Lea también|Leer también|Leggi anche"
    r"|Читайте также|Читайте також|Czytaj także|Lees ook|Leia também|Läs också|Baca juga)\s*:?.{0,200}"
)
_ALONE = re.compile(
    r"(?:READ (?:MORE|ALSO|NEXT)|Read (?:more|also|next)|(?:RELATED|Related)(?: \w+)?|SEE (?:ALSO|MORE)"
    r"|See (?:also|more)|ALSO READ|Also read"
    r"|DON[’']T MISS|Don[’']t miss|More (?:on|from) [\w’' ]{2,40}|Recommended(?: \w+)?|Most read|MOST READ"
    r"|You (?:may|might) also like|Further reading)\s*[:»>.…]*"
)
# These also open the headline of the page itself ("EXCLUSIVE: ..."); the caller knows where the line stands.
_GENRE = re.compile(r"WATCH|Watch|LISTEN|OPINION|ANALYSIS|EXCLUSIVE|EXPLAINER|Explained|In depth|MORE|More")


def find_related(line: str) -> str | None:
    """Returns the name of the rule by which `line` points to another report, or ``None``.

    >>> find_related("READ MORE: Harrow talks collapse over grain"), find_related("Related: Who is Ana Brisk?")
    ('lead_in_line', 'lead_in_line')
    >>> find_related("Lesen Sie auch: Wer ist Ana Brisk?"), find_related("Lire aussi, a-t-il dit, est un plaisir.")
    ('lead_in_line', None)
    >>> find_related("Watch for the vote on Monday, she said.")
    >>> find_related("More: a word the envoy used twice. He did not explain it.")
    """
    if len(line) > 300 or len(line.split()) > _MAX_WORDS:
        return None
    if _ALONE.fullmatch(line) or (_FOREIGN.fullmatch(line) and not line.endswith(".")):
        return "lead_in_line"
    if _WITH_LINK.fullmatch(line) and (line.split(":", maxsplit=1)[0].isupper() or not line.endswith(".")):
        return "genre_line" if _GENRE.match(line) else "lead_in_line"
    return None


def is_capitals_link(line: str) -> bool:
    """Tells whether `line` is a headline in capitals, as outlets set links to other reports inside a text.

    Five words or fewer head a section of this text more often than they link to another.

    >>> is_capitals_link("RELLE ENVOY WALKS OUT OF GRAIN TALKS, LEAVING VANTO WITHOUT A DEAL")
    True
    >>> is_capitals_link("BACKGROUND"), is_capitals_link("RELLE'S ENVOY: “We will NOT sign in Harrow this week.”")
    (False, False)
    """
    words = line.split()
    letters = [c for c in line if c.isalpha()]
    if not 6 <= len(words) <= 30 or len(letters) < 16 or line.endswith((".", ":", "?")) or line[0] in "“\"‘'0123456789":
        return False
    wordy = len(letters) >= 0.75 * len(line.replace(" ", ""))  # a line of stock prices is no headline
    return wordy and sum(c.isupper() for c in letters) >= 0.95 * len(letters)
