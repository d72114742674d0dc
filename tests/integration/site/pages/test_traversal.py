"""The rest of an address, as names."""

import pytest
from zExceptions import NotFound

from katrineholm.socialhub.site.pages.traversal import PathTraverser


def test_it_takes_as_many_names_as_it_says():
    view = PathTraverser()
    assert (view.path, view.id) == ((), "")
    assert view.publishTraverse(None, "a") is view
    assert (view.path, view.id) == (("a",), "a")
    with pytest.raises(NotFound):
        view.publishTraverse(None, "b")
