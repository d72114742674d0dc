"""TikTok: an account's films (Display API); it gives no comments."""

from ..feeds.draft import Draft
from ..feeds.errors import FeedError
from ..feeds.model import Image
from ..feeds.text import paragraphs
from .connector import Connector
from .faults import ENDED, FAULT, LIMIT, PERMISSION
from .instagram import DAY, _
from .model import Account, Data, Page, Renewed
from .reading import count, listed, part, since_1970, string
from .session import Session

TOGETHER = 20  # films of one page, the most there are
FILM = "id,title,video_description,create_time,share_url,cover_image_url"
_KINDS = {
    "access_token_invalid": ENDED,
    "invalid_grant": ENDED,
    "scope_not_authorized": PERMISSION,
    "scope_permission_missed": PERMISSION,
    "rate_limit_exceeded": LIMIT,
}


def fault(data: Data) -> tuple[str, str] | None:
    """What ``error`` says; it stands in every answer, with the code "ok" where all is well."""
    error = data.get("error")
    code = string(error, "code") if isinstance(error, dict) else string(data, "error")
    if code in ("", "ok"):
        return None
    return _KINDS.get(code, FAULT), code[:40] if code.replace("_", "").isalnum() else ""


def whose(session: Session, account: str) -> list[Account]:
    """The account that logged in."""
    told = session.get("/v2/user/info/", fields="open_id,display_name,username")
    user = part(told, "data", "user")
    return [Account(string(user, "open_id"), string(user, "username"))]


def posts(session: Session, account: str, after: str) -> Page:
    """A page of the account's public films; the cursor is a moment in milliseconds."""
    asked = {"max_count": TOGETHER} | ({"cursor": int(after)} if after.isdigit() else {})
    data = part(session.post("/v2/video/list/", asked, fields=FILM), "data")
    films = [_draft(each) for each in listed(data, "videos", session.service)]
    more = string(data, "cursor") if data.get("has_more") is True else ""
    return Page(tuple(each for each in films if each.id), more)


def followers(session: Session, account: str) -> int | None:
    """How many follow the account that logged in."""
    told = session.get("/v2/user/info/", fields="open_id,follower_count")
    return count(part(told, "data", "user"), "follower_count")


def renew(session: Session) -> Renewed:
    """A token for a day more; with it may come another one to renew by, which then counts."""
    told = session.submit(
        "/v2/oauth/token/",
        client_key=session.secrets["client_key"],
        client_secret=session.secrets["client_secret"],
        grant_type="refresh_token",
        refresh_token=session.secrets["refresh_token"],
    )
    token, again = string(told, "access_token"), string(told, "refresh_token")
    if not token:
        raise FeedError("not_data", service=session.service)
    secrets = {**session.secrets, "token": token}
    lasts = count(told, "refresh_expires_in") or 365 * DAY
    return Renewed({**secrets, "refresh_token": again} if again else secrets, lasts)


def _draft(film: Data) -> Draft:
    link, cover = string(film, "share_url"), string(film, "cover_image_url")
    moment = since_1970(film.get("create_time"))
    return Draft(
        id=string(film, "id"),
        link=link,
        base=link,
        title=string(film, "title"),
        html=paragraphs(string(film, "video_description")),
        published=moment,
        dated=moment.isoformat() if moment else "",
        images=[Image(cover)] if cover else [],
    )


TIKTOK = Connector(
    name="tiktok",
    platform="tiktok",
    title="TikTok",
    host="open.tiktokapis.com",
    needs=_(
        "An app of the municipality's own that TikTok has reviewed, with user.info.basic,"
        " user.info.profile, video.list and, for followers, user.info.stats, its key and secret,"
        " and the account's token with the one to renew it by. It is renewed each day by itself,"
        " for at most a year."
    ),
    fault=fault,
    whose=whose,
    posts=posts,
    followers=followers,
    renew=renew,
    secrets=("token", "refresh_token", "client_key", "client_secret"),
    lasts=365 * DAY,
    renewed_after=DAY // 2,
)
