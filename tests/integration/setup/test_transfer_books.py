"""Books of any content go along; what is made of the rest is made anew."""

import pytest
import transaction
from BTrees.OOBTree import OOBTree
from DateTime import DateTime
from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations

from katrineholm.socialhub.core.files.hub_archive import blob_hash
from katrineholm.socialhub.core.files.json_values import TransferError
from katrineholm.socialhub.core.messages import message_index
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.search.clauses import search_clauses
from katrineholm.socialhub.inbox.intake import rate_limit
from katrineholm.socialhub.public.listings import purges
from katrineholm.socialhub.setup import transfer_settings as transfer_books

NEW = "katrineholm.socialhub.not-thought-of-yet"


def test_a_book_that_nobody_has_thought_of_yet_goes_along(full):
    value = PersistentMapping(a=OOBTree({("x", 1): (DateTime("2026-01-01"), frozenset("ab"))}))
    IAnnotations(full)[NEW] = value
    lines = list(transfer_books.book_lines(full, NEW, blob_hash))
    del IAnnotations(full)[NEW]
    book = transfer_books.book_writer(full, NEW, str)
    for line in lines:
        book.add(line)
    assert list(IAnnotations(full)[NEW]["a"].items()) == list(value["a"].items())


@pytest.mark.parametrize("name", [rate_limit.KEY, purges.KEY, "plone.portlets"])
def test_what_is_counted_for_an_hour_or_told_to_caches_stays(full, name):
    IAnnotations(full)[name] = PersistentMapping(secret=b"x")
    assert "katrineholm.socialhub.messages" in transfer_books.book_names(full)
    assert name not in transfer_books.book_names(full)


def test_what_is_no_plain_data_is_told_of(full):
    IAnnotations(full)[NEW] = OOBTree({"a": object})
    with pytest.raises(TransferError, match="of the kind type cannot be moved"):
        list(transfer_books.book_lines(full, NEW, blob_hash))


def test_messages_are_found_as_before(full, arrive, emptied):
    arrive()
    root = messages_of(emptied.hub).root
    clauses = search_clauses("överklagar")
    expected = message_index.matching_numbers(root, clauses)
    assert len(expected) == 1
    while message_index.lines_behind(root):
        message_index.update_index(root, 1)
        transaction.commit()
    assert message_index.matching_numbers(root, clauses) == expected
