"""Words that editors have written, in the language of the page that shows them.

An editor may give a hub or an administration a title in English, too. Words in another language
than the page's are marked up as such (WCAG 2.2, 3.1.2).
"""

from Acquisition import aq_base
from plone import api


def foreign(language: str) -> str | None:
    """Return the code of a language; None if the page is in it, or if there is none."""
    return language if language and language != api.portal.get_current_language() else None


def translated(text: str, english: str | None) -> dict:
    """Return the ``text`` that suits the reader, and the ``language`` to mark it up with."""
    if english and api.portal.get_current_language() == "en":
        return {"text": english, "language": None}
    return {"text": text, "language": foreign(api.portal.get_default_language())}


def title_of(place) -> dict:
    """Return the title of a hub or an administration, or of its facts: see ``translated``."""
    # A channel has no title in English, and would acquire its administration's.
    return translated(place.title, getattr(aq_base(place), "english_title", None))


def entitled(name: str, place) -> dict:
    """Return the same as two values of a row: ``name`` and ``name_language``."""
    title = title_of(place)
    return {name: title["text"], f"{name}_language": title["language"]}
