"""The facts about a channel that visitors see."""

from ZPublisher.HTTPRequest import HTTPRequest

from ...accounts.channels.called import account_name
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.icons import service_icon
from ...accounts.channels.moments import day
from ...site.forms.languages import entitled
from ...site.settings.titles import KIND_TITLES, service_title
from .cards import ways


def about(facts: ChannelFacts, request: HTTPRequest) -> dict:
    """Return the public facts of a channel."""
    administration = facts.administration
    report, contact = ways(facts, request)
    return {
        "title": facts.title,
        "url": request.physicalPathToURL(facts.path),
        "state": facts.state,
        "official_since": day(facts.official_since),
        "closed_on": day(facts.closed_on),
        "description": facts.description,
        "profile_url": facts.profile_url,
        "account": account_name(facts),
        "platform": facts.platform,
        "service": service_title(facts.platform),
        # "Other" is no information.
        "kind": "" if facts.kind == "other" else KIND_TITLES[facts.kind],
        "icon": facts.kind,
        "sign": service_icon(facts.platform, facts.kind),
        "dialogue": facts.dialogue,
        **entitled("administration", administration),
        "administration_url": request.physicalPathToURL(administration.path),
        "email": facts.contact["email"],
        "phone": facts.contact["phone"],
        "report": report,
        "contact": contact,
        "reach": _way(facts.contact),
    }


def _way(contact):
    """Return the URL of the person responsible, for reports of comments, too (guideline G7)."""
    return contact["url"] or (f"mailto:{contact['email']}" if contact["email"] else "")
