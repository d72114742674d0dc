"""The pictures as SVG and PNG files, for channels and for the municipality's own accounts."""

from dataclasses import replace
from functools import lru_cache

import resvg_py
from plone import api
from Products.Five import BrowserView
from zExceptions import NotFound

from ... import HOUR, _
from ...accounts.channels.facts import ChannelFacts, facts_of
from ...core.platforms import catalogue
from ...site.pages.response import tagged_document
from ...site.pages.security_headers import DRAWING_POLICY, POLICY
from ...site.pages.traversal import PathTraverser
from ...site.settings.registry import municipality_name
from .layouts import badge_svg, picture_svg
from .sizes import service_pictures
from .style import FAMILY, FILES, Style, site_style

LONGEST_SIDE = 600  # of a logotype, in pixels
MAX_RATIO = 20  # the largest ratio of a logotype's sides
SVG, PNG = "image/svg+xml", "image/png"
BADGE = "badge"
FACEBOOK = "facebook"
TYPES = {"svg": "image/svg+xml; charset=utf-8", "png": "image/png"}


@lru_cache(24)  # a large one takes a second
def png_bytes(drawing: str, width: int | None = None) -> bytes:
    """Return a harmless SVG drawing as PNG, in its own size or ``width`` pixels wide."""
    picture = resvg_py.svg_to_bytes(
        svg_string=drawing,
        width=width,
        skip_system_fonts=True,
        font_files=[*FILES.values()],
        font_family=FAMILY,
        serif_family=FAMILY,
        sans_serif_family=FAMILY,
    )
    return bytes(picture)


def flat_style(style: Style) -> Style:
    """Return the style with an SVG logotype as PNG if it contains text, which resvg would lose."""
    logo = style.logo
    if logo is None or logo.type != SVG or b"<text" not in logo.data:
        return style
    if not 1 / MAX_RATIO <= logo.ratio <= MAX_RATIO:
        return style
    width = round(LONGEST_SIDE * min(1, logo.ratio))
    return replace(style, logo=replace(logo, data=png_bytes(logo.data.decode(), width), type=PNG))


class ChannelFile(PathTraverser, BrowserView):
    """``@@kit-file/<picture>.svg`` or ``.png``: a channel's picture, as public as the channel."""

    def __call__(self):
        name, _dot, extension = "".join(self.path[-1:]).partition(".")
        if extension not in TYPES:
            raise NotFound(self.__name__)
        style = site_style()
        drawing = self.drawing(name, flat_style(style) if extension == "png" else style)
        if drawing is None:
            raise NotFound(self.__name__)
        self._set_headers(f"{self.prefix}-{name}.{extension}")
        document = png_bytes(drawing) if extension == "png" else drawing
        return tagged_document(self.request, document, TYPES[extension])

    @property
    def prefix(self) -> str:
        """The beginning of the names of downloaded files."""
        return self.context.getId()

    def drawing(self, name: str, style: Style) -> str | None:
        """Return the picture with this name as SVG, or None if the service has none."""
        facts = facts_of(self.context)
        if name == BADGE and facts.platform == FACEBOOK:
            return badge_svg(badge_text(), style)
        return _picture_svg(facts.platform, name, channel_names(facts), style)

    def _set_headers(self, name):
        response = self.request.response
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        response.setHeader(POLICY, DRAWING_POLICY)
        if api.user.is_anonymous():
            response.setHeader("Cache-Control", f"public, max-age={HOUR}")


class HubFile(ChannelFile):
    """``@@kit-file/<service>/<picture>.svg`` or ``.png``: for the municipality's own accounts."""

    deepest = 2

    @property
    def prefix(self) -> str:
        return self.path[0]

    def drawing(self, name: str, style: Style) -> str | None:
        platform = self.path[0] if len(self.path) == self.deepest else ""
        if catalogue.find_platform(platform) is None:
            return None
        return _picture_svg(platform, name, (municipality_name(),), style)


def channel_names(facts: ChannelFacts) -> tuple[str, str, str]:
    """Return the names on a channel's pictures: its own, its owner's and the municipality's."""
    return facts.title, facts.administration.title, municipality_name()


def badge_text() -> str:
    """Return the text on the badge of a place on Facebook."""
    sentence = _(
        "Part of ${municipality} on Facebook", mapping={"municipality": municipality_name()}
    )
    return api.portal.translate(sentence)


def _picture_svg(platform, name, names, style):
    wanted = (picture for picture in service_pictures(platform) if picture.name == name)
    return next((picture_svg(picture, names, style) for picture in wanted), None)
