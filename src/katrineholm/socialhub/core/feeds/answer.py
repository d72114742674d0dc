"""What came back, and whether it is what was asked for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .errors import FeedError
from .headers import Headers
from .schedule import retry_after

# What the pages hold that ask a visitor to prove to be a human, and nothing else does.
CHALLENGES = re.compile(
    rb"_cf_chl_opt|/cdn-cgi/challenge-platform/|_Incapsula_Resource|anubis_challenge"
    rb"|captcha-delivery\.com|/\.well-known/ddos-guard|sucuri_cloudproxy_js|awsWafCookieDomainList"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back.

    ``url`` is where it came from in the end, ``headers`` ignore case, ``body`` is unpacked.
    ``moved_to`` is the end of a chain of permanent redirects, empty where one of them was not
    or led from https to http. ``whole`` says that the request had no conditions, ``inside`` that
    the server stands in a network that the operator allowed: see ``Hop``.
    """

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=Headers)
    body: bytes = b""
    moved_to: str = ""
    whole: bool = True
    inside: bool = False


def expect(answer: Answer, *, now: datetime) -> Answer:
    """The answer itself where it has content or is an expected 304. Raises FeedError."""
    if answer.status == 304 and not answer.whole:
        return answer
    if _is_challenge(answer):
        raise FeedError("challenged", retry_after=retry_after(answer.headers, now))
    if answer.status == 204 or (answer.status == 200 and not answer.body):
        raise FeedError("empty")
    if answer.status != 200:
        raise FeedError(
            _code(answer.status),
            retry_after=retry_after(answer.headers, now),
            status=answer.status,
        )
    return answer


def _code(status: int) -> str:
    names = {401: "forbidden", 403: "forbidden", 404: "missing", 410: "gone"}
    names.update({429: "busy", 503: "busy"})
    return names.get(status) or ("server_error" if status >= 500 else "status")


def _is_challenge(answer: Answer) -> bool:
    headers = answer.headers
    if "challenge" in (headers.get("cf-mitigated"), headers.get("x-amzn-waf-action")):
        return True
    if headers.get("x-vercel-mitigated") == "challenge":
        return True
    is_page = "html" in headers.get("content-type", "")
    return is_page and CHALLENGES.search(answer.body[: 2**16]) is not None
