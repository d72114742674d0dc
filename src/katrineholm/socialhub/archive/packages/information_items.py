"""The texts that inform the public of the channels, as they are shown when a package is made.

They are plain text in Swedish: the information text of each channel with the rules for comments,
and the statements of the hub on personal data and accessibility.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from plone import api

from ...accounts.channels.times import today
from ...accounts.information.card import channel_card
from ...accounts.information.information_text import information_sections
from ...accounts.information.statement_pages import AccessibilityView, PersonalDataView
from ...core.files.package_model import PackageItem
from .scope import Scope

FOLDER = "documentation/information"
PLAIN = "text/plain"


def information_items(scope: Scope) -> Iterator[PackageItem]:
    """Yield the information texts in force of the channels and of their hub, each as a file."""
    for facts in scope.channels:
        channel = scope.hub.unrestrictedTraverse(facts.path)
        card = channel_card(channel)
        url = card.page_url or f"{channel.absolute_url()}/@@about"
        yield _text_item(f"kanal-{facts.uid}", facts.title, url, information_sections(card))
    for name, page, place, view in _statements(scope):
        url = f"{place.absolute_url()}/{page}"
        yield _text_item(name, _swedish(view.title), url, view(place, None).sections())


def _statements(scope: Scope) -> tuple[tuple[str, str, Any, Any], ...]:
    """Return the file's name, the page's name, its place and its view of each statement."""
    return (
        ("personuppgifter", "@@personal-data", scope.hub, PersonalDataView),
        ("tillganglighet", "accessibility-info", api.portal.get(), AccessibilityView),
    )


def _text_item(name, title, url, sections):
    text = "\n\n".join(_blocks(title, url, sections)) + "\n"
    return PackageItem(f"{FOLDER}/{name}.txt", PLAIN, [text.encode("utf-8", "replace")])


def _blocks(title: str, url: str, sections: Iterable[dict]) -> Iterator[str]:
    yield title.upper()
    yield f"Så som texten visades den {today().isoformat()} på {url}"
    for each in sections:
        heading = _swedish(each["title"])
        yield f"{heading}\n{'-' * len(heading)}"
        yield from map(_swedish, each["texts"])
        yield from (f"- {_swedish(item)}" for item in each.get("items", ()))
        yield from (f"{_swedish(one['title'])}: {one['@id']}" for one in each.get("links", ()))


def _swedish(text: str) -> str:
    return api.portal.translate(text, lang="sv")
