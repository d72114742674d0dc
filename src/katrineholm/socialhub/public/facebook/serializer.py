"""The serializers of the pages about places on Facebook, for Classic UI and Volto."""

from plone.dexterity.content import DexterityContent
from Products.Five import BrowserView
from zope.i18nmessageid import Message
from ZPublisher.HTTPRequest import HTTPRequest

from ... import _
from ...accounts.channels.hub import hub_of
from ...site.pages.page_values import link, sentence_parts
from ...site.settings.registry import municipality_name
from .places import PLURALS, TYPES, current_time, place_card, visible_places

LEAD = _("All our pages, groups, events and persons on Facebook. What is not here is not ours.")
OFFICIAL = _("Our official page")
NO_PLACES = _("The municipality has no official place on Facebook yet.")
VERIFY = _("Is it ours?")
PART = _("Part of ${municipality} on Facebook")
WHOLE = _("The official page of ${municipality} on Facebook")
GREETING = _("${place} is one of our places. Here are all of them.")


def places_heading() -> Message:
    """Return the heading of the pages that show all places."""
    return _("${municipality} on Facebook", mapping={"municipality": municipality_name()})


def places_page(view: BrowserView) -> dict:
    """Return a ``FacebookView`` as plain values, with the URLs of Classic UI."""
    hub_url, groups, official = view.context.absolute_url(), view.groups, view.official
    jump = [link(f"#{each['id']}", each["title"]) for each in groups] if len(groups) > 2 else []
    nothing = "" if official else NO_PLACES
    empty = _("There is no place of this type.") if view.types else nothing
    return {
        "url": view.url,
        "title": view.heading,
        "page_title": view.title,
        "lead": LEAD,
        "official": official and {"title": OFFICIAL, "place": official},
        "types": {"label": _("Types of places"), "items": _types(view)},
        "jump": {"label": _("Administrations"), "items": jump},
        "groups": groups,
        "empty": "" if groups else empty,
        "more": _more(hub_url),
        "office": _office(hub_url) if view.may_manage else None,
    }


def presence_page(view: BrowserView) -> dict:
    """Return a ``PresenceView``, which is shown on Facebook itself, as plain values."""
    hub_url, places, greeted = view.context.absolute_url(), view.cards(), view.greeted_place()
    return {
        "title": places_heading(),
        "description": _("All our pages, groups, events and persons on Facebook."),
        "greeting": sentence_parts(GREETING, place=greeted["title"]) if greeted else [],
        "lead": LEAD,
        "empty": "" if places else NO_PLACES,
        "places": [
            {**each, "type": OFFICIAL if each["official_page"] else each["type"]} for each in places
        ],
        "links": [
            link(hub_url, _("All that we publish in social media")),
            link(f"{hub_url}/@@official", VERIFY),
        ],
    }


def place_part(context: DexterityContent, request: HTTPRequest) -> dict | None:
    """Return the values about a place on its page, or None if the user may not see the place."""
    uid = context.UID()
    place = next((each for each in visible_places(context) if each.facts.uid == uid), None)
    if place is None:
        return None
    card, url = place_card(place, request), f"{hub_of(context).absolute_url()}/@@facebook"
    whole = _(WHOLE if place.official_page else PART, mapping={"municipality": municipality_name()})
    return {
        "over": _("The event is over.") if place.is_over(current_time()) else "",
        "starts": card["starts"],
        "go": link(card["url"], _("Go to the place on Facebook")),
        # A draft or a closed place is not shown as a part of the municipality.
        "whole": link(place.facts.speaks and url, whole),
    }


def _types(view):
    """Return links that filter by type, if there are several types."""
    types = [place.type for place in view.places]
    url, chosen = view.url, view.types
    found = [
        {
            **link(f"{url}?place_type={name}", PLURALS[name]),
            "number": types.count(name),
            "current": name in chosen,
        }
        for name in TYPES
        if name in types
    ]
    everything = {**link(url, _("All places")), "number": len(types), "current": not chosen}
    return [everything, *found] if len(found) > 1 or chosen else []


def _more(hub_url):
    return {
        "title": _("Have you found another one?"),
        "text": _(
            "Facebook is not asked for anything on this page, and learns nothing of you until you "
            "follow a link there."
        ),
        "items": [
            link(f"{hub_url}/@@official", VERIFY),
            link(f"{hub_url}/@@official-list", _("All official channels")),
        ],
    }


def _office(hub_url):
    return {
        "title": _("For the information office"),
        "items": [
            link(f"{hub_url}/@@facebook-tie-backs", _("Tie-backs of all places")),
            link(f"{hub_url}/@@facebook-presence", _("The presence page for Facebook")),
        ],
    }
