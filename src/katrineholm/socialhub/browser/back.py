"""The link from a page of ours in Classic UI back to its context.

If the site has a Volto frontend, the link leads there, to the public URL.
"""

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from plone.dexterity.content import DexterityContent

from .. import _
from ..site.forms.languages import title_of
from ..site.forms.plain import link
from ..site.settings.registry import site_address

# A setting of plone.volto.
VOLTOS = "volto.frontend_domain"


class WayBack(ViewletBase):
    """The link above the heading: for members if there is Volto, and on pages that ask for it."""

    def link(self) -> dict | None:
        """Return the link, or None."""
        is_away = is_voltos() and not api.user.is_anonymous()
        if not (is_away or self.view.leads_back):
            return None
        title = title_of(self.context)["text"]
        return link(public_url(self.context), _("Back to ${title}", mapping={"title": title}))


def is_voltos() -> bool:
    """Return whether visitors see the site in Volto, and only editors in Classic UI."""
    return bool(api.portal.get_registry_record(VOLTOS, default=None))


def public_url(context: DexterityContent) -> str:
    """Return the URL of content for visitors."""
    if not is_voltos():
        return context.absolute_url()
    below = context.getPhysicalPath()[len(api.portal.get().getPhysicalPath()) :]
    return "/".join((site_address(), *below))
