"""Whatever a person hands in is read apart, and told in one sentence where that goes wrong."""

import io

import pytest
from helpers.core.downloads import instagram
from PIL import Image
from plone import api

from katrineholm.socialhub.accounts.editing.probe import probe
from katrineholm.socialhub.core.downloads.faults import DownloadFault
from katrineholm.socialhub.core.feeds.answer import Answer
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.tables.faults import TableFault
from katrineholm.socialhub.public.downloads.bringing import bring_in, preview
from katrineholm.socialhub.public.posting.given import Given, Uploaded, pictures_of
from katrineholm.socialhub.site.forms.refusals import Refusal, sentence
from katrineholm.socialhub.site.graphics.logo import made
from katrineholm.socialhub.site.parsing import apart as module

RSS = b"<rss><channel><item><title>Hej</title></item></channel></rss>"


def painted():
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return out.getvalue()


def probed(body):
    [problem, *_others] = probe("https://example.se/", get=lambda *_a, **_k: answer(body)).problems
    raise problem


def answer(body):
    return Answer("https://example.se/", 200, {"content-type": "text/html"}, body)


def brought(channel):
    view = api.content.get_view("import", channel.aq_parent.aq_parent, channel.REQUEST.clone())
    view.judge(b"title\nA\n", False)


DOORS = {
    "a download is looked at": lambda channel: preview(
        channel, [instagram("Hej")], record_only=False
    ),
    "a download is brought in": lambda channel: bring_in(
        channel, [instagram("Hej")], record_only=False
    ),
    "a post's picture": lambda _channel: pictures_of(
        Given("", pictures=(Uploaded("Text", data=painted()),))
    ),
    "a logotype": lambda _channel: made(painted()),
    "a logotype that is drawn": lambda _channel: made(b"<svg/>"),
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
    with pytest.raises((Refusal, FeedError, TableFault, DownloadFault)) as caught:
        DOORS[door](channel)
    said = caught.value.args[0]
    code = "bad_feed" if code == "too_heavy" and "feed" in door else code
    assert said in (code, sentence(FeedError(code)))
