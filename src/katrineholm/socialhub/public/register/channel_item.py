"""The serializer of a channel, for REST and the JSON file."""

from ZPublisher.HTTPRequest import HTTPRequest

from ...accounts.channels.facts import ChannelFacts
from ...site.pages.languages import translated_title


def channel_item(facts: ChannelFacts, request: HTTPRequest) -> dict:
    """Return a channel's public facts; days are ISO dates or None."""
    administration = facts.administration
    return {
        "@id": request.physicalPathToURL(facts.path),
        "UID": facts.uid,
        "title": facts.title,
        "description": facts.description,
        "platform": facts.platform,
        "account": facts.account,
        "profile_url": facts.profile_url,
        "kind": facts.kind,
        "dialogue": facts.dialogue,
        "administration": {
            "@id": request.physicalPathToURL(administration.path),
            "title": translated_title(administration)["text"],
        },
        "contact": facts.contact,
        "state": facts.state,
        "official_since": facts.official_since or None,
        "closed_on": facts.closed_on or None,
        "feed_url": facts.feed_url,
        "language": facts.language,
        "purpose": facts.purpose,
        "audience": facts.audience,
        "link_only_reason": facts.link_only_reason or None,
    }
