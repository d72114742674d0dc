"""The blocks that are no portlets: *Är kontot vårt?*, and what is important now."""

from ...site.portlets import base
from ...site.portlets.fields import heading, which_hub
from ..listings.important import TITLE as IMPORTANT
from ..verification.pages import TITLE as VERIFY
from ..verification.pages import form


class IVerifyBlock(base.IHubPortlet):
    """What an editor decides."""

    header = heading(VERIFY)
    hub = which_hub()


class VerifyDecisions(base.Assignment):
    """What is stored of the editor's decisions."""

    called = header = VERIFY


class Verify(base.Renderer):
    """The field in which an address is written; the answer is on the hub's own page."""

    schema = IVerifyBlock

    def plain(self) -> dict:
        return {"empty": "", "form": form(self.hub.absolute_url())}


class IImportantBlock(base.IHubPortlet):
    """What an editor decides."""

    hub = which_hub()


class ImportantDecisions(base.Assignment):
    """What is stored of the editor's decisions."""

    called = IMPORTANT


class Important(base.Renderer):
    """What is important now, which every block has above it; nothing where nothing is."""

    schema = IImportantBlock

    def plain(self) -> dict:
        return {"empty": ""}
