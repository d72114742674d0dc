"""Which comment a report is about: its address and its words, never the address alone (G9, G14).

On many services a comment has no address of its own, and under one post there may be many: taken
for one message, the second of them would be taken down with the first one's evidence.
"""

from collections.abc import Collection, Iterable, Mapping
from re import compile as pattern
from urllib.parse import parse_qs, urlsplit

# By which an address says which comment it is: on Facebook, LinkedIn and YouTube, and in the path
# on Instagram; a YouTube channel of older days has a name behind the same letter.
NAMES = frozenset({"comment_id", "reply_comment_id", "commentUrn", "lc"})
INSTAGRAM = pattern(r"/c/\d+/?$")


def names_a_comment(address: str) -> bool:
    """Whether an address says which comment it is of; in a fragment that is by a number."""
    parts = urlsplit(address)
    is_numbered = any(sign.isdigit() for sign in parts.fragment)
    is_named = bool(NAMES & parse_qs(parts.query).keys())
    return is_numbered or is_named or bool(INSTAGRAM.search(parts.path))


def is_same(told: Mapping, text: str, reports: Iterable[Mapping], *, is_own: bool) -> bool:
    """Whether what is told now is of the comment that a message is, where both have one address.

    ``told`` and each of ``reports``, those before it, may have a ``quote`` and an ``author``;
    ``text`` is what is known of the message, and ``is_own`` says that the address is the comment's.
    """
    reports = list(reports)
    quotes = _folded([text, *(each.get("quote", "") for each in reports)])
    [quote], authors = _folded([told.get("quote", "")]) or [""], _folded(_authors(reports))
    if quote and quotes:
        return _is_among(quote, quotes, is_own)
    return is_own or (not quote and not quotes and bool(authors & _folded(_authors([told]))))


def _is_among(quote: str, quotes: Collection[str], is_own: bool) -> bool:
    """Of a comment with an address of its own a part may have been copied."""
    return quote in quotes or (is_own and any(quote in each or each in quote for each in quotes))


def _authors(reports):
    return [each.get("author", "") for each in reports]


def _folded(texts: Iterable[str]) -> set[str]:
    """The texts that there are, however they were copied."""
    return {" ".join(each.casefold().split()).strip("\"'”“’») «") for each in texts} - {""}
