"""Attributions in languages that the model does not know, by rule: quotation marks and the clauses beside them.

The model learnt English. In other languages the marks still say exactly what is quoted, and verbs of saying with their
complementisers are few and regular. What the rules are not sure of they leave: fewer attributions, seldom a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from onrecord.attribution.draft import Draft
from onrecord.attribution.grammar import Grammar, grammar_of
from onrecord.attribution.phrases import source_after, source_before
from onrecord.records import Page, Span
from onrecord.text.marks import Quotation

# Not calibrated: there is no annotated text in these languages. Above both models' thresholds, below their sure ones.
QUOTED, REPORTED = 0.8, 0.6
# English function words among all words: about 0.2 in English news, under 0.02 elsewhere. Pages may declare a wrong
# language.
_ENGLISH = frozenset({"the", "of", "and", "to", "that", "said", "with", "was"})
_MOST_ENGLISH = 0.05
# A detector that is less sure may have seen a list of names.
_LEAST_SCORE = 0.9
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…]+[”»\"“]?\s+(?=[^\W\d_a-zа-яєіїґё]|[«“„\"—–])|\n")
_HOLE = "\x00"
_STOPS = (".", "!", "?", "…")
# A dash behind a comma or a sentence's end parts speech from its clause; the mark before it belongs to the speech.
_DASH = re.compile(r"(?<=[,.!?…])\s*[—–]\s+|[,.!?…]\s+[—–]\s+")
_BESIDE = re.compile(r"[\s,.!?…—–―-]*")
# Those whom it was told, between a cue and its complement: "told Fox News, that".
_TOLD = re.compile(r"(?:\s+(?:[\w.’'-]+|[«“„\"]\x00+[»”“\"])){1,10},?\s+(?=\w)")
_NEXT = re.compile(r"[\s,]*(\w[\w-]*)(?:\s+(\w[\w-]*))?")
# Letters of an article or preposition before a time: "el lunes", "am Montag", "в понедельник".
_SHORT = 2
# Words between two commas behind "according to Venn" that are an apposition, not yet what she says.
_APPOSITION = 5
# A shorter lead is a phrase that sets the sentence: "after the talks, said Venn".
_LEAST_CLAUSE = 5
_RELATIVES = frozenset(
    {"der", "die", "das", "qui", "che", "que", "который", "которая", "який", "яка", "który", "która"}
)
# Code points before a cue in which it is weakened.
_HEDGE_REACH = 40
# Words of a source behind "according to".
_MOST_SOURCE = 10
_INTRODUCES = re.compile(r"\s*:\s*")


class Told(Struct, frozen=True):
    """What a rule read.

    Attributes:
        draft: The attribution.
        negative: Whether the cue is denied.
        hedged: Whether it is weakened.
    """

    draft: Draft
    negative: bool
    hedged: bool


def foreign_grammar(page: Page) -> Grammar | None:
    """Returns the grammar by which the page is to be read; ``None`` for English and for languages without one."""
    language = page.language
    if language is None or (language.score is not None and language.score < _LEAST_SCORE):
        return None
    grammar = grammar_of(language.value)
    if grammar is None:
        return None
    words = [word.casefold() for word in _WORD.findall(page.text)]
    english = sum(word in _ENGLISH for word in words)
    return grammar if english <= _MOST_ENGLISH * len(words) else None


def find_foreign(text: str, bounds: Sequence[Span], quotations: Sequence[Quotation], grammar: Grammar) -> list[Told]:
    """Returns what is attributed in the given blocks, in page order.

    >>> from onrecord.text.marks import find_quotations
    >>> def read(text, language):
    ...     whole = [Span(0, len(text))]
    ...     found = find_foreign(text, whole, find_quotations(text, whole), grammar_of(language))
    ...     return [(t.draft.source and t.draft.source.of(text), [c.of(text) for c in t.draft.content]) for t in found]
    >>> read("“Non firmeremo oggi”, ha detto il ministro Ada Venn.", "it")
    [('il ministro Ada Venn', ['“Non firmeremo oggi”'])]
    >>> read("Венн заявила, что граница останется открытой.", "ru")
    [('Венн', ['что граница останется открытой'])]
    >>> read("Piove sul porto da tre giorni.", "it")
    []
    """
    outer = [q for q in quotations if q.level == 1]
    masked = _mask(text, outer)
    found = [told for q in outer if (told := _read_inside(text, q, grammar)) is not None]
    for bound in bounds:
        for sentence in _sentences(masked, bound):
            here = list(_read_sentence(masked, sentence, outer, grammar))
            if not here and found and found[-1].draft.confidence == QUOTED:
                found[-1] = _carried(masked, found[-1], sentence, bound, outer)
            found += here
    return sorted(found, key=lambda t: (t.draft.content, t.draft.cue))


def _read_inside(text: str, quotation: Quotation, grammar: Grammar) -> Told | None:
    """Reads a clause set off by dashes inside the marks, as in: «One, — said Venn. — Two»."""
    inner = quotation.inner
    first = _DASH.search(text, inner.start, inner.end)
    cue = grammar.cue.match(text, first.end(), inner.end) if first else None
    if first is None or cue is None:
        return None
    second = _DASH.search(text, cue.end(), inner.end)
    stop = second.start() if second else inner.end
    span = Span(*cue.span())
    source = source_after(text, span, Span(first.end(), stop), grammar)
    if source is None or len(_WORD.findall(text, cue.start(), stop)) > _MOST_SOURCE:
        return None
    pieces = [Span(quotation.span.start, first.start() + 1)]
    if second:
        pieces.append(Span(second.end(), quotation.span.end))
    return Told(draft=Draft(source, span, tuple(pieces), QUOTED), negative=False, hedged=False)


def _carried(masked: str, told: Told, sentence: Span, bound: Span, outer: Sequence[Quotation]) -> Told:
    """Gives a sentence that is all quotation to the one before it, as in: “One”, said Venn in Tresna. “Two”."""
    quote = next((q.span for q in outer if q.span.start == sentence.start), None)
    draft = told.draft
    if quote is None or draft.cue.start < bound.start or masked[quote.end : sentence.end].strip(" .\n"):
        return told
    ended = max(draft.cue.end, draft.content[-1].end)
    if len(_SENTENCE_END.findall(masked, ended, sentence.start + 1)) != 1:
        return told
    longer = Draft(draft.source, draft.cue, (*draft.content, quote), draft.confidence)
    return Told(draft=longer, negative=told.negative, hedged=told.hedged)


def _mask(text: str, outer: Sequence[Quotation]) -> str:
    """Returns the text with what stands in marks blanked out, so that no rule looks for a cue there."""
    parts, at = [], 0
    for inner in sorted(inner for q in outer for inner in q.inners):
        if inner.start >= at:
            end = inner.end - 1 if text[inner.end - 1 : inner.end] in _STOPS else inner.end  # it may end a sentence
            parts += [text[at : inner.start], _HOLE * (end - inner.start)]
            at = end
    return "".join([*parts, text[at:]])


def _sentences(masked: str, bound: Span) -> Iterator[Span]:
    start = bound.start
    for end in _SENTENCE_END.finditer(masked, bound.start, bound.end):
        yield Span(start, end.end())
        start = end.end()
    if start < bound.end:
        yield Span(start, bound.end)


def _read_sentence(masked: str, sentence: Span, outer: Sequence[Quotation], grammar: Grammar) -> Iterator[Told]:
    here = _Sentence(
        masked, sentence, [q.span for q in outer if sentence.start <= q.span.start < sentence.end], grammar
    )
    done = sentence.start
    for match in grammar.cue.finditer(masked, sentence.start, sentence.end):
        if match.start() < done:
            continue  # inside what the one before said
        told = _read_cue(here, Span(*match.span()))
        if told is not None:
            done = max(piece.end for piece in (*told.draft.content, told.draft.cue))
            yield told
    if done == sentence.start:
        told = _read_by(here)
        if told is not None:
            yield told


class _Sentence(Struct, frozen=True):
    """A sentence with what is known of it.

    Attributes:
        masked: The page's text with quoted words blanked out.
        span: Its characters.
        quotes: The quotations that begin in it, marks included.
        grammar: Of its language.
    """

    masked: str
    span: Span
    quotes: list[Span]
    grammar: Grammar

    @property
    def stop(self) -> int:
        """Where its words end, without the full stop."""
        return self.span.start + len(self.masked[self.span.start : self.span.end].rstrip(" .\n"))


def _read_cue(here: _Sentence, cue: Span) -> Told | None:
    before = source_before(here.masked, cue, here.span, here.grammar)
    after = source_after(here.masked, cue, here.span, here.grammar) if before is None else None
    source = before or after
    content = _quoted_before(here, before.start if before else cue.start)
    content += _behind(here, after.end if after else cue.end, quoted=bool(content))
    if not content and after is not None:
        content = _clause_before(here, cue)
    if not content:
        return None
    direct = all(piece in here.quotes for piece in content)
    lead = here.masked[here.span.start : cue.start]
    french = re.search(r"\bpas\b", here.masked[cue.start : cue.end]) is not None
    return Told(
        draft=Draft(source, cue, tuple(sorted(content)), QUOTED if direct else REPORTED),
        negative=french or here.grammar.negation.search(lead) is not None,
        hedged=here.grammar.hedge.search(here.masked, max(here.span.start, cue.start - _HEDGE_REACH), cue.end)
        is not None,
    )


def _quoted_before(here: _Sentence, start: int) -> list[Span]:
    """Returns the quotation that ends right before the clause: “…”, said Venn."""
    ended = [q for q in here.quotes if q.end <= start and not here.masked[q.end : start].strip(" ,.—–-\n")]
    return ended[-1:]


def _behind(here: _Sentence, end: int, *, quoted: bool) -> list[Span]:
    """Returns the content behind the clause: a quotation, a clause with "that", or an object that holds a quotation."""
    later = [q for q in here.quotes if q.start >= end]
    if later and _BESIDE.fullmatch(here.masked, end, later[0].start):
        return later[:1]
    if quoted:
        return []
    if later and _INTRODUCES.fullmatch(here.masked, end, later[0].start):
        return later[:1]
    that = _complement(here, end)
    if that is not None:
        return [Span(that, here.stop)]
    # An object without marks may be anything; with marks its words were said.
    return [_object(here.masked, end, here.stop)] if later else []


def _clause_before(here: _Sentence, cue: Span) -> list[Span]:
    """Returns the clause that "said Venn" only follows: "the border stays open, said Venn"."""
    head = here.masked[here.span.start : cue.start].rstrip()
    if not head.endswith(",") or len(_WORD.findall(head)) < _LEAST_CLAUSE:
        return []
    start = here.span.start + len(head) - len(head.lstrip())
    return [Span(start, here.span.start + len(head) - 1)]


def _complement(here: _Sentence, end: int) -> int | None:
    """Returns where the complementiser begins: right behind the clause, or behind those whom it was told."""
    match = here.grammar.that.match(here.masked, _past_comma(here.masked, end, here.grammar))
    if match is None:
        told = _TOLD.match(here.masked, end, here.stop)
        match = here.grammar.that.match(here.masked, told.end()) if told else None
    return None if match is None else match.start()


def _past_comma(masked: str, end: int, grammar: Grammar) -> int:
    """Skips commas, adverbs and times ("on Monday") between a cue and its complement."""
    while match := _NEXT.match(masked, end):
        words = [word.casefold() for word in match.groups() if word]
        if words[0] in grammar.adverbs:
            end = match.end(1)
        elif len(words) > 1 and len(words[0]) <= _SHORT and words[1] in grammar.times:
            end = match.end(2)
        else:
            return match.start(1)
    return end


def _object(masked: str, start: int, stop: int) -> Span:
    while start < stop and masked[start] in " ,":
        start += 1
    return Span(start, stop)


def _read_by(here: _Sentence) -> Told | None:
    """Reads "according to Venn, the border stays open", and the same the other way about."""
    masked, sentence, stop = here.masked, here.span, here.stop
    match = here.grammar.by.search(masked, sentence.start, sentence.end)
    if match is None:
        return None
    comma = masked.find(",", match.end(), stop)
    if not masked[sentence.start : match.start()].strip():
        if comma < 0:
            return None
        source, content = Span(match.end(), comma), Span(_past_apposition(masked, comma, stop), stop)
    else:
        head = masked[sentence.start : match.start()].rstrip()
        if not head.endswith(","):
            return None
        source, content = Span(match.end(), stop), Span(sentence.start, sentence.start + len(head) - 1)
    if content.start >= content.end or len(_WORD.findall(masked, source.start, source.end)) > _MOST_SOURCE:
        return None
    cue = Span(match.start(), match.start() + len(match.group().rstrip()))
    return Told(Draft(source, cue, (content,), REPORTED), negative=False, hedged=False)


def _past_apposition(masked: str, comma: int, stop: int) -> int:
    """Returns where the clause begins behind "according to Venn, the envoy of Norland,"."""
    second = masked.find(",", comma + 1, stop)
    head = _WORD.search(masked, comma, stop)
    relative = head is not None and head.group().casefold() in _RELATIVES
    if second > 0 and (relative or len(_WORD.findall(masked, comma, second)) <= _APPOSITION):
        comma = second
    return comma + 1 + len(masked[comma + 1 : stop]) - len(masked[comma + 1 : stop].lstrip())
