"""What the tests of ``office/board`` have in common."""

from dataclasses import fields

from zope.i18n import translate

from katrineholm.socialhub.accounts.channels.facts import AdministrationFacts, ChannelFacts

FEED = "https://bloggen.example.se/rss"
OWNER = AdministrationFacts("a", "/hub/kultur", "Kultur", "kultur@example.se", "")


def facts(**changes):
    empty = {field.name: "" for field in fields(ChannelFacts)}
    given = {
        "state": "official",
        "feed_url": FEED,
        "platform": "website",
        "purpose": "Kultur för alla",
        "dialogue": True,
        "rhythm": None,
        "official_since": "2026-09-01",
        "profile_marks": (),
        "max_entries": None,
        "administration": OWNER,
    }
    return ChannelFacts(**empty | given | changes)


def seen(light):
    """A light as its colour, its problems and its reasons in English."""
    return light.colour, light.problems, tuple(map(translate, light.reasons))
