"""The forms that add and edit a portlet, with a preview."""

from typing import Any

from Acquisition import aq_chain, aq_inner
from plone import api
from plone.app.portlets.portlets import base
from plone.portlets.interfaces import (
    ILocalPortletAssignable,
    IPortletAssignmentMapping,
    IPortletManager,
    IPortletRenderer,
)
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button
from zope.component import getMultiAdapter, getUtility
from zope.i18nmessageid import Message
from zope.schema import getFieldNames

from ... import _

PREVIEW = button.Button("preview", title=_("Preview"))


def _with_preview(buttons, save):
    return button.Buttons(buttons[save], PREVIEW, buttons["cancel_add"])


class PreviewForm:
    """A form with a preview of its portlet, whose ``assignment`` is not stored."""

    actions: Any
    context: Any
    extractData: Any
    formErrorsMessage: Any
    request: Any
    schema: Any
    template = ViewPageTemplateFile("portlet_form.pt")
    css_class = "socialhub-placing"
    assignment: Any = None
    preview = None
    nothing = _("Nothing would be shown: there is no hub that you may see.")

    def update(self) -> None:
        """Remove the preview button, which the template adds.

        On pages that manage portlets, Plone's script would take the preview for an added portlet,
        as it does any button at a form's foot and an answer without errors.
        """
        super().update()
        del self.actions["preview"]

    @property
    def action(self) -> str:
        """Return the form's URL, with the anchor of the preview."""
        return f"{self.request.getURL()}#socialhub-preview"

    def show(self) -> None:
        """Render the preview with the form's values."""
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return
        names = getFieldNames(self.schema)
        decided = self.assignment(**{name: data[name] for name in names if name in data})
        self.preview = self._rendered(decided) or ""

    def _rendered(self, decided):
        around = aq_chain(aq_inner(self.context))
        mapping = next(filter(IPortletAssignmentMapping.providedBy, around))
        manager = getUtility(IPortletManager, name=mapping.__manager__)
        place = next(filter(ILocalPortletAssignable.providedBy, around), api.portal.get())
        renderer = getMultiAdapter((place, self.request, self, manager, decided), IPortletRenderer)
        renderer.update()
        return renderer.render() if renderer.available else None


class AddForm(PreviewForm, base.AddForm):
    """The form that adds a portlet."""

    buttons = _with_preview(base.AddForm.buttons, "add")
    handlers = base.AddForm.handlers.copy()

    @button.handler(PREVIEW)
    def show_preview(self, action: Any) -> None:
        self.show()

    def create(self, data: dict) -> Any:
        return self.assignment(**data)


class EditForm(PreviewForm, base.EditForm):
    """The form that edits a portlet."""

    buttons = _with_preview(base.EditForm.buttons, "apply")
    handlers = base.EditForm.handlers.copy()

    @button.handler(PREVIEW)
    def show_preview(self, action: Any) -> None:
        self.show()


def add_and_edit_forms(
    schema: Any, assignment: Any, *, adds: Message, edits: Message, shows: Message
) -> tuple:
    """Return a portlet's add form and edit form. ``shows`` describes the portlet in both."""
    shared = {"schema": schema, "assignment": assignment, "description": shows}
    return (
        type("AddForm", (AddForm,), {**shared, "label": adds}),
        type("EditForm", (EditForm,), {**shared, "label": edits}),
    )
