"""The download of a Facebook page or person, which is for the record only (guideline G0a)."""

import re
from pathlib import PurePosixPath
from typing import Any

from .download_post import FACEBOOK, Medium, Post, post_name, unique_posts
from .download_row import Row, RowContent, RowReader, Values, objects, text
from .timestamps import plausible_seconds

ACTIVITY = (
    r"(?:(?:this_profile's_activity_across_facebook|your_facebook_activity"
    r"|your_activity_across_facebook)/)?"
)
# A list's name may end with a version: videos_v2.
VIDEO = re.compile(r"videos(?:_v\d+)?\.item")
PHOTO = re.compile(r"(?:photos|other_photos(?:_v\d+)?)\.item")


class Facebook(RowReader):
    """The reader of a Facebook download."""

    name = "facebook"
    has_mojibake = True
    files = re.compile(
        ACTIVITY + r"posts/(?:(?:profile_posts|your_posts\w*)_\d+"
        r"|(?:your_)?videos|your_uncategorized_photos|album/\d+)\.json"
    )
    known = frozenset(
        (
            *("timestamp", "data", "attachments", "title", "tags", "uri", "creation_timestamp"),
            *("description", "media_metadata", "backup_uri", "comments", "name"),
        )
    )

    def matches(self, row: Row) -> bool:
        if row.place == "item":
            return "timestamp" in row.values and bool({"data", "attachments"} & set(row.values))
        return "uri" in row.values and bool(
            VIDEO.fullmatch(row.place) or PHOTO.fullmatch(row.place)
        )

    def read(self, row: Row) -> RowContent:
        if "uri" in row.values:
            return _of_medium(row.values)
        return _of_post(row.values) if "timestamp" in row.values else None

    def combined(self, posts: list[Post]) -> list[Post]:
        """Return the posts, without album pictures that are also in other posts."""
        found = unique_posts(posts)
        shown = {_stem(each) for post in found if len(post.names) == 1 for each in post.media}
        return [post for post in found if len(post.names) == 1 or _stem(post.media[0]) not in shown]


def _of_post(values: Values) -> Post:
    pieces = [
        each for group in objects(values.get("attachments")) for each in objects(group.get("data"))
    ]
    media = [found for each in pieces for found in objects(each.get("media"))]
    texts = [text(each, "post") for each in objects(values.get("data"))]
    words = next(filter(None, texts), "") or next(
        (text(each, "description") for each in media if text(each, "description")), ""
    )
    links = [
        text(found, "url") for each in pieces for found in objects(each.get("external_context"))
    ]
    files = tuple(Medium(path) for each in media if (path := text(each, "uri")))
    moment = plausible_seconds(values.get("timestamp"))
    return Post(
        (post_name("facebook", moment, words, *(_stem(each) for each in files[:1])),),
        text="\n\n".join(filter(None, (words, *links[:1]))),
        moment=moment,
        media=files,
        closed=FACEBOOK,
    )


def _of_medium(values: Values) -> RowContent:
    """Return the post of a picture in an album, or of a video."""
    if not text(values, "uri"):
        return None
    medium = Medium(text(values, "uri"))
    return Post(
        # A second name marks it as possibly part of another post, see ``combined``.
        (post_name("facebook", _stem(medium)), f"facebook:{_stem(medium)}"),
        text=text(values, "description"),
        moment=plausible_seconds(values.get("creation_timestamp")),
        media=(medium,),
        closed=FACEBOOK,
    )


def _stem(medium: Any) -> str:
    return PurePosixPath(medium.path).stem
