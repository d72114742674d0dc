"""Instagram: an account with its own login, and one linked to a Facebook page."""

from functools import partial

from ..feeds.draft import Draft
from ..feeds.errors import _
from ..feeds.model import Image, Media
from ..feeds.schedule import DAY
from . import graph
from .connector import Connector
from .model import Account, Data, Page, Remark, Renewed
from .reading import listed, part, string, when
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
ASKED_ABOUT = 10  # newest posts, for their comments


def whose(session: Session, account: str) -> list[Account]:
    """Return the account that logged in."""
    data = session.get(f"{graph.VERSION}/me", fields="user_id,username")
    return [Account(string(data, "user_id") or string(data, "id"), string(data, "username"))]


def whose_by_pages(session: Session, account: str) -> list[Account]:
    """Return the accounts of the pages that the token is for."""
    fields = "id,name,instagram_business_account{id,username}"
    data = session.get(f"{graph.VERSION}/me/accounts", fields=fields, limit=100)
    pages = listed(data, "data", session.service)
    found = [part(page, "instagram_business_account") for page in pages]
    return [Account(string(each, "id"), string(each, "username")) for each in found if each]


def posts(session: Session, account: str, after: str) -> Page:
    """Return a page of the account's posts, without stories."""
    path = f"{graph.VERSION}/{account}/media"
    query = graph.cursor(after)
    data = session.get(path, fields=POST, limit=graph.TOGETHER, **query)
    return graph.page([_draft(each) for each in listed(data, "data", session.service)], data)


def remarks(session: Session, account: str) -> list[Remark]:
    """Return the comments on the newest posts, with replies: one request, if none has many."""
    path = f"{graph.VERSION}/{account}/media"
    data = session.get(path, fields=COMMENTS, limit=ASKED_ABOUT)
    more = graph.More(session)
    posts = listed(data, "data", session.service)
    return [remark for post in posts for remark in _remarks_on(post, more)]


def hide(session: Session, comment: str, hidden: bool) -> bool:
    """Hide a comment or show it again; return whether the service then reports it so."""
    graph.done(session.post(f"{graph.VERSION}/{comment}", hide=graph.word(hidden)), session.service)
    return session.get(f"{graph.VERSION}/{comment}", fields="id,hidden").get("hidden") is hidden


def renew(session: Session) -> Renewed:
    """Return a token for sixty more days; the old one must be a day old and not have expired."""
    data = session.get(
        "/refresh_access_token",
        grant_type="ig_refresh_token",
        access_token=session.secrets["token"],
    )
    return graph.renewed(data, session)


def _draft(post: Data) -> Draft:
    draft = graph.draft(post, "caption")
    for shown in graph.children(post):
        is_video = string(shown, "media_type") == "VIDEO"
        src = string(shown, "thumbnail_url") if is_video else string(shown, "media_url")
        alt = string(shown, "alt_text") or (string(post, "alt_text") if shown is post else "")
        if src:
            draft.images.append(Image(src, alt or None))
        if is_video and string(shown, "media_url"):
            draft.media.append(Media(string(shown, "media_url"), "video/mp4"))
    return draft


def _remarks_on(post: Data, more: graph.More) -> list[Remark]:
    about, found = string(post, "permalink"), []
    for each in more.objects(post, "comments", fields=_THREAD):
        comment = _remark(each, about, about)
        found.append(comment)
        replies = more.objects(each, "replies", fields=_COMMENT)
        found += [_remark(reply, about, comment.permalink) for reply in replies]
    return found


def _remark(comment: Data, about: str, answers: str) -> Remark:
    name = string(comment, "username") or string(part(comment, "from"), "username")
    return Remark(
        id=string(comment, "id"),
        permalink=f"{about}c/{string(comment, 'id')}/",
        text=string(comment, "text"),
        about=about,
        answers=answers,
        sender={
            "name": name,
            "handle": f"@{name}" if name else "",
            "id": string(part(comment, "from"), "id"),
            "url": f"https://www.instagram.com/{name}/" if name else "",
        },
        published=when(string(comment, "timestamp")),
    )


_instagram = partial(
    Connector,
    platform="instagram",
    fault=graph.fault,
    posts=posts,
    remarks=remarks,
    hide=hide,
    followers=graph.followers,
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
    whose=whose,
    renew=renew,
    lasts=60 * DAY,
    renewed_after=7 * DAY,
)

INSTAGRAM_BY_FACEBOOK = _instagram(
    name="instagram-facebook",
    title=BY_FACEBOOK,
    host="graph.facebook.com",
    examine=graph.examine,
    sign=graph.signed,
    needs=_(
        "A professional account that is tied to a Facebook page, an app of the municipality's own"
        " at Meta, and a system user's token with instagram_basic, pages_show_list,"
        " pages_read_engagement and, for comments, instagram_manage_comments."
    ),
    whose=whose_by_pages,
)
