"""The page of a channel's snapshots."""

import re
from html import unescape
from types import SimpleNamespace

import pytest
import transaction

from katrineholm.socialhub.accounts.channels.interfaces import WORKFLOW
from katrineholm.socialhub.archive.packages import snapshot_storage
from katrineholm.socialhub.archive.packages.snapshots import take_snapshot_before_close

URL = "hub/kultur/bloggen/@@snapshots"
PNG = b"\x89PNG\r\n\x1a\n and more"


@pytest.fixture
def token(browse, archivist):
    """A form's token for the archivist."""
    session = browse(*archivist)
    return session, re.search(r'name="_authenticator"[^>]*value="(\w+)"', session.get(URL).text)[1]


def test_one_is_taken_listed_and_downloaded(hub, browse, submit, archivist):
    assert submit(archivist, URL, {"do": "take"}).status_code == 302
    page = browse(*archivist).get(URL).text
    [url] = set(re.findall(r'href="([^"]*/@@snapshot/\w+)"', page))
    file = browse(*archivist).get(url)
    assert file.content[:2] == b"PK"
    transaction.begin()
    [snapshot] = snapshot_storage.channel_snapshots(hub, hub.kultur.bloggen.UID())
    assert (len(file.content), snapshot.sha256 in page) == (snapshot.size, True)


@pytest.mark.usefixtures("framed")
def test_files_are_brought(hub, browse, archivist, token):
    session, value = token
    data = {"_authenticator": value, "do": "upload"}
    session.post(URL, data=data, files=[("file", ("a.png", PNG)), ("file", ("b.png", PNG))])
    page = session.get(URL).text
    assert "a.png, b.png" in page
    refused = session.post(URL, data=data, files=[("file", ("x.exe", b"MZ"))])
    assert "x.exe är varken en bild" in refused.text


@pytest.mark.parametrize("path", ["", "/nope", "/a/b"])
def test_what_is_no_snapshot_is_not_found(browse, archivist, hub, path):
    answer = browse(*archivist).get(f"hub/kultur/bloggen/@@snapshot{path}")
    assert answer.status_code == 404


def test_a_full_site_takes_none_but_that_of_a_channel_that_closes(
    hub, submit, archivist, token, fill_storage
):
    fill_storage()
    session, value = token
    data = {"_authenticator": value, "do": "upload"}
    for answer in (
        submit(archivist, URL, {"do": "take"}),
        session.post(URL, data=data, files=[("file", ("a.png", PNG))]),
    ):
        assert "Webbplatsens lagring är full: 1 av 1 MB." in unescape(answer.text)
    transaction.begin()
    channel = hub.kultur.bloggen
    assert list(snapshot_storage.channel_snapshots(hub, channel.UID())) == []
    # The workflow calls it before the step.
    workflow = SimpleNamespace(getId=lambda: WORKFLOW)
    transition = SimpleNamespace(getId=lambda: "close")
    take_snapshot_before_close(channel, SimpleNamespace(workflow=workflow, transition=transition))
    assert len(list(snapshot_storage.channel_snapshots(hub, channel.UID()))) == 1
