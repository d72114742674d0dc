"""E-mails about messages that arrive, are forwarded or returned, or have nobody responsible.

A mail quotes the text of public messages. It links to the text of direct, secret or removed
messages instead, so that their text stays on the site (G24).
"""

from collections.abc import Callable, Iterable
from itertools import chain, groupby
from time import time

from plone import api
from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.channel_names import channel_name
from ...accounts.channels.facts import any_channel
from ...accounts.channels.mail_texts import (
    can_log_in,
    link_or_contact,
    mail_language,
    mail_sentence,
    office_recipients,
)
from ...accounts.channels.person import Person, mail_recipient, member_name
from ...accounts.channels.times import formatted_date, formatted_time
from ...core.messages.content import known_content
from ...core.messages.message_lists import is_confidential
from ...core.messages.store import messages_of
from ...site.mail.mailer import send_mail
from .answer_links import can_answer_by_link, new_link
from .deadlines import current_deadline, is_urgent
from .mail_batches import expired_batches, messages_to_announce
from .summary import assignee_name, message_url, messages_url, text_lines

ONE = _("New message: ${channel}")
MANY = _("New messages: ${number}")
# A reported crime must be removed within hours, see ``deadlines``.
ONE_URGENT = _("Urgent, report of a crime: ${channel}")
MANY_URGENT = _("Urgent, reports of crimes: ${number}")
ONE_MESSAGE = _("${channel} has received a message.")
MANY_MESSAGES = _("You have received ${number} messages.")
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

UNPOSTED = (
    _("The answer to a message about ${channel} has not been posted at the service. ${reason}"),
    _("The message is being answered again: ${url}"),
)
STILL_THERE = (
    _("A message about ${channel} has been taken down, but its text is still on the page: ${page}"),
    _("Take it down on the service, too, or restore it: ${url}"),
)


def notify_arrivals(hub: Container, numbers: Iterable[int], *, now: int | None = None) -> None:
    """Mail each assignee about newly arrived messages, urgent ones separately.

    The information office is alerted if nobody is responsible. If many messages arrive, the first
    few are announced at once, others later and together (see ``mail_batches``).
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
                _mail_arrivals(hub, who, messages_to_announce(hub, (kind, who), came, now))
    if unanswered := [number for _who, number in found if messages[number]["why"] in ALARMING]:
        _alert_by_channel(hub, messages_to_announce(hub, (ALARM, ""), unanswered, now))


def send_held_back(hub: Container, now: int) -> None:
    """Send the mails that were held back, unless their messages were reassigned meanwhile."""
    messages = messages_of(hub)
    for (kind, who), numbers in expired_batches(hub, now).items():
        if kind == ALARM:
            _alert_by_channel(hub, [n for n in numbers if messages[n]["why"] in ALARMING])
        else:
            _mail_arrivals(hub, who, [n for n in numbers if messages[n]["who"] == who])


def alert_office(hub: Container, numbers: list[int]) -> None:
    """Alert the information office that nobody is responsible for a channel today (T1)."""
    if receivers := [mail_recipient(each) for each in office_recipients()]:
        values = _values(hub, numbers[0]) | {"number": str(len(numbers))}
        many = {"url": messages_url(hub)} if len(numbers) > 1 else {}
        paragraphs = (MANY_WAIT,) if many else (*_message_paragraphs(hub, numbers[0]), ONE_WAITS)
        subject = mail_sentence(_("Nobody answers: ${channel}"), values)
        send_mail(receivers, subject, _mail_text(values | many, NOBODY_ANSWERS, *paragraphs))


def notify_new_assignee(hub: Container, number: int, reason: str, who: str) -> None:
    """Notify the member to whom a message was forwarded, and why (T3)."""
    values = _values(hub, number) | {"reason": reason, "who": member_name(who)}
    if receivers := mail_recipients(messages_of(hub)[number]["who"]):
        subject = mail_sentence(_("Passed on to you: ${channel}"), values)
        why, ending = PASSED_ON[:-1], PASSED_ON[-1]
        paragraphs = (*why, *_message_paragraphs(hub, number), ending)
        send_mail(receivers, subject, _mail_text(values, *paragraphs, who=_who(hub, number)))


def notify_withheld(
    hub: Container, number: int, who: str, kind: Message, registrars: Iterable[str]
) -> None:
    """Ask the registrars to decide if the receiver may read a message, and notify the receiver.

    ``who`` has forwarded the message, ``registrars`` are user ids, ``kind`` is the message's class.
    """
    receiver = messages_of(hub)[number]["who"]
    values = _values(hub, number) | {"number": str(number), "kind": mail_sentence(kind)}
    if receivers := mail_recipients(receiver):
        subject = mail_sentence(_("Passed on to you: message ${number}"), values)
        send_mail(receivers, subject, _mail_text(values, *WITHHELD, who=receiver))
    values |= {"who": member_name(who), "receiver": member_name(receiver)}
    if receivers := [each for id in registrars for each in mail_recipients(id)]:
        subject = mail_sentence(_("To be decided: may message ${number} be disclosed?"), values)
        send_mail(receivers, subject, _mail_text(values, *TO_DECIDE))


def notify_return(hub: Container, number: int, reason: str) -> None:
    """Notify the assignee of a message that was returned, and why (T5)."""
    values = _values(hub, number) | {"reason": reason}
    if receivers := mail_recipients(messages_of(hub)[number]["who"]):
        subject = mail_sentence(_("Sent back: ${channel}"), values)
        why, ending = SENT_BACK
        paragraphs = (why, *_message_paragraphs(hub, number), *_link_paragraph(hub, number), ending)
        send_mail(receivers, subject, _mail_text(values, *paragraphs, who=_who(hub, number)))


def notify_still_visible(hub: Container, number: int, who: str) -> None:
    """Notify a person that a removed comment is still visible on the service (T13)."""
    page = messages_of(hub)[number]["captured"]["permalink"]
    values = _values(hub, number) | {"page": page}
    if receivers := mail_recipients(who):
        subject = mail_sentence(_("Still there: ${channel}"), values)
        send_mail(receivers, subject, _mail_text(values, *STILL_THERE, who=who))


def notify_answer_failure(hub: Container, number: int, who: str, reason: str) -> None:
    """Notify a person that an answer was not posted at the service (T7b)."""
    values = _values(hub, number) | {"reason": reason}
    if receivers := mail_recipients(who):
        subject = mail_sentence(_("Not posted: the answer in ${channel}"), values)
        send_mail(receivers, subject, _mail_text(values, *UNPOSTED, who=who))


def channel_title(hub: Container, uid: str, say: Callable[[str], str] = mail_sentence) -> str:
    """Return a channel's title; if the channel is gone, a substitute text in words of ``say``."""
    facts = any_channel(hub, uid)
    return facts.title if facts and facts.title else say(_("A channel that is gone"))


def message_label(hub: Container, number: int) -> str:
    """Return a message's label in a mail to its assignee: its channel, or its number.

    A forwarded confidential message is only numbered, since the assignee may not read it yet.
    """
    message = messages_of(hub)[number]
    if message["why"] == FORWARDED and is_confidential(message["state"]):
        return mail_sentence(_("Message ${number}"), {"number": str(number)})
    return channel_title(hub, message["channel"])


def public_channel_name(hub: Container, uid: str) -> str:
    """Return a channel's name with its service, for mails to visitors."""
    facts = any_channel(hub, uid)
    return (
        channel_name(facts, mail_language()) if facts and facts.title else channel_title(hub, uid)
    )


def quoted_text(text: str) -> str:
    """Return the first 2,000 characters of a text as a quotation in a mail."""
    return "\n".join(f"> {line}" for line in text[:2000].splitlines())


def mail_recipients(who: str) -> list[str]:
    """Return the mail recipients for a person, or for the office if ``who`` is empty.

    ``who`` is as in ``person.person_key``: a user's id, or the e-mail address of a contact.
    """
    return [mail_recipient(each) for each in _people(who)]


def has_account(who: str) -> bool:
    """Return whether all recipients of mails to a person, or the office if empty, can log in."""
    return all(map(can_log_in, _people(who)))


def _people(who):
    if not who:
        return office_recipients()
    user = api.user.get(userid=who)
    if user is None:
        return [Person("", who)] if "@" in who else []
    email = user.getProperty("email")
    return [Person(member_name(who), email, who)] if email else []


def _is_urgent(hub, number):
    return is_urgent(messages_of(hub)[number], messages_of(hub).log(number))


def _mail_arrivals(hub, who, numbers):
    receivers = mail_recipients(who) if numbers else []
    is_grave = any(_is_urgent(hub, number) for number in numbers)
    one, many = (ONE_URGENT, MANY_URGENT) if is_grave else (ONE, MANY)
    if receivers and len(numbers) == 1:
        values = _values(hub, numbers[0]) | {"channel": message_label(hub, numbers[0])}
        paragraphs = _message_paragraphs(hub, numbers[0]), _link_paragraph(hub, numbers[0])
        text = _mail_text(values, ONE_MESSAGE, *chain(*paragraphs), READ, who=who)
        send_mail(receivers, mail_sentence(one, values), text)
    elif receivers:
        own_list = messages_url(hub, "?mine=1" if who else "")
        values = {"number": str(len(numbers)), "url": own_list}
        text = _mail_text(values, MANY_MESSAGES, LIST, who=who)
        send_mail(receivers, mail_sentence(many, values), text)


def _alert_by_channel(hub, numbers):
    messages = messages_of(hub)
    by_channel = sorted((messages[number]["channel"], number) for number in numbers)
    for _channel, own in groupby(by_channel, key=lambda each: each[0]):
        alert_office(hub, [number for _channel, number in own])


def _values(hub, number):
    message = messages_of(hub)[number]
    return {
        "channel": channel_title(hub, message["channel"]),
        "url": message_url(hub, number),
        "who": assignee_name(hub, message["who"]) or mail_sentence(_("the information office")),
    }


def _message_paragraphs(hub, number) -> list[Message | str]:
    message = messages_of(hub)[number]
    state, page = message["state"], known_content(message)["permalink"]
    is_private = state["publication"] != "public" or state["facts"]["secret"]
    due = current_deadline(message)
    *before, words = text_lines(known_content(message), mail_sentence)
    found = [PRIVATE if is_private else "\n".join((*before, quoted_text(words)))]
    if page and not is_private:
        found.append(Message(WHERE, mapping={"page": page}))
    if due is not None:
        found.append(Message(UNTIL, mapping={"due": formatted_time(due, mail_language())["text"]}))
    return found


def _link_paragraph(hub, number) -> list[Message]:
    """Return a link for a contact to answer by; none for a person who can log in."""
    if has_account(_who(hub, number)) or not can_answer_by_link(hub, number):
        return []
    link, until = new_link(hub, number, int(time()))
    day = formatted_date(until.isoformat(), mail_language())
    return [Message(BY_LINK, mapping={"link": link, "until": day})]


def _mail_text(values, *paragraphs, who=""):
    """Return a mail's text: messages are translated and filled in, other text is verbatim."""
    has_login, texts = has_account(who), []
    for each in paragraphs:
        if isinstance(each, Message):
            is_linked = "${url}" in each
            each = mail_sentence(
                link_or_contact(each, opens=has_login) if is_linked else each, values
            )
        texts.append(each)
    return "\n\n".join(texts) + "\n"


def _who(hub, number):
    return messages_of(hub)[number]["who"]
