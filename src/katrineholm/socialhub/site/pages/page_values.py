"""Plain values of which pages consist, for the frontends that render them.

Texts are messages, which are translated by the service that sends them, see ``page_service``.
"""

from typing import Any

from plone import api
from zope.i18nmessageid import Message

from ... import _

MARK = "\0"


def link(url: str | bool | None, title: str, language: str | None = None) -> Any:
    """Return a link, or None without a URL. ``language`` is set if it is not the page's."""
    return _with_language({"@id": url, "title": title}, language) if url else None


def fact_row(title: str, *values: dict | None) -> dict:
    """Return a row of a list of facts. Its values come from ``fact_value``; None is omitted."""
    return {"title": title, "values": [each for each in values if each]}


def fact_value(text: str, url: str | None = None, language: str | None = None) -> dict | None:
    """Return a value for ``fact_row``, with an optional link, or None without text."""
    return _with_language({"text": text, "@id": url}, language) if text else None


def page_section(id: str, title: str, *texts: str, **more: Any) -> dict:
    """Return a page section with a heading, for macro ``section`` or Volto's ``Section``.

    ``more`` may have ``facts`` (see ``fact_row``), ``items`` (a list of texts), ``links``, safe
    ``html``, ``folded`` (``title``, and ``items`` of ``title`` and ``texts``, or a ``table``), a
    ``table`` (``head``, and ``rows`` of texts or links) and ``notes`` (texts below all that).
    """
    return {"id": id, "title": title, "texts": [*texts], **more}


def contact_facts(email: str, phone: str) -> list[dict]:
    """Return the official e-mail address and phone number (guideline G2) as rows of facts."""
    number = phone and phone.replace(" ", "").replace("-", "")
    found = [
        fact_row(_("Official e-mail"), fact_value(email, f"mailto:{email}")) | {"icon": "mail"},
        fact_row(_("Official phone"), fact_value(phone, f"tel:{number}")) | {"icon": "phone"},
    ]
    return [each for each in found if each["values"]]


def sentence_parts(message: Message, **links: dict | str) -> list[dict]:
    """Return a translated message as parts, with its variables replaced by ``links``."""
    marked = {name: f"{MARK}{name}{MARK}" for name in links}
    whole = Message(message, mapping={**(message.mapping or {}), **marked})
    parts = api.portal.translate(whole).split(MARK)
    return [
        _sentence_part(links[text]) if number % 2 else {"text": text, "@id": None}
        for number, text in enumerate(parts)
        if text
    ]


def page_links(pages: dict, earlier: str, later: str) -> dict:
    """Return the links to the previous and next page. ``pages`` is from ``neighbour_pages``."""
    return {
        "label": _("Pages"),
        "earlier": link(pages["earlier"], earlier),
        "later": link(pages["later"], later),
    }


def _with_language(words, language):
    return {**words, "language": language} if language else words


def _sentence_part(part):
    if isinstance(part, str):
        return {"text": part, "@id": None, "strong": True}
    return _with_language({"text": part["title"], "@id": part["@id"]}, part.get("language"))


def joined_title(*parts: str) -> str:
    """Return a title of several parts, joined by dashes. Messages among them are translated."""
    texts = (api.portal.translate(each) if isinstance(each, Message) else each for each in parts)
    return " – ".join(texts)


def list_title(*parts: str, text: str = "", number: int) -> str:
    """Return the title of a list, with the search text and, from the second page, its number."""
    searched = [f"”{text}”"] if text else []
    pages = [_("page ${number}", mapping={"number": number})] if number > 1 else []
    return joined_title(*parts, *searched, *pages)
