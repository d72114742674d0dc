"""What a service's file tells of its interface."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit

from zope.interface import implementer

from .faults import Reader
from .interfaces import IConnector
from .model import Account, Examined, Page, Remark, Renewed, Secrets
from .session import Session, Sign, unsigned

Whose: TypeAlias = Callable[[Session, str], list[Account]]
Posts: TypeAlias = Callable[[Session, str, str], Page]
Remarks: TypeAlias = Callable[[Session, str], list[Remark]]
Hide: TypeAlias = Callable[[Session, str, bool], bool]
Followers: TypeAlias = Callable[[Session, str], int | None]
Renew: TypeAlias = Callable[[Session], Renewed]
Examine: TypeAlias = Callable[[Session], Examined | None]


@implementer(IConnector)
@dataclass(frozen=True, slots=True, kw_only=True)
class Connector:
    """A service's interface.

    ``whose(session, account)`` are the accounts that the token opens, where the channel's own may
    have to be asked for. ``posts(session, id, after)`` is a page of an account's posts, ``record``
    one of posts that are kept for the record only; ``remarks(session, id)`` are the comments on the
    newest; ``hide(session, comment, hidden)`` hides one or shows it again, and says whether it then
    is as was asked; ``followers(session, id)`` is how many the account has; ``renew`` gives new
    secrets; ``examine`` tells of the token where the service is asked by the app, ``sign`` what
    each request has besides the token. What the interface does not give is None. ``secrets`` are
    what a person has to paste, ``lasts`` how many seconds they are good for at most,
    ``renewed_after`` when to renew them; 0 where they have no end. ``needs`` is what the
    municipality must have, English text marked for translation.
    """

    name: str
    platform: str
    title: str
    host: str
    needs: str
    fault: Reader
    whose: Whose
    posts: Posts | None = None
    record: Posts | None = None
    remarks: Remarks | None = None
    hide: Hide | None = None
    followers: Followers | None = None
    renew: Renew | None = None
    examine: Examine | None = None
    sign: Sign = unsigned
    secrets: tuple[str, ...] = ("token",)
    lasts: int = 0
    renewed_after: int = 0
    header: tuple[str, str] = ("Authorization", "Bearer ")

    def session(self, secrets: Secrets) -> Session:
        """A talk with the service, by who has these secrets."""
        return Session(self.title, self.host, secrets, self.fault, self.header, sign=self.sign)

    def address(self, account: str) -> str:
        """What stands for an account's posts where other channels have a feed's address."""
        return f"https://{self.host}/{account}/posts" if self.posts else ""

    def account_at(self, address: str) -> str:
        """The account that ``address`` stands for; empty where it is none of this interface."""
        parts = urlsplit(address)
        account, _slash, rest = parts.path.strip("/").partition("/")
        is_ours = self.posts is not None and parts.hostname == self.host and rest == "posts"
        return account if is_ours else ""
