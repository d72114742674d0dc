"""E-mails about messages: arrived, forwarded, returned, or without a responsible person.

A mail quotes the text of public messages. The text of direct, secret or removed ones stays on the
site, and the mail links to it (G24).
"""

from collections.abc import Iterable
from itertools import groupby
from time import time

from plone import api
from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.called import channel_name
from ...accounts.channels.facts import known_one
from ...accounts.channels.moments import day, when
from ...accounts.lifecycle.letters import can_log_in, language, linked, office, said
from ...accounts.people.person import Person, mailbox, member_name
from ...core.messages.completing import as_known
from ...core.messages.shelves import is_confidential
from ...core.messages.store import messages_of
from ...site.mail.send import send
from .addresses import page_of, page_of_message
from .deadlines import deadline, is_urgent
from .gathering import due, gathered
from .keys import can_be_given, new_link
from .naming import name_in
from .wording import wording

ONE = _("New message: ${channel}")
MANY = _("New messages: ${number}")
# A reported crime must be removed within hours, see ``deadlines``.
ONE_URGENT = _("Urgent, report of a crime: ${channel}")
MANY_URGENT = _("Urgent, reports of crimes: ${number}")
TOLD = _("${channel} has received a message.")
TOLD_MANY = _("You have received ${number} messages.")
PRIVATE = _("Its text is not for everybody to read, so it is not in this mail.")
WHERE = _("Where it was written: ${page}")
UNTIL = _("It is to be dealt with by ${due}.")
BY_LINK = _(
    "You can answer it without logging in, until ${until}. The link is for this message and for "
    "you alone: ${link}"
)
READ = _("Read it and say what is to be done: ${url}")
LIST = _("Your list: ${url}")
PASSED_ON = (
    _("${who} has passed a message about ${channel} on to you."),
    _("Reason: ${reason}"),
    _("Take it over, or send it back: ${url}"),
)
# Another authority gets a number and a class, and nothing else.
WITHHELD = (
    _(
        "Message ${number} has been passed on to you: ${kind}. It belongs to another authority, "
        "whose registrar decides first whether you may read it."
    ),
    _("You get another mail when that is decided. Here it waits: ${url}"),
)
TO_DECIDE = (
    _(
        "${who} has passed message ${number} about ${channel} on to ${receiver}, who belongs to "
        "another authority."
    ),
    _(
        "Decide whether it may be read there, and by which provision. Until then only its number "
        "and its class are seen there: ${url}"
    ),
)
SENT_BACK = (
    _("A message about ${channel} has come back: ${reason}"),
    _("Say what is to be done: ${url}"),
)
# The kinds of mails that are batched.
ARRIVED, URGENT, ALARM = "arrived", "urgent", "alarm"
# Reasons of an assignment to neither the responsible nor the substitute.
ALARMING, FORWARDED = ("head", "office"), "forward"
NOBODY_ANSWERS = _("Neither the responsible nor the substitute of ${channel} answers today.")
ONE_WAITS = _("A message waits for ${who}: ${url}")
MANY_WAIT = _("${number} messages wait for ${who}: ${url}")

STILL_THERE = (
    _("A message about ${channel} has been taken down, but its text is still on the page: ${page}"),
    _("Take it down on the service, too, or restore it: ${url}"),
)


def tell_arrived(hub: Container, numbers: Iterable[int], *, now: int | None = None) -> None:
    """Notify each person of arrived messages in one mail; the office if nobody answers.

    The first few of many are announced at once, the others together (see ``mail_batches``): here,
    or by ``send_held_back``. ``now`` is in seconds since 1970.
    """
    now = int(time()) if now is None else now
    messages = messages_of(hub)
    found = sorted((messages[number]["who"], number) for number in numbers)
    for who, own in groupby(found, key=lambda each: each[0]):
        arrived = [number for _who, number in own]
        urgent = [number for number in arrived if _is_urgent(hub, number)]
        others = [number for number in arrived if number not in urgent]
        for kind, came in ((URGENT, urgent), (ARRIVED, others)):
            if came:
                _mail_arrivals(hub, who, gathered(hub, (kind, who), came, now))
    if unanswered := [number for _who, number in found if messages[number]["why"] in ALARMING]:
        _alert_by_channel(hub, gathered(hub, (ALARM, ""), unanswered, now))


def tell_gathered(hub: Container, now: int) -> None:
    """Send the mails that were held back, if their messages have the same assignee."""
    messages = messages_of(hub)
    for (kind, who), numbers in due(hub, now).items():
        if kind == ALARM:
            _alert_by_channel(hub, [n for n in numbers if messages[n]["why"] in ALARMING])
        else:
            _mail_arrivals(hub, who, [n for n in numbers if messages[n]["who"] == who])


def tell_nobody_answers(hub: Container, numbers: list[int]) -> None:
    """Alert the information office that nobody answers for a channel (T1)."""
    if receivers := [mailbox(each) for each in office()]:
        values = _values(hub, numbers[0]) | {"number": str(len(numbers))}
        many = {"url": page_of(hub)} if len(numbers) > 1 else {}
        paragraphs = (MANY_WAIT,) if many else (*_message_paragraphs(hub, numbers[0]), ONE_WAITS)
        subject = said(_("Nobody answers: ${channel}"), values)
        send(receivers, subject, _mail_text(values | many, NOBODY_ANSWERS, *paragraphs))


def tell_passed_on(hub: Container, number: int, reason: str, who: str) -> None:
    """Notify the member to whom a message was forwarded (T3)."""
    values = _values(hub, number) | {"reason": reason, "who": member_name(who)}
    if receivers := receivers_of(messages_of(hub)[number]["who"]):
        subject = said(_("Passed on to you: ${channel}"), values)
        why, ending = PASSED_ON[:-1], PASSED_ON[-1]
        paragraphs = (*why, *_message_paragraphs(hub, number), ending)
        send(receivers, subject, _mail_text(values, *paragraphs, who=_who(hub, number)))


def tell_withheld(
    hub: Container, number: int, who: str, kind: Message, registrars: Iterable[str]
) -> None:
    """Ask the registrars for a decision, and notify the receiver that it is pending.

    ``who`` forwards the message, ``registrars`` are ids, ``kind`` is the message's class.
    """
    receiver = messages_of(hub)[number]["who"]
    values = _values(hub, number) | {"number": str(number), "kind": said(kind)}
    if receivers := receivers_of(receiver):
        subject = said(_("Passed on to you: message ${number}"), values)
        send(receivers, subject, _mail_text(values, *WITHHELD, who=receiver))
    values |= {"who": member_name(who), "receiver": member_name(receiver)}
    if receivers := [each for id in registrars for each in receivers_of(id)]:
        subject = said(_("To be decided: may message ${number} be disclosed?"), values)
        send(receivers, subject, _mail_text(values, *TO_DECIDE))


def tell_sent_back(hub: Container, number: int, reason: str) -> None:
    """Notify the responsible person that a message was returned (T5)."""
    values = _values(hub, number) | {"reason": reason}
    if receivers := receivers_of(messages_of(hub)[number]["who"]):
        subject = said(_("Sent back: ${channel}"), values)
        why, ending = SENT_BACK
        paragraphs = (why, *_message_paragraphs(hub, number), *_link_paragraph(hub, number), ending)
        send(receivers, subject, _mail_text(values, *paragraphs, who=_who(hub, number)))


def tell_still_there(hub: Container, number: int, who: str) -> None:
    """Notify a person that a removed comment is still visible on the service (T13)."""
    page = messages_of(hub)[number]["captured"]["permalink"]
    values = _values(hub, number) | {"page": page}
    if receivers := receivers_of(who):
        subject = said(_("Still there: ${channel}"), values)
        send(receivers, subject, _mail_text(values, *STILL_THERE, who=who))


def channel_title(hub: Container, uid: str) -> str:
    """Return a channel's title, also if the channel is gone."""
    facts = known_one(hub, uid)
    return facts.title if facts and facts.title else said(_("A channel that is gone"))


def subject_of(hub: Container, number: int) -> str:
    """Return a message's label in a mail to its assignee: its channel, or its number.

    A forwarded confidential message is only numbered: it may have left its authority.
    """
    message = messages_of(hub)[number]
    if message["why"] == FORWARDED and is_confidential(message["state"]):
        return said(_("Message ${number}"), {"number": str(number)})
    return channel_title(hub, message["channel"])


def channel_called(hub: Container, uid: str) -> str:
    """Return a channel's name with its service, for mails to visitors."""
    facts = known_one(hub, uid)
    return channel_name(facts, language()) if facts and facts.title else channel_title(hub, uid)


def quoted(text: str) -> str:
    """Return a text as a quotation in a mail, at most 2,000 characters."""
    return "\n".join(f"> {line}" for line in text[:2000].splitlines())


def receivers_of(who: str) -> list[str]:
    """Return the e-mails of a person, or of the office if ``who`` is empty.

    ``who`` is as in ``person.key``: a user's id, or the e-mail of a contact.
    """
    return [mailbox(each) for each in _people(who)]


def has_account(who: str) -> bool:
    """Return whether the receivers of these mails can log in; the office can."""
    return all(map(can_log_in, _people(who)))


def _people(who):
    if not who:
        return office()
    user = api.user.get(userid=who)
    if user is None:
        return [Person("", who)] if "@" in who else []
    email = user.getProperty("email")
    return [Person(member_name(who), email, who)] if email else []


def _is_urgent(hub, number):
    return is_urgent(messages_of(hub)[number], messages_of(hub).log(number))


def _mail_arrivals(hub, who, numbers):
    receivers = receivers_of(who) if numbers else []
    is_grave = any(_is_urgent(hub, number) for number in numbers)
    one, many = (ONE_URGENT, MANY_URGENT) if is_grave else (ONE, MANY)
    if receivers and len(numbers) == 1:
        values = _values(hub, numbers[0]) | {"channel": subject_of(hub, numbers[0])}
        send(receivers, said(one, values), _arrival_text(hub, numbers[0], values))
    elif receivers:
        mine = page_of(hub, "?mine=1" if who else "")
        values = {"number": str(len(numbers)), "url": mine}
        send(receivers, said(many, values), _mail_text(values, TOLD_MANY, LIST, who=who))


def _alert_by_channel(hub, numbers):
    messages = messages_of(hub)
    by_channel = sorted((messages[number]["channel"], number) for number in numbers)
    for _channel, own in groupby(by_channel, key=lambda each: each[0]):
        tell_nobody_answers(hub, [number for _channel, number in own])


def _values(hub, number):
    message = messages_of(hub)[number]
    return {
        "channel": channel_title(hub, message["channel"]),
        "url": page_of_message(hub, number),
        "who": name_in(hub, message["who"]) or said(_("the information office")),
    }


def _arrival_text(hub, number, values):
    paragraphs = (TOLD, *_message_paragraphs(hub, number), *_link_paragraph(hub, number), READ)
    return _mail_text(values, *paragraphs, who=_who(hub, number))


def _message_paragraphs(hub, number) -> list[Message | str]:
    message = messages_of(hub)[number]
    state, page = message["state"], as_known(message)["permalink"]
    is_private = state["publication"] != "public" or state["facts"]["secret"]
    due = deadline(message)
    return [
        PRIVATE if is_private else _quoted_message(message),
        *([Message(WHERE, mapping={"page": page})] if page and not is_private else []),
        *(
            [Message(UNTIL, mapping={"due": when(due, language())["text"]})]
            if due is not None
            else []
        ),
    ]


def _link_paragraph(hub, number) -> list[Message]:
    """Return a link for a contact to answer by; none for a person who can log in."""
    if has_account(_who(hub, number)) or not can_be_given(hub, number):
        return []
    link, until = new_link(hub, number, int(time()))
    return [Message(BY_LINK, mapping={"link": link, "until": day(until.isoformat(), language())})]


def _quoted_message(message):
    *before, words = wording(as_known(message), said)
    return "\n".join((*before, quoted(words)))


def _mail_text(values, *paragraphs, who=""):
    """Return a mail's text: messages are translated and filled in, other text is verbatim."""
    has_login = has_account(who)
    own = [linked(each, opens=has_login) if _is_linked(each) else each for each in paragraphs]
    words = (said(each, values) if isinstance(each, Message) else each for each in own)
    return "\n\n".join(words) + "\n"


def _is_linked(paragraph):
    return isinstance(paragraph, Message) and "${url}" in paragraph


def _who(hub, number):
    return messages_of(hub)[number]["who"]
