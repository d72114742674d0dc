"""The words of a text without case, and the stem that all forms of a word have in common.

The stem is that of the dictionary form, so that ``bok`` finds ``böckerna``. The dictionary forms of
a million Swedish words are in a file of 5 MB, created once for each machine, whose processes share
it in memory. As a dictionary they would take 90 MB in each of them.
"""

import os
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import version
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any, TypeAlias
from unicodedata import combining, normalize

from marisa_trie import BytesTrie
from snowballstemmer import stemmer

LIBRARIES = ("snowballstemmer", "simplemma", "marisa-trie")
# Changes whenever the stems of the same words would.
STEMMER = " ".join(("lemma 2", *(f"{each} {version(each)}" for each in LIBRARIES)))
WORD = re.compile(r"\w+")
# Separate letters in Swedish; any other diacritic is ignored: André is Andre.
FOREIGN_LETTERS = re.compile(r"[^\x00-\x7fåäö]")
LIBRARY_FILE = "sv.dic"  # the library's name for the file
# Forms of verbs whose dictionary forms are nouns, too: a school is no *shall*, goods are no *is*.
AUXILIARIES = {"ska": "ska", "skall": "ska", "skulle": "ska", "är": "är", "var": "är", "vore": "är"}
MAX_LETTERS = 60  # characters of a word that are compared
# What may be typed without its mark, in at most so many letters of a word.
MARKED_LETTERS, MAX_MARKED = {"a": "aåä", "o": "oö"}, 5
# The library that reads the forms has no types.
Forms: TypeAlias = Any
_LOCK = Lock()


def words(text: str) -> list[str]:
    """Return the words of a text, in order.

    >>> words("Återställ André Öhmans väg!")
    ['återställ', 'andre', 'öhmans', 'väg']
    """
    folded = FOREIGN_LETTERS.sub(_without_diacritics, normalize("NFKC", text).casefold())
    return [word[:MAX_LETTERS] for word in WORD.findall(folded)]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the part that a word shares with its other forms.

    >>> stem("kommunens"), stem("kommuner"), stem("böckerna")
    ('kommun', 'kommun', 'bok')
    """
    # A form may be that of another word, too: ``öppnar`` leads to ``öppna``, and that to ``öppen``.
    lemma = _lemma(_lemma(word))
    # A new one each time: a stemmer stores its word in itself, and threads share modules.
    found: str = stemmer("swedish").stemWord(lemma)
    return found


def swedish_variants(word: str) -> list[str]:
    """Return the other Swedish words that have the same letters, but for å, ä and ö.

    >>> swedish_variants("bocker")
    ['böcker']
    """
    choices = [MARKED_LETTERS.get(letter, letter) for letter in word]
    if sum(len(each) > 1 for each in choices) > MAX_MARKED:
        return []
    spelled = map("".join, product(*choices))
    return [each for each in spelled if each != word and _dictionary().get(each)]


def dictionary_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of the file with dictionary forms, which may not exist yet.

    It is SOCIALHUB_WORDS, or SOCIALHUB_INDEX, or else ``socialhub-index`` in Zope's folder for
    data, CLIENT_HOME.
    """
    named = environ.get("SOCIALHUB_WORDS") or environ.get("SOCIALHUB_INDEX")
    return Path(named or Path(environ.get("CLIENT_HOME") or "var", "socialhub-index"))


def dictionary_name() -> str:
    """Return the name of the file with dictionary forms, which contains the libraries' versions."""
    return f"{STEMMER.replace(' ', '-')}.trie"


def _lemma(word: str) -> str:
    if word in AUXILIARIES:
        return AUXILIARIES[word]
    found = _dictionary().get(word)
    return found[0].decode().casefold() if found else word


def _dictionary() -> Forms:
    with _LOCK:
        return _load_dictionary()


@lru_cache(maxsize=1)
def _load_dictionary() -> Forms:
    """Return the forms from the file, or from a temporary one if it is not readable or writable."""
    try:
        return _map_file(dictionary_folder())
    except (OSError, RuntimeError):
        with TemporaryDirectory() as own:
            _write_dictionary(own)
            return BytesTrie().mmap(f"{own}/{LIBRARY_FILE}")


def _map_file(folder: Path) -> Forms:
    path = folder / dictionary_name()
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _write_in_process(path)
    return BytesTrie().mmap(str(path))


def _write_in_process(path: Path) -> None:
    """Write the file in a separate process: it takes some seconds and, until then, 240 MB.

    Several processes may do so at once, and none sees an incomplete file.
    """
    with TemporaryDirectory(dir=path.parent) as own:
        process = get_context("spawn").Process(target=_write_dictionary, args=(own,))
        process.start()
        process.join()
        Path(own, LIBRARY_FILE).replace(path)


def _write_dictionary(folder: str) -> None:
    from simplemma.strategies.dictionaries import TrieDictionaryFactory

    TrieDictionaryFactory(disk_cache_dir=folder).get_dictionary("sv")


def _without_diacritics(letter: re.Match[str]) -> str:
    return "".join(each for each in normalize("NFKD", letter[0]) if not combining(each))
