"""A Facebook page: its comments, for moderation and record.

Guideline G0a: what is on Facebook is gathered as links, so posts are never asked for here.
"""

from . import graph
from .connector import Connector
from .instagram import _
from .model import Account, Data, Remark
from .reading import listed, objects, part, string, when
from .session import Session

COMMENT = "id,from,message,created_time,parent{id},permalink_url,is_hidden,can_hide"
COMMENTS = f"id,permalink_url,comments.filter(stream).order(reverse_chronological){{{COMMENT}}}"
ASKED_ABOUT = 10  # posts whose comments are asked for


def whose(session: Session, account: str) -> list[Account]:
    """The page that the token is for."""
    told = session.get(f"{graph.VERSION}/me", fields="id,username,name")
    return [Account(string(told, "id"), string(told, "username") or string(told, "name"))]


def remarks(session: Session, account: str) -> list[Remark]:
    """The comments on the page's own newest posts, in one request."""
    path = f"{graph.VERSION}/{account}/published_posts"
    told = session.get(path, fields=COMMENTS, limit=ASKED_ABOUT)
    return [
        _remark(comment, string(post, "permalink_url"), account)
        for post in listed(told, "data", session.service)
        for comment in objects(part(post, "comments").get("data"))
        if string(part(comment, "from"), "id") != account
    ]


def hide(session: Session, comment: str, hidden: bool) -> bool:
    """Hide a comment or show it again, and ask whether it is so.

    Who wrote it and their friends see it still.
    """
    path = f"{graph.VERSION}/{comment}"
    graph.done(session.post(path, is_hidden=graph.word(hidden)), session.service)
    return session.get(path, fields="id,is_hidden").get("is_hidden") is hidden


def _remark(comment: Data, about: str, account: str) -> Remark:
    sender = part(comment, "from")
    return Remark(
        id=string(comment, "id"),
        permalink=string(comment, "permalink_url"),
        text=string(comment, "message"),
        about=about,
        answers=about,
        sender={"name": string(sender, "name"), "id": string(sender, "id")},
        published=when(string(comment, "created_time")),
    )


FACEBOOK = Connector(
    name="facebook",
    platform="facebook",
    title="Facebook",
    host="graph.facebook.com",
    needs=_(
        "For comments alone, never for the stream: an app of the municipality's own at Meta and a"
        " page token with pages_read_engagement, pages_read_user_content and, to hide comments,"
        " pages_manage_engagement."
    ),
    fault=graph.fault,
    whose=whose,
    remarks=remarks,
    hide=hide,
)
