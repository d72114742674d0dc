"""A channel's facts as text, for people who decide about it."""

from typing import Any

from ... import _
from ...core.platforms.catalogue import can_have_feed
from ...site.settings.titles import KIND_TITLES, language_titles, service_title
from ..channels.facts import facts_of
from ..channels.interfaces import IChannel
from ..channels.person import Person, person
from ..channels.times import formatted_date
from ..channels.vocabularies import RHYTHM_TITLES


def fact_sheet(channel: Any) -> list[dict]:
    """Return a channel's known facts, each with ``title``, ``text`` and ``url`` (or empty)."""
    facts = facts_of(channel)
    lines = [
        (_("Administration"), facts.administration.title, ""),
        (_("Service"), " ".join((service_title(facts.platform), facts.account)), ""),
        (_title("profile_url"), facts.profile_url, facts.profile_url),
        (_title("feed_url"), facts.feed_url or _no_feed(facts), facts.feed_url),
        (_title("kind"), KIND_TITLES[facts.kind], ""),
        (_title("dialogue"), _("Yes") if facts.dialogue else _("No"), ""),
        (_title("purpose"), facts.purpose, ""),
        (_title("audience"), facts.audience, ""),
        (_("Language"), language_titles().get(facts.language, facts.language), ""),
        (_title("rhythm"), RHYTHM_TITLES.get(facts.rhythm or 0, ""), ""),
        (_title("starts"), formatted_date(facts.starts), ""),
        (_title("responsible"), person_text(person(channel.responsible)), ""),
        (_title("substitute"), person_text(person(channel.substitute)), ""),
        (_title("contact_email"), facts.contact["email"], f"mailto:{facts.contact['email']}"),
        (_title("contact_phone"), facts.contact["phone"], ""),
        (_title("contact_url"), facts.contact["url"], facts.contact["url"]),
    ]
    return [{"title": title, "text": text, "url": url} for title, text, url in lines if text]


def person_text(someone: Person | None) -> str:
    """Return a person's name and e-mail as text, empty for nobody."""
    if someone is None:
        return ""
    return f"{someone.name}, {someone.email}" if someone.email else someone.name


def _title(name):
    return IChannel[name].title


def _no_feed(facts):
    if can_have_feed(facts.platform):
        return _("None, though the service gives feeds")
    return _("None: the service gives no feed")
