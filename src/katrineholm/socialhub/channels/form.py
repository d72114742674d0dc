"""The channel's forms: paste an address, look it up, see the first entries, save."""

from plone.dexterity.browser.add import DefaultAddForm, DefaultAddView
from plone.dexterity.browser.edit import DefaultEditForm
from plone.z3cform.layout import FormWrapper
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ..feeds.errors import FeedError
from ..platforms.catalogue import platform
from .preview import described, every_service, refused
from .probe import probe

LOOK_UP = "socialhub.look_up"
CHOICE = "socialhub.feed_choice"
WIDGET = "form.widgets."
TITLE = "form.widgets.IDublinCore.title"


class LookUp:
    """What the add form and the edit form share. It works without JavaScript."""

    template = ViewPageTemplateFile("form.pt")
    enable_form_tabbing = False
    looked_up = None

    def update(self):
        form = self.request.form
        if LOOK_UP in form or CHOICE in form:
            self.look_up(form.get(WIDGET + "profile_url", ""), form.get(CHOICE, ""))
        super().update()

    def look_up(self, address, choice):
        """Ask what is at the pasted address and fill the form with the answer."""
        try:
            found = probe(address)
        except FeedError as error:
            self.looked_up = refused(error)
        else:
            self.looked_up = described(found)
            self.request.form.update(answers(found, choice))

    def services(self) -> list[dict]:
        """Every service with an example of an address, for the help below the field."""
        return every_service()


def answers(found, choice="") -> dict:
    """What a probe says of a channel, as the form's own values."""
    urls = [candidate.feed_url for candidate in found.candidates]
    feed_url = choice if choice in urls else next(iter(urls), found.profile.feed_url)
    service = platform(found.profile.platform)
    return {
        TITLE: found.title,
        WIDGET + "profile_url": found.profile.url,
        WIDGET + "feed_url": feed_url,
        WIDGET + "platform": [service.name],
        WIDGET + "kind": [found.kind],
        WIDGET + "dialogue": ["true" if service.dialogue else "false"],
    }


class AddChannel(LookUp, DefaultAddForm):
    """Add a channel."""

    portal_type = "Channel"


class AddChannelView(DefaultAddView):
    """The add form within the site's page."""

    form = AddChannel


class EditChannel(LookUp, DefaultEditForm):
    """Edit a channel."""


class EditChannelView(FormWrapper):
    """The edit form within the site's page."""

    form = EditChannel
