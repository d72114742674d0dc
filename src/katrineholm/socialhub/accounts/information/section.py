"""Sections of information texts, and messages with values."""

from collections.abc import Iterable

from zope.i18nmessageid import Message

from ...site.pages.page_values import page_section


def text_section(
    name: str,
    heading: Message,
    *paragraphs: str,
    items: Iterable[str] = (),
    links: Iterable[dict] = (),
) -> dict:
    """Return a section with a heading, paragraphs, a list and links, as in ``page_values``.

    ``name`` is the same in all languages. Messages are translated later; editors' texts are not.
    """
    return page_section(name, heading, *paragraphs, items=[*items], links=[*links])


def with_values(text: Message, **values: str) -> Message:
    """Return a message with values for the ``${names}`` in it."""
    return Message(text, mapping=values)
