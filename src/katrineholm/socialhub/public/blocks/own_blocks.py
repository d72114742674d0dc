"""The blocks without portlets: *Är kontot vårt?* and *Viktigt nu*."""

from ...site.pages import portlet_base
from ...site.pages.portlet_fields import heading_field, hub_field
from ..listings.highlight import TITLE as IMPORTANT
from ..register.verdict_serializer import TITLE as VERIFY
from ..register.verdict_serializer import verify_form


class IVerifyBlock(portlet_base.IHubPortlet):
    """The editor's settings."""

    header = heading_field(VERIFY)
    hub = hub_field()


class VerifySettings(portlet_base.Assignment):
    """The stored settings."""

    called = header = VERIFY


class VerifyRenderer(portlet_base.Renderer):
    """The form for verification; the answer is on the hub's own page."""

    schema = IVerifyBlock

    def plain(self) -> dict:
        return {"empty": "", "form": verify_form(self.hub.absolute_url())}


class IImportantBlock(portlet_base.IHubPortlet):
    """The editor's settings."""

    hub = hub_field()


class ImportantSettings(portlet_base.Assignment):
    """The stored settings."""

    called = IMPORTANT


class ImportantRenderer(portlet_base.Renderer):
    """An empty block: the highlight is above the blocks of every page."""

    schema = IImportantBlock

    def plain(self) -> dict:
        return {"empty": ""}
