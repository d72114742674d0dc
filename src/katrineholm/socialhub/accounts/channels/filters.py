"""Filters of a channel's entries by words, patterns, links, authors and tags (B28)."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from ...core.feeds.links import comparable_url
from ...core.platforms.account_lookup import account_in_text
from ...core.platforms.websites import SITE_PLATFORMS
from .pattern_matcher import text_matcher

# The start of a repost on services that repost as text.
_REPOST = re.compile(
    r"\s*(?:RT\s*[@:]|\N{CLOCKWISE RIGHTWARDS AND LEFTWARDS OPEN CIRCLE ARROWS}"
    r"|\N{BLACK UNIVERSAL RECYCLING SYMBOL})"
)
FILTER_FIELDS = (
    *("include_words", "exclude_words", "include_patterns", "exclude_patterns"),
    *("include_links", "exclude_links", "include_authors", "exclude_authors"),
    *("include_tags", "exclude_tags", "exclude_reposts"),
)


def entry_filter(facts: Any) -> Callable[[Mapping], bool]:
    """Return a function that checks whether an entry passes a channel's filters.

    ``facts`` are the channel's, or any object with the same filters, a platform and an account.
    """
    words = _word_filter(facts.include_words, facts.exclude_words)
    sieves = [
        _field_filter(facts, name, kept)
        for name, kept in KINDS.items()
        if getattr(facts, f"include_{name}") or getattr(facts, f"exclude_{name}")
    ]

    def shown(entry: Mapping) -> bool:
        if facts.exclude_reposts and is_repost(entry, facts.platform, facts.account):
            return False
        return words(entry) and all(each(entry) for each in sieves)

    return shown


def is_repost(entry: Mapping, platform: str, account: str) -> bool:
    """Return whether an entry is a repost, judging by its text or by the account in its link."""
    if _REPOST.match(entry["summary"] or entry["title"]):
        return True
    if platform in SITE_PLATFORMS or not account or not entry["link"]:
        return False
    found = account_in_text(entry["link"])
    is_known = found.platform == platform and found.is_post and found.key
    author = found.account if is_known else ""
    return bool(author) and _bare_name(author) != _bare_name(account)


def _word_filter(include: tuple[str, ...], exclude: tuple[str, ...]) -> Callable[[Mapping], bool]:
    """Return a filter by words in heading, text and categories, ignoring case (feature B28)."""
    wanted, unwanted = _folded(include), _folded(exclude)
    if not (wanted or unwanted):
        return lambda entry: True

    def shown(entry: Mapping) -> bool:
        text = "\n".join((entry["title"], entry["summary"], *entry["categories"])).casefold()
        if any(word in text for word in unwanted):
            return False
        return not wanted or any(word in text for word in wanted)

    return shown


def _field_filter(facts, name, kept):
    wanted, unwanted = (kept(getattr(facts, f"{way}_{name}")) for way in ("include", "exclude"))
    has_wish = bool(getattr(facts, f"include_{name}"))
    return lambda entry: not unwanted(entry) and (not has_wish or wanted(entry))


def _by_pattern(patterns: Iterable[str]) -> Callable[[Mapping], bool]:
    finders = [_finder(each) for each in patterns]

    def found(entry):
        text = "\n".join((entry["title"], entry["summary"], *entry["categories"]))
        return any(each(text) for each in finders)

    return found


def _by_link(links: Iterable[str]) -> Callable[[Mapping], bool]:
    """Return a filter by links, where a host includes its subdomains and a path is a prefix."""
    asked_for = [comparable_url(f"https://{each.partition('://')[2] or each}") for each in links]

    def found(entry):
        host, slash, path = comparable_url(entry["link"]).partition("/")
        return any(_is_below(host, slash + path, *each.partition("/")) for each in asked_for)

    return found


def _is_below(host, path, wanted, slash, below):
    is_host = host == wanted or host.endswith(f".{wanted}")
    return is_host and f"{path}/".startswith(f"{slash}{below}")


def _by_author(names: Iterable[str]) -> Callable[[Mapping], bool]:
    wanted = _folded(names)
    return lambda entry: entry["author"].strip().casefold() in wanted


def _by_tag(names: Iterable[str]) -> Callable[[Mapping], bool]:
    wanted = _folded(name.strip().lstrip("#") for name in names)
    return lambda entry: not wanted.isdisjoint(_folded(entry["categories"]))


def _folded(names):
    return frozenset(name.strip().casefold() for name in names if name.strip())


def _bare_name(account):
    return account.strip("@").casefold()


_finder = lru_cache(maxsize=256)(text_matcher)


KINDS = {"patterns": _by_pattern, "links": _by_link, "authors": _by_author, "tags": _by_tag}
