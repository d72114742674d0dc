"""The parts of a section on a message's page, for ``message_section.pt`` to render."""

from collections.abc import Iterable


def fact(title: str, *texts: str, code: str = "", quote: str = "", folded: bool = False) -> dict:
    """Return a row for ``facts``; ``quote`` is a person's own words, which may be ``folded``."""
    return {"title": title, "texts": texts, "code": code, "quote": quote, "folded": folded}


def facts(*rows: dict) -> dict:
    """Return a list of facts as a part of a section."""
    return {"facts": rows}


def paragraph(words: str, look: str = "", url: str = "") -> dict:
    """Return a paragraph as a part of a section; with a ``url``, all of it is a link."""
    return {"text": words, "look": look or None, "@id": url}


def heading(words: str) -> dict:
    """Return a heading as a part of a section."""
    return {"heading": words}


def alert(words: str) -> dict:
    """Return a highlighted paragraph as a part of a section."""
    return paragraph(words, "alert alert-warning")


def folded_form(
    form: dict, *, title: str = "", is_open: object = False, texts: Iterable = ()
) -> dict:
    """Return a form that is folded, with texts above it, as a part of a section."""
    title = title or form["button"]
    return {"form": form, "title": title, "open": "open" if is_open else None, "texts": [*texts]}


def plain_form(form: dict) -> dict:
    """Return a form that is always visible, as a part of a section."""
    return {"form": form, "title": "", "open": None, "texts": []}


def with_button(form: dict, title: str, look: str) -> dict:
    """Return a form whose button has another title and look."""
    return form | {"buttons": [{"do": "", "title": title, "look": look}]}
