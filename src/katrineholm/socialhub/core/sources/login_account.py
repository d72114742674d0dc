"""The account that a person has logged in with at a service."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ..feeds.errors import FeedError
from .connector import Connector
from .login import App, Grant
from .model import Account, Secrets
from .session import Session


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """An account, the secrets that open it, and their scopes.

    ``ends`` is when the secrets expire, in seconds since 1970, if the service tells; otherwise
    ``lasts`` is how long they last, in seconds, or 0. ``may_answer`` is true if the right to answer
    was asked for and the scopes cover it.
    """

    account: Account
    secrets: Secrets = field(repr=False)
    scopes: tuple[str, ...]
    lasts: int
    may_answer: bool
    ends: int = 0


def logged_in_account(
    connector: Connector, app: App, host: str, grant: Grant, wanted: str, *, answers: bool
) -> LoggedIn:
    """Return the account ``wanted`` that a grant opens. Raise FeedError if it opens another.

    ``answers`` is true if the right to answer was asked for; without it, it is not used.
    """
    login = connector.login
    assert login is not None
    secrets = _secrets(connector, app, host, grant)
    session = connector.session(secrets)
    if login.lasting is not None:
        lasting = login.lasting(session, app)
        grant = replace(grant, token=lasting.token, lasts=lasting.lasts)
        session = connector.session({**secrets, "token": grant.token})
    tokens = _tokens(connector, session, wanted, grant.token)
    account = matching_account(tokens, wanted)
    secrets = {**secrets, "token": tokens[account]}
    examined = connector.examine(connector.session(secrets)) if connector.examine else None
    scopes = examined.scopes if examined else grant.scopes or ()
    if examined is None and grant.scopes is None:  # as asked for (RFC 6749, 5.1)
        scopes = login.scopes(answers)
    if not set(scopes).issuperset(login.reading):
        raise FeedError("login_scopes", service=connector.title)
    return LoggedIn(
        *(account, secrets, scopes, 0 if login.accounts else grant.lasts),
        answers and may_answer(connector, scopes),
        examined.ends if examined else 0,
    )


def may_answer(connector: Connector, scopes: Iterable[str]) -> bool:
    """Return whether a token with these scopes may answer comments."""
    return bool(connector.answer_scopes) and set(scopes).issuperset(connector.answer_scopes)


def matching_account(accounts: Iterable[Account], wanted: str) -> Account:
    """Return the account with this name or id; raise FeedError, which names them, if none has."""
    found, name = list(accounts), _bare_name(wanted)
    for each in found:
        if each.id and name in (_bare_name(each.name), each.id.casefold()):
            return each
    names = ", ".join(each.name for each in found if each.name)
    raise FeedError("other_account", account=names[:200] or "–")


def _tokens(
    connector: Connector, session: Session, wanted: str, token: str
) -> Mapping[Account, str]:
    """Return the token of each account that a session opens."""
    own = connector.login.accounts if connector.login else None
    return dict(own(session)) if own else dict.fromkeys(connector.whose(session, wanted), token)


def _secrets(connector: Connector, app: App, host: str, grant: Grant) -> dict[str, str]:
    login, secrets = connector.login, {"token": grant.token}
    assert login is not None
    if grant.refresh_token:
        secrets["refresh_token"] = grant.refresh_token
    if login.keeps_app:
        secrets |= {login.id_name: app.id, "client_secret": app.secret}
    return secrets if connector.host else {**secrets, "host": host}


def _bare_name(name: str) -> str:
    return name.strip("@/").casefold()
