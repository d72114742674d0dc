"""What Meta's interfaces have in common (Graph API: cursors, errors, hiding)."""

import hmac
from collections.abc import Iterator, Mapping

from ..feeds.draft import Draft
from ..feeds.errors import FeedError
from ..feeds.text import paragraphs
from .environment import default_app
from .faults import ENDED, FAULT, LIMIT, PERMISSION, UNKNOWN
from .model import Data, Examined, Page, Renewed, Secrets
from .reading import count, objects, part, string, when
from .session import Session

VERSION = "/v25.0"
TOGETHER = 25  # posts of one page
MORE = 20  # requests of one round for comments that did not come with their post
EXAMINED = "/debug_token"
FOLLOWERS = "followers_count"

_THROTTLED = frozenset((4, 17, 32, 613, *range(80000, 80015)))
_ENDED = frozenset((102, 190))
_PERMISSIONS = frozenset((10, *range(200, 300)))
_UNKNOWN = frozenset((100, 803))


def fault(data: Data) -> tuple[str, str] | None:
    """What ``error`` says, by its code (Graph API, Handling Errors; Rate Limits)."""
    error = data.get("error")
    if not error:
        return None
    code = error.get("code") if isinstance(error, dict) else None
    number = code if isinstance(code, int) else 0
    kinds = ((_ENDED, ENDED), (_THROTTLED, LIMIT), (_PERMISSIONS, PERMISSION), (_UNKNOWN, UNKNOWN))
    kind = next((kind for codes, kind in kinds if number in codes), FAULT)
    return kind, str(number)


def after(data: Data) -> str:
    """The cursor of the next page; the address ``next`` holds the token and is never followed."""
    paging = part(data, "paging")
    return string(part(paging, "cursors"), "after") if paging.get("next") else ""


def draft(post: Data, caption: str, link: str = "permalink") -> Draft:
    """What a post's common fields tell."""
    dated = string(post, "timestamp") or string(post, "created_time")
    address = string(post, link)
    return Draft(
        id=string(post, "id"),
        link=address,
        base=address,
        html=paragraphs(string(post, caption)),
        published=when(dated),
        dated=dated,
        author=string(post, "username"),
    )


def signed(secrets: Secrets) -> Mapping[str, str]:
    """That the asker has the app's secret, too: alone, a token that has leaked is worth nothing.

    Source: Graph API, Securing Requests. Nothing where no app is set in the environment.
    """
    app = default_app()
    if app is None:
        return {}
    proof = hmac.new(app[1].encode(), secrets["token"].encode(), "sha256").hexdigest()
    return {"appsecret_proof": proof}


def examine(session: Session) -> Examined | None:
    """What Meta tells the app of a token; None where no app is set in the environment.

    Raises FeedError, also where the token is none that counts.
    """
    app = default_app()
    if app is None:
        return None
    asked = session.by("|".join(app))
    told = part(asked.get(f"{VERSION}{EXAMINED}", input_token=session.secrets["token"]), "data")
    if told.get("is_valid") is not True:
        raise FeedError("token_ended", service=session.service)
    ends = (count(told, name) for name in ("expires_at", "data_access_expires_at"))
    scopes = told.get("scopes")
    named = [each for each in scopes if isinstance(each, str)] if isinstance(scopes, list) else []
    return Examined(
        min(filter(None, ends), default=0),
        tuple(each for each in named if each.replace("_", "").isalnum()),
    )


def followers(session: Session, account: str) -> int | None:
    """How many follow an account or a page."""
    return count(session.get(f"{VERSION}/{account}", fields=FOLLOWERS), FOLLOWERS)


class More:
    """Asks for what did not come with a post, ``MORE`` requests at most in a round."""

    def __init__(self, session: Session) -> None:
        self.session, self.left = session, MORE

    def below(self, whole: Data, edge: str, **query: str) -> Iterator[Data]:
        """All that stands at an edge of an object: what came with it, then page after page."""
        told = part(whole, edge)
        yield from objects(told.get("data"))
        while (cursor := after(told)) and self.left:
            self.left -= 1
            path = f"{VERSION}/{string(whole, 'id')}/{edge}"
            told = self.session.get(path, after=cursor, **query)
            yield from objects(told.get("data"))


def page(drafts: list[Draft], data: Data) -> Page:
    """A page of those that have an id."""
    return Page(tuple(each for each in drafts if each.id), after(data))


def children(post: Data) -> list[Data]:
    """The parts of a post with several pictures; the post itself where it has none."""
    return objects(part(post, "children").get("data")) or [post]


def cursor(after: str) -> dict[str, str]:
    """The query for the page after a cursor."""
    return {"after": after} if after else {}


def word(flag: bool) -> str:
    """A flag as queries have it."""
    return "true" if flag else "false"


def done(data: Data, service: str) -> None:
    """Raise FeedError where the service does not say that it did what was asked."""
    if data.get("success") is not True:
        raise FeedError("interface_fault", service=service, number="success")


def renewed(data: Data, session: Session) -> Renewed:
    """The token that came back, and for how long. Raises FeedError where none did."""
    token, lasts = string(data, "access_token"), count(data, "expires_in")
    if not token or not lasts:
        raise FeedError("not_data", service=session.service)
    return Renewed({**session.secrets, "token": token}, lasts)
