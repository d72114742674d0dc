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
    """Return a section: a heading with paragraphs, then a list, then ``page_values.link``.

    ``name`` is the same in all languages. Messages are to be translated; other texts are editors'.
    """
    return page_section(name, heading, *paragraphs, items=[*items], links=[*links])


def with_values(text: Message, **values: str) -> Message:
    """Return the message with values for its ``${names}``."""
    return Message(text, mapping=values)
