"""Who said what: source, cue and content, after Pareti's scheme for attribution relations."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from onrecord.records.actor import NOBODY, Actor
from onrecord.records.chain import Directness, Hop
from onrecord.records.setting import When
from onrecord.records.span import Span

Kind = Literal["direct", "indirect", "mixed"]
Attitude = Literal["assertion", "belief", "fact", "eventuality"]
Polarity = Literal["positive", "negative"]
CueCertainty = Literal["certain", "hedged"]
AsideReason = Literal["scare_quote", "nickname", "title_of_work", "term", "not_attributed", "unclosed", "furniture"]


class Attribution(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One attribution relation on a page.

    Attributes:
        id: ``at_`` and a hash of the page's id and the spans; the same spans on the same page keep it.
        source: Spans of the words that name the source; empty where the page gives none.
        cue: Spans of the words that attribute ("said", "according to").
        content: Spans of what is attributed, in order; a quotation cut up by its cue has several.
        kind: ``direct`` (all of it in quotation marks), ``mixed`` (part of it), ``indirect`` (none of it).
        attitude: ``assertion`` (said), ``belief`` (thinks), ``fact`` (knows, learns), ``eventuality`` (wants, plans),
            after Pareti (2012) and Prasad et al. (2007).
        statement: Whether it counts as something the source *said*: a cue of communication and no ascribed intention.
        polarity: ``negative`` where the cue is denied ("did not say").
        certainty: ``hedged`` where the cue is weakened ("may have said", "reportedly").
        confidence: Calibrated probability, in [0, 1], that the corpus's annotators would mark this attribution.
        speaker: Who it is, once the speakers stage has run.
        to: Whom it was said to, where the cue's sentence says so ("told Fox News").
        to_span: The characters that say it.
        manner: How it was said, in the page's words ("flatly", "in a low voice", "whispered").
        manner_span: The characters that say it.
        venue: Where or through what it was said ("in a post on Telegram").
        when: The words that say when it was said.
        time: What those words mean, resolved against the page's date; ``relative`` where there is none.
        insertions: Editorial brackets inside the content ("[Russian President Vladimir]").
        chain: Through whose hands it reached the page, the speaker first; empty for what nobody said.
        directness: What the chain makes of the words: ``own_words`` (quoted at least in part), ``translated``,
            ``reported`` (in somebody else's words, or passed on by a named person), ``unnamed`` (passed on by somebody
            unnamed).
        nested_in: Id of the attribution whose content holds this one.
        quote: The content's words, for people; pieces that other words part are joined by " … ". The spans are the
            evidence, this is their reading aloud. Filled by the pipeline.
    """

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Kind
    # No defaults: these are always written, so that a reader of the JSON never has to know them.
    attitude: Attitude
    statement: bool
    polarity: Polarity
    certainty: CueCertainty
    confidence: float
    speaker: Actor | UnsetType = UNSET
    to: str | None = None
    to_span: Span | None = None
    manner: str | None = None
    manner_span: Span | None = None
    venue: str | None = None
    when: Span | None = None
    time: When | None = None
    chain: tuple[Hop, ...] = ()
    directness: Directness | None = None
    insertions: tuple[Span, ...] = ()
    nested_in: str | None = None
    quote: str = ""


class Aside(Struct, frozen=True, kw_only=True):
    """A quotation in marks that is in no attribution, with the reason.

    Attributes:
        span: The quotation, marks included.
        reason: Why it is not an attribution.
    """

    span: Span
    reason: AsideReason


def speaker_of(attribution: Attribution) -> Actor:
    """Returns the speaker, unresolved where the speakers stage has not run."""
    return NOBODY if attribution.speaker is UNSET else attribution.speaker


def page_order(attribution: Attribution) -> tuple[Span, Span, tuple[Span, ...]]:
    """Returns the key that puts attributions in page order: by where cue or content begins, whichever is first."""
    cue, content = attribution.cue[0], attribution.content
    return min(cue, content[0]), cue, content
