"""Threads, a part of Instagram's download, which marks no replies and has no URLs."""

import re

from .download_post import REPLY, Medium, Post
from .download_row import Row, RowContent, RowReader, objects, text
from .instagram_download import post_names
from .timestamps import plausible_seconds

LIST = "text_post_app_text_posts.item"


class Threads(RowReader):
    """The reader of the Threads part of a download."""

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
