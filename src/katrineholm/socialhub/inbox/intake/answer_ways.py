"""The answers that are posted at the services by the channels' connected accounts."""

from plone import api
from plone.dexterity.content import Container
from zope.i18nmessageid import Message
from zope.interface import implementer

from ... import _
from ...accounts.channels.facts import any_channel
from ...accounts.channels.times import formatted_time
from ...accounts.registration.connections import stored_connection
from ...core.messages.engine import Refused
from ...core.messages.store import messages_of
from ...core.sources.connector import Connector, find_connector
from ...site.pages.refusals import message_from_code
from ..steps.interfaces import IAnswerWay, IStepTaken
from . import answer_queue
from .answer_queue import UNKNOWN
from .remote_comments import remote_id

STEP, POSTED_STEP, UNSENT_STEPS = "answer", "posted", ("unsent", "unsent-answer")
OUTCOME_STEPS = (STEP, POSTED_STEP, *UNSENT_STEPS)
DISPOSED = _("The message has been disposed of.")
SECRET = _("The message may hold what is secret, so nothing is posted where everybody reads it.")
NOT_PUBLIC = _("The message is not public any more, so the answer would stand alone.")
CHANGED = _("The message has been dealt with in another way meanwhile.")
CLOSED = _("The channel is not official any more.")
NOT_CONNECTED = _(
    "The channel's account is not connected with the right to answer: connect it, or answer there."
)
TOO_LONG = _("${service} takes ${limit} characters at most, and the answer has ${length}.")
UNDERWAY = _("The answer before this one is still on its way: wait until it is known to be there.")
WAITING_TEXT = _("It waits to be posted on ${service}.")
RETRY_TEXT = _("It waits to be posted on ${service}. ${problem} It is tried again ${when}.")
UNKNOWN_TEXT = _("It is not known whether it came through to ${service}: it is looked for there.")
POSTED_TEXT = _("Posted on ${service}")
FAILED_TEXT = _("It has not been posted. ${reason}")


@implementer(IAnswerWay)
class ServiceAnswers:
    """The way to post answers at the services that comments came from."""

    def service(self, hub: Container, number: int) -> str:
        """Return the title of the service, empty if its account cannot answer the message."""
        found = answering_connector(hub, number)
        return "" if found is None or obstacle(hub, number) else found.title

    def refuse(self, hub: Container, number: int, answer: str) -> None:
        """Raise engine.Refused if the answer is too long, or another is still on its way."""
        found = answering_connector(hub, number)
        if found and len(answer) > found.answer_length:
            values = {"service": found.title, "limit": found.answer_length, "length": len(answer)}
            sentence = _(TOO_LONG, mapping={name: str(values[name]) for name in values})
            raise Refused("given", sentence, {STEP: sentence})
        if answer_queue.queued_answer(hub, number):
            raise Refused("post", UNDERWAY)

    def outcome(self, hub: Container, number: int) -> tuple[Message | str, str] | None:
        """Return the outcome of the latest posted answer, as text and URL; None if none was."""
        if (queued := answer_queue.queued_answer(hub, number)) is not None:
            return _queued_text(hub, number, queued), ""
        log = reversed(messages_of(hub).log(number))
        line = next((line for line in log if line["step"] in OUTCOME_STEPS), None)
        return _line_text(line) if line and line["step"] != STEP else None


def answering_connector(hub: Container, number: int) -> Connector | None:
    """Return the connector by which a message's comment can be answered, or None."""
    connection = stored_connection(hub, messages_of(hub)[number]["channel"])
    if connection is None or not connection.may_answer or connection.problem:
        return None
    found = find_connector(connection.connector)
    return found if found and found.reply and remote_id(hub, number) else None


def obstacle(hub: Container, number: int) -> Message | None:
    """Return why a message's comment must not be answered at the service, or None."""
    state, facts = (
        messages_of(hub).state(number),
        any_channel(hub, messages_of(hub)[number]["channel"]),
    )
    found = (
        (DISPOSED, "disposed" in state.record),
        (SECRET, state.facts.secret),
        (NOT_PUBLIC, state.publication != "public"),
        (CLOSED, facts is None or facts.state != "official"),
    )
    return next((sentence for sentence, is_so in found if is_so), None)


def approved_answer(hub: Container, number: int) -> str:
    """Return the text of the latest answer that is to be posted, as it was approved."""
    log = reversed(messages_of(hub).log(number))
    given = (line["given"] for line in log if line["step"] == STEP)
    return next((each.get("answer", "") for each in given if each.get("post")), "")


def queue_after_step(taken: IStepTaken) -> None:
    """Queue an answer that is to be posted, and drop that of a disposed message."""
    if taken.step == STEP and taken.given.get("post"):
        answer_queue.queue_answer(taken.hub, taken.number, taken.now)
    elif taken.step == "dispose":
        answer_queue.drop_answer(taken.hub, taken.number)


def _queued_text(hub, number, queued):
    found = answering_connector(hub, number)
    values = {"service": found.title if found else api.portal.translate(_("the service"))}
    if queued.state != answer_queue.WAITING:
        return (
            _(UNKNOWN_TEXT, mapping=values)
            if queued.state == UNKNOWN
            else _(WAITING_TEXT, mapping=values)
        )
    if not queued.code:
        return _(WAITING_TEXT, mapping=values)
    problem = api.portal.translate(message_from_code(queued.code, dict(queued.values)))
    return _(
        RETRY_TEXT,
        mapping=values | {"problem": problem, "when": formatted_time(queued.due)["text"]},
    )


def _line_text(line):
    given = line["given"]
    if line["step"] in UNSENT_STEPS:
        return _(FAILED_TEXT, mapping={"reason": given.get("reason", "")}), ""
    values = {"service": given.get("service", "")}
    return _(POSTED_TEXT, mapping=values), given.get("permalink", "")


SERVICE_ANSWERS = ServiceAnswers()
