"""YouTube: the comments on a channel's films; its films come by the channel's feed."""

from ..feeds.clean import plain
from .connector import Connector
from .faults import ENDED, FAULT, LIMIT, PERMISSION, UNKNOWN
from .instagram import _
from .model import Account, Data, Remark
from .reading import count, listed, objects, part, string, when
from .session import Session

MORE = 20  # requests of one round for replies
TOGETHER = 100  # threads, the newest first: one unit of the day's ten thousand
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


def fault(data: Data) -> tuple[str, str] | None:
    """What ``error`` says, by its reasons."""
    if not data.get("error"):
        return None
    error = part(data, "error")
    details = objects(error.get("errors")) + objects(error.get("details"))
    reasons = [string(each, "reason") for each in details]
    kind = next((_KINDS[each] for each in reasons if each in _KINDS), FAULT)
    return kind, string(error, "code")


def whose(session: Session, account: str) -> list[Account]:
    """The channel itself: a key for programs is nobody's, and can only read what is public."""
    which = {"id": account} if account.startswith("UC") else {"forHandle": account}
    told = session.get("/youtube/v3/channels", part="id,snippet", **which)
    found = objects(told.get("items"))
    return [Account(string(each, "id"), account) for each in found]


def remarks(session: Session, account: str) -> list[Remark]:
    """The newest threads on all of the channel's films, with their replies."""
    told = session.get(
        "/youtube/v3/commentThreads",
        part="snippet,replies",
        allThreadsRelatedToChannelId=account,
        order="time",
        maxResults=TOGETHER,
        textFormat="plainText",
    )
    found, more = [], _More(session)
    for thread in listed(told, "items", session.service):
        top = part(thread, "snippet", "topLevelComment")
        about = _film(string(part(thread, "snippet"), "videoId"))
        replies = more.below(thread)
        found += [_remark(top, about, about)]
        found += [_remark(each, about, _address(top, about)) for each in replies]
    return [each for each in found if each.sender.get("id") != account]


def followers(session: Session, account: str) -> int | None:
    """How many subscribe, rounded by YouTube to three digits; None where the channel hides it."""
    told = session.get("/youtube/v3/channels", part="statistics", id=account)
    found = (part(each, "statistics") for each in objects(told.get("items")))
    shown = (each for each in found if each.get("hiddenSubscriberCount") is not True)
    return next((count(each, "subscriberCount") for each in shown), None)


class _More:
    """Asks for the replies that did not come with their thread, ``MORE`` requests at most."""

    def __init__(self, session: Session) -> None:
        self.session, self.left = session, MORE

    def below(self, thread: Data) -> list[Data]:
        """All replies of a thread, which itself has five at most."""
        found = objects(part(thread, "replies").get("comments"))
        number = part(thread, "snippet").get("totalReplyCount")
        if not (isinstance(number, int) and number > len(found) and self.left):
            return found
        asked = {"parentId": string(thread, "id"), "part": "snippet", "textFormat": "plainText"}
        found, query = [], asked
        while query and self.left:
            self.left -= 1
            told = self.session.get("/youtube/v3/comments", maxResults=TOGETHER, **query)
            found += listed(told, "items", self.session.service)
            cursor = string(told, "nextPageToken")
            query = {**asked, "pageToken": cursor} if cursor else {}
        return found


def _remark(comment: Data, about: str, answers: str) -> Remark:
    told = part(comment, "snippet")
    return Remark(
        id=string(comment, "id"),
        permalink=_address(comment, about),
        text=plain(string(told, "textDisplay")),
        about=about,
        answers=answers,
        sender={
            "name": string(told, "authorDisplayName"),
            "id": string(part(told, "authorChannelId"), "value"),
            "url": string(told, "authorChannelUrl"),
        },
        published=when(string(told, "publishedAt")),
    )


def _film(number: str) -> str:
    return f"https://www.youtube.com/watch?v={number}"


def _address(comment: Data, about: str) -> str:
    return f"{about}&lc={string(comment, 'id')}"


YOUTUBE = Connector(
    name="youtube",
    platform="youtube",
    title="YouTube",
    host="www.googleapis.com",
    needs=_(
        "For comments and the number of subscribers, the films come by the feed: a key for the"
        " YouTube Data API from a project of the municipality's own at Google."
    ),
    fault=fault,
    whose=whose,
    remarks=remarks,
    followers=followers,
    header=("X-Goog-Api-Key", ""),
)
