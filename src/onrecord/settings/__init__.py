"""Where, when and to whom things were said, and the meetings a page reports.

Input: a `Page` and its `Tagging`. Output: the attributions with their settings, and `Meeting`s. A document stage: pure,
one page at a time, by patterns in English; no model. It reads the words of the page and invents nothing: every name,
place and time is a stretch of the page. Dates are resolved against the page's day of publication, or stay relative.
"""

from onrecord.settings.find import find_settings

__all__ = ["find_settings"]
