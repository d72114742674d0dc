"""A section of an information text: a heading and its content."""

from dataclasses import dataclass

from zope.i18nmessageid import Message

from ...site.pages.page_values import link, page_section


@dataclass(frozen=True, slots=True)
class Link:
    """A URL and the link's text."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its paragraphs, then a list, then links.

    ``name`` is the same in all languages. Messages are to be translated; other texts are editors'.
    """

    name: str
    heading: Message
    paragraphs: tuple[str, ...]
    items: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def value(self) -> dict:
        """Return the section as any frontend draws it."""
        links = [link(each.href, each.text) for each in self.links]
        return page_section(
            self.name, self.heading, *self.paragraphs, items=[*self.items], links=links
        )


def with_values(text: Message, **values: str) -> Message:
    """Return the message with values for its ``${names}``."""
    return Message(text, mapping=values)
