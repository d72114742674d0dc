"""The columns of the official list as a table, and the cells of a channel."""

from collections.abc import Callable
from datetime import date

from plone import api

from ... import _
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.person import Person
from ...accounts.channels.responsibility import Duties
from ...accounts.channels.vocabularies import RHYTHM_TITLES
from ...core.files.cells import Cell
from ...site.settings.titles import KIND_TITLES, service_title
from .filters import STATE_TITLES

PUBLIC_COLUMNS = {
    "title": _("Channel"),
    "administration": _("Administration"),
    "service": _("Service"),
    "account": _("Account"),
    "profile_url": _("Public address"),
    "state": _("Status"),
    "official_since": _("Official since"),
    "closed_on": _("No longer ours since"),
    "kind": _("Kind"),
    "language": _("Language"),
    "dialogue": _("Dialogue is possible"),
    "description": _("Description"),
    "purpose": _("Purpose"),
    "audience": _("Audience"),
    "contact_email": _("Official e-mail"),
    "contact_phone": _("Official phone"),
    "contact_url": _("Contact page"),
    "feed_url": _("Feed address"),
    "link_only_reason": _("Why link only"),
    "page": _("Page on this site"),
    "uid": _("Id"),
}
NAME_COLUMNS = {
    "value": _("Address, number or name"),
    "kind": _("Kind"),
    "title": _("Title"),
    "purpose": _("What it is used for"),
}
# For the information office only.
DUTY_COLUMNS = {
    "rhythm": _("Planned rhythm"),
    "starts": _("Start date"),
    "responsible": _("Responsible"),
    "responsible_email": _("The responsible's e-mail"),
    "substitute": _("Substitute"),
    "substitute_email": _("The substitute's e-mail"),
    "confirmed_on": _("Confirmed on"),
}


def column_titles(*groups: dict) -> list[str]:
    """Return the titles of some groups of columns, in the reader's language."""
    return [api.portal.translate(title) for group in groups for title in group.values()]


def public_cells(facts: ChannelFacts, url: Callable[[str], str]) -> list[Cell]:
    """Return a channel's cells in the order of ``PUBLIC_COLUMNS``; ``url`` maps a path to a URL."""
    return [
        facts.title,
        facts.administration.title,
        service_title(facts.platform),
        facts.account,
        facts.profile_url,
        _translated(STATE_TITLES[facts.state]),
        _day(facts.official_since),
        _day(facts.closed_on),
        _translated(KIND_TITLES[facts.kind]),
        facts.language,
        facts.dialogue,
        facts.description,
        facts.purpose,
        facts.audience,
        facts.contact["email"],
        facts.contact["phone"],
        facts.contact["url"],
        facts.feed_url,
        facts.link_only_reason,
        url(facts.path),
        facts.uid,
    ]


def duty_cells(
    facts: ChannelFacts, duties: Duties, person: Callable[[str], Person | None]
) -> list[Cell]:
    """Return a channel's cells in the order of ``DUTY_COLUMNS``; ``person`` finds people by id."""
    people = [person(duties.responsible), person(duties.substitute)]
    return [
        _translated(RHYTHM_TITLES.get(facts.rhythm)),
        _day(facts.starts),
        *(each and getattr(each, name) for each in people for name in ("name", "email")),
        _day(duties.confirmed),
    ]


def _translated(message):
    return api.portal.translate(message) if message else ""


def _day(iso):
    return date.fromisoformat(iso) if iso else None
