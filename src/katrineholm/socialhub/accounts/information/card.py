"""Public facts about a channel for its information text, and those that are missing (A25, C19)."""

from dataclasses import dataclass
from typing import Any

from plone import api
from zope.i18nmessageid import Message

from ... import _
from ...core.messages.grounds import rules_from_data, texts_in_force
from ...site.pages.languages import translated_title
from ...site.settings.registry import municipality_name, setting
from ...site.settings.titles import service_title
from ..channels.channel_names import channel_name
from ..channels.facts import PUBLIC_STATES, facts_of
from ..channels.times import formatted_date
from ..channels.visibility import public_url

OWN_SERVICES = ("website", "feed")  # the municipality's own web sites, run by no other service


@dataclass(frozen=True, slots=True)
class Card:
    """Public facts about a channel for its information text. An unknown one is an empty string.

    ``state`` is the workflow state, ``closed_on`` a formatted day, ``name`` the title with service.
    ``own_rules`` are those in force. ``own_service`` is true if the municipality runs the service.
    """

    title: str
    platform: str
    service: str
    administration: str
    municipality: str
    purpose: str = ""
    audience: str = ""
    email: str = ""
    phone: str = ""
    contact_url: str = ""
    dialogue: bool = True
    own_rules: tuple[str, ...] = ()
    data_protection_url: str = ""
    own_service: bool = False
    page_url: str = ""
    state: str = "official"
    closed_on: str = ""
    name: str = ""


def is_web_url(url: str) -> bool:
    """Return whether a URL may be shown as a link, which requires http or https."""
    return url.startswith(("https://", "http://"))


def missing_facts(card: Card) -> list[Message]:
    """Return advice on each missing fact that the law requires (A25)."""
    return [sentence for is_there, sentence in _checklist(card) if not is_there]


def _checklist(card):
    """Return (is there, advice) in the order of the information text: G2, G7, TF, G9, GDPR 13."""
    return (
        (card.administration, _("The administration has no title: give it one.")),
        (
            card.municipality,
            _("The municipality's name is missing: state it in the add-on's settings."),
        ),
        (
            card.email or card.phone,
            _(
                "Official e-mail and phone are missing: state at least one of them on the channel "
                "or on its administration."
            ),
        ),
        (card.purpose.strip(), _("Purpose is missing: say in a sentence what the channel is for.")),
        (
            is_web_url(card.page_url),
            _(
                "The channel has no public page, so neither the notice on public records nor the "
                "comment rules are shown to anyone: make the channel official."
            ),
        ),
        (
            is_web_url(card.data_protection_url),
            _(
                "The link to data protection is missing: state in the add-on's settings where the "
                "municipality informs about personal data."
            ),
        ),
    )


def channel_card(channel: Any) -> Card:
    """Return the card of a channel object, with only those of its rules that are in force."""
    facts = facts_of(channel)
    return Card(
        title=facts.title,
        platform=facts.platform,
        service=service_title(facts.platform),
        administration=translated_title(facts.administration)["text"],
        municipality=municipality_name(),
        purpose=_purpose(channel, facts),
        audience=facts.audience,
        email=facts.contact["email"],
        phone=facts.contact["phone"],
        contact_url=_contact_url(facts),
        dialogue=facts.dialogue,
        own_rules=texts_in_force(rules_from_data(channel.own_rules or ())),
        data_protection_url=setting("data_protection_url") or "",
        own_service=facts.platform in OWN_SERVICES,
        page_url=f"{public_url(facts.path)}/@@about" if facts.state in PUBLIC_STATES else "",
        state=facts.state,
        closed_on=formatted_date(facts.closed_on),
        name=channel_name(facts),
    )


def _contact_url(facts):
    """Return the channel's contact page, or else its form on this site if it has comments."""
    if is_web_url(facts.contact["url"]):
        return facts.contact["url"]
    has_form = facts.dialogue and facts.speaks
    return f"{public_url(facts.path)}/@@contact-responsible" if has_form else ""


def _purpose(channel, facts):
    """Return the channel's purpose, or on English pages the editor's English text, if any."""
    is_english = api.portal.get_current_language() == "en"
    return (is_english and getattr(channel, "english_text", "")) or facts.purpose
