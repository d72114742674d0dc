"""The pictures of a download, resized and stored once even if it is imported repeatedly."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from io import BytesIO
from time import time

from ... import _
from ...core.feeds.model import Image
from ...core.feeds.text import single_line
from ...core.sources.download_transfer import DownloadContents, PostWithPictures
from ...core.timeline.originals import Original
from ...core.timeline.pictures import store_upload, upload_url
from ...core.timeline.store import Timeline
from ...site.pages.refusals import Refusal
from ...site.settings.registry import setting


@dataclass(slots=True)
class DownloadPictures:
    """The pictures of downloaded posts, with counts of unreadable and undescribed ones."""

    timeline: Timeline
    unread: int = 0
    undescribed: int = 0

    def keep(self, found: DownloadContents, most: int | None) -> None:
        """Store the new pictures. Raise Refusal if ``most`` is given and there are more."""
        new = dict(new_pictures(self.timeline, found))
        if most is not None and len(new) > most:
            raise Refusal(TOO_MANY)
        made = found.pictures([*new.values()]) if new else ()
        keeps, now = setting("keep_originals"), int(time())
        for origin, read in zip(new, made, strict=True):
            if read is not None:
                original = Original(BytesIO(read[1]), now) if keeps else None
                store_upload(self.timeline, **asdict(read[0]), origin=origin, original=original)

    def images_of(self, posted: PostWithPictures) -> tuple[Image, ...]:
        """Return a post's stored pictures, and count those that are unreadable or undescribed."""
        images: list[Image] = []
        for _path, alt, origin in posted.pictures:
            if src := upload_url(self.timeline, origin):
                self.undescribed += not alt
                images.append(Image(src, None if alt is None else single_line(alt, 1000)))
            else:
                self.unread += 1
        return tuple(images)


def new_pictures(timeline: Timeline, found: DownloadContents) -> Iterator[tuple[str, str]]:
    """Yield the key and the path of each picture in a download that is not stored yet."""
    for posted in found.posts():
        for path, _alt, origin in posted.pictures:
            if not upload_url(timeline, origin):
                yield origin, path


TOO_MANY = _(
    "The download has more new pictures than a browser can wait for: ask those who run the site "
    "to bring it in by the command “socialhub import-download”."
)
