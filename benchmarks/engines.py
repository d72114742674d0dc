"""Engines that could find entries, at the same entries: ``python engines.py 100000 [sqlite …]``.

Each is fed what the others are, a document of twenty entries at a time, and asked for a page of
the latest that have a word, some words or a phrase, with how many there are. tantivy is measured
where it is installed; it is no part of the add-on. Times are the processor's. What was seen stands
in docs/performance.md.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median, quantiles

import posts
import transaction
from persistent.mapping import PersistentMapping
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
from zope.index.text.lexicon import Lexicon
from zope.index.text.textindex import TextIndex

from katrineholm.socialhub.core.feeds.sanitiser import sanitised_text
from katrineholm.socialhub.core.search import text_index
from katrineholm.socialhub.core.search.clauses import search_clauses
from katrineholm.socialhub.core.search.words import stem, words
from katrineholm.socialhub.core.timeline import indexes
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.entry_search import search_page, update_steps
from katrineholm.socialhub.core.timeline.store import Timeline

CHANNELS = [f"{number:032x}" for number in range(100)]
DOCUMENT, TURNS, PAGE = 20, 5, 20
QUESTIONS = [
    each["SearchableText"]
    for each in posts.searches(10_000)
    if "*" not in each["SearchableText"] and len(each) == 1
]


def main(number: int, *names: str) -> None:
    """Print a line for each engine, or for some."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bare = _kept(folder / "bare", number, noting=False)
        noted = _kept(folder / "noted", number)
        print(f"keeping: {bare:.3f} ms an entry, {noted:.3f} with its note", flush=True)
        for engine in (sqlite, zope_index, tantivy):
            if engine.__name__ in names or not names:
                engine(folder, number)


def sqlite(folder: Path, number: int) -> None:
    """A file that is read into from the store's notes."""
    database = DB(FileStorage(str(folder / "noted" / "Data.fs")))
    timeline = _timeline(database.open())
    path = folder / "index" / "hub.sqlite3"

    def feed() -> None:
        with text_index.open_index(path, timeline.name) as file:
            for _ in update_steps(timeline, file, "1", sanitised_text):
                pass

    def ask(text: str) -> int:
        with text_index.open_index(path, timeline.name) as file:
            return search_page(timeline, file, search_clauses(text), CHANNELS, size=PAGE).total

    _measured("sqlite", number, feed, ask, path.parent)
    database.close()


class Words:
    """Swedish stems, as zope.index asks for them."""

    def process(self, texts: list[str]) -> list[str]:
        """The words of some texts."""
        return [stem(word) for text in texts for word in words(text)]

    processGlob = process


def zope_index(folder: Path, number: int) -> None:
    """A text index with its words in the same database, committed with each document."""
    (folder / "zope").mkdir()
    database = DB(FileStorage(str(folder / "zope" / "Data.fs")), cache_size=200_000)
    root = database.open().root()
    root["index"], root["when"] = TextIndex(Lexicon(Words())), PersistentMapping()
    when = {}

    def feed() -> None:
        for first, document in _documents(number):
            for place, entry in enumerate(document):
                when[first + place] = -entry["published"]
                text = " ".join([entry["title"], sanitised_text(entry["html"])])
                root["index"].index_doc(first + place, text)
            transaction.commit()

    def ask(text: str) -> int:
        found = root["index"].apply(text if text.startswith('"') else " AND ".join(text.split()))
        sorted(found, key=when.__getitem__)[:PAGE]
        return len(found)

    _measured("zope.index", number, feed, ask, folder / "zope", lambda: database.pack())
    database.close()


def tantivy(folder: Path, number: int) -> None:
    """A folder of segments, committed with each thousand entries."""
    if not find_spec("tantivy"):
        return
    library = import_module("tantivy")
    (folder / "tantivy").mkdir()
    schema = (
        library.SchemaBuilder()
        .add_text_field("text", tokenizer_name="whitespace")
        .add_text_field("as_it_is", tokenizer_name="whitespace")
        .add_text_field("channel", tokenizer_name="raw")
        .add_integer_field("time", fast=True, indexed=True)
        .add_text_field("name", stored=True, tokenizer_name="raw")
        .build()
    )
    index = library.Index(schema, path=str(folder / "tantivy"))

    def feed() -> None:
        writer = index.writer(num_threads=1)
        for first, document in _documents(number):
            for place, entry in enumerate(document):
                found = words(" ".join([entry["title"], sanitised_text(entry["html"])]))
                writer.add_document(
                    library.Document(
                        text=" ".join(map(stem, found)),
                        as_it_is=" ".join(found),
                        channel=CHANNELS[first % len(CHANNELS)],
                        time=entry["published"],
                        name=f"{first + place:020x}",
                    )
                )
            if first % 1000 == 0:
                writer.commit()
        writer.commit()
        writer.wait_merging_threads()
        index.reload()

    def ask(text: str) -> int:
        field = "as_it_is" if text.startswith('"') else "text"
        texts = [text] if text.startswith('"') else [f"+{stem(word)}" for word in words(text)]
        query = index.parse_query(" ".join(texts), [field])
        searcher = index.searcher()
        found = searcher.search(query, PAGE, count=True, order_by_field="time")
        [searcher.doc(address)["name"] for _order, address in found.hits]
        return found.count

    _measured("tantivy", number, feed, ask, folder / "tantivy")


def _measured(
    name: str, number: int, feed: Callable, ask: Callable, folder: Path, after: Callable = str
) -> None:
    began = time.process_time()
    feed()
    seconds = time.process_time() - began
    after()
    files = (each for each in folder.rglob("*") if each.is_file())
    size = sum(each.stat().st_size for each in files if each.suffix != ".old")
    times, counts = [], []
    for _turn in range(TURNS):
        for text in QUESTIONS:
            began = time.process_time()
            counts.append(ask(text))
            times.append(1000 * (time.process_time() - began))
    print(
        f"{name}: {1000 * seconds / number:.3f} ms an entry, {size / 2**20:.0f} MB,"
        f" median {median(times):.1f} ms, p95 {quantiles(times, n=20)[-1]:.1f} ms,"
        f" longest {max(times):.1f} ms, {sum(counts) // TURNS:,} found",
        flush=True,
    )


def _kept(folder: Path, number: int, noting: bool = True) -> float:
    """Milliseconds that an entry takes to be kept, committed with each document."""
    folder.mkdir()
    database = DB(FileStorage(str(folder / "Data.fs")))
    timeline = _timeline(database.open())
    note, seconds = indexes.log.log_change, 0.0
    if not noting:
        indexes.log.log_change = lambda *_given: None
    for first, document in _documents(number):
        began = time.process_time()
        store_document(
            timeline, CHANNELS[first // DOCUMENT % len(CHANNELS)], document, now=posts.NOW
        )
        transaction.commit()
        seconds += time.process_time() - began
    indexes.log.log_change = note
    database.close()
    return 1000 * seconds / number


def _documents(number: int) -> Iterator[tuple[int, list[dict]]]:
    for first in range(0, number, DOCUMENT):
        channel = CHANNELS[first // DOCUMENT % len(CHANNELS)]
        yield first, [posts.entry(each, channel) for each in range(first, first + DOCUMENT)]


def _timeline(connection) -> Timeline:
    """The root mapping stands in for an annotated hub."""
    return Timeline(connection.root().setdefault("annotations", PersistentMapping()))


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
