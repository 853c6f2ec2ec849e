"""Captions and credits of pictures, told by their wording."""

from __future__ import annotations

import re

# Where a caption ends and an article begins: captions of news pictures rarely pass 400 characters.
MAX_CAPTION_CHARS = 500
_AGENCY = (
    r"(?:Getty(?: Images)?|Reuters|REUTERS|AP(?: Photos?)?|AFP|EPA(?:-EFE)?|EFE|Associated Press|Shutterstock"
    r"|Alamy|iStock"
    r"|Anadolu(?: Agency| Ajansı)?|Xinhua|TASS|Sputnik|Bloomberg|Kyodo|Yonhap|dpa|DPA|UPI|PA(?: Wire| Images| Media)?"
    r"|Press Association|Zuma(?: Press)?|ZUMA|NurPhoto|Sipa(?: USA)?|SIPA|MAXPPP|ANP|ANSA|Ritzau|NTB|TT|Keystone|APA"
    r"|Press TV|RIA Novosti|Canadian Press|AAP|WireImage|FilmMagic|Redux|Polaris|Magnum|Flickr|Unsplash|Pixabay|Pexels"
    r"|Wikimedia(?: Commons)?|Creative Commons|Handout|[Ff]ile [Pp]hoto|[Ss]creen ?(?:shot|grab)|[Cc]ourtesy [Pp]hoto)"
)
_NAME = r"(?:[A-ZÀ-Þ][\w.'’-]*|de|da|di|du|la|le|van|von|der|den|al|bin|el|for|the|of|and|&|via)"
_NAMES = rf"{_NAME}(?: {_NAME}){{0,7}}"
_CREDIT_WORD = (
    r"(?:(?:[Pp]hoto(?:graph|s|graphy)?|[Ii]mage|[Pp]icture|[Ii]llustration|[Gg]raphic|[Vv]ideo|[Ff]oto|Bild"
    r"|[Cc]rédit photo|Фото|PHOTO|IMAGE|PICTURE)"
    r"(?: ?[Cc]redit| CREDIT| [Cc]ourtesy(?: [Oo]f)?)?|[Cc]redit|CREDIT|[Cc]ourtesy(?= of))"
)
_CREDIT_TEXT = re.compile(
    rf"(?:{_CREDIT_WORD}(?: by|:| of| ?[/|©-]) ?[^.!?]{{2,90}}"
    rf"|(?:{_NAMES})? ?(?:[/|©,•—–-]|via|for|--) ?{_AGENCY}\b[^.!?]{{0,60}}"
    rf"|{_AGENCY}(?: ?[/|,©-] ?[^.!?]{{2,80}}| via {_AGENCY})?"
    rf"|{_NAMES}(?: ?/ ?{_NAMES}){{1,3}}"
    r"|© ?[^.!?]{2,90})"
)
_TAIL = re.compile(r"\(([^()]{2,110})\)\s*\.?$")
# What a credit at the end of prose must hold besides a name: "(NBC/WSJ)" or "(AP)" there names a poll or a source.
_PHOTOGRAPHER = rf"(?:{_NAME}(?: {_NAME}){{1,7}}|Contributor|Handout|File|Pool|Staff|Stringer)"
_PHOTO_TAIL = re.compile(
    rf"(?:{_CREDIT_WORD}\b.*|{_PHOTOGRAPHER} ?(?:/|\||via|for|,|—|–|-) ?.+|{_AGENCY}(?: Photos?)? ?(?:/"
    rf"|\|) ?{_PHOTOGRAPHER}(?:/.+)?"
    r"|.*\b(?:Getty|Shutterstock|Alamy|iStock|[Ff]ile [Pp]hoto|Handout|Wikimedia|Unsplash|AP Photo)\b.*|©.*)"
)
_LABELLED_TAIL = re.compile(rf"[.!?\"”’)]\s*({_CREDIT_WORD}(?: by|:| ?©) ?[^.!?]{{2,90}})\.?$")
_OPENING = re.compile(
    r"(?:FILE(?: PHOTO| PIC| IMAGE)?|File [Pp]hoto|HANDOUT|Pictured|PICTURED|(?:Photo|Image|Picture) (?:shows|caption)|"
    r"Caption|In this (?:[\w.,-]+ ){0,5}(?:file )?(?:photo|image|picture|frame)\b)(?: ?[:–—-]|[ ,:])"
)
_SPOT = re.compile(
    r"\((?:L-R|R-L|L to R|left|right|centre|center|pictured(?: [\w ]{1,30})?|[\w ]{1,20} from (?:left|right))\)"
    r"|\([Ll]\).+\([Rr]\)|\([Rr]\).+\([Ll]\)"
)
_SPOT_WORDS = re.compile(
    r"\b(?:(?:pictured|seen) (?:here|above|below|left|right|in (?:this|a) (?:file )?(?:photo|image|picture))"
    r"|From left(?: to right)?[:,])"
)
# A picture is described in the present tense, a report is not.
_DEPICTING = re.compile(
    r"(?:\S+ ){1,14}?(?:speaks|arrives|attends?|holds?|gestures?|address(?:es)?|delivers|walks?|shakes?|meets?"
    r"|listens|looks?|waves?|smiles?|reacts|stands?|poses?|leaves?|greets?|takes? part|is (?:seen|pictured)"
    r"|are (?:seen|pictured)) .*"
)
_SIGN_OFF = re.compile(
    r"\((?:(?:Additional )?[Rr]eporting|Writing|Editing|Compiled|Edited|Written) by [^()]{3,300}\)\.?$"
)


def is_sign_off(line: str) -> bool:
    """Tells whether `line` names the desk that wrote and edited the report.

    >>> is_sign_off("(Reporting by Mara Voss)"), is_sign_off("Reporting by Mara Voss; Editing by Jon Vane")
    (True, True)
    >>> is_sign_off("(Reporting on this is hard.)"), is_sign_off("Reporting by Mara Voss won the prize.")
    (False, False)
    """
    bare = line if line.startswith("(") else f"({line})" if ";" in line else ""
    return len(line) <= 400 and bool(bare) and _SIGN_OFF.fullmatch(bare) is not None


def is_credit(line: str) -> bool:
    """Tells whether `line` does nothing but credit a picture.

    >>> is_credit("(Mara Voss/Northland Press)"), is_credit("Photo: Mara Voss / Getty"), is_credit("Getty Images")
    (True, True, True)
    >>> is_credit("Getty Images sued the ministry."), is_credit("Vanto/Relle talks resume on Monday in the capital")
    (False, False)
    """
    if len(line) > 130 or (line.endswith((".", "!", "?")) and not line.startswith("(")):
        return False
    return _CREDIT_TEXT.fullmatch(line.strip("()[] \t")) is not None


def ends_in_credit(line: str) -> bool:
    """Tells whether `line` is short prose that ends in the credit of a picture: a caption.

    >>> ends_in_credit("Envoys of Relle and Vanto arrive at the Salt Hall, May 3. (Mara Voss/Northland Press)")
    True
    >>> ends_in_credit("The bill was backed by Senators Roe (D/Vanto) and Doe (R/Relle).")
    False
    >>> ends_in_credit("Tam Oru arrives for a meeting in Harrow on Friday. (Reuters)")
    True
    >>> ends_in_credit("Relle's lead is down to four points in the latest poll. (NPN/Dial)")
    False
    """
    if len(line) > MAX_CAPTION_CHARS or line.startswith(("“", '"', "«", "„", "-", "–", "•")):
        return False
    tail = _TAIL.search(line)
    if tail is None:
        return _LABELLED_TAIL.search(line) is not None
    before, credit = line[: tail.start()].rstrip(), tail.group(1).strip(" .")
    pictured = _PHOTO_TAIL.fullmatch(credit) is not None or (len(line) <= 240 and _DEPICTING.match(before) is not None)
    known = pictured and _CREDIT_TEXT.fullmatch(credit) is not None
    return known and (before.endswith((".", "!", "?", "”", '"', "’", ")")) or 3 <= len(before.split()) <= 40)


def is_worded_as_caption(line: str) -> bool:
    """Tells whether `line` says that it describes a picture.

    >>> is_worded_as_caption("FILE - Envoy Ana Brisk speaks to reporters in Harrow on May 3, 2031.")
    True
    >>> is_worded_as_caption("Envoy Ana Brisk (L) greets Minister Tam Oru (R) before the talks.")
    True
    >>> is_worded_as_caption("File the papers by May, she said, and the talks will go on.")
    False
    """
    if len(line) > MAX_CAPTION_CHARS:
        return False
    spots = len(_SPOT.findall(line)) + (1 if _SPOT_WORDS.search(line) else 0)
    short = len(line.split()) <= 45
    quoted = '"' in line or "“" in line
    return bool(_OPENING.match(line)) or (spots > 0 and short and not quoted)
