"""The words of a text, as they are compared: without case, and by what their forms share.

That is the stem of the dictionary form, so that ``bok`` finds ``böckerna``. Dictionary forms are in
a file of a million Swedish words, made once for each machine: 5 MB, which its processes share in
memory. As a dictionary they would take 90 MB in each of them.
"""

import os
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any, TypeAlias
from unicodedata import combining, normalize

from marisa_trie import BytesTrie
from snowballstemmer import stemmer

LIBRARIES = ("snowballstemmer", "simplemma", "marisa-trie")
# Another one where the stems of the same words would be others.
STEMMER = " ".join(("lemma", *(f"{each} {version(each)}" for each in LIBRARIES)))
WORD = re.compile(r"\w+")
# Letters of their own in Swedish; what else has a mark is read without it: André is Andre.
FOREIGN = re.compile(r"[^\x00-\x7fåäö]")
WRITTEN = "sv.dic"  # as the library calls the file
LONGEST = 60  # characters of a word that count
# The library that the forms are read with has no types.
Forms: TypeAlias = Any
_LOCK = Lock()


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

    >>> stem("kommunens"), stem("kommuner"), stem("böckerna")
    ('kommun', 'kommun', 'bok')
    """
    # A form may be that of another word, too: ``öppnar`` leads to ``öppna``, and that to ``öppen``.
    lemma = _lemma(_lemma(word))
    # One of its own each time: a stemmer keeps its word in itself, and threads share modules.
    found: str = stemmer("swedish").stemWord(lemma)
    return found


def folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of the file with dictionary forms, which need not be there yet.

    It is SOCIALHUB_WORDS; unless that is set, the one of the index of entries, or one in Zope's
    own for its data, which Zope tells of as CLIENT_HOME.
    """
    named = environ.get("SOCIALHUB_WORDS") or environ.get("SOCIALHUB_INDEX")
    return Path(named or Path(environ.get("CLIENT_HOME") or "var", "socialhub-index"))


def file_name() -> str:
    """Return the name of the file with dictionary forms: another one where they would be others."""
    return f"{STEMMER.replace(' ', '-')}.trie"


def _lemma(word: str) -> str:
    found = _forms().get(word)
    return found[0].decode().casefold() if found else word


def _forms() -> Forms:
    with _LOCK:
        return _opened()


@lru_cache(maxsize=1)
def _opened() -> Forms:
    """The forms, from the file; if it can be neither written nor read, from one of this process."""
    try:
        return _mapped(folder())
    except (OSError, RuntimeError):
        with TemporaryDirectory() as own:
            _write(own)
            return BytesTrie().mmap(f"{own}/{WRITTEN}")


def _mapped(folder: Path) -> Forms:
    path = folder / file_name()
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _write_apart(path)
    return BytesTrie().mmap(str(path))


def _write_apart(path: Path) -> None:
    """Write the file in a process of its own: it takes some seconds and, until then, 240 MB.

    Several processes may do so at once, and none sees a part of a file.
    """
    with TemporaryDirectory(dir=path.parent) as own:
        process = get_context("spawn").Process(target=_write, args=(own,))
        process.start()
        process.join()
        Path(own, WRITTEN).replace(path)


def _write(folder: str) -> None:
    from simplemma.strategies.dictionaries import TrieDictionaryFactory

    TrieDictionaryFactory(disk_cache_dir=folder).get_dictionary("sv")


def _bare(letter: re.Match[str]) -> str:
    return "".join(each for each in normalize("NFKD", letter[0]) if not combining(each))
