"""The forms of a place on Facebook, which refuse a duplicate URL and a second official page."""

from typing import Any

from Acquisition import aq_base
from plone import api
from plone.dexterity.browser.add import DefaultAddView
from plone.dexterity.browser.edit import DefaultEditForm
from plone.dexterity.content import Container, DexterityContent
from plone.uuid.interfaces import IUUID
from plone.z3cform.layout import wrap_form
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form.validator import SimpleFieldValidator, WidgetValidatorDiscriminators
from zope.i18nmessageid import Message
from zope.lifecycleevent.interfaces import IObjectMovedEvent
from zope.schema import ValidationError

from ... import _
from ...accounts.channels.hub import hub_of
from ...accounts.lifecycle.steps import serialize_steps
from ...accounts.registration.account_validation import (
    OPEN_STATES,
    AlreadyRegistered,
    UniqueAccount,
    listed_channel,
)
from ...accounts.registration.channel_form import LimitedAddForm
from ...accounts.registration.fault_links import FaultLinks
from ...site.pages.rest_errors import bad_request_error
from .interfaces import IFacebookPlace


class PlaceForm(FaultLinks):
    """Base class of the add form and the edit form."""

    template = ViewPageTemplateFile("place_form.pt")


class AddPlace(PlaceForm, LimitedAddForm):
    """The add form of a place on Facebook."""

    portal_type = "FacebookPlace"


class AddPlaceView(DefaultAddView):
    """The page that contains the add form."""

    form = AddPlace


class EditPlace(PlaceForm, DefaultEditForm):
    """The edit form of a place on Facebook."""


EditPlaceView = wrap_form(EditPlace)


class SecondOfficialPage(ValidationError):
    """The error that another place is the official page; its argument is that page's brain."""

    def doc(self) -> Message:
        return _(
            "The municipality's official page is ${title}: there is one only. Change that first.",
            mapping={"title": self.args[0].Title},
        )


class UniquePlaceUrl(UniqueAccount):
    """Form validator that refuses the URL of another channel, even of a draft."""

    def validate(self, value: str, force: bool = False) -> None:
        super().validate(value, force)
        require_unique_url(self.context, value)


class SingleOfficialPage(SimpleFieldValidator):
    """Form validator that refuses a second official page."""

    def validate(self, value: bool, force: bool = False) -> None:
        super().validate(value, force)
        require_single_official_page(self.context, value)


WidgetValidatorDiscriminators(UniquePlaceUrl, field=IFacebookPlace["profile_url"])
WidgetValidatorDiscriminators(SingleOfficialPage, field=IFacebookPlace["official_page"])


def require_unique_url(context: DexterityContent, address: Any) -> None:
    """Raise AlreadyRegistered if another channel of the hub that is not closed has this URL."""
    found = isinstance(address, str) and listed_channel(
        hub_of(context), [address], apart_from=IUUID(context, ""), states=OPEN_STATES
    )
    if found:
        raise AlreadyRegistered(found)


def check_arrival(place: DexterityContent, event: IObjectMovedEvent) -> None:
    """Refuse to paste or move a place into a hub where it would be a duplicate.

    Raise BadRequest if a channel there has its URL, or if a moved place would be a second official
    page. A pasted place is never the official page, and a closed place may be moved anywhere.
    """
    hub, is_pasted = hub_of(event.newParent), event.oldParent is None
    is_closed = not is_pasted and api.content.get_state(place) == "closed"
    if hub is None or is_closed or aq_base(hub) is aq_base(hub_of(event.oldParent)):
        return
    is_official = not is_pasted and place.official_page
    require_no_conflict(event.newParent, place.profile_url, is_official)


def require_no_conflict(context: DexterityContent, address: Any, is_official: Any) -> None:
    """Raise BadRequest if the URL is in use, or if this would be a second official page."""
    try:
        require_unique_url(context, address)
        require_single_official_page(context, is_official)
    except (AlreadyRegistered, SecondOfficialPage) as refusal:
        raise bad_request_error(refusal.doc()) from refusal


def require_single_official_page(context: DexterityContent, is_official: Any) -> None:
    """Raise SecondOfficialPage if ``is_official`` and the hub has another official page."""
    if not is_official:
        return
    serialize_steps(hub_of(context))
    if other := official_page_brain(hub_of(context), apart_from=IUUID(context, "")):
        raise SecondOfficialPage(other)


def official_page_brain(hub: Container, *, apart_from: str = "") -> Any:
    """Return the brain of a hub's official page, or None, regardless of the user's permissions."""
    brains = api.content.find(
        portal_type="FacebookPlace",
        path="/".join(hub.getPhysicalPath()),
        review_state=list(OPEN_STATES),
        unrestricted=True,
    )
    officials = (brain for brain in brains if brain.socialhub_place["official_page"])
    return next((brain for brain in officials if apart_from != brain.UID), None)
