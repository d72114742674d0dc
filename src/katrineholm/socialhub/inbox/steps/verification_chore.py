"""The worker's chore that verifies each hub's record every night, while it retrieves channels.

The information office gets a mail about errors that were not there the night before.
"""

from collections.abc import Sequence
from datetime import timedelta

from plone.dexterity.content import Container

from ... import _, logger
from ...accounts.channels.hub import all_hubs, database_hubs
from ...accounts.channels.times import local_time
from ...accounts.channels.visibility import public_url
from ...core.messages.anchors import anchor_files
from ...core.messages.verification import RecordFault
from ...refresh.database_errors import is_transient_error
from ...refresh.faults import attempt, is_skipped, item_path
from ...refresh.mails import mail_office
from ...refresh.site_thread import SiteThread, ThreadChore
from ...refresh.worker import Worker
from .fault_messages import english_sentence
from .verification import (
    found_faults,
    gone_hubs,
    known_anchors,
    last_verification,
    log_faults,
    store_verification,
)

SUBJECT = _("The record of ${title} is not as it was written")
SENTENCES = (
    _("The record of ${title} was verified tonight. Errors: ${count}."),
    _("What is wrong stands on the board: ${url}"),
    _("Tell whoever runs the site, before anything is changed: socialhub verify-log shows it all."),
)
NIGHT = 2  # o'clock
PAUSE = 0.02  # seconds that are left to the retrieval after each batch of lines


class Interrupted(Exception):
    """Raised to end a verification, which begins again another time."""


class VerificationThread(SiteThread):
    """A thread that verifies a hub's record; ``faults`` is what it found, or ``error``."""

    def __init__(self, worker: Worker, hub: Container) -> None:
        super().__init__(worker, hub, "verification")
        self.path, self.started = _verification_path(hub), worker.now()
        self.faults: list[RecordFault] = []

    def run(self) -> None:
        try:
            self._verify()
        # The worker raises it: broken data of a hub must not end it.
        except Exception as error:
            self.error = error

    def _verify(self):
        anchors = known_anchors(anchor_files())
        with self.opened_site() as site:
            hub = site.unrestrictedTraverse(self.hub_path)
            self.faults += log_faults(hub, anchors, self._rest)
            self.faults += gone_hubs(anchors, database_hubs(site._p_jar))

    def _rest(self):
        if self.worker.stop.wait(PAUSE) or not self.is_running():
            raise Interrupted


class VerificationChore(ThreadChore):
    """The chore that verifies one hub after another, and stores what was found."""

    def started_thread(self, worker: Worker) -> VerificationThread | None:
        for hub in all_hubs():
            if is_skipped(worker, _verification_path(hub)):
                continue
            if attempt(worker, item_path(hub), is_verification_due, hub, worker.now()):
                thread = VerificationThread(worker, hub)
                thread.start()
                return thread
        return None

    def store_outcome(self, worker: Worker, thread: VerificationThread) -> None:
        """Store what was found; an interrupted one begins again, see ``is_transient_error``."""
        if thread.error is None:
            worker.write(_store_faults, worker.site, thread)
        elif thread.is_running() and not is_transient_error(thread.error):
            raise thread.error


def is_verification_due(hub: Container, now: int) -> bool:
    """Return whether the record has not been verified since the last night."""
    time = local_time(now)
    night = time.replace(hour=NIGHT, minute=0, second=0)
    night -= timedelta(days=night > time)
    return not night.timestamp() <= last_verification(hub)["at"] <= now


def mail_faults(hub: Container, faults: Sequence[RecordFault], now: int) -> None:
    """Mail the information office that a hub's record is broken."""
    url = f"{public_url(item_path(hub))}/@@board"
    values = {"title": hub.title, "count": str(len(faults)), "url": url}
    mail_office(SUBJECT, SENTENCES, values, now)


def _store_faults(site, thread):
    hub = site.unrestrictedTraverse(thread.hub_path)
    before = found_faults(hub)
    store_verification(hub, thread.faults, thread.started)
    if set(found_faults(hub)) - set(before):
        mail_faults(hub, thread.faults, thread.started)
    for fault in thread.faults:
        logger.error("%s: %s", item_path(hub), english_sentence(fault))


def _verification_path(hub):
    """Return the path under which errors of the verification itself are listed on the board."""
    return f"{item_path(hub)}/@log-head"


VERIFICATION_CHORE = VerificationChore()
