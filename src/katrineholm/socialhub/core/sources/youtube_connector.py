"""The connector of YouTube: the comments on a channel's videos, which themselves are in a feed."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from ..feeds.errors import _
from ..feeds.sanitiser import html_to_text
from ..feeds.schedule import HOUR
from .answers import answer_id, matching_answer
from .connector import Connector
from .connector_errors import ENDED, FAULT, LIMIT, PERMISSION, UNKNOWN
from .json_values import child, objects, required_list, string, timestamp, whole_number
from .login import Login, read_grant
from .model import Account, ApiComment, CountPage, Data, PostCount, PostedAnswer, RenewedSecrets
from .session import Session

TOKENS = "oauth2.googleapis.com"
SCOPES = "https://www.googleapis.com/auth/youtube"
BEFORE = _(
    "Log in with the Google account that owns the channel. The app at Google has to be published"
    " (In production): while it is being tested, each log-in ends after a week."
)
MORE = 20  # requests in one run for replies
TOGETHER = 100  # newest threads: one unit of the daily quota of ten thousand
COUNTED = 50  # videos of one page, the API's maximum
_KINDS = {
    "quotaExceeded": LIMIT,
    "dailyLimitExceeded": LIMIT,
    "rateLimitExceeded": LIMIT,
    "keyInvalid": ENDED,
    "API_KEY_INVALID": ENDED,
    "forbidden": PERMISSION,
    "commentsDisabled": PERMISSION,
    "channelNotFound": UNKNOWN,
}


def response_fault(data: Data) -> tuple[str, str] | None:
    """Return the kind and code of an error in a response, or None."""
    if not data.get("error"):
        return None
    error = child(data, "error")
    details = objects(error.get("errors")) + objects(error.get("details"))
    reasons = [string(each, "reason") for each in details]
    kind = next((_KINDS[each] for each in reasons if each in _KINDS), FAULT)
    return kind, string(error, "code")


def token_accounts(session: Session, account: str) -> list[Account]:
    """Return the channel itself, as an API key belongs to no account and reads public data only."""
    which = {"id": account} if account.startswith("UC") else {"forHandle": account}
    data = session.get("/youtube/v3/channels", part="id,snippet", **which)
    found = objects(data.get("items"))
    return [Account(string(each, "id"), account) for each in found]


def own_accounts(session: Session, account: str) -> list[Account]:
    """Return the channels of the person who is logged in, each by its id and by its name."""
    data = session.get("/youtube/v3/channels", part="id,snippet", mine="true")
    found = [(string(each, "id"), child(each, "snippet")) for each in objects(data.get("items"))]
    return [Account(id, string(snippet, "customUrl") or id) for id, snippet in found]


def renew_secrets(session: Session) -> RenewedSecrets:
    """Return a token for one more hour."""
    names = ("client_id", "client_secret", "refresh_token")
    given = {name: session.secrets[name] for name in names}
    google = replace(session, host=TOKENS)
    data = google.submit("/token", grant_type="refresh_token", **given)
    return RenewedSecrets({**session.secrets, "token": read_grant(session.service, data).token}, 0)


def comments(session: Session, account: str) -> list[ApiComment]:
    """Return the newest comments by others on all of the channel's videos, with replies."""
    data = session.get(
        "/youtube/v3/commentThreads",
        part="snippet,replies",
        allThreadsRelatedToChannelId=account,
        order="time",
        maxResults=TOGETHER,
        textFormat="plainText",
    )
    found, more = [], _More(session)
    for thread in required_list(data, "items", session.service):
        top = child(thread, "snippet", "topLevelComment")
        about = f"https://www.youtube.com/watch?v={string(child(thread, 'snippet'), 'videoId')}"
        replies = more.replies(thread)
        found += [_remark(top, about, about)]
        found += [_remark(each, about, _address(top, about)) for each in replies]
    return [each for each in found if each.sender.get("id") != account]


def reply(session: Session, comment: str, text: str) -> PostedAnswer:
    """Answer a comment; the answer to a reply is in the same thread. Raise FeedError.

    Source: YouTube Data API, Comments: insert.
    """
    snippet = {"parentId": _thread_id(comment), "textOriginal": text}
    data = session.post("/youtube/v3/comments", {"snippet": snippet}, part="snippet")
    return _posted_answer(data, answer_id(session, data, comment))


def find_reply(session: Session, comment: str, text: str, since: int) -> PostedAnswer | None:
    """Return the answer with this text in a comment's thread; None if it is missing."""
    thread = {"id": _thread_id(comment), "snippet": {"totalReplyCount": TOGETHER * MORE}}
    found = (
        (_posted_answer(each, string(each, "id")), _words(each), _written(each))
        for each in _More(session).replies(thread)
    )
    return matching_answer(found, text, since)


def _thread_id(comment: str) -> str:
    """Return the id of the comment that a thread begins with: a reply has both ids, with a dot."""
    return comment.partition(".")[0]


def _posted_answer(comment: Data, id: str) -> PostedAnswer:
    video = string(child(comment, "snippet"), "videoId")
    return PostedAnswer(id, f"https://www.youtube.com/watch?v={video}&lc={id}" if video else "")


def _words(comment: Data) -> str:
    return html_to_text(string(child(comment, "snippet"), "textDisplay"))


def _written(comment: Data) -> datetime | None:
    return timestamp(string(child(comment, "snippet"), "publishedAt"))


def follower_count(session: Session, account: str) -> int | None:
    """Return the number of subscribers, rounded to three digits; None if the channel hides it."""
    data = session.get("/youtube/v3/channels", part="statistics", id=account)
    found = (child(each, "statistics") for each in objects(data.get("items")))
    shown = (each for each in found if each.get("hiddenSubscriberCount") is not True)
    return next((whole_number(each, "subscriberCount") for each in shown), None)


def count_page(session: Session, account: str, after: str) -> CountPage:
    """Return one page (``after`` a cursor) of how often the videos were seen and liked."""
    channel = session.get("/youtube/v3/channels", part="contentDetails", id=account)
    lists = (child(each, "contentDetails", "relatedPlaylists") for each in _items(channel))
    uploads = next((string(each, "uploads") for each in lists), "")
    if not uploads:
        return CountPage(())
    query = {"pageToken": after} if after else {}
    page = session.get(
        "/youtube/v3/playlistItems",
        part="contentDetails",
        playlistId=uploads,
        maxResults=COUNTED,
        **query,
    )
    ids = [string(child(each, "contentDetails"), "videoId") for each in _items(page)]
    videos = session.get("/youtube/v3/videos", part="statistics", id=",".join(ids)) if ids else {}
    return CountPage(tuple(map(_count, _items(videos))), string(page, "nextPageToken"))


def _items(data: Data) -> list[Data]:
    return objects(data.get("items"))


def _count(video: Data) -> PostCount:
    told = child(video, "statistics")
    views, likes = (whole_number(told, name) for name in ("viewCount", "likeCount"))
    return PostCount(f"https://www.youtube.com/watch?v={string(video, 'id')}", views, likes)


class _More:
    """Further replies of threads, by ``MORE`` requests at most."""

    def __init__(self, session: Session) -> None:
        self.session, self.left = session, MORE

    def replies(self, thread: Data) -> list[Data]:
        """Return all replies of a thread, which itself includes five at most."""
        found = objects(child(thread, "replies").get("comments"))
        number = child(thread, "snippet").get("totalReplyCount")
        if not (isinstance(number, int) and number > len(found) and self.left):
            return found
        base = {"parentId": string(thread, "id"), "part": "snippet", "textFormat": "plainText"}
        found, query = [], base
        while query and self.left:
            self.left -= 1
            data = self.session.get("/youtube/v3/comments", maxResults=TOGETHER, **query)
            found += required_list(data, "items", self.session.service)
            cursor = string(data, "nextPageToken")
            query = {**base, "pageToken": cursor} if cursor else {}
        return found


def _remark(comment: Data, about: str, answers: str) -> ApiComment:
    snippet = child(comment, "snippet")
    return ApiComment(
        id=string(comment, "id"),
        permalink=_address(comment, about),
        text=_words(comment),
        about=about,
        answers=answers,
        sender={
            "name": string(snippet, "authorDisplayName"),
            "id": string(child(snippet, "authorChannelId"), "value"),
            "url": string(snippet, "authorChannelUrl"),
        },
        published=_written(comment),
    )


def _address(comment: Data, about: str) -> str:
    return f"{about}&lc={string(comment, 'id')}"


_youtube = partial(
    Connector,
    platform="youtube",
    host="www.googleapis.com",
    fault=response_fault,
    comments=comments,
    followers=follower_count,
    counts=count_page,
)

YOUTUBE = _youtube(
    name="youtube",
    title="YouTube",
    needs=_(
        "For comments and the number of subscribers, the films come by the feed: a key for the"
        " YouTube Data API from a project of the municipality's own at Google."
    ),
    whose=token_accounts,
    header=("X-Goog-Api-Key", ""),
)

YOUTUBE_BY_LOGIN = _youtube(
    name="youtube-login",
    title="YouTube",
    needs=BEFORE,
    whose=own_accounts,
    reply=reply,
    find_reply=find_reply,
    answer_length=10_000,
    renew=renew_secrets,
    secrets=(),  # an hour's token is of no use to anybody who pastes it
    renewed_after=HOUR // 2,
    answer_scopes=(f"{SCOPES}.force-ssl",),
    login=Login(
        page=("accounts.google.com", "/o/oauth2/v2/auth"),
        exchange=(TOKENS, "/token"),
        reading=(f"{SCOPES}.readonly",),
        answering=(f"{SCOPES}.force-ssl",),
        reads=_(
            "Read the comments on the channel's videos and how many subscribe. The videos come by"
            " the feed."
        ),
        answers=_("Answer comments in the channel's name."),
        before=BEFORE,
        more={"access_type": "offline", "prompt": "consent"},
        keeps_app=True,
    ),
)
