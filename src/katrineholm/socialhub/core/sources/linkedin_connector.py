"""The connector of a LinkedIn page: that the municipality holds it, and how many follow it.

LinkedIn's terms forbid showing a company's posts on another site, and storing them or the comments
on them for more than two days (Community Management, restricted uses): neither is retrieved.
"""

from urllib.parse import quote

from ..feeds.errors import _
from ..feeds.schedule import DAY
from .connector import Connector
from .connector_errors import ENDED, FAULT, LIMIT, PERMISSION
from .json_values import child, required_list, string, whole_number
from .login import Login
from .model import Account, Data
from .session import Session

# Brackets and asterisks are part of the syntax (Rest.li, projections).
PAGES = (
    "/v2/organizationalEntityAcls?q=roleAssignee&state=APPROVED"
    "&projection=(elements*(organizationalTarget,organizationalTarget~(localizedName,vanityName)))"
)
PAGE = "urn:li:organization:"
_KINDS = {401: ENDED, 403: PERMISSION, 429: LIMIT}


def response_fault(data: Data) -> tuple[str, str] | None:
    """Return the kind and code of an error in a response, or None."""
    status = data.get("status") if "serviceErrorCode" in data or "message" in data else None
    if not isinstance(status, int):
        return None
    return _KINDS.get(status, FAULT), string(data, "serviceErrorCode") or str(status)


def token_accounts(session: Session, account: str) -> list[Account]:
    """Return the pages that the person who is logged in may manage, named as ``account`` is."""
    sort = account.partition("/")[0]
    found = required_list(session.get(PAGES), "elements", session.service)
    pages = [(string(each, "organizationalTarget"), each) for each in found]
    return [
        Account(
            page.removeprefix(PAGE),
            f"{sort}/{string(child(each, 'organizationalTarget~'), 'vanityName')}",
        )
        for page, each in pages
        if page.startswith(PAGE)
    ]


def follower_count(session: Session, account: str) -> int | None:
    """Return the number of followers of a page."""
    path = f"/v2/networkSizes/{quote(PAGE + account, safe='')}"
    return whole_number(session.get(path, edgeType="CompanyFollowedByMember"), "firstDegreeSize")


LINKEDIN = Connector(
    name="linkedin",
    platform="linkedin",
    title="LinkedIn",
    host="api.linkedin.com",
    needs=_(
        "For the number of followers alone: an app of the municipality's own at LinkedIn with"
        " access to the Community Management API, and a page administrator's token with"
        " r_organization_admin. It lasts 60 days."
    ),
    fault=response_fault,
    whose=token_accounts,
    followers=follower_count,
    lasts=60 * DAY,
    login=Login(
        page=("www.linkedin.com", "/oauth/v2/authorization"),
        exchange=("www.linkedin.com", "/oauth/v2/accessToken"),
        reading=("r_organization_admin",),
        reads=_("See that the municipality holds the page, and how many follow it."),
        before=_(
            "Log in as somebody who administers the page. LinkedIn has to review the municipality's"
            " app first (Community Management). Its terms forbid showing the posts here. The"
            " connection ends after 60 days; then log in again."
        ),
        proves=False,
    ),
)
