"""Downloads made by code, of invented content."""

import io
import json
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from katrineholm.socialhub.core.downloads.opening import Upload
from katrineholm.socialhub.core.downloads.reading import read


def data_of(content):
    """Bytes and text as they are, all else as JSON."""
    if isinstance(content, bytes):
        return content
    if isinstance(content, str):
        return content.encode()
    return json.dumps(content).encode()


def zipped(files, name="download.zip"):
    """A ZIP file of contents by their paths."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, data_of(content))
    return Upload(name, out)


def torn(text):
    """A text as Meta writes it: each byte of UTF-8 as a letter."""
    return text.encode().decode("latin-1")


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
