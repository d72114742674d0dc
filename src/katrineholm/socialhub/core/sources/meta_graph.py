"""The parts that Meta's APIs have in common (Graph API: cursors, errors, hiding of comments)."""

import hmac
from collections.abc import Iterator, Mapping
from datetime import datetime

from ..feeds.draft import Draft
from ..feeds.errors import FeedError
from ..feeds.model import Image, Media
from ..feeds.text import text_to_html
from .answers import answer_id, matching_answer
from .connector_errors import ENDED, FAULT, LIMIT, PERMISSION, UNKNOWN
from .environment import default_meta_app
from .json_values import child, objects, string, timestamp, whole_number
from .login import App, Grant, read_grant
from .model import Data, PostedAnswer, PostPage, RenewedSecrets, Secrets, TokenInfo
from .session import Session

VERSION = "/v25.0"
TOGETHER = 25  # posts of one page
MORE = 20  # requests in one run for comments that a post did not include
EXAMINED = "/debug_token"
FOLLOWERS = "followers_count"

_THROTTLED = frozenset((4, 17, 32, 613, *range(80000, 80015)))
_ENDED = frozenset((102, 190))
_PERMISSIONS = frozenset((10, *range(200, 300)))
_UNKNOWN = frozenset((100, 803))


def response_fault(data: Data) -> tuple[str, str] | None:
    """Return the kind and code of an error in a response (Graph API, Handling Errors), or None."""
    error = data.get("error")
    if not error:
        return None
    code = error.get("code") if isinstance(error, dict) else None
    number = code if isinstance(code, int) else 0
    kinds = ((_ENDED, ENDED), (_THROTTLED, LIMIT), (_PERMISSIONS, PERMISSION), (_UNKNOWN, UNKNOWN))
    kind = next((kind for codes, kind in kinds if number in codes), FAULT)
    return kind, str(number)


def next_cursor(data: Data) -> str:
    """Return the cursor of the next page, empty after the last; the URL ``next`` has the token."""
    paging = child(data, "paging")
    return string(child(paging, "cursors"), "after") if paging.get("next") else ""


def graph_draft(post: Data, caption: str, link: str = "permalink") -> Draft:
    """Return a draft of a post with the fields that all of Meta's APIs have."""
    dated = string(post, "timestamp") or string(post, "created_time")
    address = string(post, link)
    return Draft(
        id=string(post, "id"),
        link=address,
        base=address,
        html=text_to_html(string(post, caption)),
        published=timestamp(dated),
        dated=dated,
        author=string(post, "username"),
    )


def media_draft(post: Data, caption: str) -> Draft:
    """Return a draft of a post with the pictures and videos of its parts, or of the post itself."""
    draft = graph_draft(post, caption)
    for part in objects(child(post, "children").get("data")) or [post]:
        is_video = string(part, "media_type") == "VIDEO"
        if src := string(part, "thumbnail_url" if is_video else "media_url"):
            draft.images.append(Image(src, string(part, "alt_text") or None))
        if is_video and string(part, "media_url"):
            draft.media.append(Media(string(part, "media_url"), "video/mp4"))
    return draft


def app_secret_proof(secrets: Secrets) -> Mapping[str, str]:
    """Return a query parameter that proves that the client also knows the app's secret.

    A leaked token alone is then useless. Source: Graph API, Securing Requests. Empty if the app is
    neither among the secrets nor set in the environment.
    """
    app = _app_of(secrets)
    if app is None:
        return {}
    proof = hmac.new(app[1].encode(), secrets["token"].encode(), "sha256").hexdigest()
    return {"appsecret_proof": proof}


def token_info(session: Session) -> TokenInfo | None:
    """Return a token's expiry and scopes; None if no app is known. Raise FeedError if invalid."""
    app = _app_of(session.secrets)
    if app is None:
        return None
    owner = session.with_token("|".join(app))
    data = child(owner.get(f"{VERSION}{EXAMINED}", input_token=session.secrets["token"]), "data")
    if data.get("is_valid") is not True:
        raise FeedError("token_ended", service=session.service)
    ends = (whole_number(data, name) for name in ("expires_at", "data_access_expires_at"))
    scopes = data.get("scopes")
    named = [each for each in scopes if isinstance(each, str)] if isinstance(scopes, list) else []
    return TokenInfo(
        min(filter(None, ends), default=0),
        tuple(each for each in named if each.replace("_", "").isalnum()),
    )


def _app_of(secrets: Secrets) -> tuple[str, str] | None:
    if "client_secret" in secrets:
        return secrets["client_id"], secrets["client_secret"]
    return default_meta_app()


def follower_count(session: Session, account: str) -> int | None:
    """Return the number of followers of an account or a page; None if it is not given."""
    return whole_number(session.get(f"{VERSION}/{account}", fields=FOLLOWERS), FOLLOWERS)


class MorePages:
    """A reader of further pages of comments, by at most ``MORE`` requests in all."""

    def __init__(self, session: Session) -> None:
        self.session, self.left = session, MORE

    def objects(self, whole: Data, edge: str, **query: str) -> Iterator[Data]:
        """Yield the objects at an edge: those included in ``whole``, then further pages."""
        data = child(whole, edge)
        yield from objects(data.get("data"))
        while (cursor := next_cursor(data)) and self.left:
            self.left -= 1
            path = f"{VERSION}/{string(whole, 'id')}/{edge}"
            data = self.session.get(path, after=cursor, **query)
            yield from objects(data.get("data"))


def draft_page(drafts: list[Draft], data: Data) -> PostPage:
    """Return a page of those drafts that have an id, with the cursor of the next page."""
    return PostPage(tuple(each for each in drafts if each.id), next_cursor(data))


def cursor_query(after: str) -> dict[str, str]:
    """Return the query parameters for the page after a cursor; empty for the first page."""
    return {"after": after} if after else {}


def set_flag(session: Session, path: str, name: str, flag: bool) -> None:
    """Set a flag of the object at a path. Raise FeedError unless the service reports success."""
    if session.post(path, None, **{name: str(flag).lower()}).get("success") is not True:
        raise FeedError("interface_fault", service=session.service, number="success")


def hide_comment(session: Session, comment: str, hidden: bool, *, flag: str, state: str) -> bool:
    """Hide a comment or show it again; return whether the service then reports that state."""
    path = f"{VERSION}/{comment}"
    set_flag(session, path, flag, hidden)
    return session.get(path, fields=f"id,{state}").get(state) is hidden


def post_reply(session: Session, comment: str, text: str, *, edge: str, link: str) -> PostedAnswer:
    """Answer a comment, and return the answer with its URL, which ``link`` names. Raise FeedError.

    Source: Comment, Comments; IG Comment Replies.
    """
    data = session.post(f"{VERSION}/{comment}/{edge}", {"message": text})
    return _with_permalink(session, answer_id(session, data, comment), link)


def _with_permalink(session: Session, answer: str, link: str) -> PostedAnswer:
    try:
        data = session.get(f"{VERSION}/{answer}", fields=link)
    except FeedError:
        return PostedAnswer(answer)  # it is there all the same
    if post := string(child(data, "media"), "permalink"):
        return PostedAnswer(answer, f"{post}c/{answer}/")
    return PostedAnswer(answer, string(data, "permalink_url"))


def found_reply(
    session: Session, answers: list[Data], text: str, since: int, *, name: str, link: str
) -> PostedAnswer | None:
    """Return the one of several comments with a text, which the field ``name`` has."""
    found = (
        (PostedAnswer(string(each, "id")), string(each, name), _written(each)) for each in answers
    )
    answer = matching_answer(found, text, since)
    return answer and _with_permalink(session, answer.id, link)


def _written(comment: Data) -> datetime | None:
    return timestamp(string(comment, "timestamp") or string(comment, "created_time"))


def renew_secrets(session: Session, grant: str) -> RenewedSecrets:
    """Renew a valid token that is a day old, for sixty more days. Raise FeedError."""
    old = session.secrets["token"]
    data = session.get("/refresh_access_token", grant_type=grant, access_token=old)
    token, lasts = string(data, "access_token"), whole_number(data, "expires_in")
    if not token or not lasts:
        raise FeedError("not_data", service=session.service)
    return RenewedSecrets({**session.secrets, "token": token}, lasts)


def lasting_grant(session: Session, app: App, *, path: str, grant: str) -> Grant:
    """Exchange the token of a log-in, which ends within hours, for one of sixty days."""
    token = {"access_token": session.secrets["token"], "client_secret": app.secret}
    return read_grant(session.service, session.get(path, grant_type=grant, **token))
