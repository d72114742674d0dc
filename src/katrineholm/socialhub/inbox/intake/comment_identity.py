"""The identity of a reported comment: its URL, and its words if others may share the URL (G9, G14).

On many services, the comments on a post have only the URL of the post. If they became one message,
the second comment would be removed on the evidence of the first.
"""

from collections.abc import Iterable, Mapping
from re import compile as pattern
from urllib.parse import parse_qs, urlsplit

# Parameters that identify a comment on Facebook, LinkedIn and YouTube, and the path
# on Instagram; old YouTube channels have a name after the same letter.
ID_PARAMETERS = frozenset({"comment_id", "reply_comment_id", "commentUrn", "lc"})
INSTAGRAM_COMMENT = pattern(r"/c/\d+/?$")


def has_comment_id(address: str) -> bool:
    """Return whether a URL identifies a single comment, such as by a number in its fragment."""
    parts = urlsplit(address)
    is_numbered = any(sign.isdigit() for sign in parts.fragment)
    is_named = bool(ID_PARAMETERS & parse_qs(parts.query).keys())
    return is_numbered or is_named or bool(INSTAGRAM_COMMENT.search(parts.path))


def is_same_comment(
    report: Mapping, text: str, reports: Iterable[Mapping], *, is_own: bool
) -> bool:
    """Return whether a report is about the same comment as a message with the same URL.

    ``report`` and each of the previous ``reports`` may have a ``quote`` and an ``author``. ``text``
    is the message's known text, and ``is_own`` is True if the URL identifies a single comment.
    """
    reports = list(reports)
    quotes = _folded_texts([text, *(each.get("quote", "") for each in reports)])
    [quote] = _folded_texts([report.get("quote", "")]) or [""]
    if quote and quotes:
        # On a comment's own URL a part of its words is enough.
        is_part = is_own and any(quote in each or each in quote for each in quotes)
        return quote in quotes or is_part
    authors = _folded_texts(each.get("author", "") for each in reports)
    is_same_author = bool(authors & _folded_texts([report.get("author", "")]))
    return is_own or (not quote and not quotes and is_same_author)


def _folded_texts(texts: Iterable[str]) -> set[str]:
    return {" ".join(each.casefold().split()).strip("\"'”“’») «") for each in texts} - {""}
