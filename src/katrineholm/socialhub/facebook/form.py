"""The forms of a place on Facebook."""

from plone.dexterity.browser.add import DefaultAddForm, DefaultAddView
from plone.dexterity.browser.edit import DefaultEditForm
from plone.z3cform.layout import FormWrapper
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ..people.choices import members, suggest


class Suggesting:
    """What both forms share: the fields for persons suggest the site's members."""

    template = ViewPageTemplateFile("form.pt")

    def update(self):
        super().update()
        suggest(self.groups)

    def members(self) -> list[dict]:
        """Whom they suggest."""
        return members()


class AddPlace(Suggesting, DefaultAddForm):
    """Add a place."""

    portal_type = "FacebookPlace"


class AddPlaceView(DefaultAddView):
    """The add form within the site's page."""

    form = AddPlace


class EditPlace(Suggesting, DefaultEditForm):
    """Edit a place."""


class EditPlaceView(FormWrapper):
    """The edit form within the site's page."""

    form = EditPlace
