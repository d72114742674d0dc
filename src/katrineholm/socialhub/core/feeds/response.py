"""Responses to requests, their headers, and the errors that they imply."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .errors import FeedError
from .schedule import retry_after_seconds


class Headers(Mapping[str, str]):
    """HTTP headers by case-insensitive name."""

    __slots__ = ("_lines",)

    def __init__(self, lines: Mapping[str, str] | None = None) -> None:
        self._lines = {name.lower(): value for name, value in (lines or {}).items()}

    def __getitem__(self, name: str) -> str:
        return self._lines[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def __repr__(self) -> str:
        return f"Headers({self._lines!r})"


CODES = {401: "forbidden", 403: "forbidden", 404: "missing", 410: "gone", 429: "busy", 503: "busy"}
# Marks of pages that ask visitors to prove that they are human.
CHALLENGES = re.compile(
    rb"_cf_chl_opt|/cdn-cgi/challenge-platform/|_Incapsula_Resource|anubis_challenge"
    rb"|captcha-delivery\.com|/\.well-known/ddos-guard|sucuri_cloudproxy_js|awsWafCookieDomainList"
)


@dataclass(frozen=True, slots=True)
class Response:
    """A response, after redirects were followed.

    ``url`` is the final URL, ``headers`` ignore case, ``body`` is decompressed. ``moved_to`` is the
    end of a chain of permanent redirects, empty if one was temporary or led from https to http.
    ``whole`` is true if the request had no conditions, ``inside`` if the server is in a private
    network that the operator has allowed: see ``Hop``.
    """

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=Headers)
    body: bytes = b""
    moved_to: str = ""
    whole: bool = True
    inside: bool = False


def checked_response(answer: Response, *, now: datetime) -> Response:
    """Return a response if it has content or is an expected 304; raise FeedError otherwise."""
    if answer.status == 304 and not answer.whole:
        return answer
    wait = retry_after_seconds(answer.headers, now)
    if _is_challenge(answer):
        raise FeedError("challenged", retry_after=wait)
    if answer.status == 204 or (answer.status == 200 and not answer.body):
        raise FeedError("empty")
    if answer.status != 200:
        code = CODES.get(answer.status) or ("server_error" if answer.status >= 500 else "status")
        raise FeedError(code, retry_after=wait, status=answer.status)
    return answer


def _is_challenge(answer: Response) -> bool:
    headers = answer.headers
    names = ("cf-mitigated", "x-amzn-waf-action", "x-vercel-mitigated")
    if any(headers.get(name) == "challenge" for name in names):
        return True
    is_page = "html" in headers.get("content-type", "")
    return is_page and CHALLENGES.search(answer.body[: 2**16]) is not None
