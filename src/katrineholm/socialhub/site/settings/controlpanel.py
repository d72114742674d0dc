"""The page of the add-on's settings, for the information office and for administrators."""

from html import escape
from typing import Any

from plone import api
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper, RegistryEditForm
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import implementer

from ... import _
from ..pages.head import ITitledPage
from ..pages.permissions import OVERVIEW
from .registry import PREFIX, SECRETS, ISocialHubSettings

OTHER_PAGES = {
    "@@socialhub-services": _("Services that channels can be on"),
    "@@socialhub-apps": _("Connections to services"),
    "@@graphic-profile": _("Graphic profile"),
}


class SettingsForm(RegistryEditForm):
    """The form that edits the settings."""

    schema = ISocialHubSettings
    schema_prefix = PREFIX
    label = _("Social media")
    default_fieldset_label = _("General")

    @property
    def enable_form_tabbing(self) -> bool:
        """True if the form has tabs; False if a linked field's ``fieldset`` could be hidden."""
        return "fieldset" not in self.request.form

    @property
    def description(self) -> str:
        """Return links to the catalogue of services and the graphic profile, as HTML."""
        site = api.portal.get().absolute_url()
        return " · ".join(
            f'<a href="{escape(site)}/{page}">{escape(api.portal.translate(text))}</a>'
            for page, text in OTHER_PAGES.items()
        )

    def update(self) -> None:
        """Clear the widgets of secrets, as Plone's would write the values into the page."""
        super().update()
        for group in self.groups:
            for name in group.widgets:
                if name in SECRETS:
                    group.widgets[name].value = ""

    def applyChanges(self, data: dict) -> Any:
        """Save the form. An empty secret is left unchanged, as its value is never shown."""
        kept = {name: value for name, value in data.items() if value or name not in SECRETS}
        return super().applyChanges(kept)

    @property
    def control_panel_view(self) -> str:
        """Return the target of the Cancel button, which is "" if the control panel is forbidden."""
        return "@@overview-controlpanel" if _may_open_control_panel() else ""


@implementer(ITitledPage)
class SettingsView(ControlPanelFormWrapper):
    """``@@socialhub-settings``, shown within the control panel if the user may open it."""

    form = SettingsForm
    title = heading = SettingsForm.label
    lead = ""
    leads_back = False  # see ``pages.acts.Page``
    for_the_office = ViewPageTemplateFile("controlpanel.pt")

    @property
    def refused(self) -> bool:
        """Return whether a field of the form is invalid."""
        parts = (self.form_instance, *self.form_instance.groups)
        return any(part.widgets.errors for part in parts)

    def render(self) -> str:
        """Return the page, within the control panel if the user may open it."""
        if _may_open_control_panel() or not self.contents:
            return super().render()
        return self.for_the_office()


def _may_open_control_panel():
    return api.user.has_permission(OVERVIEW, obj=api.portal.get())
