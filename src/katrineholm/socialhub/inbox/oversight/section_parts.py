"""The parts of a section on a message's page, as ``message_section.pt`` draws them."""

from collections.abc import Iterable


def fact(title: str, *texts: str, code: str = "", quote: str = "", folded: bool = False) -> dict:
    """Return a line of ``facts``; ``quote`` is a person's own words, perhaps ``folded``."""
    return {"title": title, "texts": texts, "code": code, "quote": quote, "folded": folded}


def facts(*rows: dict) -> dict:
    """Return a list of facts, a part of a section."""
    return {"facts": rows}


def paragraph(words: str, look: str = "", url: str = "") -> dict:
    """Return a paragraph, a part of a section; all of it is a link if it has a ``url``."""
    return {"text": words, "look": look or None, "@id": url}


def heading(words: str) -> dict:
    """Return a heading within a section."""
    return {"heading": words}


def alert(words: str) -> dict:
    """Return a highlighted paragraph."""
    return paragraph(words, "alert alert-warning")


def folded_form(
    form: dict, *, title: str = "", is_open: object = False, texts: Iterable = ()
) -> dict:
    """Return a form that is folded, a part of a section, with texts above the form."""
    title = title or form["button"]
    return {"form": form, "title": title, "open": "open" if is_open else None, "texts": [*texts]}


def plain_form(form: dict) -> dict:
    """Return a form that is not folded, a part of a section."""
    return {"form": form, "title": "", "open": None, "texts": []}


def with_button(form: dict, title: str, look: str) -> dict:
    """Return a form with another title and look of its button."""
    return form | {"buttons": [{"do": "", "title": title, "look": look}]}
