"""Lines that belong to the web page and not to the report: sharing, subscribing, advertising, navigation."""

from __future__ import annotations

import re

# Page furniture is short; a paragraph that begins like it ("Share prices fell ...") is mostly longer or ends in prose.
_MAX_WORDS = 30
_NETWORK = (
    r"(?:@[\w.]+|(?:Facebook|Twitter|X|WhatsApp|LinkedIn|Reddit|Pinterest|Instagram|Telegram|Threads|TikTok"
    r"|YouTube|Flipboard"
    r"|Bluesky|Messenger|e-?mail|social media|our newsletters?)\b)"
)
_SHARE = re.compile(
    rf"(?:Share (?:this|on|via|with|to|it|@)\b.{{0,60}}|Share ?[:|]?|(?:Tweet|Pin|Email|E-mail"
    rf"|Print)(?: this(?: \w+)?)?"
    rf"|(?:Like|Follow|Find|Join|Watch|Add) (?:us|me|\w+|[\w ]{{2,40}}) (?:on|at) {_NETWORK}.{{0,80}}"
    rf"|Follow (?:us|@\w+).{{0,60}}"
    rf"|(?:{_NETWORK}[ ,|·/]*){{2,}}|Copy (?:the )?link|\d+ shares?|Click to share.{{0,60}})[.!:]?",
    re.IGNORECASE,
)
_SUBSCRIBE = re.compile(
    r"(?:(?:Sign up|Register|Subscribe)(?: now| today| here| free)?(?: for| to| with|[.!]|$)"
    r"(?=.{0,160}\b(?:newsletters?|email|e-mail|inbox|alerts?|updates?|podcasts?|channel|briefing|here|free"
    r"|today|digital|access)\b|\W*$).{0,200}"
    r"|Get (?:the |our )?(?:latest|best|top|news|breaking|daily|weekly|all the)?.{0,80}\b(?:newsletter"
    r"|in(?:to)? your inbox|by email|delivered)\b.{0,80}"
    r"|(?:Support|Donate to) (?:us|our work|our journalism)\b.{0,120}|Already (?:a )?(?:subscrib|have an account"
    r"|a member).{0,60}"
    r"|(?:Download|Get) (?:the|our) .{0,30}\bapp\b.{0,60}|By (?:signing up|subscribing|clicking).{0,160}"
    r"|Thank you for (?:signing up|subscribing|your (?:support|interest)).{0,80})",
    re.IGNORECASE,
)
_ADVERT = re.compile(
    r"(?:[-–—*\[ ]*(?:Advertisements?|Advertising|Sponsored(?: content| by.{0,40})?|Promoted(?: content)?"
    r"|Paid (?:post|content)"
    r"|(?:Story|Article) continues (?:below|after)(?: (?:this )?(?:the )?ad\w*)?|Scroll (?:down )?(?:to continue"
    r"|for more).{0,60}"
    r"|Continue reading(?: below.{0,30}| the main story)?|Remove ads?)[-–—*\] ]*)\.?",
    re.IGNORECASE,
)
_NAVIGATION = re.compile(
    r"(?:Skip to .{2,40}|Back to top|Go to .{0,20}\b(?:section|page|comments)|(?:Show|Hide|View|Load|Leave a"
    r"|Post a|Add a|Read|See)? ?(?:all |more |the )?\d* ?comments?(?: \(\d+\))?"
    r"|Loading(?:\.{3}|…)?|Click here\b.{0,100}|Tap here\b.{0,100}|Read the (?:rest|full (?:story|article"
    r"|report))(?: (?:here|at|on)\b.{0,60})?"
    r"|(?:Listen|Listen to this (?:article|story)|Watch(?: now| live| the video(?: (?:above|below|here))?)?"
    r"|Play(?: video| audio)?)(?: ?[:.]| \d+ min\w*)?"
    r"|\d+ min(?:ute)?s? read|(?:Print|Email|Text) ?(?:size|article).{0,30}|(?:Hide |Toggle |Enlarge )?Caption"
    r"|Enlarge(?: this image)?|(?:Image|Photo|Slide|Picture)? ?\d+ (?:of|/) \d+|Close|Menu|Search|Home|Log ?in"
    r"|Sign in|Gift article|Save(?: for later)?|Bookmark"
    r"|(?:Posted|Filed|Tagged|Topics|Tags|Categories|Filed under)(?: in)? ?:.{0,160})[.!»>→]?",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"(?:(?:Copyright|©|\(c\)) ?(?:©|\(c\))? ?(?:19|20)\d\d.{0,200}|.{0,100}\bAll rights reserved\b.{0,200}"
    r"|This (?:material|content|copy|article) (?:may not be|is protected|cannot be).{0,200}|(?:Terms"
    r"|Privacy) (?:of|and|&|policy).{0,60}"
    r"|(?:Have|Got) (?:a|any) (?:news )?(?:tips?|story|questions?|confidential)\b.{0,30}\?.{0,140}"
    r"|(?:Do you have|If you have) (?:a (?:news )?tip|information to share)\b.{0,160}"
    r"|Contact (?:us|the (?:author|reporter|newsroom|writer))\b.{0,120}|(?:Reach|Email|E-mail"
    r"|Write to) [\w. ]{2,40} at \S+@\S+.{0,40}"
    r"|Our (?:journalists|standards)\b.{0,40}:.{0,80}|We (?:use|value) (?:cookies|your privacy).{0,160})",
    re.IGNORECASE,
)
# The same in other languages of news: sharing, advertising, subscribing, comments.
_FOREIGN = re.compile(
    r"(?:(?:Artikel |Beitrag )?Teilen|Partager(?: l[’']article)?|Compartir|Condividi|Поделиться|Поширити|Udostępnij"
    r"|Delen|Anzeige|Werbung|Publicité|Publicidad|Pubblicità|Реклама|Reklama|Advertentie|Iklan"
    r"|(?:Newsletter|Jetzt) abonnieren|(?:S[’']abonner|Suscríbete|Iscriviti|Подписаться|Подписывайтесь)\b.{0,80}"
    r"|Kommentare?|Commentaires?|Comentarios|Commenti|Комментарии)[.!:]?",
    re.IGNORECASE,
)
_RULER = re.compile(r"[\W_]{2,}")
_RULES = (
    ("share_line", _SHARE),
    ("subscribe_line", _SUBSCRIBE),
    ("advert_line", _ADVERT),
    ("navigation_line", _NAVIGATION),
    ("legal_line", _LEGAL),
    ("foreign_line", _FOREIGN),
)


def find_furniture(line: str) -> str | None:
    """Returns the name of the rule by which `line` is page furniture, or ``None``.

    >>> find_furniture("Share this @harrowgazette.example"), find_furniture("Sign up for our newsletter")
    ('share_line', 'subscribe_line')
    >>> find_furniture("Advertisement"), find_furniture("Follow us on Telegram")
    ('advert_line', 'share_line')
    >>> find_furniture("Anzeige"), find_furniture("Подписывайтесь на канал"), find_furniture("Anzeige folgt")
    ('foreign_line', 'foreign_line', None)
    >>> find_furniture("Share prices in Harrow fell on Monday after the talks broke down.")
    >>> find_furniture("Sign up for the army, the minister told them, and nobody will ask about your debts.")
    >>> find_furniture("Watch what they do, she said, and not what they say.")
    """
    if len(line) > 260 or len(line.split()) > _MAX_WORDS:
        return None
    for name, rule in _RULES:
        if rule.fullmatch(line):
            return name
    return "ruler" if _RULER.fullmatch(line) else None
