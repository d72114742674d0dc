"""What Meta's interfaces have in common (Graph API: cursors, errors, hiding)."""

from ..feeds.draft import Draft
from ..feeds.errors import FeedError
from ..feeds.text import paragraphs
from .faults import ENDED, FAULT, LIMIT, PERMISSION, UNKNOWN
from .model import Data, Page, Renewed
from .reading import objects, part, string, when
from .session import Session

VERSION = "/v25.0"
TOGETHER = 25  # posts of one page

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
    token, lasts = string(data, "access_token"), data.get("expires_in")
    if not token or not isinstance(lasts, int):
        raise FeedError("not_data", service=session.service)
    return Renewed({**session.secrets, "token": token}, lasts)
