"""The pages where the pictures are downloaded."""

from ... import _
from ...accounts.channels.facts import facts_of
from ...core.platforms import catalogue
from ...site.pages.acts import Page
from ...site.pages.request import form_text
from ...site.settings.registry import municipality_name
from ...site.settings.titles import service_title
from .files import BADGE, FACEBOOK, badge_text, channel_names
from .layouts import BADGE_SIZE
from .outlines import undrawable_characters
from .sizes import Picture, service_pictures
from .style import site_style

TITLES = {
    "avatar": _("Profile picture"),
    "header": _("Header"),
    "cover": _("Cover"),
    "group": _("Header of a group"),
    "event": _("Header of an event"),
    "badge": _("Badge to show on the place"),
}
SAFE = _("What is important stands where every screen shows it.")
ROUND = _("Shown here in a circle, as most services do. The file is square.")
SHAPES = {"round": ROUND, "wide": SAFE, "square": ""}


class ChannelKit(Page):
    """``@@kit`` on a channel: the pictures for its account, for the account's editors."""

    leads_back = True
    context_title = _("Graphic kit: ${channel}")

    def service(self) -> str:
        """Return the title of the service."""
        return service_title(facts_of(self.context).platform)

    def rows(self) -> list[dict]:
        """Return the pictures of the channel's service, and the badge if it is on Facebook."""
        platform = facts_of(self.context).platform
        rows = [_row(each, f"{self._base}/{each.name}") for each in service_pictures(platform)]
        return [*rows, self._badge()] if platform == FACEBOOK else rows

    def names_text(self) -> str:
        """Return the names on the pictures, separated by commas."""
        return ", ".join(dict.fromkeys(filter(None, self._names())))

    def missing_characters(self) -> str:
        """Return the characters of the names that cannot be drawn."""
        return "".join(dict.fromkeys("".join(map(undrawable_characters, self._names()))))

    def has_logo(self) -> bool:
        """Return True if the site has a logotype for the pictures."""
        return site_style().logo is not None

    @property
    def _base(self):
        return f"{self.context.absolute_url()}/@@kit-file"

    def _names(self):
        return channel_names(facts_of(self.context))

    def _badge(self):
        width, height = BADGE_SIZE
        sign = Picture(BADGE, "square", width, height, (0, 0, width, height))
        return _row(sign, f"{self._base}/{BADGE}") | {"says": badge_text()}


class HubKits(ChannelKit):
    """``@@kits`` on a hub: pictures for the municipality's own accounts, one service at a time."""

    title = _("Graphic kits")
    lead = _(
        "Pictures for the municipality's own accounts. Every channel has a kit with its own name "
        "on the channel's page."
    )

    def service(self) -> str:
        return service_title(self._chosen)

    def services(self) -> list[dict]:
        """Return the available services, sorted by title."""
        rows = [
            {"name": name, "title": service_title(name), "is_chosen": name == self._chosen}
            for name in self._offered()
        ]
        return sorted(rows, key=lambda row: row["title"].casefold())

    def rows(self) -> list[dict]:
        base = f"{self._base}/{self._chosen}"
        return [_row(each, f"{base}/{each.name}") for each in service_pictures(self._chosen)]

    @property
    def _chosen(self):
        wanted = form_text(self.request.form, "service")
        return wanted if wanted in self._offered() else FACEBOOK

    def _offered(self):
        return [each.name for each in catalogue.visible_platforms() if not each.retired]

    def _names(self):
        return (municipality_name(),)


def _row(picture: Picture, url: str) -> dict:
    return {
        "title": TITLES[picture.name],
        "shape": picture.shape,
        "told": SHAPES[picture.shape],
        "width": picture.width,
        "height": picture.height,
        "url": url,
        "says": "",
    }
