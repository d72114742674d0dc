"""Reading of all posts in a download, with a report on each file."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from .download_errors import DownloadError
from .download_files import Download, Member, Upload, check_sizes, open_download
from .download_post import EMPTY, UNDATED, Post
from .download_row import ACCOUNT, SHEET, Row, RowReader, repair_mojibake
from .facebook_download import Facebook
from .fediverse_download import Fediverse
from .instagram_download import Instagram, Threads
from .linkedin_download import LinkedIn
from .row_streams import file_rows
from .tiktok_download import TikTok
from .x_download import X
from .youtube_download import YouTube

SERVICES = (Instagram, Threads, Facebook, X, TikTok, LinkedIn, YouTube, Fediverse)
SERVICE_NAMES = tuple(each.name for each in SERVICES)
MOST_POSTS = 100_000
MOST_UNKNOWN = 30  # keys in a file's report
MOST_SHOWN = 4  # pictures of a post, as core.timeline keeps them
# Files that are never opened: private messages, logins and locations.
LEFT_OUT = {
    "messages": re.compile(r"messages?/|direct-message|direct_message|chat|inbox/", re.I),
    "logins": re.compile(r"login|security|ip-audit|ip_audit|device|session|password", re.I),
    "positions": re.compile(r"location|places?|maps?/", re.I),
}


@dataclass(slots=True)
class FileReport:
    """The counts of a file's rows and posts, and the keys in it that were not understood."""

    path: str
    service: str = ""
    rows: int = 0
    posts: int = 0
    strange: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    unknown: tuple[str, ...] = ()


@dataclass(slots=True)
class Report:
    """The contents of a download, as counts.

    ``left_out`` counts the files that are never opened, ``closed`` the posts that are never public,
    both keyed by reason. ``lost`` counts pictures that are missing in the download; ``films``, and
    pictures ``beyond`` the first few of a post, are not imported.
    """

    files: list[FileReport] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    closed: Counter[str] = field(default_factory=Counter)
    others: int = 0
    posts: int = 0
    pictures: int = 0
    lost: int = 0
    films: int = 0
    beyond: int = 0

    @property
    def services(self) -> tuple[str, ...]:
        """The names of the services that have posts in the download."""
        return tuple(dict.fromkeys(each.service for each in self.files if each.posts))


@dataclass(slots=True)
class ReadDownload:
    """The result of reading a download, which stays open until the ``with`` block ends."""

    download: Download
    posts: list[Post]
    report: Report


@contextmanager
def read_download(
    uploads: Sequence[Upload], services: Collection[str] = SERVICE_NAMES
) -> Iterator[ReadDownload]:
    """Read the posts of these services from a download. Raise DownloadError if it is unusable."""
    with open_download(uploads) as download:
        report = Report()
        chosen = _chosen(download, services, report)
        check_sizes([member for member, _ in chosen])
        makers = [make() for make in SERVICES if make.name in services]
        found: dict[str, list[Post]] = {each.name: [] for each in makers}
        for member, name in chosen:
            _read(member, [each for each in makers if name in ("", each.name)], found, report)
        posts = [post for each in makers for post in each.combined(found[each.name])]
        _sum_up(download, posts, report)
        yield ReadDownload(download, posts, report)


def _chosen(
    download: Download, services: Collection[str], report: Report
) -> list[tuple[Member, str]]:
    """Return the members to open, each with its service's name, empty if only its rows show it."""
    chosen: list[tuple[Member, str]] = []
    elsewhere = []
    for path, member in sorted(download.members.items()):
        name = _service_by(path)
        if name is None and member.archive is None:
            name = ""
        if name is not None and (name in services or not name):
            chosen.append((member, name))
        elif name is not None:
            elsewhere.append(name)
            report.others += 1
        elif reason := next((why for why, like in LEFT_OUT.items() if like.search(path)), ""):
            report.left_out[reason] += 1
        elif path.lower().endswith((".json", ".js", ".csv", ".html")):
            report.others += 1
    if not chosen and elsewhere:
        raise DownloadError("elsewhere", service=elsewhere[0])
    if not chosen:
        pages = [path for path in download.members if path.lower().endswith(".html")]
        raise DownloadError("html", name=pages[0]) if pages else DownloadError("unknown")
    return chosen


def _service_by(path: str) -> str | None:
    """Return the service with files at this path, perhaps inside one folder around them all."""
    inside = path.partition("/")[2]
    matching = (each for each in SERVICES for at in (path, inside) if each.files.fullmatch(at))
    return next((each.name for each in matching), None)


def _read(
    member: Member, makers: list[RowReader], found: dict[str, list[Post]], report: Report
) -> None:
    """Read a file's rows, each by the first service that it matches."""
    file = FileReport(member.path)
    unknown: Counter[str] = Counter()
    for row in file_rows(member):
        file.rows += 1
        service = next((each for each in makers if each.matches(row)), None)
        if service is None and row.place == "csv" and file.rows == 1:
            report.others += 1  # a table of something else than posts
            return
        if service is None and row.place == SHEET:
            file.rows -= 1  # a sheet of something else than posts
            continue
        if service is None:
            file.strange += 1
            unknown.update(row.values.keys())
            continue
        file.service = service.name
        known = service.known
        unknown.update(each for each in row.values if known and not {each, each.lower()} & known)
        if service.has_mojibake:
            row = replace(row, values=repair_mojibake(row.values))
        _take(service, row, file, found[service.name])
    file.unknown = tuple(name[:60] for name, _ in unknown.most_common(MOST_UNKNOWN))
    report.files.append(file)


def _take(service: RowReader, row: Row, file: FileReport, posts: list[Post]) -> None:
    found = service.read(row)
    if isinstance(found, Post) and not found.has_content and not found.link:
        found = EMPTY
    if isinstance(found, Post):
        file.posts += 1
        posts.append(found)
        if len(posts) > MOST_POSTS:
            raise DownloadError("too_many_posts", limit=MOST_POSTS)
    elif found is None:
        file.strange += 1
    elif found != ACCOUNT:
        file.left_out[found] += 1


def _sum_up(download: Download, posts: list[Post], report: Report) -> None:
    if not posts and not any(each.service for each in report.files):
        raise DownloadError("unknown")
    report.posts = len(posts)
    for post in posts:
        if post.moment is None:
            post.closed = post.closed or UNDATED
        if post.closed:
            report.closed[post.closed] += 1
        report.films += len(post.media) - len(post.pictures)
        report.beyond += max(len(post.pictures) - MOST_SHOWN, 0)
        here = sum(download.has(each.path) for each in post.pictures)
        report.pictures += here
        report.lost += len(post.pictures) - here
