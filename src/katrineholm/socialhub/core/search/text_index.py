"""An index of texts in a file beside the database: SQLite's full-text index (FTS5).

The file can be rebuilt at any time from the texts' sources, so it is replaced if it is damaged, was
made by another version, or belongs to another store. Each text belongs to a group. For each group
the file has a position up to which its source has been read; only the caller knows what positions
mean.

A text's words are stored twice: as stems, and unchanged, for phrases and beginnings of words. A
text's number is derived from its time, so that the order of numbers is the order by time, and the
latest are found without reading the others.
"""

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from time import monotonic, sleep
from typing import Any, NamedTuple, TypeAlias
from zlib import crc32

from zc.lockfile import LockError, SimpleLockFile

from .clauses import AnyMark, AnyOf, Between, Clause, Compound, Phrase, Word
from .letters import letter_keys, plain_letters
from .words import STEMMER, stem, words

IndexFile: TypeAlias = sqlite3.Connection
Position: TypeAlias = tuple[int, int]
Row: TypeAlias = tuple[int, int | None, int]  # number, post and home
Columns: TypeAlias = tuple[str, ...]

VERSION = f"3 {STEMMER}"  # changes whenever the words of a text would
MIN_SQLITE = 3, 43  # contentless_delete, see https://www.sqlite.org/fts5.html
# Words are inserted as they are found: separated by spaces, and without case. The column with most
# words is the first, which needs the least space.
SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE groups
    (number INTEGER PRIMARY KEY, name TEXT UNIQUE, at INTEGER, mark INTEGER, whole INTEGER);
CREATE TABLE texts (number INTEGER PRIMARY KEY, name TEXT UNIQUE, home INTEGER, post INTEGER);
CREATE TABLE forms (key TEXT, word TEXT, PRIMARY KEY (key, word)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(
    body, body_as_it_is, title, title_as_it_is, home,
    content='', contentless_delete=1, tokenize="ascii tokenchars '_'"
);
"""
# Not a word, so that no phrase matches across the end of a text.
TEXT_END, LABEL_SIGN = " · ", "·"
EVERYWHERE: Columns = ("body", "title")
NO_LABEL = ""  # matches nothing
LAST_SIGN = "\U0010ffff"  # no word has a later one
# Numbers for each second: few, since close numbers need little space. If there are more texts, the
# rest have numbers of the following seconds.
PER_SECOND = 8
MAX_WAIT, RETRY_DELAY = 2, 0.02  # seconds that a writer waits for another, and between two tries
MAX_COUNTED = 10_000  # texts that are counted
# The shortest words with one beginning; FTS5 itself would read the texts of all of them first.
MAX_FORMS = 200
DAMAGE_CODES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class BrokenIndex(Exception):
    """The index file was damaged and has been deleted."""


class UnusableIndex(Exception):
    """The index file cannot be used now; the error message is for the operator."""


class Text(NamedTuple):
    """A searchable text; ``moment`` is in seconds since 1970, and ``name`` is unique.

    Of texts in several groups that have the same ``post``, only one is found. ``kinds`` are labels
    by which a search can be limited to some texts of a group, also by a clause ``AnyMark``.
    """

    name: str
    group: str
    moment: int
    post: int | None
    title: Iterable[str]
    body: Iterable[str]
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextQuery:
    """A query: clauses that must all match, groups, and a time from one moment until another.

    With ``best``, matches in the title come first; otherwise the latest do. If ``groups`` is None
    all are searched, and if there are ``kinds`` only texts of one of them. With ``every``, texts
    match even without a clause, and a post is found in each of its groups. The families (see
    ``delete_families``) of the names in ``without`` are neither found nor counted. What matches
    only the clauses in ``similar`` comes after all others.
    """

    clauses: tuple[Clause, ...]
    groups: Collection[str] | None
    moments: tuple[int, int]
    best: bool = False
    start: int = 0
    size: int = 20
    kinds: tuple[str, ...] = ()
    every: bool = False
    without: Collection[str] = ()
    similar: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of matches by name and time; ``total`` counts all matches, up to ``MAX_COUNTED``."""

    names: tuple[str, ...] = ()
    total: int = 0
    is_cut: bool = False
    moments: tuple[int, ...] = ()


class TextMatch(NamedTuple):
    """A matching text, by its number, its post and its group."""

    number: int
    post: int | None
    group: str

    @property
    def moment(self) -> int:
        """Return the text's time in seconds since 1970, accurate to a few seconds."""
        return self.number // PER_SECOND


@contextmanager
def open_index(path: Path, store: str) -> Iterator[IndexFile]:
    """Open the index file of a store, which is created if it does not exist.

    Raise BrokenIndex, after which it can be opened again, or UnusableIndex.
    """
    try:
        with closing(_open_file(path, store)) as file:
            yield file
    except (sqlite3.Error, OSError) as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in DAMAGE_CODES:
            delete_index(path)
            raise BrokenIndex(f"{path}: {error}") from error
        raise _unusable(path, error) from error


@contextmanager
def index_lock(path: Path, seconds: float) -> Iterator[bool]:
    """Lock the file for the block; yield False if that takes too long. Raise UnusableIndex."""
    lock = _lock(path, monotonic() + seconds)
    try:
        yield lock is not None
    finally:
        if lock is not None:
            lock.close()


def delete_index(path: Path) -> None:
    """Delete the index file and the files that SQLite has created beside it."""
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


@contextmanager
def write_transaction(file: IndexFile) -> Iterator[None]:
    """Run the statements of the block as one transaction."""
    file.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        file.execute("ROLLBACK")
        raise
    file.execute("COMMIT")


@contextmanager
def read_transaction(file: IndexFile) -> Iterator[None]:
    """Let the statements of the block see the file as it is at the first one."""
    file.execute("BEGIN")
    try:
        yield
    finally:
        file.execute("COMMIT")


def stored_value(file: IndexFile, name: str) -> str:
    """Return a value that ``store_value`` stored in the file; empty if there is none."""
    found = file.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
    return found[0] if found else ""


def store_value(file: IndexFile, name: str, value: str) -> None:
    """Store a value that is not searched in the file, under a name."""
    file.execute("REPLACE INTO about VALUES (?, ?)", (name, value))


def text_count(file: IndexFile) -> int:
    """Return the number of texts in the file."""
    number: int = file.execute("SELECT count(*) FROM texts").fetchone()[0]
    return number


def read_positions(file: IndexFile) -> dict[str, Position | None]:
    """Return the position up to which each group has been read; None if reading is unfinished."""
    return _positions(file.execute("SELECT name, CASE WHEN whole THEN at END, mark FROM groups"))


def reached_positions(file: IndexFile) -> dict[str, Position | None]:
    """Return a position that each group's texts are at least as recent as; None if unknown."""
    return _positions(file.execute("SELECT name, at, mark FROM groups"))


def set_read_position(
    file: IndexFile, group: str, place: Position | None, *, is_whole: bool = True
) -> None:
    """Store the position up to which a group has been read, or where unfinished reading started."""
    values = *(place or (None, None)), is_whole and place is not None, _group_number(file, group)
    file.execute("UPDATE groups SET at = ?, mark = ?, whole = ? WHERE number = ?", values)


def put_texts(file: IndexFile, texts: Collection[Text]) -> None:
    """Add texts to the file, or update those with the same names."""
    delete_texts(file, [text.name for text in texts])
    homes = {group: _group_number(file, group) for group in {text.group for text in texts}}
    numbers = {_insert_text(file, text, homes[text.group]): text for text in texts}
    # In order: FTS5 flushes its buffer as soon as a number is lower than the last.
    rows = [
        (number, *_text_columns(text), _label_words(homes[text.group], *text.kinds))
        for number, text in sorted(numbers.items())
    ]
    _store_forms(file, rows)
    file.executemany(
        "INSERT INTO words (rowid, body, body_as_it_is, title, title_as_it_is, home)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        rows,
    )


def delete_texts(file: IndexFile, names: Iterable[str]) -> None:
    """Delete texts by their names; names that are not in the file are ignored."""
    for name in names:
        row = file.execute("DELETE FROM texts WHERE name = ? RETURNING number", (name,)).fetchone()
        if row:
            file.execute("DELETE FROM words WHERE rowid = ?", row)


def delete_families(file: IndexFile, names: Iterable[str]) -> None:
    """Delete the texts with these names, and those whose names continue them after a full stop."""
    for name in names:
        delete_texts(file, [each for _number, each in _family(file, name)])


def delete_group(file: IndexFile, group: str) -> None:
    """Delete a group with its texts and its position."""
    home = (_group_number(file, group),)
    file.execute("DELETE FROM words WHERE rowid IN (SELECT number FROM texts WHERE home = ?)", home)
    file.execute("DELETE FROM texts WHERE home = ?", home)
    file.execute("DELETE FROM groups WHERE number = ?", home)


def search_texts(file: IndexFile, query: TextQuery) -> Hits:
    """Return a page of the texts that match a query, with each post once."""
    if query.every:
        return _search_every(file, query)
    rows = list(_matching_rows(file, query))
    numbers = list(_distinct_numbers(rows))
    page = numbers[query.start : query.start + query.size]
    return _page_hits(file, page, len(numbers), len(rows) == MAX_COUNTED)


def all_matches(file: IndexFile, query: TextQuery) -> list[TextMatch] | None:
    """Return all texts that match a query, latest first; None if too many to be counted."""
    rows = list(_matching_rows(file, query))
    if len(rows) == MAX_COUNTED:
        return None
    names = dict(file.execute("SELECT number, name FROM groups"))
    return [TextMatch(number, post, names[home]) for number, post, home in rows]


def match_count(file: IndexFile, query: TextQuery, most: int) -> int:
    """Return how many texts match a query, in any of their groups; at most ``most``."""
    return sum(1 for _row in islice(_matching_rows(file, query), most))


def words_by_key(file: IndexFile, keys: Iterable[str]) -> list[tuple[str, str]]:
    """Return the words with any of these keys, each with its key (see ``letters``).

    They are all that were ever in a text, so a word may be in none that can be found.
    """
    return file.execute(
        "SELECT key, word FROM forms WHERE key IN (SELECT value FROM json_each(?))",
        (json.dumps([*keys]),),
    ).fetchall()


def words_by_start(
    file: IndexFile, starts: Iterable[str], lengths: tuple[int, int]
) -> list[tuple[str, str]]:
    """Return the words whose key has any of these beginnings and a length, each with the key."""
    return file.execute(
        "SELECT forms.key, word FROM json_each(?) AS start CROSS JOIN forms ON forms.key >= value"
        " AND forms.key < value || ? AND length(forms.key) BETWEEN ? AND ?",
        (json.dumps([*starts]), LAST_SIGN, *lengths),
    ).fetchall()


def mark_counts(file: IndexFile, start: str, most: int) -> list[tuple[str, int]]:
    """Return the labels of kinds with this beginning that most texts have, with their number."""
    file.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.marks USING fts5vocab(main, words, col)")
    low = _label(start)
    return file.execute(
        "SELECT term, doc FROM marks WHERE col = 'home' AND term >= ? AND term < ?"
        " ORDER BY doc DESC, term LIMIT ?",
        (low, f"{low}{LAST_SIGN}", most),
    ).fetchall()


def post_count(several: Collection[TextMatch]) -> int:
    """Return the number of different posts among matches."""
    return sum(1 for _number in _distinct_numbers(several))


def _search_every(file: IndexFile, query: TextQuery) -> Hits:
    """Return a page of all texts: SQLite counts them itself, and reads only those of the page."""
    if _group_condition(file, query.groups) is None:
        return Hits()
    matching, values = _query_middle(_every_expression(file, query), query.moments)
    exclusion, excluded = _exclusion(file, query.without)
    matching, values = f"{matching}{exclusion}", (*values, *excluded)
    counted = f"SELECT count(*) FROM (SELECT 1{matching} LIMIT ?)"
    (total,) = file.execute(counted, (*values, MAX_COUNTED)).fetchone()
    page = f"SELECT number{matching} ORDER BY number DESC LIMIT ? OFFSET ?"
    rows = file.execute(page, (*values, query.size, query.start))
    return _page_hits(file, [number for (number,) in rows], total, total == MAX_COUNTED)


def _query_middle(expression: str, moments: tuple[int, int]) -> tuple[str, tuple[Any, ...]]:
    """Return the middle of a query for the numbers of texts, with its values."""
    between = tuple(moment * PER_SECOND for moment in moments)
    if not expression:
        return " FROM texts WHERE number >= ? AND number < ?", between
    matches = "(SELECT rowid AS number FROM words WHERE words MATCH ? AND rowid >= ? AND rowid < ?)"
    return f" FROM {matches} WHERE TRUE", (expression, *between)


def _exclusion(file: IndexFile, names: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """Return the end of a condition that leaves out some families, with its value."""
    numbers = [number for name in names for number, _name in _family(file, name)]
    if not numbers:
        return "", ()
    return " AND number NOT IN (SELECT value FROM json_each(?))", (json.dumps(numbers),)


def _family(file: IndexFile, name: str) -> list[tuple[int, str]]:
    return file.execute(
        "SELECT number, name FROM texts WHERE name = ? OR (name > ? AND name < ?)",
        (name, f"{name}.", f"{name}/"),
    ).fetchall()


def _page_hits(file: IndexFile, page: list[int], total: int, is_cut: bool) -> Hits:
    names = tuple(_text_name(file, number) for number in page)
    return Hits(names, total, is_cut, tuple(number // PER_SECOND for number in page))


def _positions(rows: Iterable[tuple[str, int | None, int | None]]) -> dict[str, Position | None]:
    return {name: None if at is None or mark is None else (at, mark) for name, at, mark in rows}


def _lock(path: Path, last: float) -> SimpleLockFile | None:
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return SimpleLockFile(f"{path}.lock")
        except LockError:
            if monotonic() >= last:
                return None
            sleep(RETRY_DELAY)
        except OSError as error:
            raise _unusable(path, error) from error


def _unusable(path: Path, error: Exception) -> UnusableIndex:
    return UnusableIndex(f"The index of entries {path} cannot be used: {error}.")


def _open_file(path: Path, store: str) -> IndexFile:
    if sqlite3.sqlite_version_info < MIN_SQLITE:
        raise UnusableIndex(
            f"SQLite {'.'.join(map(str, MIN_SQLITE))} or later is needed to search entries."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    file = _connect(path)
    if not _has_schema(file):
        _create_schema(file, store)
    elif (stored_value(file, "made"), stored_value(file, "store")) != (VERSION, store):
        file.close()
        delete_index(path)
        return _open_file(path, store)
    return file


def _connect(path: Path) -> IndexFile:
    file = sqlite3.connect(path, timeout=MAX_WAIT, isolation_level=None)
    try:
        _write_ahead(file)
        file.execute("PRAGMA synchronous = NORMAL")
        file.execute(f"PRAGMA mmap_size = {2**30}")
    except sqlite3.Error:
        file.close()
        raise
    return file


def _write_ahead(file: IndexFile) -> None:
    """Switch to write-ahead logging, so that readers wait for no writer.

    SQLite itself waits for nobody here, and several processes may create a file at once.
    """
    last = monotonic() + MAX_WAIT
    while True:
        try:
            file.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() >= last:
                raise
        sleep(RETRY_DELAY)


def _has_schema(file: IndexFile) -> bool:
    return bool(file.execute("SELECT 1 FROM sqlite_master WHERE name = 'words'").fetchone())


def _create_schema(file: IndexFile, store: str) -> None:
    with write_transaction(file):
        if not _has_schema(file):  # nor created by another process just now
            for statement in SCHEMA.split(";\n"):
                file.execute(statement)
            store_value(file, "made", VERSION)
            store_value(file, "store", store)


def _group_number(file: IndexFile, group: str) -> int:
    file.execute("INSERT OR IGNORE INTO groups (name) VALUES (?)", (group,))
    number: int = file.execute("SELECT number FROM groups WHERE name = ?", (group,)).fetchone()[0]
    return number


def _insert_text(file: IndexFile, text: Text, home: int) -> int:
    """Return a text's new number: the first free one for its time, from one made from its name."""
    number = text.moment * PER_SECOND + crc32(text.name.encode()) % PER_SECOND
    while file.execute("SELECT 1 FROM texts WHERE number = ?", (number,)).fetchone():
        number += 1
    file.execute("INSERT INTO texts VALUES (?, ?, ?, ?)", (number, text.name, home, text.post))
    return number


def _text_columns(text: Text) -> Iterator[str]:
    for texts in (text.body, text.title):
        found = [words(each) for each in texts]
        yield TEXT_END.join(" ".join(map(stem, each)) for each in found)
        yield TEXT_END.join(map(" ".join, found))


def _store_forms(file: IndexFile, rows: Iterable[tuple[Any, ...]]) -> None:
    """Store the words themselves by their keys, to find those with the same beginning."""
    found = {
        word
        for _number, _body, body, _title, title, _home in rows
        for word in f"{body} {title}".split()
    }
    insert = "INSERT OR IGNORE INTO forms VALUES (?, ?)"
    new = [
        word
        for word in sorted(found)
        if file.execute(insert, (plain_letters(word), word)).rowcount > 0
    ]
    file.executemany(insert, sorted((key, word) for word in new for key in letter_keys(word)))


def _matching_rows(file: IndexFile, query: TextQuery) -> Iterator[Row]:
    """Yield the matches in order, and no more than are counted."""
    where = _group_condition(file, query.groups)
    if where is None or not query.clauses:
        return
    latest = partial(_latest_rows, file, query.moments, _exclusion(file, query.without))
    number = 0
    *earlier, last = _ordered_expressions(file, query)
    for expression in earlier:
        found = list(latest(f"{expression} {where}", MAX_COUNTED - number))
        number += len(found)
        yield from found
    yield from latest(f"{last} {where}", MAX_COUNTED - number)


def _ordered_expressions(file: IndexFile, query: TextQuery) -> Iterator[str]:
    """Yield expressions without common matches, in the order in which the matches come."""
    tiers: tuple[Columns, ...] = (("title",), EVERYWHERE) if query.best else (EVERYWHERE,)
    seen = ""
    for clauses in filter(None, (query.clauses, query.similar)):
        for columns in tiers:
            expression = _all_expression(file, clauses, columns)
            yield f"{expression}{seen}"
            seen += f" NOT {expression}"


def _every_expression(file: IndexFile, query: TextQuery) -> str:
    """Return the expression of a search that needs no clause; empty if it matches everything."""
    parts = [_all_expression(file, query.clauses, EVERYWHERE)] if query.clauses else []
    if query.kinds:
        parts.append(_label_condition(query.kinds))
    if query.groups is not None:
        numbers = dict(file.execute("SELECT name, number FROM groups"))
        parts.append(_label_condition(numbers[name] for name in query.groups if name in numbers))
    return " AND ".join(parts)


def _latest_rows(
    file: IndexFile,
    moments: tuple[int, int],
    exclusion: tuple[str, tuple[str, ...]],
    expression: str,
    most: int,
) -> Iterator[Row]:
    first, last = (moment * PER_SECOND for moment in moments)
    condition, excluded = exclusion
    return file.execute(
        "SELECT texts.number, texts.post, texts.home"
        " FROM words JOIN texts ON texts.number = words.rowid"
        f" WHERE words MATCH ? AND words.rowid >= ? AND words.rowid < ?{condition}"
        " ORDER BY words.rowid DESC LIMIT ?",
        (expression, first, last, *excluded, most),
    )


def _distinct_numbers(rows: Collection[Row] | Collection[TextMatch]) -> Iterator[int]:
    """Yield the first match of each post that several groups have, and all other matches."""
    homes: dict[int | None, int | str] = {}
    shared = {post for _, post, home in rows if homes.setdefault(post, home) != home} - {None}
    seen = set()
    for number, post, _ in rows:
        if post not in seen:
            yield number
        if post in shared:
            seen.add(post)


def _text_name(file: IndexFile, number: int) -> str:
    name: str = file.execute("SELECT name FROM texts WHERE number = ?", (number,)).fetchone()[0]
    return name


def _clause_expression(file: IndexFile, clause: Clause, columns: Columns) -> str:
    """Return the expression of a clause for the words in some columns, in FTS5's own language.

    Words are in quotes; a word that does not exist matches nothing. A clause ``AnyOf`` looks in all
    columns.
    """
    match clause:
        case Word(_field, word):
            return _in_columns(columns, "", f'"{stem(word)}"')
        case Compound(several):
            return _in_columns(columns, "", f'"{" ".join(map(stem, several))}"')
        case Phrase(_field, several):
            return _in_columns(columns, "_as_it_is", f'"{" ".join(several)}"')
        case Between(low):
            forms = [f'"{form}"' for form in _forms_with(file, low.partition(":")[2])]
            return _in_columns(columns, "_as_it_is", f"({' OR '.join(forms)})")
        case AnyMark(marks):
            return _label_condition(sorted(marks) or (NO_LABEL,))
        case AnyOf(ways):
            found = (_all_expression(file, way, EVERYWHERE) for way in ways if way)
            return f"({' OR '.join(found) or _label_condition((NO_LABEL,))})"
    raise TypeError(clause)


def _forms_with(file: IndexFile, start: str) -> list[str]:
    """Return the shortest words with this beginning; the beginning itself if there is none."""
    key = plain_letters(start)
    rows = file.execute(
        "SELECT word FROM forms WHERE key >= ? AND key < ? AND word >= ? AND word < ?"
        " GROUP BY word ORDER BY length(word), word LIMIT ?",
        (key, key + LAST_SIGN, start, start + LAST_SIGN, MAX_FORMS),
    )
    return [word for (word,) in rows] or [start]


def _all_expression(file: IndexFile, clauses: Iterable[Clause], columns: Columns) -> str:
    return f"({' AND '.join(_clause_expression(file, each, columns) for each in clauses)})"


def _in_columns(columns: Columns, end: str, expression: str) -> str:
    """Return an expression for columns, whose names have an ``end`` in the index."""
    return f"{{{' '.join(f'{name}{end}' for name in columns)}}} : {expression}"


def _group_condition(file: IndexFile, groups: Collection[str] | None) -> str | None:
    """Return the condition for some groups, or without all others; None if there are none."""
    if groups is None:
        return ""
    numbers: Mapping[str, int] = dict(file.execute("SELECT name, number FROM groups"))
    chosen = {numbers[name] for name in groups if name in numbers}
    others = set(numbers.values()) - chosen
    if not chosen or not others:
        return "" if chosen else None
    named, word = (chosen, "AND") if len(chosen) <= len(others) else (others, "NOT")
    return f"{word} {_label_condition(sorted(named))}"


def _label_words(*labels: int | str) -> str:
    """Return a text's group and its kinds, as words that no text has."""
    return " ".join(map(_label, labels))


def _label(label: int | str) -> str:
    return LABEL_SIGN + re.sub(r"\W", LABEL_SIGN, str(label))


def _label_condition(labels: Iterable[int | str]) -> str:
    homes = " OR ".join(f'"{_label(label)}"' for label in labels)
    return f"(home : ({homes}))"
