"""The form that edits a channel, where a pasted URL is looked up and its first entries shown."""

from collections.abc import Mapping
from typing import Any

from plone import api
from plone.dexterity.browser.add import DefaultAddForm
from plone.dexterity.browser.edit import DefaultEditForm
from plone.z3cform.layout import FormWrapper
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form.interfaces import WidgetActionExecutionError
from zope.interface import Invalid

from ...core.feeds.errors import FeedError
from ..channels.limits import channel_fault
from .account_validation import may_change_account
from .fault_links import FaultLinks
from .probe import Probe, probe_url
from .probe_preview import NO_ENTRIES, probe_preview, refused_values, service_examples

LOOK_UP = "socialhub.look_up"
CHOICE = "socialhub.feed_choice"
WIDGET = "form.widgets."
FILTERS_TAB = "filters"
TITLE = "form.widgets.IBasic.title"


class LookUp:
    """A mix-in for a form that looks up a URL. It works without JavaScript."""

    context: Any
    request: Any
    template = ViewPageTemplateFile("channel_form.pt")
    looked_up = None
    no_entries = NO_ENTRIES
    services = staticmethod(service_examples)  # for the help below the field

    def update(self) -> None:
        form = self.request.form
        is_asked = self.request.method == "POST" and (LOOK_UP in form or CHOICE in form)
        if is_asked and may_change_account(self.context):
            self.look_up(form)
        super().update()

    def look_up(self, form: dict) -> None:
        """Probe the pasted URL and fill the form with the result."""
        try:
            found = probe_url(str(form.get(WIDGET + "profile_url", "")))
        except FeedError as error:
            self.looked_up = refused_values(error)
        else:
            self.looked_up = probe_preview(found, self.context)
            form.update(form_values(found, form))


def form_values(found: Probe, form: Mapping) -> dict:
    """Return the result of a probe as values of the form.

    The feed that the editor chose, or had before, is kept if it was found, and so is a title that
    the editor has written.
    """
    urls = [candidate.feed_url for candidate in found.candidates]
    wanted = form.get(CHOICE) or form.get(WIDGET + "feed_url")
    feed_url = wanted if wanted in urls else next(iter(urls), found.profile.feed_url)
    return {
        TITLE: form.get(TITLE) or found.title,
        WIDGET + "profile_url": found.profile.url,
        WIDGET + "feed_url": feed_url,
        WIDGET + "platform": [found.service.name],
        WIDGET + "kind": [found.kind],
        WIDGET + "dialogue": ["true" if found.service.dialogue else "false"],
    }


class LimitedAddForm(DefaultAddForm):
    """Base class of the add form of places, which says that the site may have no more channels."""

    def create(self, data: Mapping) -> Any:
        if fault := channel_fault(api.portal.get()):
            raise WidgetActionExecutionError("profile_url", Invalid(fault))
        return super().create(data)


class EditChannel(FaultLinks, LookUp, DefaultEditForm):
    """The form that edits a channel, but its filters, which have a page that tries them."""

    def updateFields(self) -> None:
        super().updateFields()
        self.groups = [each for each in self.groups if each.__name__ != FILTERS_TAB]


class EditChannelView(FormWrapper):
    """The page with the form that edits a channel."""

    form = EditChannel
