"""The connector of Mastodon: an account on any server; its posts and their replies are in feeds.

Source: docs.joinmastodon.org, Methods, accounts (verify_credentials).
"""

from ..feeds.errors import _
from .connector import Connector
from .connector_errors import ENDED, FAULT, PERMISSION, UNKNOWN
from .json_values import string, whole_number
from .model import Account, Data
from .session import Session

_KINDS = {
    "The access token is invalid": ENDED,
    "The access token was revoked": ENDED,
    "The access token expired": ENDED,
    "This action is outside the authorized scopes": PERMISSION,
    "Record not found": UNKNOWN,
}


def response_fault(data: Data) -> tuple[str, str] | None:
    """Return the kind of an error in a response, or None; Mastodon gives no codes."""
    error = string(data, "error")
    return (_KINDS.get(error, FAULT), "") if error else None


def token_accounts(session: Session, account: str) -> list[Account]:
    """Return the account that the token is for, in a list, as ``@name@server``."""
    data = session.get("/api/v1/accounts/verify_credentials")
    return [Account(string(data, "id"), f"@{string(data, 'username')}@{session.host}")]


def follower_count(session: Session, account: str) -> int | None:
    """Return the number of followers."""
    return whole_number(session.get(f"/api/v1/accounts/{account}"), "followers_count")


MASTODON = Connector(
    name="mastodon",
    platform="mastodon",
    title="Mastodon",
    host="",
    needs=_(
        "For answers and the number of followers, the posts come by the feed: an application under"
        " Preferences, Development on the account's server, and its token with read:accounts,"
        " read:statuses and, to answer, write:statuses."
    ),
    fault=response_fault,
    whose=token_accounts,
    followers=follower_count,
    answer_scopes=("write:statuses",),
)
