"""Editors' texts in the language of the page that shows them.

An editor may give a hub or an administration an English title, too. Text in another language than
the page's is marked up as such (WCAG 2.2, 3.1.2).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from Acquisition import aq_base
from plone import api
from plone.i18n.utility import LanguageBinding
from zope.globalrequest import getRequest


def foreign_language(language: str) -> str | None:
    """Return a language code, or None if it is empty or the language of the page."""
    return language if language and language != api.portal.get_current_language() else None


def translated_text(text: str, english: str | None) -> dict:
    """Return the ``text`` to show and its ``language``, which is None if it is the page's."""
    if english and api.portal.get_current_language() == "en":
        return {"text": english, "language": None}
    return {"text": text, "language": foreign_language(api.portal.get_default_language())}


def translated_title(place: Any) -> dict:
    """Return the title of a hub or an administration for the reader: see ``translated_text``."""
    # A channel has no title in English, and would acquire its administration's.
    return translated_text(place.title, getattr(aq_base(place), "english_title", None))


def title_values(name: str, place: Any) -> dict:
    """Return a mapping with the translated title and its language (``<name>_language``)."""
    title = translated_title(place)
    return {name: title["text"], f"{name}_language": title["language"]}


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Translate all texts to a language in the block, whatever the language of the request is."""
    request = getRequest()
    names = ("LANGUAGE", "LANGUAGE_TOOL")
    before = {name: request.other.get(name) for name in names}
    binding = LanguageBinding()
    binding.LANGUAGE = binding.DEFAULT_LANGUAGE = language
    request.other.update(zip(names, (language, binding), strict=True))
    try:
        yield
    finally:
        request.other.update(before)
