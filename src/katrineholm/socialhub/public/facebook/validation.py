"""The validation of input about a place on Facebook, for forms and REST."""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from plone import api
from plone.app.z3cform.converters import DatetimeWidgetConverter
from plone.app.z3cform.interfaces import IDatetimeWidget
from zope.component import adapter
from zope.interface import implementer
from zope.schema import Datetime
from zope.schema.interfaces import IDatetime

from ... import _
from ...core.platforms.catalogue import recognise_account
from ...site.pages.address_validation import is_account_url
from ...site.pages.refusals import RefusedValue

SERVICE = "facebook"
YEARS = range(1970, 3000)
NO_PLACE = _(
    "This is no address of a place on Facebook: paste the address of the page, the group, the "
    "event or the person itself."
)
NO_DATETIME = _("Write a moment between 1970 and 2999, for example 2026-05-04T18:00.")


class IPlausibleDatetime(IDatetime):
    """A datetime field limited to the years that clocks and time zones support."""


@implementer(IPlausibleDatetime)
class PlausibleDatetime(Datetime):
    """A datetime field that raises RefusedValue for years before 1970 or after 2999."""

    def _validate(self, value):
        super()._validate(value)
        if value.year not in YEARS:
            raise RefusedValue(NO_DATETIME, value)


@adapter(IPlausibleDatetime, IDatetimeWidget)
class PlausibleDatetimeConverter(DatetimeWidgetConverter):
    """The widget's converter, which raises RefusedValue for invalid local times."""

    def toFieldValue(self, value: Any) -> datetime | None:
        try:
            return super().toFieldValue(value)
        except (OverflowError, TypeError, ValueError) as error:
            raise RefusedValue(NO_DATETIME, value) from error


def is_facebook_url(value: str) -> bool:
    """Return True if this is the URL of a place on Facebook; raise RefusedValue otherwise."""
    is_account_url(value)
    profile = recognise_account(value)
    if profile.platform != SERVICE or not profile.account:
        raise RefusedValue(NO_PLACE, value)
    return True


def is_page_number(value: str) -> bool:
    """Return True if this is the number of a Facebook page; raise RefusedValue otherwise."""
    if not re.fullmatch(r"[0-9]{5,20}", value):
        sentence = _("Facebook's number of a page has digits only, 5 to 20 of them.")
        raise RefusedValue(sentence, value)
    return True


def timestamp(value: datetime | None) -> int | None:
    """Return a time in seconds since 1970, or None; naive times are in the site's time zone."""
    if value is None:
        return None
    zone = value.tzinfo or ZoneInfo(site_time_zone())
    return int(value.replace(tzinfo=zone).timestamp())


def site_time_zone(context: Any = None) -> str:
    return api.portal.get_registry_record("plone.portal_timezone") or "UTC"
