"""The forms of a place on Facebook."""

from plone.dexterity.browser.add import DefaultAddForm, DefaultAddView
from plone.dexterity.browser.edit import DefaultEditForm
from plone.z3cform.layout import FormWrapper
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ...accounts.editing.faults import LeadsToFaults


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
