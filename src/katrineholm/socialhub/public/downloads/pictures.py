"""A download's pictures, made small and harmless; each is made once, however often it comes."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256

from ... import _
from ...core.downloads.opening import Download
from ...core.downloads.post import Medium, Post
from ...core.downloads.reading import Reading
from ...core.feeds.errors import FeedError
from ...core.feeds.model import Image
from ...core.feeds.picture import small
from ...core.feeds.text import line
from ...core.timeline.pictures import MOST
from ...core.timeline.store import Timeline
from ...site.forms.refusals import Refusal


@dataclass(slots=True)
class Pictures:
    """Makes the pictures of posts; ``most`` new ones at most, None without a limit."""

    timeline: Timeline
    download: Download
    most: int | None = None
    made: int = 0
    unread: int = 0
    undescribed: int = 0

    def of(self, post: Post) -> tuple[Image, ...]:
        """The first pictures of a post that the download has, by what the store calls them."""
        return tuple(self._images(post))

    def _images(self, post: Post) -> Iterator[Image]:
        for medium in post.pictures[:MOST]:
            if src := self._src(medium):
                alt = None if medium.alt is None else line(medium.alt, 1000)
                self.undescribed += not alt
                yield Image(src, alt)

    def _src(self, medium: Medium) -> str:
        data = self.download.picture(medium.path)
        if data is None:
            return ""
        origin = origin_of(data)
        return self.timeline.uploaded(origin) or self._make(data, origin)

    def _make(self, data: bytes, origin: str) -> str:
        try:
            picture = small(data)
        except FeedError:
            self.unread += 1
            return ""
        self.made += 1
        if self.most is not None and self.made > self.most:
            raise Refusal(TOO_MANY)
        return self.timeline.upload(**asdict(picture), origin=origin)


def origin_of(data: bytes) -> str:
    """What a picture is known by, before it is made small."""
    return sha256(data).hexdigest()[:40]


def count_new(timeline: Timeline, reading: Reading) -> int:
    """How many pictures of a download have not been made before; some may be none."""
    found = 0
    for post in reading.posts:
        for medium in post.pictures[:MOST]:
            data = reading.download.picture(medium.path)
            found += data is not None and not timeline.uploaded(origin_of(data))
    return found


TOO_MANY = _(
    "The download has more new pictures than a browser can wait for: ask those who run the site "
    "to bring it in by the command “socialhub import-download”."
)
