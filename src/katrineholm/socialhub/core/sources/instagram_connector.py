"""The connectors of Instagram: for an account with its own login, or linked to a Facebook page."""

from functools import partial

from ..feeds.errors import _
from ..feeds.schedule import DAY
from . import meta_graph
from .connector import Connector
from .json_values import child, required_list, string, timestamp, whole_number
from .login import Login
from .model import Account, ApiComment, CountPage, Data, PostCount, PostedAnswer, PostPage
from .session import Session

TITLE = "Instagram"
BY_FACEBOOK = "Instagram (Facebook)"
POST = (
    "id,caption,alt_text,media_type,media_url,thumbnail_url,permalink,timestamp,username,"
    "children{id,alt_text,media_type,media_url,thumbnail_url}"
)
_COMMENT = "id,text,timestamp,username,from"
_THREAD = f"{_COMMENT},replies{{{_COMMENT}}}"
COMMENTS = f"id,permalink,comments{{{_THREAD}}}"
LINK, LONGEST = "media{permalink}", 2200  # characters of a comment
ASKED_ABOUT = 10  # newest posts, for their comments


def token_accounts(session: Session, account: str) -> list[Account]:
    """Return the Instagram account that the token is for, in a list."""
    data = session.get(f"{meta_graph.VERSION}/me", fields="user_id,username")
    return [Account(string(data, "user_id") or string(data, "id"), string(data, "username"))]


def page_accounts(session: Session, account: str) -> list[Account]:
    """Return the Instagram accounts that are linked to the Facebook pages of the token."""
    fields = "id,name,instagram_business_account{id,username}"
    data = session.get(f"{meta_graph.VERSION}/me/accounts", fields=fields, limit=100)
    pages = required_list(data, "data", session.service)
    found = [child(page, "instagram_business_account") for page in pages]
    return [Account(string(each, "id"), string(each, "username")) for each in found if each]


def post_page(session: Session, account: str, after: str) -> PostPage:
    """Return one page (``after`` a cursor) of the account's posts, without stories."""
    return _media_page(session, f"{account}/media", after)


def story_page(session: Session, account: str, after: str) -> PostPage:
    """Return one page of the account's stories of the last 24 hours (IG User, Stories)."""
    return _media_page(session, f"{account}/stories", after)


def _media_page(session: Session, edge: str, after: str) -> PostPage:
    path, query = f"{meta_graph.VERSION}/{edge}", meta_graph.cursor_query(after)
    data = session.get(path, fields=POST, limit=meta_graph.TOGETHER, **query)
    posts = required_list(data, "data", session.service)
    return meta_graph.draft_page([meta_graph.media_draft(each, "caption") for each in posts], data)


def comments(session: Session, account: str) -> list[ApiComment]:
    """Return the comments on the account's newest posts, with replies to them."""
    path = f"{meta_graph.VERSION}/{account}/media"
    data = session.get(path, fields=COMMENTS, limit=ASKED_ABOUT)
    more = meta_graph.MorePages(session)
    posts = required_list(data, "data", session.service)
    return [remark for post in posts for remark in _remarks_on(post, more)]


def count_page(session: Session, account: str, after: str) -> CountPage:
    """Return one page (``after`` a cursor) of the likes of the account's posts.

    Views are an insight, for which the token would need another permission.
    """
    path, query = f"{meta_graph.VERSION}/{account}/media", meta_graph.cursor_query(after)
    data = session.get(path, fields="permalink,like_count", limit=meta_graph.TOGETHER, **query)
    posts = required_list(data, "data", session.service)
    counts = (
        PostCount(string(each, "permalink"), likes=whole_number(each, "like_count"))
        for each in posts
    )
    return CountPage(tuple(counts), meta_graph.next_cursor(data))


def _remarks_on(post: Data, more: meta_graph.MorePages) -> list[ApiComment]:
    about, found = string(post, "permalink"), []
    for each in more.objects(post, "comments", fields=_THREAD):
        comment = _remark(each, about, about)
        found.append(comment)
        replies = more.objects(each, "replies", fields=_COMMENT)
        found += [_remark(reply, about, comment.permalink) for reply in replies]
    return found


def _remark(comment: Data, about: str, answers: str) -> ApiComment:
    name = string(comment, "username") or string(child(comment, "from"), "username")
    return ApiComment(
        id=string(comment, "id"),
        permalink=f"{about}c/{string(comment, 'id')}/",
        text=string(comment, "text"),
        about=about,
        answers=answers,
        sender={
            "name": name,
            "handle": f"@{name}" if name else "",
            "id": string(child(comment, "from"), "id"),
            "url": f"https://www.instagram.com/{name}/" if name else "",
        },
        published=timestamp(string(comment, "timestamp")),
    )


def find_reply(session: Session, comment: str, text: str, since: int) -> PostedAnswer | None:
    """Return the answer to a comment with this text; None if it is missing.

    The answer to a reply stands below the comment that the reply belongs to.
    """
    data = session.get(f"{meta_graph.VERSION}/{comment}", fields="id,parent_id")
    path = f"{meta_graph.VERSION}/{string(data, 'parent_id') or comment}/replies"
    data = session.get(path, fields="id,text,timestamp", limit=100)
    answers = required_list(data, "data", session.service)
    return meta_graph.found_reply(session, answers, text, since, name="text", link=LINK)


_instagram = partial(
    Connector,
    platform="instagram",
    fault=meta_graph.response_fault,
    posts=post_page,
    comments=comments,
    hide=partial(meta_graph.hide_comment, flag="hide", state="hidden"),
    reply=partial(meta_graph.post_reply, edge="replies", link=LINK),
    find_reply=find_reply,
    answer_length=LONGEST,
    followers=meta_graph.follower_count,
    counts=count_page,
)

INSTAGRAM = _instagram(
    name="instagram",
    title=TITLE,
    host="graph.instagram.com",
    needs=_(
        "A professional account, an app of the municipality's own at Meta with Instagram login, and"
        " a token with instagram_business_basic and, for comments,"
        " instagram_business_manage_comments. It lasts 60 days and is renewed by itself."
    ),
    whose=token_accounts,
    login=Login(
        page=("www.instagram.com", "/oauth/authorize"),
        exchange=("api.instagram.com", "/oauth/access_token"),
        reading=("instagram_business_basic",),
        answering=("instagram_business_manage_comments",),
        reads=_("Read the account's posts and how many follow it."),
        answers=_("Read, hide and answer comments in the account's name."),
        before=_(
            "The account has to be a professional account (Settings, Account type), which costs"
            " nothing. Accounts of the municipality's own need no review by Meta, but each has to"
            " be added to the municipality's app at Meta and accept the invitation."
        ),
        separator=",",
        proves=False,
        lasting=partial(meta_graph.lasting_grant, path="/access_token", grant="ig_exchange_token"),
    ),
    renew=partial(meta_graph.renew_secrets, grant="ig_refresh_token"),
    answer_scopes=("instagram_business_manage_comments",),
    comment_scopes=("instagram_business_manage_comments",),
    hide_scopes=("instagram_business_manage_comments",),
    lasts=60 * DAY,
    renewed_after=7 * DAY,
)

INSTAGRAM_BY_FACEBOOK = _instagram(
    name="instagram-facebook",
    title=BY_FACEBOOK,
    host="graph.facebook.com",
    examine=meta_graph.token_info,
    sign=meta_graph.app_secret_proof,
    # Meta documents the edge for this login alone.
    stories=story_page,
    needs=_(
        "A professional account that is tied to a Facebook page, an app of the municipality's own"
        " at Meta, and a system user's token with instagram_basic, pages_show_list,"
        " pages_read_engagement and, for comments, instagram_manage_comments."
    ),
    whose=page_accounts,
    answer_scopes=("instagram_manage_comments",),
)
