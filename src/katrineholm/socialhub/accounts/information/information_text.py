"""The information text of a channel, written from its facts (features A25, C19)."""

import re
from collections.abc import Callable

from ... import _
from ...site.pages.page_values import link
from . import notices
from .card import Card, is_web_url
from .section import text_section, with_values

STATE_SENTENCES = {
    "official": _("${channel} is an official channel of ${administration}, ${municipality}."),
    "paused": _(
        "${channel} is an official channel of ${administration}, ${municipality}. "
        "It is paused at present."
    ),
    "closed": _(
        "${channel} was a channel of ${administration}, ${municipality}. "
        "It was closed on ${date} and is no longer ours."
    ),
}
CLOSED_ONCE = _(
    "${channel} was a channel of ${administration}, ${municipality}. "
    "It is closed and no longer ours."
)
PLANNED = _(
    "${channel} is planned as a channel of ${administration}, ${municipality}. "
    "It is not official yet."
)


def information_sections(card: Card) -> list[dict]:
    """Return all sections of a channel's information text, in reading order.

    A channel without comments has no comment rules, and a closed one is described in the past
    tense. Empty sections are left out.
    """
    return list(filter(None, (write(card) for write in _section_writers(card))))


def _section_writers(card) -> tuple[Callable[[Card], dict | None], ...]:
    if card.state == "closed":
        return (
            _owner_section,
            _contact_section,
            notices.former_records_section,
            notices.personal_data_section,
        )
    rules = (
        (notices.rules_section, notices.removal_section)
        if card.dialogue
        else (notices.web_guidelines_section,)
    )
    readers = (notices.readers_section,) if card.dialogue else ()
    around = (notices.records_section, notices.personal_data_section)
    return (_owner_section, _purpose_section, _contact_section, *rules, *readers, *around)


def _owner_section(card):
    """Return the section on who is behind the channel (G2; lag 1998:112, 3 §)."""
    standing = STATE_SENTENCES.get(card.state, PLANNED)
    if card.state == "closed" and not card.closed_on:
        standing = CLOSED_ONCE
    paragraphs = [
        with_values(
            standing,
            channel=card.name or card.title,
            administration=card.administration,
            municipality=card.municipality,
            date=card.closed_on,
        )
    ]
    if card.state != "closed":
        paragraphs.append(_("What we write in the channel is part of the administration's work."))
    return text_section("behind", _("Who is behind the channel"), *paragraphs)


def _purpose_section(card):
    paragraphs = [card.purpose.strip()] if card.purpose.strip() else []
    if card.audience.strip():
        meant = _("The channel is meant for: ${audience}")
        paragraphs.append(with_values(meant, audience=card.audience.strip()))
    return text_section("why", _("Why the channel exists"), *paragraphs) if paragraphs else None


def _contact_section(card):
    """Return the section on how to reach the person in charge and report comments (G7)."""
    links = _contacts(card)
    if not links:
        return None
    paragraphs = [_("Here you reach the person who answers for the channel, or a substitute.")]
    if card.state == "closed":
        paragraphs = [_("Here you can ask about the channel as it was.")]
    elif card.dialogue:
        paragraphs.append(
            _(
                "Report improper comments here too. Say where the comment is and what is wrong "
                "with it."
            )
        )
    return text_section("reach", _("How to reach us"), *paragraphs, links=links)


def _contacts(card):
    links = (
        [link(card.contact_url, _("Contact the person responsible"))]
        if is_web_url(card.contact_url)
        else []
    )
    if card.email:
        links.append(link(f"mailto:{card.email}", card.email))
    if card.phone:
        links.append(link("tel:" + re.sub(r"[^\d+]", "", card.phone), card.phone))
    return tuple(links)
