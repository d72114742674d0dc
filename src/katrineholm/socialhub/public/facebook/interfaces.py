"""The schema of a place on Facebook, which is a channel with some additional fields."""

from typing import Any

from plone.app.z3cform.widgets.datetime import DatetimeFieldWidget
from plone.autoform import directives
from zope import schema
from zope.interface import Invalid, invariant

from ... import _
from ...accounts.channels.interfaces import FILTERS, IChannel, INeverRetrieved
from ...site.pages.permissions import MANAGE_REGISTER_ID, VIEW_DUTIES_ID
from .validation import (
    PlausibleDatetime,
    is_facebook_url,
    is_page_number,
    site_time_zone,
    timestamp,
)


class IFacebookPlace(IChannel, INeverRetrieved):
    """A page, a group, an event, a person or the like on Facebook (guideline G0b).

    Its service is always Facebook and nothing is ever retrieved; otherwise it is a normal channel.
    """

    directives.order_before(profile_url="*")
    profile_url = schema.TextLine(
        title=_("Public address"),
        description=_(
            "The place on Facebook, for example https://www.facebook.com/katrineholmskommun."
        ),
        constraint=is_facebook_url,
    )
    # After the fields of every form: not everybody may change the URL or the official page.
    directives.order_after(place_type="IBasic.description")
    place_type = schema.Choice(
        title=_("Type of place"),
        vocabulary="katrineholm.socialhub.place_types",
        default="page",
    )
    directives.order_after(event_starts="place_type")
    directives.widget("event_starts", DatetimeFieldWidget, default_timezone=site_time_zone)
    event_starts = PlausibleDatetime(
        title=_("The event starts"), description=_("For events only."), required=False
    )
    directives.order_after(event_ends="event_starts")
    directives.widget("event_ends", DatetimeFieldWidget, default_timezone=site_time_zone)
    event_ends = PlausibleDatetime(
        title=_("The event ends"),
        description=_(
            "For events only. Then it is no longer shown. Empty: it is shown the day it starts."
        ),
        required=False,
    )
    directives.order_after(page_id="event_ends")
    page_id = schema.TextLine(
        title=_("Facebook's number of the page"),
        description=_(
            "Only for pages that show the presence page in a tab: Facebook names them by number."
        ),
        constraint=is_page_number,
        required=False,
    )
    directives.order_after(official_page="page_id")
    directives.write_permission(official_page=MANAGE_REGISTER_ID)
    official_page = schema.Bool(
        title=_("The municipality's official page"),
        description=_(
            "The one page that all other places show their tie to. There is one only in a hub."
        ),
        required=False,
        default=False,
    )

    # The catalogue of services defines these for Facebook; nothing is ever retrieved.
    directives.omitted(
        "feed_url",
        "platform",
        "kind",
        "rhythm",
        "starts",
        "interval",
        "hold",
        "include_words",
        "exclude_words",
        "max_entries",
        "max_age",
        *FILTERS,
    )
    feed_url = schema.TextLine(title=_("Feed address"), readonly=True, required=False)
    platform = schema.Choice(
        title=_("Service"),
        vocabulary="katrineholm.socialhub.platforms",
        readonly=True,
        required=False,
    )
    kind = schema.Choice(
        title=_("Kind"), vocabulary="katrineholm.socialhub.kinds", readonly=True, required=False
    )

    directives.read_permission(tie_backs=VIEW_DUTIES_ID)
    tie_backs = schema.Tuple(
        title=_("Tie-back"),
        value_type=schema.Dict(),
        readonly=True,
        required=False,
        default=(),
    )

    @invariant
    def an_event_ends_after_it_starts(place: Any) -> None:
        starts, ends = timestamp(place.event_starts), timestamp(place.event_ends)
        if starts is not None and ends is not None and ends < starts:
            raise Invalid(_("The event ends before it starts: change one of the two."))
        if ends is not None and starts is None:
            raise Invalid(_("Write when the event starts, too."))

    @invariant
    def only_an_event_has_an_end(place: Any) -> None:
        if place.place_type != "event" and (place.event_starts or place.event_ends):
            raise Invalid(_("Only an event starts and ends: choose that type, or empty the days."))

    @invariant
    def the_official_page_is_a_page(place: Any) -> None:
        if place.official_page and place.place_type != "page":
            raise Invalid(_("Only a page can be the municipality's official page."))
