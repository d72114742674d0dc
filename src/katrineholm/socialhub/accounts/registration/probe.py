"""Probing of a URL, to find its service, its account and the feeds that can be retrieved."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from time import monotonic

from ...core.feeds import discovery, retrieval
from ...core.feeds.errors import FeedError
from ...core.feeds.model import Feed
from ...core.feeds.reader import parse_feed
from ...core.feeds.response import Response
from ...core.feeds.retrieval import checked_response
from ...core.feeds.settings import networks_for_redirects
from ...core.feeds.source_kinds import WEB_SITES, feed_kind
from ...core.platforms.catalogue import feed_url_in_page, find_platform
from ...core.platforms.interfaces import IPlatform, Profile
from ...core.platforms.urls import other_url
from ...site.pages.address_validation import account_of_url
from ...site.pages.parser_calls import run_in_feed_parser

SECONDS = 30
MOST_CANDIDATES = 5
SILENT_CODES = ("no_answer", "insecure", "too_slow")
# Services that a page names as its generator.
KNOWN_GENERATORS = ("wordpress", "ghost", "blogger", "lemmy", "peertube")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A feed that can be retrieved. ``feed`` contains its entries; ``answer`` is the response."""

    feed_url: str
    feed: Feed
    answer: Response


@dataclass(slots=True)
class Probe:
    """The result of probing a URL, with the most relevant of its ``problems`` first."""

    profile: Profile
    run: Callable = run_in_feed_parser
    candidates: list[Candidate] = field(default_factory=list)
    problems: list[FeedError] = field(default_factory=list)

    def add_problem(self, problem: FeedError) -> None:
        """Add a problem unless it is known, as a feed and a page on one server fail alike."""
        if str(problem) not in map(str, self.problems):
            self.problems.append(problem)

    @property
    def service(self) -> IPlatform:
        """The service to which the URL belongs."""
        return find_platform(self.profile.platform)

    @property
    def kind(self) -> str:
        """The kind of the service, or of the first feed if it is an ordinary web site."""
        if self.service.name in WEB_SITES and self.candidates:
            return feed_kind(self.candidates[0].feed)
        return self.service.kind

    @property
    def title(self) -> str:
        """The first title of a feed, or else a title made from the account's name."""
        titles = (candidate.feed.title for candidate in self.candidates)
        return next(filter(None, titles), _title_of(self.profile))


def _title_of(profile: Profile) -> str:
    """Return an account's readable name: without its type, its server and its mark."""
    if profile.platform in WEB_SITES:
        return profile.account
    name = profile.account.rpartition("/")[2].lstrip("@!").partition("@")[0].replace("-", " ")
    return name[:1].upper() + name[1:]


def probe_url(
    address: str,
    *,
    get: Callable = retrieval.fetch_url,
    clock: Callable = monotonic,
    run: Callable = run_in_feed_parser,
) -> Probe:
    """Probe a URL for at most 30 seconds. Raise FeedError if it is not a URL.

    A service without feeds is sent no requests. A URL without a scheme is requested by https first,
    and by http if there is no response; one that begins with feed: the other way round.
    """
    get = _limited_get(SECONDS, get, clock)
    found = _probed(Probe(account_of_url(address), run), get)
    if _is_silent(found) and (other := other_url(address)):
        again = _probed(Probe(account_of_url(other), run), get)
        return found if _is_silent(again) else again
    return found


def has_feeds(service: IPlatform) -> bool:
    """Return whether a service may have feeds, so that it is useful to search for one."""
    return service.feed in ("rule", "page")


def _probed(found, get):
    if has_feeds(found.service):
        _look(found, get)
    return found


def _is_silent(found):
    """Return whether no server has responded."""
    return bool(found.problems) and all(each.code in SILENT_CODES for each in found.problems)


def _limited_get(seconds, get, clock):
    """Return a ``get`` with a time limit for all its calls together."""
    end = clock() + seconds

    def limited(url, *, deadline=retrieval.DEADLINE, **options):
        left = end - clock()
        if left <= 0:
            raise FeedError("too_slow", seconds=seconds)
        return get(url, deadline=min(left, deadline), **options)

    return limited


def _look(found, get):
    """Try the feed URL of the service's rule, then those of the page."""
    profile = found.profile
    if profile.feed_url:
        _try(found, profile.feed_url, get)
    if profile.discover and not found.candidates:
        _look_in_page(found, profile.discover, get)
    if not found.candidates and not found.problems:
        found.problems.append(FeedError("no_feed"))


def _look_in_page(found, url, get):
    try:
        page = checked_response(get(url, accept=discovery.PAGE_ACCEPT), now=datetime.now(UTC))
        tool = found.run(discovery.page_generator, page.body)
        named = found.run(discovery.feed_candidates, page.body, page.url)
    except FeedError as error:
        found.add_problem(error)
        return
    found.profile = _profile_by_generator(tool, found.profile)
    if _take(found, url, page):
        return
    get = partial(get, networks=networks_for_redirects(page.inside))
    for feed_url in _feed_urls(page, found.profile, named)[:MOST_CANDIDATES]:
        _try(found, feed_url, get)
    if not found.candidates and (answer := discovery.find_usual_feed(page.url, get=get)):
        _take(found, answer.url, answer)


def _profile_by_generator(generator, profile):
    """Return the profile with the service that generates the web site, if it is a known one."""
    tool = generator.partition(" ")[0].lower()
    if profile.platform == "website" and tool in KNOWN_GENERATORS:
        return replace(profile, platform=tool)
    return profile


def _feed_urls(page, profile, candidates):
    """Return the unique feed URLs of the page, the service's own first."""
    own = feed_url_in_page(page.body.decode("utf-8", "replace"), profile)
    named = [candidate.url for candidate in candidates]
    return list(dict.fromkeys([*filter(None, [own]), *named]))


def _try(found, feed_url, get):
    try:
        answer = checked_response(get(feed_url), now=datetime.now(UTC))
        found.candidates.append(Candidate(feed_url, _parsed_feed(answer, found.run), answer))
    except FeedError as error:
        found.add_problem(error)


def _take(found, url, answer):
    """Add the response as a candidate and return True if it is a feed itself, else False."""
    try:
        found.candidates.append(Candidate(url, _parsed_feed(answer, found.run), answer))
    except FeedError:
        return False
    return True


def _parsed_feed(answer, run):
    return run(parse_feed, answer.body, answer.headers.get("content-type", ""), answer.url)
