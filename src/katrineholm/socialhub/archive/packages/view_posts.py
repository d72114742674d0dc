"""The pages of a package's posts, of a bounded number of posts each."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import groupby, islice
from operator import itemgetter

from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.post_acts import HIDING_ACTS
from ...accounts.channels.times import local_date
from ...core.files.package_model import PackageItem
from ...core.timeline.layout import Entry, version_list
from .activitystreams import entry_urn, public_state
from .missing_texts import missing_list
from .post_article import content_html, post_article
from .post_history import post_history
from .scope import Scope
from .view_channels import channel_page
from .view_html import (
    MONTHS,
    PAGE_END,
    details,
    fact_list,
    link,
    navigation,
    page_bytes,
    page_start,
    period_text,
    swedish_time,
    web_link,
)

MOST = 200  # posts on a page
PICTURES, ORIGINALS = "../pictures", "../originals"
Month = tuple[int, int]


@dataclass
class PostContents:
    """The posts on the pages, for the table of contents.

    ``pages`` has for each channel, by UID, the pages with the number of posts of each month, and
    ``states`` the number of posts in each state. ``places`` has the page of each post of a package
    of changes, by the post's id there.
    """

    pages: dict[str, dict[str, Counter[Month]]] = field(default_factory=dict)
    states: Counter[str] = field(default_factory=Counter)
    places: dict[str, str] = field(default_factory=dict)

    def add(self, uid: str, page: str, entries: Iterable[Entry]) -> None:
        """Add the posts of a page."""
        months = self.pages.setdefault(uid, {}).setdefault(page, Counter())
        for each in entries:
            months[_month(each)] += 1
            self.states[public_state(each)] += 1


def post_pages(scope: Scope, folder: str, contents: PostContents) -> Iterator[PackageItem]:
    """Yield the pages of the posts in a scope, and add them to ``contents``."""
    numbers = {each.uid: at for at, each in enumerate(scope.channels, 1)}
    for channel, found in groupby(scope.entries(), itemgetter(0)):
        at = numbers[channel.uid]
        start = f"kanal-{at}-sida-"
        batches = _batches(entry for _channel, entry in found)
        for number, (entries, is_last) in enumerate(batches, 1):
            name = f"{start}{number}.html"
            contents.add(channel.uid, name, entries)
            if scope.changes:
                contents.places |= {f"inlagg-{each['entry_id']}": name for each in entries}
            ways = _navigation(start, number, is_last)
            ways.insert(1, link(channel_page(at), "Om kanalen"))
            chunks = _page_chunks(scope, channel, entries, number, ways)
            yield PackageItem(f"{folder}/{name}", "text/html", map(page_bytes, chunks))


def _batches(entries: Iterable[Entry]) -> Iterator[tuple[list[Entry], bool]]:
    """Yield the posts of each page, and whether it is the last one."""
    source = iter(entries)
    batch = list(islice(source, MOST))
    while batch:
        following = list(islice(source, MOST))
        yield batch, not following
        batch = following


def _navigation(start: str, number: int, is_last: bool) -> list[str]:
    newer = [link(f"{start}{number - 1}.html", "Nyare inlägg")] if number > 1 else []
    older = [] if is_last else [link(f"{start}{number + 1}.html", "Äldre inlägg")]
    return [link("index.html", "Innehåll"), *newer, *older]


def _page_chunks(
    scope: Scope, channel: ChannelFacts, entries: list[Entry], number: int, ways: list[str]
) -> Iterator[str]:
    about = f'<p class="lead">{period_text(scope)}</p>\n'
    url = f"<p>{web_link(channel.profile_url)}</p>\n"
    title = f"{channel.title}, sida {number}" if number > 1 else channel.title
    yield page_start(title, scope.title, navigation("Sidor", ways) + about + url)
    for month, found in groupby(entries, _month):
        yield f'<h2 id="{month_id(month)}">{month_text(month)}</h2>\n'
        for each in found:
            yield _article(scope, each)
    yield navigation("Fler sidor", ways) + PAGE_END


def month_id(month: Month) -> str:
    """Return the id of a month's heading."""
    return f"m{month[0]}-{month[1]:02}"


def month_text(month: Month) -> str:
    """Return a month in Swedish."""
    return f"{MONTHS[month[1] - 1]} {month[0]}"


def _month(entry: Entry) -> Month:
    day = local_date(entry["time"])
    return day.year, day.month


def _article(scope: Scope, entry: Entry) -> str:
    acts = post_history(scope.hub, entry)
    more = "".join(_record(scope, entry, acts))
    note = _reason(entry, acts)
    return post_article(scope.timeline, entry, PICTURES, ORIGINALS, note=note, more=more)


def _reason(entry: Entry, acts: list[dict]) -> str:
    """Return why a hidden post is hidden."""
    why = [each["why"] for each in acts if each["act"] in HIDING_ACTS]
    return (
        f'<p class="note">Skäl: {escape(why[-1])}</p>\n'
        if entry["hidden"] and any(why[-1:])
        else ""
    )


def _record(scope: Scope, entry: Entry, acts: list[dict]) -> Iterator[str]:
    """Yield what the record says of a post beside its text."""
    if versions := version_list(entry):
        shown = "".join(_version(scope, entry, each) for each in reversed(versions))
        yield details(f"Tidigare versioner ({len(versions)})", shown)
    facts = fact_list(_facts(entry))
    yield details(f"Uppgifter och händelser ({len(acts)})", f"{facts}<ul>\n{_acts(acts)}</ul>\n")


def _version(scope: Scope, entry: Entry, version: Entry) -> str:
    heading = f"<h4>Gällde till {swedish_time(version['until'])}</h4>\n"
    if not version["title_derived"]:
        heading += f"<p><strong>{escape(version['title'])}</strong></p>\n"
    content = content_html(scope.timeline, entry, version, PICTURES, ORIGINALS)
    missing = missing_list(scope.timeline, entry, version)
    return f'<section class="version">\n{heading}{content}{missing}</section>\n'


def _facts(entry: Entry) -> Iterator[tuple[str, str]]:
    for name, label in (("published", "Publicerat"), ("updated", "Ändrat enligt källan")):
        if entry[name] is not None:
            yield label, swedish_time(entry[name])
    yield "Senast ändrat här", swedish_time(entry["last_changed"])
    yield "Etiketter", escape(", ".join(entry["categories"]))
    yield "Identitet", escape(entry_urn(entry["entry_id"]))


def _acts(acts: Iterable[dict]) -> str:
    return "".join(f"<li>{_act(each)}</li>\n" for each in acts)


def _act(act: dict) -> str:
    who = f", {escape(act['who_name'])}" if act["who"] else ""
    why = f": {escape(act['why'])}" if act["why"] else ""
    return f"{swedish_time(act['when'])}{who} – {escape(act['title'])}{why}"
