"""A notice in the office's own words, first on every page and in every feed until its end."""

import re
from collections.abc import Iterator, Mapping
from time import time
from typing import Any
from urllib.parse import urlsplit

from plone import api
from plone.autoform.directives import widget
from plone.dexterity.content import Container
from zope.interface import Interface
from ZPublisher.HTTPRequest import HTTPRequest

from ... import _, logger
from ...accounts.channels import crisis
from ...accounts.channels.crisis import CrisisOrder
from ...accounts.channels.times import iso_time, parsed_time, recent_time
from ...core.feeds.errors import FeedError
from ...core.feeds.links import absolute_url
from ...site.pages.acts import Act
from ...site.pages.form_faults import FormFaults
from ...site.pages.form_schema import Line, LongText
from ...site.pages.languages import translated_text
from ...site.pages.page_values import link
from ...site.pages.refusals import Refusal, error_message
from ...site.pages.text_checks import cleaned_words
from .highlight import TITLE, current_highlight, highlight_json

LONGEST_TITLE, LONGEST_TEXT = 100, 400  # characters
WORDS = ("title", "text", "link", "english_title", "english_text")
ENGLISH = ("english_title", "english_text")
NO_END = _("Say when it ends: a day and a time that is still to come, at most 14 days from now.")
BOTH = _("Write both the heading and the text in English, or neither.")
HOST_FIRST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)")
READ_MORE = _("Read more at ${host}")


def end_time(text: str) -> int:
    """Return the end of an order as a timestamp. Raise Refusal if it is not within 14 days."""
    now = int(time())
    try:
        until = parsed_time(text)
    except (ValueError, OverflowError) as error:
        raise Refusal(NO_END) from error
    if not now < until <= now + crisis.LONGEST:
        raise Refusal(NO_END)
    return until


def web_link(text: str) -> str:
    """Return a link of a notice, completed with a scheme. Raise Refusal unless it is a web URL."""
    url = absolute_url(f"https://{text}" if HOST_FIRST.match(text) else text)
    if text and not url:
        is_http = text.lower().startswith(("http://", "https://"))
        raise Refusal(error_message(FeedError("malformed" if is_http else "not_http")))
    return url


class INotice(Interface):
    """Form fields of a notice; those in English are optional, but only both of them."""

    title = Line(
        title=_("Heading"),
        description=_("What has happened, in a few words."),
        max_length=LONGEST_TITLE,
        clean=cleaned_words,
    )
    text = LongText(
        title=_("Text"),
        description=_("Two sentences: what it means, and what people should do."),
        max_length=LONGEST_TEXT,
        clean=cleaned_words,
    )
    link = Line(title=_("Link to more information"), required=False, clean=web_link)
    until = Line(title=_("Until"), clean=end_time)
    english_title = Line(
        title=_("Heading in English"), required=False, max_length=LONGEST_TITLE, clean=cleaned_words
    )
    english_text = LongText(
        title=_("Text in English"), required=False, max_length=LONGEST_TEXT, clean=cleaned_words
    )
    widget("text", rows=3)
    widget("link", type="text", inputmode="url", placeholder="https://")
    widget("until", type="datetime-local")
    widget("english_text", rows=3)


def write_notice(hub: Container, words: Mapping[str, Any]) -> None:
    """Put a notice first on every page until its end. Raise FaultyFields if English is halved."""
    faults = FormFaults()
    for name in ENGLISH:
        faults.require(name, words[name] or not any(words[each] for each in ENGLISH), BOTH)
    faults.raise_faults()
    who = api.user.get_current().getId()
    lines = {name: " ".join(words[name].split()) for name in WORDS}
    crisis.begin_notice(hub, lines, until=words["until"], now=int(time()), who=who)
    logger.info("A notice is on top until %d, says %s", words["until"], who)


WRITE_NOTICE = Act(
    "write",
    lambda at, given: write_notice(at.context, given),
    _("It stands first on every page now, within ten seconds."),
    title=_("Publish first on every page"),
    fields=INotice,
)


def current_notice(hub: Container) -> CrisisOrder | None:
    """Return the order of the hub's current notice, or None if there is none."""
    found = crisis.current_order(hub, int(time()))
    return found if found and found.title else None


def notice_words(order: CrisisOrder) -> dict:
    """Return a notice's words in the language of the page, or else in the site's."""
    title = translated_text(order.title, order.english_title)
    host = urlsplit(order.link).hostname
    return {
        "title": title["text"],
        "text": translated_text(order.text, order.english_text)["text"],
        "language": title["language"],
        "link": link(order.link, _(READ_MORE, mapping={"host": host})),
    }


def time_in_sentence(seconds: int) -> str:
    """Return a recent timestamp as text within a sentence."""
    text = recent_time(seconds)["text"]
    return text[:1].lower() + text[1:]


def important_json(hub: Container, request: HTTPRequest) -> dict | None:
    """Return what is important now as plain values for REST, or None if nothing is."""
    if (order := current_notice(hub)) is not None:
        return _notice_json(order)
    found = current_highlight(hub)
    return highlight_json(hub, found, request) if found else None


def _notice_json(order):
    words = {name: getattr(order, name) for name in WORDS}
    return {**words, "since": iso_time(order.since), "until": iso_time(order.until)}


def notice_items(hub: Container) -> Iterator[dict]:
    """Yield the hub's notice as items of an outgoing feed, one for each of its languages.

    A changed notice is a new item, so that feed readers show it again.
    """
    order = current_notice(hub)
    if order is None:
        return
    url, default = hub.absolute_url(), api.portal.get_default_language()
    for language, title, text in (
        (default, order.title, order.text),
        ("en", order.english_title, order.english_text),
    ):
        if title:
            yield {
                "page": f"{url}#notice-{order.since}-{language}",
                "link": order.link or url,
                "title": title,
                "title_derived": False,
                "summary": text,
                "html": "",
                "images": [],
                "media": [],
                "time": order.since,
                "changed": order.since,
                "updated": iso_time(order.since),
                "channel": {"@id": url, "title": hub.title},
                "categories": [api.portal.translate(TITLE)],
                "language": language,
            }
