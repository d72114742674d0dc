"""Downloads made by code, of invented content."""

import io
import json
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from katrineholm.socialhub.core.sources.download_files import Upload

PLACE = "your_instagram_activity/media/"
AT = 1781863200  # 19 June 2026


def data_of(content):
    """Bytes and text as they are, all else as JSON."""
    if isinstance(content, bytes):
        return content
    if isinstance(content, str):
        return content.encode()
    return json.dumps(content).encode()


def zipped(files, name="download.zip"):
    """A ZIP file of contents by their paths, the same bytes whenever it is made."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(ZipInfo(path), data_of(content), ZIP_DEFLATED)
    return Upload(name, out)


def torn(text):
    """A text as Meta writes it: each byte of UTF-8 as a letter."""
    return text.encode().decode("latin-1")


def instagram(*texts, pictures=(), stories=(), **files):
    """Instagram's download: a post for each text, the first with ``pictures``; stories beside."""
    paths = [f"media/posts/202606/{number}.jpg" for number in range(len(pictures))]
    posts = [
        {
            "media": [{"uri": path, "creation_timestamp": AT + number} for path in at_first]
            or [{"uri": "", "creation_timestamp": AT + number}],
            "title": torn(text),
            "creation_timestamp": AT + number,
        }
        for number, text in enumerate(texts)
        for at_first in [paths if number == 0 else []]
    ]
    told = [{"uri": "", "creation_timestamp": AT, "title": torn(text)} for text in stories]
    return zipped(
        {
            PLACE + "posts_1.json": posts,
            PLACE + "stories.json": {"ig_stories": told},
            "your_instagram_activity/messages/inbox/anna/message_1.json": [{"secret": 1}],
            **dict(zip(paths, pictures, strict=True)),
            **files,
        }
    )


def linkedin(*shares):
    """LinkedIn's table of shares, each its words and who sees it there: ``("Hej", "PUBLIC")``."""
    head = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"
    place = "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A720000000000000000"
    rows = (
        f"2026-06-19 10:0{number}:00,{place}{number},{words},,,{seen_by}\n"
        for number, (words, seen_by) in enumerate(shares)
    )
    return zipped({"Shares.csv": head + "".join(rows)})
