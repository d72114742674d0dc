"""The connector of TikTok: an account's videos (Display API), without comments."""

from ..feeds.draft import Draft
from ..feeds.errors import FeedError, _
from ..feeds.model import Image
from ..feeds.schedule import DAY
from ..feeds.text import text_to_html
from .connector import Connector
from .connector_errors import ENDED, FAULT, LIMIT, PERMISSION
from .json_values import child, epoch_timestamp, required_list, string, whole_number
from .login import Login
from .model import Account, CountPage, Data, PostCount, PostPage, RenewedSecrets
from .session import Session

TOGETHER = 20  # videos of one page, the API's maximum
VIDEO_FIELDS = "id,title,video_description,create_time,share_url,cover_image_url"
COUNT_FIELDS = "id,share_url,view_count,like_count"
_KINDS = {
    "access_token_invalid": ENDED,
    "invalid_grant": ENDED,
    "scope_not_authorized": PERMISSION,
    "scope_permission_missed": PERMISSION,
    "rate_limit_exceeded": LIMIT,
}


def response_fault(data: Data) -> tuple[str, str] | None:
    """Return the kind and code of an error in a response; None if its code is "ok"."""
    error = data.get("error")
    code = string(error, "code") if isinstance(error, dict) else string(data, "error")
    if code in ("", "ok"):
        return None
    return _KINDS.get(code, FAULT), code[:40] if code.replace("_", "").isalnum() else ""


def token_accounts(session: Session, account: str) -> list[Account]:
    """Return the TikTok account that the token is for, in a list."""
    data = session.get("/v2/user/info/", fields="open_id,display_name,username")
    user = child(data, "data", "user")
    return [Account(string(user, "open_id"), string(user, "username"))]


def post_page(session: Session, account: str, after: str) -> PostPage:
    """Return one page (``after`` a cursor) of the account's public videos."""
    found, more = _video_page(session, VIDEO_FIELDS, after)
    videos = [_draft(each) for each in found]
    return PostPage(tuple(each for each in videos if each.id), more)


def count_page(session: Session, account: str, after: str) -> CountPage:
    """Return one page (``after`` a cursor) of how often the videos were seen and liked."""
    found, more = _video_page(session, COUNT_FIELDS, after)
    counts = (
        PostCount(
            string(each, "share_url"),
            whole_number(each, "view_count"),
            whole_number(each, "like_count"),
        )
        for each in found
    )
    return CountPage(tuple(counts), more)


def _video_page(session: Session, fields: str, after: str) -> tuple[list[Data], str]:
    """Return the videos of one page, and the cursor of the next one or an empty string."""
    query = {"max_count": TOGETHER} | ({"cursor": int(after)} if after.isdigit() else {})
    data = child(session.post("/v2/video/list/", query, fields=fields), "data")
    more = string(data, "cursor") if data.get("has_more") is True else ""
    return required_list(data, "videos", session.service), more


def follower_count(session: Session, account: str) -> int | None:
    """Return the number of followers of the account that the token is for."""
    data = session.get("/v2/user/info/", fields="open_id,follower_count")
    return whole_number(child(data, "data", "user"), "follower_count")


def renew_secrets(session: Session) -> RenewedSecrets:
    """Return a token for one more day, and a new refresh token if TikTok has sent one."""
    data = session.submit(
        "/v2/oauth/token/",
        client_key=session.secrets["client_key"],
        client_secret=session.secrets["client_secret"],
        grant_type="refresh_token",
        refresh_token=session.secrets["refresh_token"],
    )
    token, again = string(data, "access_token"), string(data, "refresh_token")
    if not token:
        raise FeedError("not_data", service=session.service)
    secrets = {**session.secrets, "token": token}
    lasts = whole_number(data, "refresh_expires_in") or 365 * DAY
    return RenewedSecrets({**secrets, "refresh_token": again} if again else secrets, lasts)


def _draft(video: Data) -> Draft:
    link, cover = string(video, "share_url"), string(video, "cover_image_url")
    moment = epoch_timestamp(video.get("create_time"))
    return Draft(
        id=string(video, "id"),
        link=link,
        base=link,
        title=string(video, "title"),
        html=text_to_html(string(video, "video_description")),
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
    fault=response_fault,
    whose=token_accounts,
    posts=post_page,
    followers=follower_count,
    counts=count_page,
    renew=renew_secrets,
    login=Login(
        page=("www.tiktok.com", "/v2/auth/authorize/"),
        exchange=("open.tiktokapis.com", "/v2/oauth/token/"),
        reading=("user.info.basic", "user.info.profile", "user.info.stats", "video.list"),
        reads=_("Read the account's videos and how many follow it."),
        before=_(
            "TikTok has to review the municipality's app first, which takes some weeks. The"
            " account itself needs nothing, but its videos have to be public. TikTok lets no other"
            " site answer comments."
        ),
        separator=",",
        id_name="client_key",
        keeps_app=True,
    ),
    secrets=("token", "refresh_token", "client_key", "client_secret"),
    lasts=365 * DAY,
    renewed_after=DAY // 2,
)
