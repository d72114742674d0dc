"""``POST @import-download`` on a channel: what would happen, unless it is to be kept."""

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.services import Service
from zope.interface import alsoProvides

from ... import _
from ...site.forms.refusals import Refusal
from ...site.forms.request import text
from ...site.forms.rest_errors import bad_request
from .bringing import MOST_PICTURES, bring_in, preview
from .told import told
from .uploads import uploads_in

NO = ("0", "false", "no")
YES = ("1", "true", "yes")


class ImportDownload(Service):
    """Takes ``multipart/form-data``: ``file`` once or more and three flags."""

    def reply(self):
        alsoProvides(self.request, IDisableCSRFProtection)
        form = self.request.form
        try:
            is_dry = _flag(form, "dry_run", True)
            chosen = {name: _flag(form, name, False) for name in ("record_only", "show_network")}
            if is_dry:
                outcome = preview(self.context, uploads_in(form), **chosen)
            else:
                outcome = bring_in(self.context, uploads_in(form), most=MOST_PICTURES, **chosen)
        except Refusal as refusal:
            # Raised, so that the transaction goes: all of a download is kept, or nothing.
            raise bad_request(refusal.sentence) from refusal
        return {"@id": f"{self.context.absolute_url()}/@import-download", "dry_run": is_dry} | told(
            outcome
        )


def _flag(form, name, otherwise):
    given = text(form, name).lower()
    if given in YES or given in NO:
        return given in YES
    if given:
        raise Refusal(_("${name} must be true or false.", mapping={"name": name}))
    return otherwise
