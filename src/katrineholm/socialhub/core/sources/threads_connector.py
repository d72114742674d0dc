"""The connector of Threads, for an account with its own login."""

from functools import partial

from ..feeds.errors import _
from ..feeds.schedule import DAY
from . import meta_graph
from .connector import Connector
from .json_values import child, required_list, string, timestamp, whole_number
from .login import Login
from .model import Account, ApiComment, Data, PostPage
from .session import Session

VERSION = "/v1.0"
POST = (
    "id,text,media_type,media_url,thumbnail_url,permalink,timestamp,username,alt_text,"
    "link_attachment_url,children{id,media_type,media_url,thumbnail_url,alt_text}"
)
REPLY = "id,text,timestamp,username,permalink,hide_status,replied_to,is_reply_owned_by_me"
PAGES = 4  # of the replies to one post
ASKED_ABOUT = 5  # newest posts, for their replies; each costs a request


def token_accounts(session: Session, account: str) -> list[Account]:
    """Return the Threads account that the token is for, in a list."""
    data = session.get(f"{VERSION}/me", fields="id,username")
    return [Account(string(data, "id"), string(data, "username"))]


def post_page(session: Session, account: str, after: str) -> PostPage:
    """Return one page (``after`` a cursor) of the account's posts, without reposts."""
    query = meta_graph.cursor_query(after)
    data = session.get(
        f"{VERSION}/{account}/threads", fields=POST, limit=meta_graph.TOGETHER, **query
    )
    found = required_list(data, "data", session.service)
    own = (each for each in found if string(each, "media_type") != "REPOST_FACADE")
    return meta_graph.draft_page([meta_graph.media_draft(each, "text") for each in own], data)


def comments(session: Session, account: str) -> list[ApiComment]:
    """Return the replies to the account's newest posts, including replies to replies."""
    data = session.get(f"{VERSION}/{account}/threads", fields="id,permalink", limit=ASKED_ABOUT)
    found = []
    for post in required_list(data, "data", session.service):
        replies = _replies(session, f"{VERSION}/{string(post, 'id')}/conversation")
        addresses = {string(each, "id"): string(each, "permalink") for each in (post, *replies)}
        found += [_remark(each, string(post, "permalink"), addresses) for each in replies]
    return found


def _replies(session: Session, path: str) -> list[Data]:
    """Return the first ``PAGES`` pages of the replies to a post."""
    found: list[Data] = []
    cursor = ""
    for _page in range(PAGES):
        data = session.get(path, fields=REPLY, **meta_graph.cursor_query(cursor))
        found += required_list(data, "data", session.service)
        if not (cursor := meta_graph.next_cursor(data)):
            break
    return found


def hide_reply(session: Session, reply: str, hidden: bool) -> bool:
    """Hide a reply or show it again; return whether the service then reports that state."""
    path = f"{VERSION}/{reply}/manage_reply"
    meta_graph.set_flag(session, path, "hide", hidden)
    data = session.get(f"{VERSION}/{reply}", fields="id,hide_status")
    return (string(data, "hide_status") in ("HIDDEN", "COVERED")) is hidden


def follower_count(session: Session, account: str) -> int | None:
    """Return the number of followers, for which the token needs a permission of its own."""
    data = session.get(f"{VERSION}/{account}/threads_insights", metric=meta_graph.FOLLOWERS)
    found = (child(each, "total_value") for each in required_list(data, "data", session.service))
    return next((whole_number(each, "value") for each in found), None)


def _remark(reply: Data, about: str, addresses: dict[str, str]) -> ApiComment:
    name = string(reply, "username")
    return ApiComment(
        id=string(reply, "id"),
        permalink=string(reply, "permalink"),
        text=string(reply, "text"),
        about=about,
        answers=addresses.get(string(child(reply, "replied_to"), "id"), about),
        sender={
            "name": name,
            "handle": f"@{name}" if name else "",
            "url": f"https://www.threads.com/@{name}" if name else "",
        },
        published=timestamp(string(reply, "timestamp")),
    )


THREADS = Connector(
    name="threads",
    platform="threads",
    title="Threads",
    host="graph.threads.net",
    needs=_(
        "An app of the municipality's own at Meta and a token with threads_basic and, for comments,"
        " threads_read_replies and threads_manage_replies, and for followers"
        " threads_manage_insights. It lasts 60 days and is renewed by itself."
    ),
    fault=meta_graph.response_fault,
    whose=token_accounts,
    posts=post_page,
    comments=comments,
    hide=hide_reply,
    followers=follower_count,
    hide_scopes=("threads_manage_replies",),
    login=Login(
        page=("www.threads.net", "/oauth/authorize"),
        exchange=("graph.threads.net", "/oauth/access_token"),
        reading=("threads_basic", "threads_read_replies"),
        answering=("threads_manage_replies",),
        reads=_("Read the account's posts and the replies to them."),
        answers=_("Hide replies to the account's posts."),
        before=_(
            "The account needs nothing of its own. Accounts of the municipality's own need no"
            " review by Meta, but each has to be added to the municipality's app for Threads at"
            " Meta and accept the invitation."
        ),
        separator=",",
        proves=False,
        lasting=partial(meta_graph.lasting_grant, path="/access_token", grant="th_exchange_token"),
    ),
    renew=partial(meta_graph.renew_secrets, grant="th_refresh_token"),
    lasts=60 * DAY,
    renewed_after=7 * DAY,
)
