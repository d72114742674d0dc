"""The municipality's logotype, an SVG or PNG. The add-on itself comes without a logotype."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from persistent.mapping import PersistentMapping
from plone import api
from zope.annotation.interfaces import IAnnotations

from ... import _
from ...core.feeds.errors import FeedError
from ...core.feeds.picture import sharp_picture
from ..pages.parser_calls import run_in_parser
from ..pages.refusals import Refusal, error_message
from .svg import sanitized_svg

KEY = "katrineholm.socialhub.logo"
LIMIT = 2**20
MISSING = _("The logotype is missing")
TOO_LARGE = _("The picture is larger than 1 MB.")


@dataclass(frozen=True, slots=True)
class Logo:
    """A logotype with its media type, and its size in pixels or in the SVG's own units."""

    data: bytes
    type: str
    width: float
    height: float

    @property
    def version(self) -> str:
        """Return a short hash of the picture."""
        return sha256(self.data).hexdigest()[:12]


def site_logo() -> Logo | None:
    """Return the site's logotype, or None if it has none."""
    kept = IAnnotations(api.portal.get()).get(KEY)
    return Logo(**kept) if kept else None


def store_logo(file: Any) -> None:
    """Store a logotype from an open file. Raise Refusal if the file is unusable."""
    data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise Refusal(TOO_LARGE)
    if (found := logo_from_data(data)) == site_logo():
        return
    IAnnotations(api.portal.get())[KEY] = PersistentMapping(
        data=found.data, type=found.type, width=found.width, height=found.height
    )


def remove_logo() -> None:
    """Remove the site's logotype."""
    IAnnotations(api.portal.get()).pop(KEY, None)


def logo_from_data(data: bytes) -> Logo:
    """Return a sanitized logotype from the data of a file. Raise Refusal if it is unusable."""
    try:
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            drawing = run_in_parser(sanitized_svg, data)
            return Logo(drawing.data, "image/svg+xml", drawing.width, drawing.height)
        picture = run_in_parser(sharp_picture, data)
    except FeedError as error:
        raise Refusal(error_message(error)) from None
    return Logo(picture.data, picture.type, picture.width, picture.height)
