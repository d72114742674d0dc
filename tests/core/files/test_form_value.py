"""A file goes through a form's hidden field and comes back the same."""

import random

import pytest

from katrineholm.socialhub.core.files.form_value import packed_file, unpacked_file
from katrineholm.socialhub.core.files.table_faults import TableFault


def test_a_file_comes_back_the_same():
    assert unpacked_file(packed_file(b"a;b\n1;2")) == b"a;b\n1;2"


@pytest.mark.parametrize("text", ["", "AAAA", "inte base64!"])
def test_what_is_no_packed_file_is_empty(text):
    assert unpacked_file(text) == b""


def test_a_file_too_large_for_a_form_is_refused():
    with pytest.raises(TableFault):
        packed_file(random.Random(1).randbytes(900_000))
