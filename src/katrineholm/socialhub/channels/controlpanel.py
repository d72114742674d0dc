"""The add-on's settings in the browser, for the information office and for administrators."""

from html import escape

from plone import api
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper, RegistryEditForm

from .. import _
from .settings import OVERVIEW, PREFIX, ISocialHubSettings


class SettingsForm(RegistryEditForm):
    """The form."""

    schema = ISocialHubSettings
    schema_prefix = PREFIX
    label = _("Social media")

    @property
    def description(self):
        """Where the catalogue of services is; it is shown as HTML."""
        url = f"{api.portal.get().absolute_url()}/@@socialhub-services"
        text = api.portal.translate(_("Services that channels can be on"))
        return f'<a href="{escape(url)}">{escape(text)}</a>'

    @property
    def control_panel_view(self):
        """Where Cancel leads to: the office may not open the site's control panel."""
        return "@@overview-controlpanel" if _may_open_control_panel() else ""


class SettingsView(ControlPanelFormWrapper):
    """``@@socialhub-settings``."""

    form = SettingsForm

    def __init__(self, context, request):
        super().__init__(context, request)
        if not _may_open_control_panel():
            self.index = None  # the site's ordinary page: that of the control panel is closed


def _may_open_control_panel():
    return api.user.has_permission(OVERVIEW, obj=api.portal.get())
