"""The mails to followers: the one to confirm, and those with new posts, as text and HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from plone import api
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.times import formatted_time
from ...accounts.channels.visibility import public_url
from ...core.timeline.layout import Entry
from ...site.graphics.mail_html import link_style, profiled_page, text_html
from ...site.graphics.profile import site_tokens
from ...site.mail.bulk_mail import END, BulkMail
from ...site.pages.signatures import has_valid_signature, signature
from ...site.settings.registry import municipality_name
from ...site.settings.titles import service_title
from .followers import Wish
from .periods import TITLES

MOST_SHOWN = 50
LONGEST_TITLE, LONGEST_TEXT = 200, 400
SETTINGS, UNFOLLOW = "follow-settings", "unfollow"
PURPOSE = "followers-mail"
RULE = "– – –"
ONE, SEVERAL = _("1 new post: ${title}"), _("${number} new posts: ${title}")


@dataclass(frozen=True, slots=True)
class Item:
    """A post in a mail. ``source`` names its channel, service and time."""

    title: str
    text: str
    source: str
    url: str


def settings_url(hub_url: str, token: str, topic: str = "", page: str = SETTINGS) -> str:
    """Return the URL of a follower's own page; with a ``topic``, of the one to leave it."""
    stop = f"&stop={topic}" if topic else ""
    return f"{hub_url}/@@{page}?key={token}{stop}"


def place_url(uid: str, query: str) -> str:
    """Return the public URL of a stream; empty if its place is gone."""
    for brain in api.content.find(UID=uid, unrestricted=True):
        return public_url(brain.getPath()) + (f"?{query}" if query else "")
    return ""


def confirmation_mail(hub_path: str, wishes: Sequence[Wish], token: str) -> BulkMail:
    """Return the mail by which somebody confirms what the address is to follow."""
    language = wishes[-1].language
    names = {"municipality": municipality_name(), "url": settings_url(public_url(hub_path), token)}
    texts = (
        _("Somebody, probably you, wants this address to follow social media of ${municipality}:"),
        "\n".join(f"- {each.title}" for each in wishes),
        _("Open this page and confirm. Until then you get no mail: ${url}"),
        _("If it was not you, do nothing: the address is erased within two days."),
    )
    subject = _said(_("Confirm that you want mail"), language)
    body = "\n\n".join(_said(each, language, names) for each in texts)
    return BulkMail(subject, f"{body}\n", _page(subject, _paragraphs(body), language))


def news_mail(hub: Any, feed: Mapping, found: Sequence[tuple[Entry, ChannelFacts]]) -> BulkMail:
    """Return the mail with the new posts of a feed, alike for all of its members."""
    language, title = feed["language"], feed["title"]
    items = [_item(hub, language, *each) for each in found[:MOST_SHOWN]]
    counted = {"title": title, "number": str(len(found))}
    subject = _said(ONE if len(found) == 1 else SEVERAL, language, counted)
    more = _more(feed, len(found) - len(items), language)
    text = "\n\n".join([*(_text_of(each) for each in items), *more])
    style = link_style(site_tokens())
    html = "\n".join([*(_html_of(each, style) for each in items), *map(_paragraphs, more)])
    return BulkMail(subject, f"{text}\n", _page(subject, html, language))


@dataclass(frozen=True, slots=True)
class MailEnd:
    """The end of the mails of a feed, with a follower's own links to stop or change them."""

    because: str
    stop: str
    change: str
    style: str

    def text(self, stop_url: str, change_url: str) -> str:
        """Return the end as text."""
        rows = RULE, self.because, f"{self.stop}: {stop_url}", f"{self.change}: {change_url}"
        return "\n" + "\n".join(rows) + "\n"

    def html(self, stop_url: str, change_url: str) -> str:
        """Return the end as HTML."""
        links = _link(stop_url, self.stop, self.style), _link(change_url, self.change, self.style)
        return f"<hr><p>{'<br>'.join((escape(self.because), *links))}</p>"


def mail_end(language: str, often: str) -> MailEnd:
    """Return the end of the mails of a feed, which are sent this often."""
    values = {"often": _said(TITLES[often], language)}
    because = _("You have chosen to get this mail. How often: ${often}.")
    return MailEnd(
        _said(because, language, values),
        _said(_("Stop these mails"), language),
        _said(_("Change how often, or stop all mails"), language),
        link_style(site_tokens()),
    )


def message_id(id: str, feed: str, until: int, domain: str) -> str:
    """Return the Message-ID of the mail to a follower: the same whenever it is sent again."""
    words = id, feed, str(until)
    return f"<{'.'.join((*words, signature(PURPOSE, *words)[:16]))}@{domain}>"


def is_own_id(id: str, feed: str, until: str, signed: str) -> bool:
    """Return whether the parts of a Message-ID are those of a mail that was sent from here."""
    return has_valid_signature(signed, PURPOSE, id, feed, until, length=16)


def _item(hub, language, entry, facts: ChannelFacts):
    page = f"{public_url('/'.join(hub.getPhysicalPath()))}/@@entry/{entry['entry_id']}"
    is_page = hub.entry_target == "page" or not entry["link"]
    title, text = entry["title"], entry["summary"]
    if entry["title_derived"]:
        title, text = text or title, ""
    when = formatted_time(entry["time"], language)["text"]
    source = ", ".join(dict.fromkeys((facts.title, service_title(facts.platform), when)))
    return Item(
        _cut(title, LONGEST_TITLE),
        _cut(text, LONGEST_TEXT),
        source,
        page if is_page else entry["link"],
    )


def _cut(text, longest):
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _more(feed, number, language) -> list[str]:
    if number <= 0:
        return []
    values = {"number": str(number), "url": place_url(feed["place"], feed["query"])}
    return [_said(_("And ${number} more: ${url}"), language, values)]


def _text_of(item):
    return "\n".join(filter(None, (item.title, item.text, item.source, item.url)))


def _html_of(item, style):
    text = f"<br>{escape(item.text)}" if item.text else ""
    heading = f"<strong>{_link(item.url, item.title, style)}</strong>"
    return f"<p>{heading}{text}<br><small>{escape(item.source)}</small></p>"


def _link(url, text, style):
    return f'<a href="{escape(url)}" style="{style}">{escape(text)}</a>'


def _paragraphs(text):
    return text_html(text, site_tokens())


def _page(subject, content, language):
    return profiled_page(subject, f"{content}\n{END}", language=language)


def _said(message, language, values: Mapping[str, str] | None = None) -> str:
    """Return a message in a language; a text that is no message stays as it is."""
    if not isinstance(message, Message):
        return message
    whole = Message(message, mapping={**(message.mapping or {}), **(values or {})})
    return api.portal.translate(whole, lang=language)
