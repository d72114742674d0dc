"""The places on Facebook as plain values, made of their own page's view: what ``page.pt`` draws."""

from zope.component import adapter
from zope.interface import implementer

from ... import _
from ...interfaces import ISocialHubLayer
from ...site.forms.plain import link
from ..listings.interfaces import IMoreOfPlace
from .interfaces import IFacebookPlace
from .page import LEAD, FacebookView, PlaceViewlet

HEADING = _("${municipality} on Facebook")
PART = _("Part of ${municipality} on Facebook")
WHOLE = _("The official page of ${municipality} on Facebook")


def page(view: FacebookView) -> dict:
    """The places that a visitor is shown; every address is one that Classic UI knows."""
    hub_url, groups, official = view.context.absolute_url(), view.groups, view.official
    return {
        "url": view.url,
        "title": _(HEADING, mapping={"municipality": view.municipality()}),
        "page_title": view.title,
        "lead": LEAD,
        "official": official and {"title": _("Our official page"), "place": plain(official)},
        "types": {"label": _("Types of places"), "items": [_type(each) for each in view.choices()]},
        "jump": {"label": _("Administrations"), "items": _jump(groups)},
        "groups": [
            {
                "id": group["id"],
                "title": group["title"],
                "language": group["title_language"],
                "places": [plain(place) for place in group["places"]],
            }
            for group in groups
        ],
        "empty": "" if groups else _emptiness(view),
        "more": _more(hub_url),
        "office": _office(hub_url) if view.may_manage() else None,
    }


def plain(place: dict) -> dict:
    """A place as ``cards.card`` gives it; ``url`` is where it is on Facebook, ``@id`` our page."""
    names = (
        *("title", "url", "place_type", "type", "text", "administration", "official_page"),
        "administration_language",
    )
    return {
        "@id": place["page"],
        **{name: place[name] for name in names},
        "paused": _("Paused at present") if place["is_paused"] else "",
        "starts": place["starts"],
        "about": _("Who answers for it"),
    }


@implementer(IMoreOfPlace)
@adapter(IFacebookPlace, ISocialHubLayer)
class MoreOfPlace:
    """What the page of a place has besides what each channel's has."""

    def __init__(self, context, request):
        self.context, self.request = context, request

    def __call__(self) -> dict:
        told = PlaceViewlet(self.context, self.request, None, None)
        told.update()
        return {"place": told.card and _part(told)}


def _part(told):
    whole = WHOLE if told.card["official_page"] else PART
    title = _(whole, mapping={"municipality": told.municipality})
    return {
        "over": _("The event is over.") if told.is_over else "",
        "starts": told.card["starts"],
        "go": link(told.card["url"], _("Go to the place on Facebook")),
        "whole": link(told.all_url, title) if told.is_ours else None,
    }


def _type(choice):
    return {
        "@id": choice["url"],
        "title": choice["title"],
        "number": choice["number"],
        "current": choice["is_current"],
    }


def _jump(groups):
    return [link(f"#{each['id']}", each["title"]) for each in groups] if len(groups) > 2 else []


def _emptiness(view):
    if view.types:
        return _("There is no place of this type.")
    return "" if view.official else _("The municipality has no official place on Facebook yet.")


def _more(hub_url):
    return {
        "title": _("Have you found another one?"),
        "text": _(
            "Facebook is not asked for anything on this page, and learns nothing of you until you "
            "follow a link there."
        ),
        "items": [
            link(f"{hub_url}/@@official", _("Is the account ours?")),
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
