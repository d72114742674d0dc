"""The pages by which a package is read with nothing but a browser: see ``view_html``."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from html import escape
from importlib.metadata import version
from itertools import groupby
from posixpath import basename, dirname, relpath
from time import time
from urllib.parse import quote

from ...accounts.channels.facts import ChannelFacts
from ...core.files.package_model import PackageItem
from ...site.pages.languages import in_language
from ...site.settings.registry import municipality_name
from . import view_changes, view_channels
from .record_tables import scope_snapshots
from .scope import Scope, period_bounds
from .snapshot_storage import Snapshot
from .view_html import (
    PAGE_END,
    fact_list,
    link,
    navigation,
    page_bytes,
    page_start,
    period_text,
    swedish_date,
    swedish_number,
    swedish_time,
    table,
)
from .view_messages import MessagePage, message_pages, secret_note
from .view_posts import Month, PostContents, month_id, month_text, post_pages

FOLDER = "representations/posts/data/view"
SNAPSHOTS = "ogonblicksbilder.html"
MOST_LISTED = 50  # files of a folder
STATES = {
    "published": "visas för besökare",
    "withdrawn": "borttagna hos tjänsten",
    "hidden": "dolda av kommunen",
    "disposed": "gallrade",
    "record": "bara bevarade",
    "held": "väntade på granskning",
    "filtered": "bortvalda av kanalens filter",
    "expired": "för gamla för att visas",
}
FILE_TITLES = {
    "om-paketet.txt": "Om paketet: vad som finns var",
    "kontrollera-bevis.html": "Kontrollera bevisen i proofs.jsonl, i webbläsaren",
    "changes.csv": "Vad som har hänt med handlingarna sedan arkivet fick dem, som tabell",
    "proofs.jsonl": "Bevis för att inläggen är oförändrade, som data",
    "utelamnat.csv": "Vad som inte är med, och varför",
    "entries.jsonl": "Inläggen som data",
    "acts.csv": "Vad som har gjorts med inläggen, av vem och varför",
    "featured.csv": "Vad som har stått under Viktigt nu",
    "content.jsonl": "Kanalernas och förvaltningarnas alla uppgifter som data",
    "register.csv": "Kanalernas uppgifter som tabell",
    "history.csv": "Kanalernas historik som tabell",
    "rounds.csv": "Tillsynsrundor",
    "snapshots.csv": "Ögonblicksbilderna som tabell",
    "messages.jsonl": "Meddelandena som data, med underlag",
    "diary.csv": "Diariet som tabell",
    "comment-rules.csv": "Kanalernas regler för kommentarer",
    "retention-rules.csv": "Regler för bevarande och gallring",
    "disposals.csv": "Gallring, med beslut",
    "holds.csv": "Gallringsstopp",
}
READ_FIRST = ("om-paketet.txt", "utelamnat.csv")
SUMS = (
    "Varje fils kontrollsumma (SHA-256) står i "
    f"{link('../../../../documentation/sha256sum.txt', 'sha256sum.txt')}, i "
    f"{link('../../METS.xml', 'METS.xml för inläggen')} och i "
    f"{link('../../../../METS.xml', 'METS.xml för paketet')}. Kommandot <code>sha256sum --check "
    "documentation/sha256sum.txt</code> i paketets mapp jämför dem med filerna."
)
Items = Callable[[Scope], Iterator[PackageItem]]


class PackedFiles:
    """The files of a package so far: the number in each folder, and the paths of the first."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.paths: defaultdict[str, list[str]] = defaultdict(list)
        self.archives: list[str] = []

    def add(self, item: PackageItem) -> None:
        """Add a file."""
        folder = dirname(item.path)
        self.counts[folder] += 1
        if self.counts[folder] <= MOST_LISTED:
            self.paths[folder].append(item.path)
        if item.type == "application/zip":
            self.archives.append(item.path)


def with_view(items: Items) -> Items:
    """Return ``items`` with the pages of the view added, which lead to all files before them."""

    @wraps(items)
    def all_items(scope: Scope) -> Iterator[PackageItem]:
        packed = PackedFiles()
        for item in items(scope):
            packed.add(item)
            yield item
        with in_language("sv"):
            yield from _view_items(scope, packed)

    return all_items


def _view_items(scope: Scope, packed: PackedFiles) -> Iterator[PackageItem]:
    posts, messages = PostContents(), list[MessagePage]()
    yield from post_pages(scope, FOLDER, posts)
    yield from message_pages(scope, FOLDER, messages)
    yield from view_channels.channel_pages(scope, FOLDER)
    places = {f"meddelande-{number}": each.name for each in messages for number in each.numbers}
    yield from view_changes.change_pages(scope, FOLDER, posts.places | places)
    yield _page(SNAPSHOTS, _snapshot_chunks(scope, packed))
    yield _page("index.html", _index_chunks(scope, packed, posts, messages))


def _page(name: str, chunks: Iterator[str]) -> PackageItem:
    return PackageItem(f"{FOLDER}/{name}", "text/html", map(page_bytes, chunks))


def _snapshot_chunks(scope: Scope, packed: PackedFiles) -> Iterator[str]:
    ways = navigation("Sidor", [link("index.html", "Innehåll")])
    about = f'<p class="lead">{period_text(scope)} Så som kanalerna såg ut vid en viss tid.</p>\n'
    yield page_start("Ögonblicksbilder", scope.title, ways + about)
    heads = ("Kanal", "Tid", "Innehåll", "Fil", "SHA-256")
    rows = [_snapshot_row(facts, each, packed) for facts, each in _snapshots(scope)]
    none = "<p>Ingen ögonblicksbild togs under perioden.</p>\n"
    yield table("Ögonblicksbilder, de senaste först", heads, rows) if rows else none
    yield PAGE_END


def _snapshots(scope: Scope) -> Iterator[tuple[ChannelFacts, Snapshot]]:
    titles = {each.uid: each for each in scope.channels}
    return ((titles[each.uid], each) for each in scope_snapshots(scope))


def _snapshot_row(facts: ChannelFacts, snapshot: Snapshot, packed: PackedFiles) -> list[str]:
    files = ", ".join(snapshot.uploaded)
    path = next((each for each in packed.archives if snapshot.id in basename(each)), None)
    gone = "gallrad" if snapshot.disposed else "inte med i paketet"
    return [
        escape(facts.title),
        swedish_time(snapshot.taken),
        escape(f"Uppladdade filer: {files}" if files else f"Inlägg: {snapshot.posts}"),
        _file_link(path) if path else gone,
        f'<span class="hash">{escape(snapshot.sha256)}</span>',
    ]


def _index_chunks(
    scope: Scope, packed: PackedFiles, posts: PostContents, messages: list[MessagePage]
) -> Iterator[str]:
    period = f"{swedish_date(scope.first)} till {swedish_date(scope.last)}"
    about = f'<p class="lead">{_subject(scope)}. {period_text(scope)}</p>\n'
    yield page_start(scope.title, period, about)
    yield secret_note(scope)
    yield fact_list(_facts(scope, posts, messages))
    yield _file_list(path for path in packed.paths["documentation"] if basename(path) in READ_FIRST)
    if scope.changes:
        lead = link(view_changes.PAGE, "Vad som har hänt med handlingarna sedan arkivet fick dem")
        yield f"<h2>Ändringar</h2>\n<ul>\n<li>{lead}</li>\n</ul>\n"
    if not scope.secret:
        yield "<h2>Inlägg</h2>\n"
        yield from (_channel_contents(each, posts) for each in scope.channels)
    yield "<h2>Meddelanden</h2>\n" + _message_list(messages)
    yield "<h2>Kanaler</h2>\n<ul>\n"
    yield f"<li>{link(view_channels.INDEX, 'Kanalernas uppgifter och historik')}</li>\n"
    yield f"<li>{link(SNAPSHOTS, 'Ögonblicksbilder')}</li>\n</ul>\n"
    yield f"<h2>Filer</h2>\n<p>{SUMS}</p>\n"
    yield from (_folder(packed, folder) for folder in sorted(packed.counts))
    yield PAGE_END


def _subject(scope: Scope) -> str:
    if scope.changes:
        return "Det som har ändrats bland handlingar som arkivet redan har"
    return "Inkomna meddelanden" if scope.secret else "Inlägg i sociala medier"


def _facts(
    scope: Scope, posts: PostContents, messages: list[MessagePage]
) -> Iterator[tuple[str, str]]:
    states = [f"{swedish_number(posts.states[each])} {STATES[each]}" for each in STATES]
    shown = ", ".join(text for text in states if not text.startswith("0 "))
    total = swedish_number(sum(posts.states.values()))
    yield "Kommun", escape(municipality_name())
    yield "Förvaltning", escape(scope.administration)
    yield "Kanaler", escape(", ".join(each.title for each in scope.channels))
    yield "Inlägg", f"{total} ({shown})" if shown else total
    yield "Meddelanden", swedish_number(sum(len(each.numbers) for each in messages))
    if _is_part(scope):
        yield "Omfattning", "En del av en delad leverans: alla delar står i METS.xml."
    made = f"katrineholm.socialhub {version('katrineholm.socialhub')}"
    yield "Paketet gjordes", f"{swedish_time(int(time()))} med {made}"


def _is_part(scope: Scope) -> bool:
    """Return whether the posts of a scope are some of those of its period."""
    if scope.changes:
        return False
    whole = {(each.uid, *period_bounds(scope.first, scope.last)) for each in scope.channels}
    return {(each.channel.uid, each.start, each.end) for each in scope.spans} != whole


def _channel_contents(channel: ChannelFacts, posts: PostContents) -> str:
    heading = f"<h3>{escape(channel.title)}</h3>\n"
    pages = posts.pages.get(channel.uid)
    if not pages:
        return f"{heading}<p>Inga inlägg här under perioden.</p>\n"
    found = [(month, page, number) for page in pages for month, number in pages[page].items()]
    years = groupby(found, lambda each: each[0][0])
    return heading + fact_list((str(year), _months(list(months))) for year, months in years)


def _months(found: list[tuple[Month, str, int]]) -> str:
    """Return the months of a year, each with the first page on which it begins."""
    totals, first = Counter[Month](), dict[Month, str]()
    for month, page, number in found:
        totals[month] += number
        first.setdefault(month, page)
    links = (f"<li>{_month_link(first[each], each)} ({totals[each]})</li>\n" for each in first)
    return f'<ul class="months">\n{"".join(links)}</ul>\n'


def _month_link(page: str, month: Month) -> str:
    return link(f"{page}#{month_id(month)}", month_text(month).partition(" ")[0])


def _message_list(messages: list[MessagePage]) -> str:
    if not messages:
        return "<p>Inga meddelanden är med i paketet.</p>\n"
    rows = (f"<li>{_message_link(each)}</li>\n" for each in messages)
    return f"<ul>\n{''.join(rows)}</ul>\n"


def _message_link(page: MessagePage) -> str:
    return f"{link(page.name, page.title)}, {page.days} ({len(page.numbers)})"


def _folder(packed: PackedFiles, folder: str) -> str:
    heading = f"<h3>{escape(folder)}</h3>\n"
    if packed.counts[folder] > MOST_LISTED:
        return f"{heading}<p>{swedish_number(packed.counts[folder])} filer.</p>\n"
    return heading + _file_list(packed.paths[folder])


def _file_list(paths: Iterable[str]) -> str:
    rows = "".join(f"<li>{_file_row(path)}</li>\n" for path in paths)
    return f"<ul>\n{rows}</ul>\n" if rows else ""


def _file_row(path: str) -> str:
    title = FILE_TITLES.get(basename(path))
    return f"{_file_link(path)}: {escape(title)}" if title else _file_link(path)


def _file_link(path: str) -> str:
    return link(quote(relpath(path, FOLDER)), basename(path))
