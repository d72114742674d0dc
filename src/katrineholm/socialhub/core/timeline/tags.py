"""The tags of entries, each in one spelling: ``#Katrineholm`` and ``katrineholm`` are the same."""

from ..search.words import words
from .layout import Entry
from .passages import MARK


def normal_tag(text: str) -> str:
    """Return a tag without case, punctuation and diacritics but å, ä, ö; empty without a word.

    >>> normal_tag("#Förskola & skola!")
    'förskola-skola'
    """
    return "-".join(words(text))


def entry_tags(entry: Entry) -> dict[str, str]:
    """Return an entry's tags in the spelling of its source, by normal spelling, but masked ones."""
    found: dict[str, str] = {}
    for name in entry["categories"]:
        tag = normal_tag(name)
        if tag and MARK not in name:
            found.setdefault(tag, name.lstrip("#").strip())
    return found


def marked_tag(mark: str) -> str:
    """Return the tag of a mark as it is read from an index."""
    return "-".join(words(mark)[1:])


def tag_mark(tag: str) -> str:
    """Return the mark that texts with a tag have in an index."""
    return f"tag:{tag}"
