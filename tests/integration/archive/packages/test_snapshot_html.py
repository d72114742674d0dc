"""The page in a snapshot."""

from zipfile import ZipFile

import pytest

from katrineholm.socialhub.archive.packages.snapshots import take_snapshot

AUGUST = 1_786_000_000


@pytest.fixture
def blog(hub):
    return hub.kultur.bloggen


def files(snapshot):
    with snapshot.file.open() as file, ZipFile(file) as zipped:
        return {name.partition("/")[2]: zipped.read(name) for name in zipped.namelist()}


def test_the_page_is_what_the_public_saw_and_needs_no_net(hub, blog):
    blog.purpose = "Om <kultur>"
    kept = files(take_snapshot(blog, now=AUGUST))
    page = kept["sida/index.html"].decode()
    assert "Om &lt;kultur&gt;" in page
    assert "<p>Öppet</p>" in page
    assert "Dolt" not in page
    [picture] = [name for name in kept if name.startswith("bilder/")]
    assert f'src="../{picture}"' in page
    assert page.count("src=") == 1
    assert "default-src 'none'" in page
