"""What the theme shows above and below a page: the way home, the menu, the municipality's contact.

The theme takes these parts to their places; on a site with another theme there is nothing of them.
"""

from types import MappingProxyType
from urllib.parse import parse_qsl, urlencode

from AccessControl import getSecurityManager
from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from plone.app.layout.viewlets.content import DocumentBylineViewlet
from plone.app.theming.utils import theming_policy
from zope.component import getMultiAdapter

from .. import _
from ..site.forms.permissions import MANAGE_SETTINGS
from ..site.forms.plain import link
from ..site.graphics.files import logo_url
from ..site.graphics.logo import MISSING, logo
from ..site.settings.registry import municipality, setting

THEME = "katrineholm.socialhub"
# As a link says it in the language itself.
LANGUAGES = {"sv": "På svenska", "en": "In English"}


class Byline(DocumentBylineViewlet):
    """Plone's own, on the page of a hub, an administration or a channel alone."""

    def show(self) -> bool:
        state = getMultiAdapter((self.context, self.request), name="plone_context_state")
        return super().show() and state.is_view_template()


class NoWarning(ViewletBase):
    """In place of the warning to developers that plone.volto puts on every page in Classic UI."""

    def render(self) -> str:
        return ""


def is_dressed(request) -> bool:
    """Whether the request is answered in the add-on's own theme."""
    policy = theming_policy(request)
    return policy.isThemeEnabled() and policy.getCurrentTheme() == THEME


class ChromeViewlet(ViewletBase):
    """A part of the theme's chrome; it is empty where the site wears another theme."""

    def render(self) -> str:
        return self.index() if is_dressed(self.request) else ""

    def municipality(self) -> str:
        return municipality()


class Header(ChromeViewlet):
    """The link past the header, the logotype that leads home, and the button of the menu."""

    skip = _("Skip to the content")
    menu = _("Menu")
    missing_logo = MISSING
    # The theme takes these words to the parts of the page that Plone draws.
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
        """The profile's logotype: ``url``, and its size, so that nothing moves when it comes."""
        found = logo()
        return found and {
            "url": logo_url(),
            "width": round(found.width),
            "height": round(found.height),
        }

    def languages(self) -> list[dict]:
        """The other languages that Plone lets a visitor choose; the choice is kept in a cookie."""
        if not api.portal.get_registry_record("plone.use_cookie_negotiation", default=False):
            return []
        codes = api.portal.get_registry_record("plone.available_languages", default=())
        known = api.portal.get_tool("portal_languages").getAvailableLanguageInformation()
        return [
            {
                "code": code,
                "title": LANGUAGES.get(code) or known[code]["native"],
                "url": self._in(code),
            }
            for code in codes
            if code != api.portal.get_current_language()
        ]

    def _in(self, code):
        asked = parse_qsl(self.request.get("QUERY_STRING", ""))
        kept = [pair for pair in asked if pair[0] != "set_language"]
        return f"{self.request['ACTUAL_URL']}?{urlencode([*kept, ('set_language', code)])}"

    def misses_logo(self) -> bool:
        """Whether to say that there is none: to those who may put one there."""
        return logo() is None and bool(
            getSecurityManager().checkPermission(MANAGE_SETTINGS, self.context)
        )


class Footer(ChromeViewlet):
    """Who publishes the site, and how to reach them."""

    def links(self) -> list[dict]:
        email, is_anonymous = setting("office_email"), api.user.is_anonymous()
        login = is_anonymous and f"{self.navigation_root_url}/login"
        links = [
            link(email and f"mailto:{email}", email),
            link(setting("data_protection_url"), _("How we handle personal data")),
            link(login, _("Log in")),
        ]
        return [each for each in links if each]
