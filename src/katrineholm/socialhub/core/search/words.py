"""The words of a text, as they are compared: without case, and by their Swedish stem."""

import re
from functools import lru_cache
from importlib.metadata import version
from unicodedata import combining, normalize

from snowballstemmer import stemmer

STEMMER = f"snowball {version('snowballstemmer')}"
WORD = re.compile(r"\w+")
# Letters of their own in Swedish; what else has a mark is read without it: André is Andre.
FOREIGN = re.compile(r"[^\x00-\x7fåäö]")
LONGEST = 60  # characters of a word that count


def words(text: str) -> list[str]:
    """The words of a text, in order.

    >>> words("Återställ André Öhmans väg!")
    ['återställ', 'andre', 'öhmans', 'väg']
    """
    folded = FOREIGN.sub(_bare, normalize("NFKC", text).casefold())
    return [word[:LONGEST] for word in WORD.findall(folded)]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What a word has in common with its other forms.

    >>> stem("kommunens"), stem("kommuner")
    ('kommun', 'kommun')
    """
    # One of its own each time: a stemmer keeps its word in itself, and threads share modules.
    found: str = stemmer("swedish").stemWord(word)
    return found


def _bare(letter: re.Match[str]) -> str:
    return "".join(each for each in normalize("NFKD", letter[0]) if not combining(each))
