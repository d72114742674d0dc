"""The connector of Mastodon: an account on any server; its posts and their replies are in feeds.

Source: docs.joinmastodon.org, Methods, accounts (verify_credentials).
"""

from ..feeds.errors import _
from ..feeds.sanitiser import html_to_text
from .answers import answer_id, matching_answer
from .connector import Connector
from .connector_errors import ENDED, FAULT, PERMISSION, UNKNOWN
from .json_values import required_list, string, timestamp, whole_number
from .login import Login
from .model import Account, CountPage, Data, PostCount, PostedAnswer
from .session import Session

TOGETHER = 40  # posts of one page, the API's maximum
_KINDS = {
    "The access token is invalid": ENDED,
    "The access token was revoked": ENDED,
    "The access token expired": ENDED,
    "This action is outside the authorized scopes": PERMISSION,
    "Record not found": UNKNOWN,
}


def response_fault(data: Data) -> tuple[str, str] | None:
    """Return the kind of an error in a response, or None; Mastodon gives no codes."""
    error = string(data, "error")
    return (_KINDS.get(error, FAULT), "") if error else None


def token_accounts(session: Session, account: str) -> list[Account]:
    """Return the account that the token is for, in a list, as ``@name@server``."""
    data = session.get("/api/v1/accounts/verify_credentials")
    return [Account(string(data, "id"), f"@{string(data, 'username')}@{session.host}")]


def reply(session: Session, comment: str, text: str) -> PostedAnswer:
    """Answer a status, given by its id on the account's own server. Raise FeedError.

    Source: Methods, statuses (post a new status).
    """
    data = session.post(
        "/api/v1/statuses", {"status": text, "in_reply_to_id": comment, "visibility": "public"}
    )
    return PostedAnswer(answer_id(session, data, comment), string(data, "url"))


def find_reply(session: Session, comment: str, text: str, since: int) -> PostedAnswer | None:
    """Return the answer to a status with this text; None if it is missing."""
    data = session.get(f"/api/v1/statuses/{comment}/context")
    found = (
        (
            PostedAnswer(string(each, "id"), string(each, "url")),
            html_to_text(string(each, "content")),
            timestamp(string(each, "created_at")),
        )
        for each in required_list(data, "descendants", session.service)
        if string(each, "in_reply_to_id") == comment
    )
    return matching_answer(found, text, since)


def follower_count(session: Session, account: str) -> int | None:
    """Return the number of followers."""
    return whole_number(session.get(f"/api/v1/accounts/{account}"), "followers_count")


def count_page(session: Session, account: str, after: str) -> CountPage:
    """Return one page (``after`` the id of the post before it) of the likes of posts."""
    query = {"max_id": after} if after else {}
    path = f"/api/v1/accounts/{account}/statuses"
    posts = session.get_list(path, limit=TOGETHER, exclude_reblogs="true", **query)
    counts = (
        PostCount(string(each, "url"), likes=whole_number(each, "favourites_count"))
        for each in posts
    )
    more = string(posts[-1], "id") if len(posts) == TOGETHER else ""
    return CountPage(tuple(counts), more)


MASTODON = Connector(
    name="mastodon",
    platform="mastodon",
    title="Mastodon",
    host="",
    needs=_(
        "For answers and the number of followers, the posts come by the feed: an application under"
        " Preferences, Development on the account's server, and its token with read:accounts,"
        " read:statuses and, to answer, write:statuses."
    ),
    fault=response_fault,
    whose=token_accounts,
    reply=reply,
    find_reply=find_reply,
    answer_length=500,
    followers=follower_count,
    counts=count_page,
    answer_scopes=("write:statuses",),
    login=Login(
        page=("", "/oauth/authorize"),
        exchange=("", "/oauth/token"),
        reading=("read:accounts", "read:statuses"),
        answering=("write:statuses",),
        reads=_("See how many follow the account. Its posts come by the feed."),
        answers=_("Answer in the account's name."),
        before=_("Nothing: the site makes itself known to the account's server by itself."),
        register="/api/v1/apps",
    ),
)
