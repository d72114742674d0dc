"""One run of the mails to followers: its connection, its time, and the mails that it makes."""

from dataclasses import dataclass, field
from time import monotonic
from typing import NamedTuple

from ...refresh.worker import Worker
from ...site.mail.bulk_mail import BulkMail, mail_headers
from ...site.mail.transport import MailFault, MailSession
from .mail_content import MailEnd


class Recipient(NamedTuple):
    """The next recipient of a mail: with its id, its address and its own links."""

    id: str
    address: str
    message_id: str
    stop_url: str
    settings_url: str
    unfollow_url: str


@dataclass(eq=False)
class Run:
    """One run of the chore. It is ``over`` if the mail server takes no mail at all."""

    worker: Worker
    session: MailSession
    end: float
    over: bool = False
    sent: int = 0

    def is_over(self) -> bool:
        """Return whether no further mail is to be begun."""
        return self.over or self.worker.stop.is_set() or monotonic() > self.end

    def send(self, to: str, message: bytes) -> MailFault | None:
        """Send a mail; the run is over if no other could be sent either."""
        fault = self.session.send(to, message)
        self.sent += fault is None
        self.over = self.over or bool(fault and fault.is_general)
        return fault

    def headers(self, to: str, message_id: str, unsubscribe: str = "") -> dict[str, str]:
        """Return the headers of a mail that is sent now."""
        now = self.worker.now()
        return mail_headers(self.session.sender, to, message_id, now, unsubscribe)

    @property
    def domain(self) -> str:
        """The domain of Message-IDs."""
        return self.session.sender[1].rpartition("@")[2]


@dataclass(frozen=True)
class FeedMail:
    """The mail of one feed for one period: what its recipients share."""

    mail: BulkMail
    end: MailEnd


@dataclass(frozen=True)
class Job:
    """A feed with a mail to send, below its hub. ``again`` is the id of one who is tried again."""

    hub_path: str
    key: str
    start: int
    until: int
    hub_url: str
    again: str = ""
    path: str = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "path", f"{self.hub_path}/@@follow/{self.key}{self.again}")
