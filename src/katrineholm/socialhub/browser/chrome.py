"""The theme's header and footer: logotype, menu, contact details and the link back.

The theme moves these parts to their positions. If the site uses another theme, they are empty.
"""

from types import MappingProxyType
from urllib.parse import parse_qsl, urlencode

from AccessControl import getSecurityManager
from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from plone.app.layout.viewlets.content import DocumentBylineViewlet
from plone.app.theming.utils import theming_policy
from plone.dexterity.content import DexterityContent
from zope.component import getMultiAdapter
from ZPublisher.HTTPRequest import HTTPRequest

from .. import _
from ..site.graphics.logo import MISSING, site_logo
from ..site.graphics.resources import logo_url
from ..site.pages.languages import translated_title
from ..site.pages.page_values import link
from ..site.pages.permissions import MANAGE_SETTINGS
from ..site.settings.registry import municipality_name, public_site_url, setting

THEME = "katrineholm.socialhub"
# The link texts, each in its own language.
LANGUAGES = {"sv": "På svenska", "en": "In English"}


class Byline(DocumentBylineViewlet):
    """Plone's byline, shown only on the default view of content with a stream, not on our pages."""

    def show(self) -> bool:
        state = getMultiAdapter((self.context, self.request), name="plone_context_state")
        return super().show() and state.is_view_template()


class NoViewlet(ViewletBase):
    """An empty viewlet in place of one that is not wanted."""

    def render(self) -> str:
        return ""


def has_own_theme(request: HTTPRequest) -> bool:
    """Return whether the request is answered with the add-on's own theme."""
    policy = theming_policy(request)
    return policy.isThemeEnabled() and policy.getCurrentTheme() == THEME


class ChromeViewlet(ViewletBase):
    """A part of the add-on's theme, which is empty if the site uses another theme."""

    def render(self) -> str:
        return self.index() if has_own_theme(self.request) else ""

    def municipality(self) -> str:
        return municipality_name()


class Header(ChromeViewlet):
    """The skip link, the logotype with a link to the front page, and the menu button."""

    skip = _("Skip to the content")
    menu = _("Menu")
    missing_logo = MISSING
    # The theme uses these texts as labels of Plone's own parts of the page.
    parts = MappingProxyType(
        {
            "navigation": _("Sections of the site"),
            "search": _("Search, and narrow what was found"),
            "toolbar": _("Toolbar"),
            "one": _("Beside the content, first column"),
            "two": _("Beside the content"),
        }
    )

    def logo(self) -> dict | None:
        """Return the logotype's ``url``, ``width`` and ``height``, or None if there is none."""
        found = site_logo()
        if found is None:
            return None
        size = {"width": round(found.width), "height": round(found.height)}
        return {"url": logo_url(), **size}

    def languages(self) -> list[dict]:
        """Return the other languages to choose from, if the site stores the choice in a cookie."""
        if not api.portal.get_registry_record("plone.use_cookie_negotiation", default=False):
            return []
        codes = api.portal.get_registry_record("plone.available_languages", default=())
        known = api.portal.get_tool("portal_languages").getAvailableLanguageInformation()
        return [
            {
                "code": code,
                "title": LANGUAGES.get(code) or known[code]["native"],
                "url": self._url_in(code),
            }
            for code in codes
            if code != api.portal.get_current_language()
        ]

    def _url_in(self, code):
        query = parse_qsl(self.request.get("QUERY_STRING", ""))
        others = [pair for pair in query if pair[0] != "set_language"]
        return f"{self.request['ACTUAL_URL']}?{urlencode([*others, ('set_language', code)])}"

    def misses_logo(self) -> bool:
        """Return whether the logotype is missing and the user may add it."""
        return site_logo() is None and bool(
            getSecurityManager().checkPermission(MANAGE_SETTINGS, self.context)
        )


class Footer(ChromeViewlet):
    """The footer with the publisher of the site and its contact details."""

    def links(self) -> list[dict]:
        email, is_anonymous = setting("office_email"), api.user.is_anonymous()
        login = is_anonymous and f"{self.navigation_root_url}/login"
        links = [
            link(email and f"mailto:{email}", email),
            link(setting("data_protection_url"), _("How we handle personal data")),
            link(login, _("Log in")),
        ]
        return [each for each in links if each]


# A setting of plone.volto.
VOLTO_DOMAIN = "volto.frontend_domain"


class BackLink(ViewletBase):
    """The link back to the context, above the heading of pages with ``leads_back``.

    If visitors use Volto, logged-in users see it on every page.
    """

    def link(self) -> dict | None:
        """Return the link, or None if the page has none."""
        is_away = has_volto_frontend() and not api.user.is_anonymous()
        if not (is_away or self.view.leads_back):
            return None
        title = translated_title(self.context)["text"]
        return link(public_url(self.context), _("Back to ${title}", mapping={"title": title}))


def has_volto_frontend() -> bool:
    """Return whether visitors see the site in Volto, and only editors see Classic UI."""
    return bool(api.portal.get_registry_record(VOLTO_DOMAIN, default=None))


def public_url(context: DexterityContent) -> str:
    """Return the URL at which visitors see a content object, in Volto or in Classic UI."""
    if not has_volto_frontend():
        return context.absolute_url()
    below = context.getPhysicalPath()[len(api.portal.get().getPhysicalPath()) :]
    return "/".join((public_site_url(), *below))
