"""The link from a page of ours in Classic UI back to its context.

If the site has a Volto frontend, the link leads there, to the public URL.
"""

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from plone.dexterity.content import DexterityContent

from .. import _
from ..site.pages.languages import translated_title
from ..site.pages.page_values import link
from ..site.settings.registry import public_site_url

# A setting of plone.volto.
VOLTO_DOMAIN = "volto.frontend_domain"


class BackLink(ViewletBase):
    """The link above the heading: for members if there is Volto, and on pages that ask for it."""

    def link(self) -> dict | None:
        """Return the link, or None."""
        is_away = has_volto_frontend() and not api.user.is_anonymous()
        if not (is_away or self.view.leads_back):
            return None
        title = translated_title(self.context)["text"]
        return link(public_url(self.context), _("Back to ${title}", mapping={"title": title}))


def has_volto_frontend() -> bool:
    """Return whether visitors see the site in Volto, and only editors in Classic UI."""
    return bool(api.portal.get_registry_record(VOLTO_DOMAIN, default=None))


def public_url(context: DexterityContent) -> str:
    """Return the URL of content for visitors."""
    if not has_volto_frontend():
        return context.absolute_url()
    below = context.getPhysicalPath()[len(api.portal.get().getPhysicalPath()) :]
    return "/".join((public_site_url(), *below))
