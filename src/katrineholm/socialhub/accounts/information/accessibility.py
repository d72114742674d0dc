"""The accessibility statement required by law (lag 2018:1937, 14 §; Digg's model)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ... import _
from ...site.pages.page_values import link
from .section import text_section, with_values

RUN = Path(__file__).with_name("axe.json")
LAW = "https://www.riksdagen.se/sv/dokument-och-lagar/dokument/svensk-forfattningssamling/_sfs-2018-1937/"
COMPLAIN = "https://www.digg.se/tdosanmalan"
# Retrieved entries are as accessible as their authors made them.
GATHERED = (
    _(
        "Pictures in entries that have been retrieved may lack a description. It is written where "
        "the entry was published (WCAG 1.1.1)."
    ),
    _("Films and sound from other services may lack captions and audio description (WCAG 1.2)."),
    _(
        "Entries that have been retrieved may be in another language than their channel says "
        "(WCAG 3.1.2)."
    ),
)


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """Facts about a site for the statement, with known ``faults`` in the office's words.

    ``assessed`` is a day in words. ``run`` is the last run of axe: its ``version``, its ``day`` in
    words, and how many ``pages`` and ``faults`` it had.
    """

    municipality: str
    contact_url: str
    run: Mapping
    email: str = ""
    assessed: str = ""
    faults: tuple[str, ...] = ()


@cache
def last_axe_run() -> Mapping:
    """Return the result of the last run of axe on the public pages (``make axe``)."""
    return json.loads(RUN.read_text("utf-8"))


def accessibility_statement(known: SiteFacts) -> list[dict]:
    """Return the sections of the accessibility statement."""
    return [_how(known), _help(known), _report(known), _supervision(), _faults(known), _done(known)]


def _how(known):
    paragraphs = (
        with_values(
            _(
                "${municipality} is behind this web site. We want as many as possible to be able "
                "to use it. Here we tell how the site meets the act on accessibility to digital "
                "public service, which faults we know of, and how you report others to us."
            ),
            municipality=known.municipality,
        ),
        _(
            "The site is partly compliant with the act, because of the faults that stand below. "
            "It is built to meet WCAG 2.1 at level AA."
        ),
    )
    return text_section(
        "how", _("How accessible is the site?"), *paragraphs, links=(link(LAW, _("The act")),)
    )


def _help(known):
    text = _(
        "If you cannot use a part of the site, tell us what you need: we give it to you in another "
        "form."
    )
    return text_section("help", _("If you cannot use the site"), text, links=_contacts(known))


def _report(known):
    text = _(
        "We always want to make the site better. If you find something that does not stand here, "
        "or if you think that we do not meet the act, tell us. Say which page it is about."
    )
    return text_section("report", _("Report a fault"), text, links=_contacts(known))


def _supervision():
    text = _(
        "The Agency for Digital Government (Digg) supervises the act. Complain there if you are "
        "not content with how we handle what you have reported."
    )
    links = (link(COMPLAIN, _("Complain to Digg")),)
    return text_section("supervision", _("Supervision"), text, links=links)


def _faults(known):
    text = _("We know of these. What is gathered from other services we mend where it is written.")
    return text_section("faults", _("Known faults"), text, items=(*known.faults, *GATHERED))


def _done(known):
    run = known.run
    axe = _(
        "On ${day} we tested ${pages} public pages with the program axe ${version}: on a computer "
        "and on a phone, in light and in dark colours. It found ${faults} faults. A program finds "
        "only a part of what can be wrong."
    )
    values = {name: str(run[name]) for name in ("day", "pages", "version", "faults")}
    paragraphs = [
        with_values(axe, **values),
        _("All pages can be used with a keyboard alone, and without JavaScript."),
    ]
    if known.assessed:
        text = _("We assessed the site ourselves last on ${day}.")
        paragraphs.append(with_values(text, day=known.assessed))
    return text_section("tested", _("How we have tested the site"), *paragraphs)


def _contacts(known):
    mail = [link(f"mailto:{known.email}", known.email)] if known.email else []
    return (*mail, link(known.contact_url, _("Contact the municipality")))
