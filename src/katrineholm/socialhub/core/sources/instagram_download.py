"""The download of Instagram, which also contains that of Threads.

Instagram has an older format, and one with labels; a download may have both. Labels are in the
account's language, so their values are distinguished by content.
"""

import re
from pathlib import PurePosixPath

from .download_post import ARCHIVED, MESSAGE, REPLY, STORY, Medium, Post, post_name
from .download_row import ACCOUNT, Row, RowContent, RowReader, Values, objects, text
from .timestamps import plausible_seconds, timestamp_seconds

PERMALINK = re.compile(r"https://(?:www\.)?instagram\.com/(?:[\w.]+/)?(?:p|reel|tv)/[\w-]+/?")
# The last number of a picture's name may be the post's id at Instagram.
OWN_ID = re.compile(r"(?:^|_)(1[78]\d{15})$")
CLOSED = {"stories": STORY, "archived_posts": ARCHIVED}
# Lists of the oldest format, with the reason why their posts are not public.
OLDEST = {
    "photos.item": "",
    "videos.item": "",
    "stories.item": STORY,
    "profile.item": ACCOUNT,
    "direct.item": MESSAGE,
}
LISTS = frozenset(
    f"{name}.item"
    for name in (
        *("ig_reels_media", "ig_stories", "ig_archived_post_media", "ig_igtv_media"),
        *("ig_other_media",),
    )
) | {"item"}


class Instagram(RowReader):
    """The reader of an Instagram download."""

    name = "instagram"
    has_mojibake = True
    files = re.compile(
        r"media\.json|(?:your_instagram_activity/)?(?:content|media)/"
        r"(?:posts(?:_\d+)?|reels|stories|archived_posts|igtv_videos|other_content)\.json"
    )
    known = frozenset(
        (
            *("media", "title", "creation_timestamp", "timestamp", "fbid", "label_values"),
            *("uri", "media_metadata", "cross_post_source", "backup_uri", "dubbing_info"),
            *("media_variants", "interaction_info", "subtitles"),
            *("caption", "taken_at", "path", "location"),
        )
    )

    def __init__(self) -> None:
        self._begun: dict[tuple[str, int | None, str], tuple[Medium, ...]] = {}

    def matches(self, row: Row) -> bool:
        values = row.values
        if row.place in OLDEST:
            return "path" in values and "taken_at" in values
        is_medium = "uri" in values and "creation_timestamp" in values
        is_post = "label_values" in values or ("media" in values and "data" not in values)
        return row.place in LISTS and (is_post or is_medium)

    def read(self, row: Row) -> RowContent:
        if row.place in OLDEST:
            return self._oldest(row)
        closed = CLOSED.get(PurePosixPath(row.path).stem, "")
        if "label_values" in row.values:
            return _of_labels(row.values, closed)
        if "media" in row.values or "uri" in row.values:
            return _of_media(row.values, closed)
        return None

    def _oldest(self, row: Row) -> RowContent:
        """Read a row as until 2021: one picture with time and text of its post."""
        if (reason := OLDEST[row.place]) in (MESSAGE, ACCOUNT):
            return reason
        words, moment = text(row.values, "caption"), timestamp_seconds(row.values["taken_at"])
        post = (row.place, moment, words)
        self._begun[post] = (*self._begun.get(post, ()), Medium(text(row.values, "path")))
        media = self._begun[post]
        known = post_names("instagram", row.values, media[:1], words, moment)
        return Post(known, text=words, moment=moment, media=media, closed=reason)


def _of_media(values: Values, closed: str) -> RowContent:
    """Read the older format: the text is a single picture's, or that of the post with several."""
    media = objects(values["media"]) if "media" in values else [values]
    titles = [text(each, "title") for each in (values, *media)]
    words = titles[0] or max(titles[1:], key=len, default="")
    return _post(values, media, words, closed)


def _of_labels(values: Values, closed: str) -> RowContent:
    """Read a list of pictures, the URL and the longest text, whatever the labels are called."""
    labels = objects(values["label_values"])
    media = [each for label in labels for each in objects(label.get("media"))]
    found = [text(label, "value", "href") for label in labels]
    link = next((each for each in found if PERMALINK.fullmatch(each.partition("?")[0])), "")
    words = [each for each in found if not each.startswith("http") and not _is_number(each)]
    longest = max(words, key=len, default="")
    post = _post(values, media or objects(values.get("media")), longest, closed)
    post.link = link.partition("?")[0]
    return post


def _post(values: Values, media: list[Values], words: str, closed: str) -> Post:
    files = tuple(Medium(path) for each in media if (path := text(each, "uri")))
    moments = (plausible_seconds(each.get("creation_timestamp")) for each in media)
    own = next((found for found in moments if found is not None), None)
    moment = (
        plausible_seconds(values.get("timestamp"))
        or plausible_seconds(values.get("creation_timestamp"))
        or own
    )
    known = post_names("instagram", values, files, words, own or moment)
    return Post(known, text=words, moment=moment, media=files, closed=closed)


def post_names(
    service: str, values: Values, files: tuple[Medium, ...], words: str, moment: int | None
) -> tuple[str, ...]:
    """Return a post's identifiers, made from its first picture and from Instagram's id, if any."""
    first = PurePosixPath(files[0].path).name if files else words
    ids = [OWN_ID.search(PurePosixPath(each.path).stem) for each in files[:1] if len(files) == 1]
    own = [text(values, "fbid"), *(found[1] for found in ids if found)]
    return (post_name(service, moment, first), *dict.fromkeys(filter(None, own)))


def _is_number(written: str) -> bool:
    return bool(re.fullmatch(r"[-\d.,:\s]+", written))


LIST = "text_post_app_text_posts.item"


class Threads(RowReader):
    """The reader of the posts on Threads in a download, which marks no replies and has no URLs."""

    name = "threads"
    has_mojibake = True
    files = re.compile(r"(?:your_instagram_activity/)?threads/threads_and_replies(?:_\d+)?\.json")
    known = frozenset(("media", "title", "creation_timestamp"))

    def matches(self, row: Row) -> bool:
        return row.place == LIST

    def read(self, row: Row) -> RowContent:
        media = objects(row.values.get("media"))
        if not media and "title" not in row.values:
            return None
        words = text(row.values, "title") or max((text(each, "title") for each in media), key=len)
        moments = [
            plausible_seconds(each.get("creation_timestamp")) for each in (row.values, *media)
        ]
        moment = next((each for each in moments if each is not None), None)
        files = tuple(Medium(path) for each in media if (path := text(each, "uri")))
        known = post_names("threads", row.values, files, words, moment)
        # Most replies begin with a name; there is no other sign.
        closed = REPLY if words.startswith("@") else ""
        return Post(known, text=words, moment=moment, media=files, closed=closed)
