"""The pages of a package's channels, each with its card and its history."""

from collections.abc import Iterator
from html import escape

from plone import api

from ...accounts.channels import history
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.times import formatted_date
from ...accounts.lifecycle.fact_sheet import fact_sheet
from ...accounts.lifecycle.history_page import fact_title, fact_value_text
from ...accounts.lifecycle.step_texts import history_text
from ...accounts.lifecycle.steps import state_title
from ...core.files.package_model import PackageItem
from .scope import Scope
from .view_html import (
    PAGE_END,
    fact_list,
    link,
    navigation,
    page_bytes,
    page_start,
    period_text,
    swedish_time,
    table,
    web_link,
)

INDEX = "register.html"


def channel_pages(scope: Scope, folder: str) -> Iterator[PackageItem]:
    """Yield the list of the channels in a scope, and the page of each of them."""
    chunks = _list_chunks(scope)
    yield PackageItem(f"{folder}/{INDEX}", "text/html", map(page_bytes, chunks))
    for at, facts in enumerate(scope.channels, 1):
        chunks = _channel_chunks(scope, facts)
        yield PackageItem(f"{folder}/{channel_page(at)}", "text/html", map(page_bytes, chunks))


def channel_page(at: int) -> str:
    """Return the name of the page of a channel, given its number in the scope."""
    return f"kanal-{at}.html"


def _list_chunks(scope: Scope) -> Iterator[str]:
    ways = navigation("Sidor", [link("index.html", "Innehåll")])
    about = f'<p class="lead">{period_text(scope)} Så som det var när paketet gjordes.</p>\n'
    yield page_start("Kanalernas uppgifter och historik", scope.title, ways + about)
    rows = (_row(at, each) for at, each in enumerate(scope.channels, 1))
    yield table("Kanalerna i paketet", ("Kanal", "Adress", "Läge"), rows)
    yield PAGE_END


def _row(at: int, facts: ChannelFacts) -> list[str]:
    state = escape(state_title(facts.state))
    return [link(channel_page(at), facts.title), web_link(facts.profile_url), state]


def _channel_chunks(scope: Scope, facts: ChannelFacts) -> Iterator[str]:
    channel = scope.hub.unrestrictedTraverse(facts.path)
    ways = navigation("Sidor", [link("index.html", "Innehåll"), link(INDEX, "Alla kanaler")])
    yield page_start(facts.title, scope.title, f'{ways}<p class="lead">{period_text(scope)}</p>\n')
    yield "<h2>Uppgifter</h2>\n" + fact_list((*_state_facts(facts), *_card_facts(channel)))
    yield "<h2>Historik</h2>\n"
    rows = map(_line, history.channel_lines(channel))
    yield table("Det senaste först", ("Tid", "Vem", "Händelse", "Ändringar"), rows) + PAGE_END


def _state_facts(facts: ChannelFacts) -> Iterator[tuple[str, str]]:
    yield "Läge", escape(state_title(facts.state))
    yield "Officiell sedan", formatted_date(facts.official_since)
    yield "Stängd", formatted_date(facts.closed_on)


def _card_facts(channel) -> Iterator[tuple[str, str]]:
    for each in fact_sheet(channel):
        text = api.portal.translate(each["text"])
        is_url = each["url"] == text
        yield api.portal.translate(each["title"]), web_link(text) if is_url else escape(text)


def _line(line: dict) -> list[str]:
    shown = history_text(line) or {}
    comment = f"<br>{escape(shown['comment'])}" if shown["comment"] else ""
    return [
        swedish_time(line["time"]),
        escape(shown["who"]),
        escape(shown["what"]) + comment,
        "<br>".join(_change(*each) for each in line["changes"]),
    ]


def _change(name, before, after) -> str:
    texts = [escape(fact_value_text(name, each)) or "–" for each in (before, after)]
    return f"{escape(api.portal.translate(fact_title(name)))}: {' → '.join(texts)}"
