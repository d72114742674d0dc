"""Public information about a channel (features A25 and C19), from its facts alone."""

from typing import Any

from plone import api

from ...core.messages.grounds import rules_from_data, texts_in_force
from ...site.pages.languages import translated_title
from ...site.settings.registry import municipality_name, public_site_url, setting
from ...site.settings.titles import service_title
from ..channels.channel_names import channel_name
from ..channels.facts import ChannelFacts, facts_of
from ..channels.times import formatted_date
from .card import Card, is_web_url

PUBLIC_STATES = ("official", "paused", "closed")
OWN_SERVICES = ("website", "feed")  # the municipality's own web sites, run by no other service


def channel_card(channel: Any) -> Card:
    """Return the card of a channel object, with active rules only."""
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
        page_url=public_url(facts, "/@@about") if facts.state in PUBLIC_STATES else "",
        state=facts.state,
        closed_on=formatted_date(facts.closed_on),
        name=channel_name(facts),
    )


def _contact_url(facts):
    """Return the channel's contact page, else its form on this site if it has comments."""
    if is_web_url(facts.contact["url"]):
        return facts.contact["url"]
    has_form = facts.dialogue and facts.speaks
    return public_url(facts, "/@@contact-responsible") if has_form else ""


def _purpose(channel, facts):
    """Return the purpose; on English pages the editor's English text, if there is one."""
    is_english = api.portal.get_current_language() == "en"
    return (is_english and getattr(channel, "english_text", "")) or facts.purpose


def public_url(facts: ChannelFacts, page: str = "") -> str:
    """Return a channel's URL on the public site, which the worker's mails and profiles need."""
    root = "/".join(api.portal.get().getPhysicalPath())
    return public_site_url() + facts.path.removeprefix(root) + page
