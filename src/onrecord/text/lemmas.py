"""English inflections undone: the dictionary forms that a word may be a form of, by rule and a short irregular list."""

from __future__ import annotations

import functools

# FORM:LEMMA for verbs and nouns that attribute or that report meetings; regular forms come from the rules.
_IRREGULAR = """
am:be are:be is:be was:be were:be been:be being:be ’s:be 's:be has:have had:have having:have does:do did:do done:do
said:say says:say told:tell wrote:write written:write spoke:speak spoken:speak thought:think knew:know known:know
felt:feel saw:see seen:see found:find made:make gave:give given:give took:take taken:take went:go gone:go goes:go
came:come put:put read:read heard:hear held:hold kept:keep led:lead left:leave let:let met:meet meant:mean paid:pay
sent:send shot:shoot shown:show sought:seek stood:stand stuck:stick swore:swear sworn:swear taught:teach
understood:understand understands:understand began:begin begun:begin bought:buy brought:bring built:build cast:cast
caught:catch chose:choose chosen:choose clung:cling drew:draw drawn:draw drove:drive driven:drive fell:fall
fallen:fall fought:fight forgot:forget forgotten:forget forbade:forbid forbidden:forbid foresaw:foresee foreseen:foresee
got:get gotten:get grew:grow grown:grow hit:hit laid:lay lay:lie lied:lie lying:lie lost:lose overheard:overhear
overthrew:overthrow pled:plead ran:run rang:ring rose:rise risen:rise sang:sing sung:sing set:set sold:sell
spent:spend struck:strike strove:strive striven:strive swept:sweep threw:throw thrown:throw tore:tear torn:tear
upheld:uphold won:win withdrew:withdraw withdrawn:withdraw withheld:withhold foretold:foretell retold:retell
misled:mislead mistook:mistake mistaken:mistake overtook:overtake redrew:redraw sank:sink shook:shake shaken:shake
slid:slide split:split spread:spread stole:steal woke:wake woken:wake wore:wear bore:bear borne:bear bet:bet
broke:break broken:break dealt:deal did:do ate:eat flung:fling flew:fly hid:hide hung:hang hurt:hurt lit:light
men:man women:woman people:person children:child wives:wife lives:life analyses:analysis theses:thesis
hypotheses:hypothesis crises:crisis criteria:criterion n't:not n’t:not ’ll:will 'll:will ’d:would 'd:would
’ve:have 've:have ’re:be 're:be wo:will ca:can dying:die tying:tie
"""
_VOWELS = "aeiou"


@functools.cache
def _irregular() -> dict[str, str]:
    return dict(pair.split(":") for pair in _IRREGULAR.split())


@functools.lru_cache(maxsize=16_384)
def lemmas(word: str) -> frozenset[str]:
    """Returns the word itself, lower case, and every dictionary form it may be an inflection of.

    Rules propose more forms than exist ("planed" for "planned" too); the caller looks them up in a list of words.

    >>> sorted(lemmas("denied")), sorted(lemmas("said"))
    (['denie', 'denied', 'deny'], ['said', 'say'])
    >>> "plan" in lemmas("planning"), "argue" in lemmas("arguing"), "news" in lemmas("news")
    (True, True, True)
    """
    form = word.casefold()
    found = {form}
    if form in _irregular():
        found.add(_irregular()[form])
        return frozenset(found)
    if form.endswith("ies") and len(form) > 4:
        found |= {form[:-3] + "y", form[:-1]}
    elif form.endswith("s") and not form.endswith("ss") and len(form) > 3:
        found |= {form[:-1], form[:-2]} if form.endswith("es") else {form[:-1]}
    elif form.endswith("ied") and len(form) > 4:
        found |= {form[:-3] + "y", form[:-1]}
    elif form.endswith("ed") and len(form) > 3:
        found |= _stems(form[:-2]) | {form[:-1]}
    elif form.endswith("ing") and len(form) > 4:
        found |= _stems(form[:-3])
    return frozenset(found)


def _stems(stem: str) -> set[str]:
    """Returns the stem as it stands, with an e, and without a doubled last consonant."""
    stems = {stem, stem + "e"}
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        stems.add(stem[:-1])
    return stems
