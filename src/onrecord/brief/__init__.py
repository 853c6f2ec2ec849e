"""Record, docket, answers and weights -> a desk note for some days: one page, every line cited.

`compose_brief` chooses and orders; it writes no sentence. What each surface makes of it: ``export/brief_markdown.py``,
``export/brief_html.py``, ``export/bibliography.py``. Pure; the same whatever the order of its arguments. Tests:
``tests/brief``.
"""

from __future__ import annotations

from onrecord.brief.compose import Material, compose_brief, label_of

__all__ = ["Material", "compose_brief", "label_of"]
