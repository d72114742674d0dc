"""What may not be written on a place: another place's address, or a second official page."""

from plone import api
from plone.dexterity.browser.add import DefaultAddForm, DefaultAddView
from plone.dexterity.browser.edit import DefaultEditForm
from plone.uuid.interfaces import IUUID
from plone.z3cform.layout import FormWrapper
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form.validator import SimpleFieldValidator, WidgetValidatorDiscriminators
from zope.schema import ValidationError

from ... import _
from ...accounts.channels.hub import hub_of
from ...accounts.editing.faults import LeadsToFaults
from ...accounts.judging.account import OnceOnly, RegisteredAlready
from ...accounts.judging.duplicates import OPEN, listed
from ...accounts.lifecycle.steps import wait_for_turn
from ...site.forms.rest_errors import bad_request
from .interfaces import IFacebookPlace


class WithFaults(LeadsToFaults):
    """What both forms share."""

    template = ViewPageTemplateFile("form.pt")


class AddPlace(WithFaults, DefaultAddForm):
    """Add a place."""

    portal_type = "FacebookPlace"


class AddPlaceView(DefaultAddView):
    """The add form within the site's page."""

    form = AddPlace


class EditPlace(WithFaults, DefaultEditForm):
    """Edit a place."""


class EditPlaceView(FormWrapper):
    """The edit form within the site's page."""

    form = EditPlace


class SecondOfficialPage(ValidationError):
    """Another place is the official page; holds the catalogue's brain of it."""

    def doc(self):
        mapping = {"title": self.args[0].Title}
        return _(
            "The municipality's official page is ${title}: there is one only. Change that first.",
            mapping=mapping,
        )


class PlaceOnceOnly(OnceOnly):
    """A place's address must not be another's, not even a draft's."""

    def validate(self, value, force=False):
        super().validate(value, force)
        require_new(self.context, value)


class OneOfficialPage(SimpleFieldValidator):
    """A place must not become the second official page."""

    def validate(self, value, force=False):
        super().validate(value, force)
        require_only(self.context, value)


WidgetValidatorDiscriminators(PlaceOnceOnly, field=IFacebookPlace["profile_url"])

WidgetValidatorDiscriminators(OneOfficialPage, field=IFacebookPlace["official_page"])


def require_new(context, address) -> None:
    """Raise RegisteredAlready where an open place of the hub has this address.

    ``context`` is the place itself, or the administration that it is to lie in.
    """
    found = isinstance(address, str) and listed(
        hub_of(context), [address], apart_from=IUUID(context, ""), states=OPEN
    )
    if found:
        raise RegisteredAlready(found)


def arriving(place, event) -> None:
    """Pasted or moved to another hub: raise BadRequest where an open place has the address.

    Where the hub has an official page, no other moves in; a pasted one is not official any more.
    """
    hub = hub_of(event.newParent)
    is_closed = event.oldParent is not None and api.content.get_state(place) == "closed"
    if hub is None or is_closed or _is_same(hub, hub_of(event.oldParent)):
        return
    try:
        require_new(event.newParent, place.profile_url)
        require_only(event.newParent, event.oldParent is not None and place.official_page)
    except (RegisteredAlready, SecondOfficialPage) as refusal:
        raise bad_request(refusal.doc()) from refusal


def require_only(context, is_official) -> None:
    """Raise SecondOfficialPage where a place is to be the official page beside another.

    Of two at once, one waits for the other.
    """
    if not is_official:
        return
    wait_for_turn(hub_of(context))
    if other := official_page(hub_of(context), apart_from=IUUID(context, "")):
        raise SecondOfficialPage(other)


def official_page(hub, *, apart_from: str = ""):
    """The catalogue's brain of a hub's official page, whoever asks; None without one."""
    brains = api.content.find(
        portal_type="FacebookPlace",
        path="/".join(hub.getPhysicalPath()),
        review_state=list(OPEN),
        unrestricted=True,
    )
    officials = (brain for brain in brains if brain.socialhub_place["official_page"])
    return next((brain for brain in officials if apart_from != brain.UID), None)


def _is_same(hub, other):
    return other is not None and hub.getPhysicalPath() == other.getPhysicalPath()
