"""Whatever a person hands in is read apart, and told in one sentence where that goes wrong."""

import io

import pytest
from helpers.core.downloads import instagram
from PIL import Image
from plone import api

from katrineholm.socialhub.accounts.registration.probe import probe_url
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.response import Response
from katrineholm.socialhub.core.files.table_faults import TableFault
from katrineholm.socialhub.core.sources.download_errors import DownloadError
from katrineholm.socialhub.public.posting.download_import import import_download, preview_download
from katrineholm.socialhub.public.posting.submission import (
    Submission,
    UploadedPicture,
    submitted_pictures,
)
from katrineholm.socialhub.site.graphics.logo import logo_from_data
from katrineholm.socialhub.site.pages import parser_calls as module
from katrineholm.socialhub.site.pages.refusals import Refusal, error_message

RSS = b"<rss><channel><item><title>Hej</title></item></channel></rss>"


def painted():
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return out.getvalue()


def probed(body):
    [problem, *_others] = probe_url(
        "https://example.se/", get=lambda *_a, **_k: answer(body)
    ).problems
    raise problem


def answer(body):
    return Response("https://example.se/", 200, {"content-type": "text/html"}, body)


def brought(channel):
    view = api.content.get_view("import", channel.aq_parent.aq_parent, channel.REQUEST.clone())
    view.plan_file(b"title\nA\n", False)


DOORS = {
    "a download is looked at": lambda channel: preview_download(
        channel, [instagram("Hej")], record_only=False
    ),
    "a download is brought in": lambda channel: import_download(
        channel, [instagram("Hej")], record_only=False
    ),
    "a post's picture": lambda _channel: submitted_pictures(
        Submission("", pictures=(UploadedPicture("Text", data=painted()),))
    ),
    "a logotype": lambda _channel: logo_from_data(painted()),
    "a logotype that is drawn": lambda _channel: logo_from_data(b"<svg/>"),
    "a list of channels": brought,
    "a page with feeds": lambda _channel: probed(b"<html><title>Hej</title>"),
    "a feed": lambda _channel: probed(RSS),
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("code", ["too_heavy", "overloaded"])
def test_what_cannot_be_read_is_refused_in_one_sentence(portal, channel, monkeypatch, door, code):
    def fails(*_args, **_how):
        raise FeedError("overloaded") from (EOFError() if code == "too_heavy" else None)

    monkeypatch.setattr(module._parsers, "run", fails)
    with pytest.raises((Refusal, FeedError, TableFault, DownloadError)) as caught:
        DOORS[door](channel)
    said = caught.value.args[0]
    code = "bad_feed" if code == "too_heavy" and "feed" in door else code
    assert said in (code, error_message(FeedError(code)))
