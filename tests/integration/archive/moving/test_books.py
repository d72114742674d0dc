"""Books of any content go along; what is made of the rest is made anew."""

import pytest
import transaction
from BTrees.OOBTree import OOBTree
from DateTime import DateTime
from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations

from katrineholm.socialhub.archive.moving import books
from katrineholm.socialhub.core.messages import searching
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.moving.archive import hash_of
from katrineholm.socialhub.core.moving.errors import Unmovable
from katrineholm.socialhub.core.search.asking import asked

NEW = "katrineholm.socialhub.not-thought-of-yet"


def test_a_book_that_nobody_has_thought_of_yet_goes_along(full):
    value = PersistentMapping(a=OOBTree({("x", 1): (DateTime("2026-01-01"), frozenset("ab"))}))
    IAnnotations(full)[NEW] = value
    lines = list(books.told(full, NEW, hash_of))
    del IAnnotations(full)[NEW]
    book = books.growing(full, NEW, str)
    for line in lines:
        book.add(line)
    assert list(IAnnotations(full)[NEW]["a"].items()) == list(value["a"].items())


def test_what_is_counted_for_an_hour_stays(full):
    IAnnotations(full)["katrineholm.socialhub.pace"] = PersistentMapping(secret=b"x")
    IAnnotations(full)["plone.portlets"] = PersistentMapping()
    assert "katrineholm.socialhub.messages" in books.names(full)
    assert {"katrineholm.socialhub.pace", "plone.portlets"}.isdisjoint(books.names(full))


def test_what_is_no_plain_data_is_told_of(full):
    IAnnotations(full)[NEW] = OOBTree({"a": object})
    with pytest.raises(Unmovable, match="of the kind type cannot be moved"):
        list(books.told(full, NEW, hash_of))


def test_messages_are_found_as_before(full, arrive, emptied):
    arrive()
    root = messages_of(emptied.hub).root
    clauses = asked("överklagar")
    expected = searching.found(root, clauses)
    assert len(expected) == 1
    while searching.is_behind(root):
        searching.bring_up(root, 1)
        transaction.commit()
    assert searching.found(root, clauses) == expected
