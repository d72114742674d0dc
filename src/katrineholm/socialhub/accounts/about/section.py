"""A piece of an information text: a heading and what stands under it."""

from dataclasses import dataclass

from zope.i18nmessageid import Message

from ...site.forms.plain import link, section


@dataclass(frozen=True, slots=True)
class Link:
    """Where to go, and what the link says."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its paragraphs, then a list, then links.

    ``name`` is the same in every language. A text that is a Message is to be translated; any
    other is what somebody wrote.
    """

    name: str
    heading: Message
    paragraphs: tuple[str, ...]
    items: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def value(self) -> dict:
        """The same as any frontend draws it."""
        links = [link(each.href, each.text) for each in self.links]
        return section(self.name, self.heading, *self.paragraphs, items=[*self.items], links=links)


def filled(text: Message, **values: str) -> Message:
    """The text with what its ``${names}`` stand for."""
    return Message(text, mapping=values)
