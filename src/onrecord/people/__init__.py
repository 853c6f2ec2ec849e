"""People across pages: who is on record, under which names and in which offices.

In: `records.statement.Statement`, with each page's own reading of its speaker. Out: `records.person.Person`. A corpus
stage: `sight` (what one page says of a name), `keys` (which names may meet), `compare` (a pair to an explained
match), `merge` (an order-free join). What it does not do: join a surname to a full name (the page stage and the
statements do, with evidence), or anybody unnamed to anybody.

Cost: about 25 microseconds a statement; names that share a key are compared pair by pair, and there each name with
its office counts once, however many pages have it. After a change only those whom it touches (`pipeline/people.py`).
"""

from __future__ import annotations

from onrecord.people.compare import compare
from onrecord.people.keys import keys
from onrecord.people.merge import merge
from onrecord.people.offices import offices_on
from onrecord.people.sightings import Profile, sight

__all__ = ["Profile", "compare", "keys", "merge", "offices_on", "sight"]
