"""The connector of a Facebook page: its posts for the record only, and comments to be moderated.

Guideline G0a: content on Facebook is gathered as links, so its posts never become public here.
"""

from functools import partial

from ..feeds.draft import Draft
from ..feeds.errors import FeedError, _
from ..feeds.model import Image, Media
from . import meta_graph
from .connector import Connector
from .connector_errors import UNKNOWN
from .json_values import (
    child,
    epoch_timestamp,
    objects,
    required_list,
    string,
    timestamp,
    whole_number,
)
from .login import App, Grant, Login, read_grant
from .model import Account, ApiComment, Data, PostedAnswer, PostPage
from .session import Session

POST = (
    "id,message,permalink_url,created_time,full_picture,attachments{media_type,media,url,"
    "subattachments{media_type,media}}"
)
COMMENT = "id,from,message,created_time,parent{id},permalink_url,is_hidden,can_hide"
FILTER, ORDER = "stream", "reverse_chronological"
COMMENTS = f"id,permalink_url,comments.filter({FILTER}).order({ORDER}){{{COMMENT}}}"
LINK, _ANSWER = "permalink_url", "comments.order(reverse_chronological).limit(100)"
ANSWERS = f"{_ANSWER}{{id,message,created_time}},parent{{{_ANSWER}{{id,message,created_time}}}}"
LONGEST = 8000  # characters of a comment
STORY, PHOTO = "post_id,status,creation_time,media_type,media_id,url", "images"
VIDEO = "picture,source"
ASKED_ABOUT = 10  # newest posts, for their comments


def token_accounts(session: Session, account: str) -> list[Account]:
    """Return the Facebook page that the token is for, in a list."""
    page = session.get(f"{meta_graph.VERSION}/me", fields="id,username,name")
    return [Account(string(page, "id"), string(page, "username") or string(page, "name"))]


def lasting_user_grant(session: Session, app: App) -> Grant:
    """Exchange a person's token, so that those of the person's pages do not end by a date."""
    fields = {"client_id": app.id, "client_secret": app.secret, "grant_type": "fb_exchange_token"}
    path, token = f"{meta_graph.VERSION}/oauth/access_token", session.secrets["token"]
    return read_grant(session.service, session.get(path, fb_exchange_token=token, **fields))


def page_tokens(session: Session) -> list[tuple[Account, str]]:
    """Return the Facebook pages of the person who is logged in, each with its token."""
    fields = "id,username,name,access_token"
    data = session.get(f"{meta_graph.VERSION}/me/accounts", fields=fields, limit=100)
    return [
        (
            Account(string(page, "id"), string(page, "username") or string(page, "name")),
            string(page, "access_token"),
        )
        for page in required_list(data, "data", session.service)
    ]


def record_page(session: Session, account: str, after: str) -> PostPage:
    """Return one page (``after`` a cursor) of the posts that the Facebook page has published."""
    path, query = f"{meta_graph.VERSION}/{account}/published_posts", meta_graph.cursor_query(after)
    data = session.get(path, fields=POST, limit=meta_graph.TOGETHER, **query)
    posts = required_list(data, "data", session.service)
    return meta_graph.draft_page([_draft(each) for each in posts], data)


def story_page(session: Session, account: str, after: str) -> PostPage:
    """Return one page of the page's published stories, each with its photo or its video.

    Source: Facebook Stories API, and the fields of Photo and Video.
    """
    path, query = f"{meta_graph.VERSION}/{account}/stories", meta_graph.cursor_query(after)
    data = session.get(path, fields=STORY, limit=meta_graph.TOGETHER, **query)
    stories = required_list(data, "data", session.service)
    current = [each for each in stories if string(each, "status").upper() != "ARCHIVED"]
    return meta_graph.draft_page([_story_draft(session, each) for each in current], data)


def _story_draft(session: Session, story: Data) -> Draft:
    dated, link = string(story, "creation_time"), string(story, "url")
    moment = epoch_timestamp(whole_number(story, "creation_time")) or timestamp(dated)
    draft = Draft(string(story, "post_id"), link, base=link, published=moment, dated=dated)
    is_video = string(story, "media_type").lower() == "video"
    media = _story_media(session, string(story, "media_id"), VIDEO if is_video else PHOTO)
    if src := string(media, "picture") if is_video else _largest_image(media):
        draft.images.append(Image(src))
    if is_video and (src := string(media, "source")):
        draft.media.append(Media(src, "video/mp4"))
    return draft


def _story_media(session: Session, media: str, fields: str) -> Data:
    """Return a photo's or a video's fields; none if it has vanished meanwhile."""
    try:
        return session.get(f"{meta_graph.VERSION}/{media}", fields=fields)
    except FeedError as error:
        if error.code != UNKNOWN:
            raise
        return {}


def _largest_image(photo: Data) -> str:
    sizes = {whole_number(each, "width") or 0: each for each in objects(photo.get("images"))}
    return string(sizes[max(sizes)], "source") if sizes else ""


def comments(session: Session, account: str) -> list[ApiComment]:
    """Return the comments by others on the newest posts of the Facebook page."""
    path = f"{meta_graph.VERSION}/{account}/published_posts"
    posts = session.get(path, fields=COMMENTS, limit=ASKED_ABOUT)
    more = meta_graph.MorePages(session)
    query = {"fields": COMMENT, "filter": FILTER, "order": ORDER}
    return [
        _remark(comment, string(post, "permalink_url"), account)
        for post in required_list(posts, "data", session.service)
        for comment in more.objects(post, "comments", **query)
        if string(child(comment, "from"), "id") != account
    ]


def find_reply(session: Session, comment: str, text: str, since: int) -> PostedAnswer | None:
    """Return the answer to a comment with this text, which may stand beside it; None if missing."""
    data = session.get(f"{meta_graph.VERSION}/{comment}", fields=ANSWERS)
    places = (child(data, "comments"), child(data, "parent", "comments"))
    answers = [each for place in places for each in objects(place.get("data"))]
    return meta_graph.found_reply(session, answers, text, since, name="message", link=LINK)


def _draft(post: Data) -> Draft:
    """Return a post with its pictures; an attachment's text only repeats the post."""
    draft = meta_graph.graph_draft(post, "message", "permalink_url")
    for shown in objects(child(post, "attachments").get("data")):
        parts = objects(child(shown, "subattachments").get("data")) or [shown]
        sources = (string(child(each, "media", "image"), "src") for each in parts)
        draft.images += [Image(src) for src in sources if src]
    if not draft.images and (src := string(post, "full_picture")):
        draft.images.append(Image(src))
    return draft


def _remark(comment: Data, about: str, account: str) -> ApiComment:
    sender = child(comment, "from")
    return ApiComment(
        id=string(comment, "id"),
        permalink=string(comment, "permalink_url"),
        text=string(comment, "message"),
        about=about,
        answers=about,
        sender={"name": string(sender, "name"), "id": string(sender, "id")},
        published=timestamp(string(comment, "created_time")),
    )


FACEBOOK = Connector(
    name="facebook",
    platform="facebook",
    title="Facebook",
    host="graph.facebook.com",
    needs=_(
        "For the record and for comments, never for the stream: an app of the municipality's own at"
        " Meta and a page token with pages_read_engagement, pages_read_user_content and, to hide"
        " comments, pages_manage_engagement."
    ),
    fault=meta_graph.response_fault,
    whose=token_accounts,
    record=record_page,
    stories=story_page,
    comments=comments,
    # The author and the author's friends still see a hidden comment.
    hide=partial(meta_graph.hide_comment, flag="is_hidden", state="is_hidden"),
    reply=partial(meta_graph.post_reply, edge="comments", link=LINK),
    find_reply=find_reply,
    answer_length=LONGEST,
    followers=meta_graph.follower_count,
    examine=meta_graph.token_info,
    sign=meta_graph.app_secret_proof,
    answer_scopes=("pages_manage_engagement",),
    hide_scopes=("pages_manage_engagement",),
    login=Login(
        page=("www.facebook.com", f"{meta_graph.VERSION}/dialog/oauth"),
        exchange=("graph.facebook.com", f"{meta_graph.VERSION}/oauth/access_token"),
        reading=("pages_show_list", "pages_read_engagement", "pages_read_user_content"),
        answering=("pages_manage_engagement",),
        reads=_("Read the page's posts, the comments on them and how many follow it."),
        answers=_("Hide and answer comments in the page's name."),
        before=_(
            "Log in as somebody who may manage the page. The municipality's own pages need no"
            " review by Meta, if the person has a role in the municipality's app at Meta."
        ),
        separator=",",
        proves=False,
        lasting=lasting_user_grant,
        accounts=page_tokens,
        keeps_app=True,
    ),
)
