"""The ids and texts of answers that connectors post to comments, and look for."""

import re
from collections.abc import Iterable
from datetime import datetime

from ..feeds.errors import FeedError
from .json_values import string
from .model import Data, PostedAnswer
from .session import Session

SLACK = 300  # seconds by which a service's clock may be slow
_ID = re.compile(r"[\w.:-]{1,200}", re.ASCII)
_SERVER = re.compile(r"(?<=\w)@[\w.-]+")
_SIGNS = re.compile(r"[\W_]+")


def answer_id(session: Session, data: Data, comment: str) -> str:
    """Return the id of a posted answer in a response. Raise FeedError unless it is a new one."""
    found = string(data, "id")
    if not _ID.fullmatch(found) or found == comment:
        raise FeedError("not_data", service=session.service)
    return found


def matching_answer(
    found: Iterable[tuple[PostedAnswer, str, datetime | None]], text: str, since: int
) -> PostedAnswer | None:
    """Return the first answer, given with text and time, that has this text and is not older."""
    matching = [
        (written.timestamp(), answer)
        for answer, words, written in found
        if answer.id and written and written.timestamp() >= since - SLACK and _same(words, text)
    ]
    return min(matching, key=lambda each: each[0])[1] if matching else None


def _same(one: str, other: str) -> bool:
    """Return whether two texts have the same letters and digits, apart from mentioned servers."""
    return _letters(one) == _letters(other)


def _letters(text: str) -> str:
    return _SIGNS.sub("", _SERVER.sub("", text)) or text.strip()
