"""The way back from a page of ours in Classic UI to the place that it is about.

Where the site is Volto's, so is the place: at the public address, whichever address this page has.
"""

from plone import api
from plone.app.layout.viewlets.common import ViewletBase

from .. import _
from ..site.forms.languages import title_of
from ..site.forms.plain import link
from ..site.settings.registry import site_address

# A setting of plone.volto's, which a site of Volto's has.
VOLTOS = "volto.frontend_domain"


class WayBack(ViewletBase):
    """Above the heading: for members of a site of Volto's, and on pages that say so themselves."""

    def link(self) -> dict | None:
        """Where it leads; None for nothing."""
        is_away = is_voltos() and not api.user.is_anonymous()
        if not (is_away or self.view.leads_back):
            return None
        title = title_of(self.context)["text"]
        return link(public_url(self.context), _("Back to ${title}", mapping={"title": title}))


def is_voltos() -> bool:
    """Whether the site's pages are Volto's, and Classic UI is for those who tend them."""
    return bool(api.portal.get_registry_record(VOLTOS, default=None))


def public_url(context) -> str:
    """Return the address of content as visitors have it."""
    if not is_voltos():
        return context.absolute_url()
    below = context.getPhysicalPath()[len(api.portal.get().getPhysicalPath()) :]
    return "/".join((site_address(), *below))
