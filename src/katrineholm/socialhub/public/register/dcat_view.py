"""The metadata of the official list for data portals."""

from plone import api
from Products.Five import BrowserView

from ... import _
from ...site.pages.response import tagged_document
from ...site.settings.registry import municipality_name, setting
from .changes_feed import MEDIA_TYPE as ATOM
from .changes_feed import latest_change
from .dcat import Distribution, dcat_document
from .exports import CSV, JSON, ODS
from .jsonld import Organisation

RDF = "application/rdf+xml"
FILES = (
    ("export-csv", CSV, _("Official channels (CSV)")),
    ("export-ods", ODS, _("Official channels (ODS)")),
    ("export-json", JSON, _("Official channels (JSON)")),
    ("opml", "text/x-opml", _("Feeds of the official channels (OPML)")),
    ("changes.atom", ATOM, _("Changes of the official list (Atom)")),
)


class Dcat(BrowserView):
    """``@@dcat``: the list and its files, according to DCAT-AP-SE."""

    def __call__(self):
        base = self.context.absolute_url()
        files = [
            Distribution(f"{base}/@@{name}", type, api.portal.translate(title))
            for name, type, title in FILES
        ]
        email = setting("office_email") or ""
        publisher = Organisation(municipality_name(), api.portal.get().absolute_url(), email)
        modified = latest_change(self.context) or self.context.created().asdatetime().date()
        document = dcat_document(f"{base}/@@official-list", publisher, files, modified=modified)
        return tagged_document(self.request, document, RDF)
