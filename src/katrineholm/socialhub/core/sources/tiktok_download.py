"""The download of TikTok: the dates of videos, and their texts if it contains them."""

import re

from .download_post import PRIVATE, Post, post_name
from .download_row import Row, RowContent, RowReader, text
from .timestamps import timestamp_seconds

ID = re.compile(r"/video/(\d{15,20})")
OPEN = ("public", "everyone", "public to everyone")


class TikTok(RowReader):
    """The reader of a TikTok download."""

    name = "tiktok"
    files = re.compile(
        r"user_data(?:_tiktok)?\.json|(?:(?:Posts?|Videos?|Activity)/)?(?:Posts|Videos)\.txt"
    )
    known = frozenset(
        (
            *("date", "link", "likes", "like(s)", "who can view", "title", "caption"),
            *("whocanview", "coverimage", "sound"),
            *("location", "alttext", "allowcomments", "allowstitches", "allowduets"),
            *("allowsharingtostory", "contentdisclosure", "aigeneratedcontent", "addyourstext"),
        )
    )

    def matches(self, row: Row) -> bool:
        is_text = row.place == "txt" and {"date", "link"} <= row.values.keys()
        return is_text or row.place.lower().endswith("videolist.item")

    def read(self, row: Row) -> RowContent:
        """Return the post in a row, whose keys may be in any case."""
        values = {name.lower(): value for name, value in row.values.items()}
        link, moment = text(values, "link"), timestamp_seconds(values.get("date"))
        if moment is None and not link:
            return None
        id = ID.search(link)
        known = (f"tiktok:{id[1]}",) if id else ()
        # The download's own URLs name no account; TikTok redirects this one to the video.
        url = f"https://www.tiktok.com/@/video/{id[1]}" if id else ""
        seen_by = text(values, "whocanview", "who can view").lower()
        return Post(
            (*known, post_name("tiktok", moment)),
            link=url,
            text=text(values, "title", "caption"),
            moment=moment,
            closed=PRIVATE if seen_by and seen_by not in OPEN else "",
        )
