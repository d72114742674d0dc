"""Downloads made by code."""

import io

import pytest
from helpers.core.downloads import data_of, torn, zipped

from katrineholm.socialhub.core.downloads.opening import Upload
from katrineholm.socialhub.core.downloads.reading import read


@pytest.fixture(name="zipped")
def _zipped():
    """A function that makes a ZIP: ``zipped({"content/posts_1.json": [...]})``."""
    return zipped


@pytest.fixture(name="torn")
def _torn():
    """A function that tears a text's letters as Meta does."""
    return torn


@pytest.fixture
def bare():
    """A function that makes a file that comes by itself: ``bare("posts_1.json", [...])``."""
    return lambda name, content: Upload(name, io.BytesIO(data_of(content)))


@pytest.fixture
def posts():
    """A function that gives the posts of files by their paths: ``posts({path: content})``."""

    def posts(files):
        with read([zipped(files)]) as found:
            return found.posts

    return posts


@pytest.fixture
def report():
    """A function that gives the report on uploads: ``report(zipped({...}))``."""

    def report(*uploads):
        with read(uploads) as found:
            return found.report

    return report
