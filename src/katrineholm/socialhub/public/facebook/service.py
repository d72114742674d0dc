"""The REST services and deserializers of places on Facebook."""

from datetime import datetime
from time import time
from types import MappingProxyType

import pytz
from plone import api
from plone.restapi.deserializer.dxfields import DefaultFieldDeserializer
from plone.restapi.interfaces import IDeserializeFromJson, IFieldDeserializer
from plone.restapi.services import Service
from zExceptions import Forbidden
from zope.component import adapter
from zope.interface import Interface, implementer
from zope.publisher.interfaces.browser import IBrowserRequest
from zope.schema.interfaces import IDatetime
from ZPublisher.HTTPRequest import HTTPRequest

from ... import _
from ...accounts.channels.times import iso_time
from ...accounts.registration.channel_service import ChannelFromJson
from ...site.pages.languages import translated_title
from ...site.pages.page_service import PageGet, list_answer
from ...site.pages.permissions import may_manage_register
from .interfaces import IFacebookPlace
from .place_forms import require_no_conflict
from .places import Place, public_places
from .tie_backs import ITEM_TITLES, Ticks, ticks_by_uid
from .validation import site_time_zone

NO_DATETIME = _("This is no moment: write it as 2026-05-04T18:00.")
NOT_YOURS = _("Only the information office says which page is the municipality's official page.")


class PlacesGet(Service):
    """``GET @facebook-places``: the public places, the official page first."""

    def reply(self) -> dict:
        found = public_places(self.context, int(time()))
        kept = ticks_by_uid(self.context) if may_manage_register(self.context) else None
        items = [place_item(place, self.request, kept) for place in found]
        return list_answer(self.context, "@facebook-places", items)


class FacebookGet(PageGet):
    """``GET @facebook`` on a hub: the page of all places on Facebook, for Volto."""

    name = view_name = "facebook"


@implementer(IDeserializeFromJson)
@adapter(IFacebookPlace, Interface)
class PlaceFromJson(ChannelFromJson):
    """The deserializer of a place, which refuses a duplicate URL or a second official page."""

    same = MappingProxyType({"url": "profile_url", "starts": "event_starts", "ends": "event_ends"})
    read_only = ChannelFromJson.read_only | {"tie_back"}

    def __call__(self, validate_all=False, data=None, create=False, **options):
        data = self.sent(data)
        wanted = data.get("official_page")
        if wanted and not self.context.official_page and not may_manage_register(self.context):
            raise Forbidden(api.portal.translate(NOT_YOURS))
        require_no_conflict(self.context, data.get("profile_url"), wanted)
        return super().__call__(validate_all, data, create, **options)


@implementer(IFieldDeserializer)
@adapter(IDatetime, IFacebookPlace, IBrowserRequest)
class DatetimeFromJson(DefaultFieldDeserializer):
    """The deserializer of ISO 8601 times, which are in the site's time zone by default."""

    def __call__(self, value):
        moment = _datetime(value, pytz.timezone(site_time_zone()))
        self.field.validate(moment)
        return moment


def _datetime(value, zone):
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
        return moment.astimezone(zone) if moment.tzinfo else zone.localize(moment)
    except (TypeError, ValueError, OverflowError):
        raise ValueError(api.portal.translate(NO_DATETIME)) from None


def place_item(place: Place, request: HTTPRequest, kept: dict[str, Ticks] | None = None) -> dict:
    """Return a place's public facts, with times in ISO 8601 (UTC) or None.

    ``kept`` are the hub's ticks, which are for the office only; they are returned as ``tie_back``.
    """
    facts = place.facts
    found: dict = {
        "@id": request.physicalPathToURL(facts.path),
        "UID": facts.uid,
        "title": facts.title,
        "place_type": place.type,
        "url": facts.profile_url,
        "administration": {
            "@id": request.physicalPathToURL(facts.administration.path),
            "title": translated_title(facts.administration)["text"],
        },
        "official_page": place.official_page,
        "state": facts.state,
        "starts": iso_time(place.starts),
        "ends": iso_time(place.ends),
    }
    if kept is not None:
        ticks = kept.get(facts.uid, {})
        seen = {name: {"at": iso_time(tick.at), "by": tick.by} for name, tick in ticks.items()}
        found["tie_back"] = {name: seen.get(name) for name in ITEM_TITLES}
    return found
