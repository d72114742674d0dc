"""The blocks without portlets: *Är kontot vårt?* and *Viktigt nu*."""

from ...site.portlets import base
from ...site.portlets.fields import heading, which_hub
from ..listings.important import TITLE as IMPORTANT
from ..verification.pages import TITLE as VERIFY
from ..verification.pages import form


class IVerifyBlock(base.IHubPortlet):
    """The editor's settings."""

    header = heading(VERIFY)
    hub = which_hub()


class VerifyDecisions(base.Assignment):
    """The stored settings."""

    called = header = VERIFY


class Verify(base.Renderer):
    """The form for verification; the answer is on the hub's own page."""

    schema = IVerifyBlock

    def plain(self) -> dict:
        return {"empty": "", "form": form(self.hub.absolute_url())}


class IImportantBlock(base.IHubPortlet):
    """The editor's settings."""

    hub = which_hub()


class ImportantDecisions(base.Assignment):
    """The stored settings."""

    called = IMPORTANT


class Important(base.Renderer):
    """An empty block: the highlight is above the blocks of every page."""

    schema = IImportantBlock

    def plain(self) -> dict:
        return {"empty": ""}
