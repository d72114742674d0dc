"""Downloads of Mastodon and Pixelfed: ActivityPub's outbox, and Pixelfed's own list of posts."""

import re

from .download_post import MESSAGE, PRIVATE, REPLY, REPOST, Medium, Post
from .download_row import Row, RowContent, RowReader, Values, objects, text
from .timestamps import timestamp_seconds

PUBLIC = ("https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public")
OPEN = ("public", "unlisted")


class Fediverse(RowReader):
    """The reader of downloads from Mastodon and similar servers."""

    name = "mastodon"
    files = re.compile(r"(?:outbox|pixelfed-statuses)\.json")
    known = frozenset(
        (
            *("id", "type", "actor", "published", "to", "cc", "object", "signature", "@context"),
            *("url", "uri", "content", "created_at", "visibility", "media_attachments"),
            *("in_reply_to_id", "in_reply_to_account_id", "sensitive", "spoiler_text", "language"),
        )
    )

    def matches(self, row: Row) -> bool:
        is_act = row.place == "orderedItems.item" and "type" in row.values
        return is_act or (row.place == "item" and {"content", "visibility"} <= set(row.values))

    def read(self, row: Row) -> RowContent:
        if "visibility" in row.values:
            return _of_status(row.values)
        if row.values.get("type") == "Announce":
            return REPOST
        notes = objects(row.values.get("object"))
        return _of_note(notes[0], row.values) if notes and text(notes[0], "id") else None


def _of_note(note: Values, act: Values) -> RowContent:
    seen_by = [*_list(note.get("to") or act.get("to")), *_list(note.get("cc") or act.get("cc"))]
    is_open = any(each in PUBLIC for each in seen_by)
    if not is_open and not any(str(each).endswith("/followers") for each in seen_by):
        return MESSAGE
    media = [
        Medium(path, text(each, "name", "summary") or None)
        for each in objects(note.get("attachment") or [])
        if (path := text(each, "url"))
    ]
    return Post(
        (text(note, "id"),),
        link=text(note, "url", "id"),
        title=text(note, "summary"),
        html=text(note, "content"),
        moment=timestamp_seconds(note.get("published") or act.get("published")),
        language=next(iter(note.get("contentMap") or {}), ""),
        media=tuple(media),
        closed=_closed(is_open, text(note, "inReplyTo"), text(act, "actor")),
    )


def _of_status(status: Values) -> RowContent:
    seen_by = text(status, "visibility")
    if seen_by == "direct" or not text(status, "id", "uri"):
        return MESSAGE if seen_by == "direct" else None
    media = [
        Medium(path, text(each, "description") or None)
        for each in objects(status.get("media_attachments") or [])
        if (path := text(each, "url"))
    ]
    answered = str(status.get("in_reply_to_account_id") or "")
    return Post(
        (text(status, "uri", "url", "id"),),
        link=text(status, "url"),
        title=text(status, "spoiler_text"),
        html=text(status, "content"),
        moment=timestamp_seconds(status.get("created_at")),
        language=text(status, "language"),
        media=tuple(media),
        closed=PRIVATE if seen_by not in OPEN else REPLY if answered else "",
    )


def _closed(is_open: bool, answered: str, actor: str) -> str:
    if not is_open:
        return PRIVATE
    # A reply to one's own post continues a thread.
    return REPLY if answered and not (actor and answered.startswith(f"{actor}/")) else ""


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value] if value else []
