"""The municipality's logotype: one SVG or PNG for the site, or none. None comes with the add-on."""

from dataclasses import dataclass
from hashlib import sha256

from persistent.mapping import PersistentMapping
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.i18nmessageid import Message

from ... import _
from ...core.feeds.errors import FeedError
from ...core.feeds.picture import sharp
from ..forms.sentences import sentence
from .svg import Unsafe, cleaned

KEY = "katrineholm.socialhub.logo"
LIMIT = 2**20
TOO_LARGE = _("The picture is larger than 1 MB.")


class LogoRefused(Exception):
    """A picture that cannot be the logotype; ``sentence`` says why, as a message."""

    def __init__(self, reason: Message):
        self.sentence = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Logo:
    """``type`` is image/svg+xml or image/png; the size is in pixels, or an SVG's own units."""

    data: bytes
    type: str
    width: float
    height: float

    @property
    def version(self) -> str:
        """Another as soon as the picture is another."""
        return sha256(self.data).hexdigest()[:12]


def logo() -> Logo | None:
    """The present site's logotype."""
    kept = IAnnotations(api.portal.get()).get(KEY)
    return Logo(**kept) if kept else None


def put(file) -> None:
    """Take another logotype from an open file; reads no more of it than may be kept.

    Raises LogoRefused; the present one then stays.
    """
    data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise LogoRefused(TOO_LARGE)
    found = made(data)
    IAnnotations(api.portal.get())[KEY] = PersistentMapping(
        data=found.data, type=found.type, width=found.width, height=found.height
    )


def remove() -> None:
    """Have no logotype."""
    IAnnotations(api.portal.get()).pop(KEY, None)


def made(data: bytes) -> Logo:
    """A harmless logotype of what was handed in; what it is is told by its content.

    Raises LogoRefused.
    """
    if _is_markup(data):
        return _drawing(data)
    try:
        picture = sharp(data)
    except FeedError as error:
        raise LogoRefused(sentence(error)) from None
    return Logo(picture.data, picture.type, picture.width, picture.height)


def _is_markup(data):
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _drawing(data):
    try:
        drawing = cleaned(data)
    except Unsafe as error:
        raise LogoRefused(error.sentence) from None
    return Logo(drawing.data, "image/svg+xml", drawing.width, drawing.height)
