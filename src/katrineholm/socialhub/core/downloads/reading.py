"""The posts of a download, and what was understood of it, file by file."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from .facebook import Facebook
from .faults import DownloadFault
from .fediverse import Fediverse
from .instagram import Instagram
from .linkedin import LinkedIn
from .mojibake import mended
from .opening import Download, Member, Upload, check_sizes, opened
from .post import EMPTY, UNDATED, Post
from .row import ACCOUNT, SHEET, Row, Service
from .streams import rows
from .threads import Threads
from .tiktok import TikTok
from .x import X
from .youtube import YouTube

SERVICES = (Instagram, Threads, Facebook, X, TikTok, LinkedIn, YouTube, Fediverse)
NAMES = tuple(each.name for each in SERVICES)
MOST_POSTS = 100_000
MOST_TOLD = 30
MOST_SHOWN = 4  # pictures of a post, as core.timeline keeps them
# What is never opened, whoever asks: talks with others, and where and whence somebody was.
LEFT_OUT = {
    "messages": re.compile(r"messages?/|direct-message|direct_message|chat|inbox/", re.I),
    "logins": re.compile(r"login|security|ip-audit|ip_audit|device|session|password", re.I),
    "positions": re.compile(r"location|places?|maps?/", re.I),
}


@dataclass(slots=True)
class FileReport:
    """What came of one file: its rows, the posts among them, and what was not understood."""

    path: str
    service: str = ""
    rows: int = 0
    posts: int = 0
    strange: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    unknown: tuple[str, ...] = ()


@dataclass(slots=True)
class Report:
    """What a download holds.

    ``left_out`` counts the files that are never opened, by why; ``closed`` the posts that are
    never public, by why. ``lost`` are pictures that posts name and the download lacks, ``films``
    what is not brought in, nor are the pictures ``beyond`` the first of their posts.
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
        """The services that have posts in it."""
        return tuple(dict.fromkeys(each.service for each in self.files if each.posts))


@dataclass(slots=True)
class Reading:
    """A download that has been read, open until the ``with`` block ends."""

    download: Download
    posts: list[Post]
    report: Report


@contextmanager
def read(uploads: Sequence[Upload], services: Collection[str] = NAMES) -> Iterator[Reading]:
    """Read a download of one file or several; raises DownloadFault where it is not to be used.

    Nothing but the posts of these services is looked for: one download may hold several.
    """
    with opened(uploads) as download:
        report = Report()
        chosen = _chosen(download, services, report)
        check_sizes([member for member, _ in chosen])
        makers = [make() for make in SERVICES if make.name in services]
        found: dict[str, list[Post]] = {each.name: [] for each in makers}
        for member, name in chosen:
            _read(member, [each for each in makers if name in ("", each.name)], found, report)
        posts = [post for each in makers for post in each.finished(found[each.name])]
        _sum_up(download, posts, report)
        yield Reading(download, posts, report)


def _chosen(
    download: Download, services: Collection[str], report: Report
) -> list[tuple[Member, str]]:
    """The members to open, with the service by their path; empty where a file came by itself."""
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
        raise DownloadFault("elsewhere", service=elsewhere[0])
    if not chosen:
        pages = [path for path in download.members if path.lower().endswith(".html")]
        raise DownloadFault("html", name=pages[0]) if pages else DownloadFault("unknown")
    return chosen


def _service_by(path: str) -> str | None:
    """By where the file lies, below one folder at most that is around it all."""
    inside = path.partition("/")[2]
    matching = (each for each in SERVICES for at in (path, inside) if each.files.fullmatch(at))
    return next((each.name for each in matching), None)


def _read(
    member: Member, makers: list[Service], found: dict[str, list[Post]], report: Report
) -> None:
    """By the service whose rows these are: the shape of each file tells, not its name alone."""
    told = FileReport(member.path)
    unknown: Counter[str] = Counter()
    for row in rows(member):
        told.rows += 1
        service = next((each for each in makers if each.fits(row)), None)
        if service is None and row.place == "csv" and told.rows == 1:
            report.others += 1  # another table than that of the posts
            return
        if service is None and row.place == SHEET:
            told.rows -= 1  # of another sheet than that of the posts
            continue
        if service is None:
            told.strange += 1
            unknown.update(row.values.keys())
            continue
        told.service = service.name
        unknown.update(_unknown(row, service))
        if service.is_torn:
            row = replace(row, values=mended(row.values))
        _take(service, row, told, found[service.name])
    told.unknown = tuple(name[:60] for name, _ in unknown.most_common(MOST_TOLD))
    report.files.append(told)


def _unknown(row: Row, service: Service) -> Iterator[str]:
    """The keys that the service's reader knows nothing of, however they are written."""
    return (
        each for each in row.values if service.known and not {each, each.lower()} & service.known
    )


def _take(service: Service, row: Row, told: FileReport, posts: list[Post]) -> None:
    said = service.read(row)
    if isinstance(said, Post) and not said.says_something and not said.link:
        said = EMPTY
    if isinstance(said, Post):
        told.posts += 1
        posts.append(said)
        if len(posts) > MOST_POSTS:
            raise DownloadFault("too_many_posts", limit=MOST_POSTS)
    elif said is None:
        told.strange += 1
    elif said != ACCOUNT:
        told.left_out[said] += 1


def _sum_up(download: Download, posts: list[Post], report: Report) -> None:
    if not posts and not any(each.service for each in report.files):
        raise DownloadFault("unknown")
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
