"""Notices that law and guidelines require for people who write in a channel."""

from ... import _
from ...core.messages.grounds import GROUNDS
from ...site.pages.page_values import link
from .card import Card, is_web_url
from .section import text_section, with_values


def rules_section(card: Card) -> dict:
    """Return the section on the guidelines (G0d), the seven grounds and the active rules (G9)."""
    intro = _(
        "The municipality's guidelines for social media apply in the channel. "
        "A comment may not contain:"
    )
    grounds = tuple(ground.text for ground in GROUNDS)
    return text_section("rules", _("Rules for comments"), intro, items=(*grounds, *card.own_rules))


def web_guidelines_section(card: Card) -> dict:
    """Return the section on the guidelines for a channel without comments (G0d)."""
    paragraph = _(
        "The channel cannot be commented. The municipality's guidelines for the web apply to it."
    )
    return text_section("rules", _("Which guidelines apply"), paragraph)


def removal_section(card: Card) -> dict:
    """Return the section on the removal of comments that break the rules (G9)."""
    paragraphs = (
        _(
            "Comments that may be assumed to break the law or the rules are promptly unpublished "
            "or deleted."
        ),
        _("Before a comment is deleted, its content and information about its sender are saved."),
        _("Comments that are unpublished or deleted are still handled as public records."),
    )
    return text_section("removal", _("If a comment breaks the rules"), *paragraphs)


def readers_section(card: Card) -> dict:
    """Return the section on who can read comments and messages (lag 1998:112, 3 §)."""
    paragraphs = (
        _("What you write in the channel can be read by everyone who can see the channel."),
        _(
            "A message that you send directly to us is not shown to other users, but it may be "
            "handed out as a public record."
        ),
    )
    return text_section("readers", _("Who can read what you write"), *paragraphs)


def records_section(card: Card) -> dict:
    """Return the section on public records (G8; tryckfrihetsförordningen, chapter 2)."""
    paragraphs = (
        _COMMENTED if card.dialogue else _NOT_COMMENTED,
        _("They are kept and disposed of under the rules for public records."),
        _(
            "Messages that you send directly to us are as a rule incoming documents. They are "
            "taken care of in the municipality's ordinary system, and registered when required."
        ),
        _("Write nothing sensitive or secret in the channel, about yourself or about others."),
    )
    return text_section("records", _RECORDS, *paragraphs)


def former_records_section(card: Card) -> dict:
    """Return the section on public records for a closed channel."""
    paragraph = _(
        "What was written in the channel, by us and by others, is still handled under the rules "
        "for public records."
    )
    return text_section("records", _RECORDS, paragraph)


def personal_data_section(card: Card) -> dict:
    """Return the section on the personal data's controller (GDPR, articles 4.7 and 13)."""
    answers = _(
        "${controller} is the controller of the personal data that we handle in the channel."
    )
    paragraphs = [with_values(answers, controller=card.municipality)]
    if not card.own_service:
        others = _(
            "${service} is not run by the municipality. The service has terms of its own and its "
            "own handling of personal data."
        )
        paragraphs.append(with_values(others, service=card.service))
    return text_section("data", _("Personal data"), *paragraphs, links=_privacy_links(card))


_RECORDS = _("Public records")
_COMMENTED = _(
    "What we write in the channel, and the comments and messages that we receive there, are as a "
    "rule public records under the Freedom of the Press Act. Everyone has the right to read them, "
    "unless they are covered by secrecy."
)
_NOT_COMMENTED = _(
    "What we write in the channel, and the messages that we receive there, are as a rule public "
    "records under the Freedom of the Press Act. Everyone has the right to read them, unless they "
    "are covered by secrecy."
)


def _privacy_links(card):
    if not is_web_url(card.data_protection_url):
        return ()
    text = _("How we handle personal data, and what rights you have")
    return (link(card.data_protection_url, text),)
