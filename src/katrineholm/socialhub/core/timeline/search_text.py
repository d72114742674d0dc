"""The searchable text of an entry, or of an earlier version."""

from collections.abc import Callable

from ..search.text_index import Text
from ..search.words import words
from .layout import Entry
from .tags import entry_tags, tag_mark

# The text of an entry's HTML.
PlainText = Callable[[str], str]


def search_text(entry: Entry, plain: PlainText) -> Text:
    """Return an entry's searchable text: title, content, author, categories, alternative texts.

    Its kinds are the marks of its tags.
    """
    title = [] if entry["title_derived"] else [entry["title"]]
    text = plain(entry["html"])
    is_within = " ".join(words(entry["summary"])) in " ".join(words(text))
    summary = [] if is_within else [entry["summary"]]
    alts = [image["alt"] or "" for image in entry["images"]]
    body = [text, *summary, entry["author"], *entry["categories"], *alts]
    return Text(
        entry["entry_id"],
        entry["channel"],
        entry["time"],
        entry["print"],
        title,
        [each for each in body if each],
        tuple(map(tag_mark, entry_tags(entry))),
    )
