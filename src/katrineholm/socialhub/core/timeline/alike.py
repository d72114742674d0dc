"""One post, told once without its address: a download tells none where the service gives none.

Whoever wrote of the same post by hand pasted its address, and a feed has it. Both are one where the
words are the same, enough of them, and the moments lie near; undated is near to all. A box's
``bare``, if there is one, leads from words to the entries that were told so.
"""

from collections.abc import Iterable

from BTrees.OOBTree import OOBTree

from ..platforms.posts import identity
from .hashing import digest
from .layout import Box, Entry

LEAST = 20  # letters
NEAR = 2 * 24 * 3600  # seconds


def words(entry: Entry) -> str:
    """What an entry says, to be compared; empty where that is too little to tell posts apart."""
    found = " ".join(entry["summary"].split()).casefold()
    return found if len(found) >= LEAST else ""


def is_near(one: Entry, other: Entry) -> bool:
    """Whether two entries can be of one moment."""
    moments = one["published"], other["published"]
    return None in moments or abs(moments[0] - moments[1]) <= NEAR


def note(box: Box, entry: Entry, entry_id: str) -> None:
    """Let the words of an entry that is told without its address lead to it."""
    if "bare" not in box:
        box["bare"] = OOBTree()
    name = digest(words(entry))
    ids = box["bare"].get(name, ())
    if entry_id not in ids:
        box["bare"][name] = (*ids, entry_id)


def without_address(box: Box, entry: Entry) -> str:
    """The id of the one entry that was told without the address of this one; empty without one."""
    ids = box["bare"].get(digest(words(entry)), ()) if "bare" in box else ()
    candidates = [box["entries"][each] for each in ids]
    return the_one(entry, (each for each in candidates if _is_free(each, entry)))


def the_one(entry: Entry, candidates: Iterable[Entry]) -> str:
    """The id of the only candidate that says the same at that time; empty for none or several."""
    said = words(entry)
    found = (each for each in candidates if said and words(each) == said and is_near(each, entry))
    ids = [each["entry_id"] for each in found]
    return str(ids[0]) if len(ids) == 1 else ""


def _is_free(stored: Entry, entry: Entry) -> bool:
    """Whether nobody has told another address of it yet."""
    return not stored["link"] or identity(stored["link"]) == identity(entry["link"])
