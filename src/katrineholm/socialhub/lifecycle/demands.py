"""What each step of a channel's life demands, and what to do where it is not met (G1, G3, G4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zope.component import subscribers
from zope.i18nmessageid import Message

from .. import _
from ..channels.facts import facts_of
from ..channels.interfaces import IGate, INeverRetrieved
from ..channels.moments import today
from ..channels.twins import former, told, twin
from ..people.person import is_same, person
from ..platforms.accounts import account_keys
from ..platforms.catalogue import gives_feed


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says when taking a step: a reason, a closing date.

    A trial only looks at what is known already: nothing is asked on the net.
    """

    comment: str = ""
    closed_on: date | None = None
    link_only_reason: str = ""
    is_trial: bool = False


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that a step asks for: which, whether it is met, and what to do if not."""

    name: str
    title: Message
    is_met: bool
    advice: Message


def demands(channel, step: str, given: Given | None = None) -> list[Demand]:
    """What a step demands of a channel, met or not, in the order in which it is read."""
    given = given or Given()
    own = [each for each in OWN_DEMANDS.get(step, ()) if _is_asked(each, channel)]
    gates = subscribers([channel], IGate)
    found = [each(channel, given) for each in own]
    return found + [each for gate in gates for each in gate.demands(step, given)]


def is_link_only(channel) -> bool:
    """Whether a channel has no feed, and needs a reason to have none (guideline G4)."""
    if channel.feed_url or INeverRetrieved.providedBy(channel):
        return False
    return not gives_feed(facts_of(channel).platform)


def _is_asked(demand, channel):
    return demand is not _feed or not INeverRetrieved.providedBy(channel)


def _responsible(channel, given):
    someone = person(channel.responsible)
    advice = _("Responsible is missing: write who answers for the channel, with e-mail.")
    if someone and not someone.email:
        advice = _(
            "Responsible: ${name} has no e-mail address on this site. Write an address, or "
            "somebody else.",
            mapping={"name": someone.name},
        )
    return Demand("responsible", _("Responsible"), bool(someone and someone.email), advice)


def _substitute(channel, given):
    someone = person(channel.substitute)
    advice = _("Substitute is missing: write who answers while the responsible is absent.")
    if someone and not someone.email:
        advice = _(
            "Substitute: ${name} has no e-mail address on this site. Write an address, or "
            "somebody else.",
            mapping={"name": someone.name},
        )
    if is_left_to_one := is_same(channel.responsible, channel.substitute):
        advice = _("Substitute is the responsible, who cannot stand in: write somebody else.")
    is_met = bool(someone and someone.email and not is_left_to_one)
    return Demand("substitute", _("Substitute"), is_met, advice)


def _contact(channel, given):
    contact = facts_of(channel).contact
    return Demand(
        "contact",
        _("Official contact"),
        bool(contact["email"] or contact["phone"]),
        _("Official contact is missing: write an e-mail or a phone on the channel."),
    )


def _purpose(channel, given):
    advice = _("Purpose is missing: write what the channel is for.")
    return Demand("purpose", _("Purpose"), bool((channel.purpose or "").strip()), advice)


def _account(channel, given):
    return Demand(
        "profile_url",
        _("Account"),
        bool(account_keys(channel.profile_url)),
        _("The public address leads to no account: paste the address of the account itself."),
    )


def _only_once(channel, given):
    other = twin(channel)
    title = _("The account is not on the list already")
    if other is None and (earlier := former(channel)):
        title = _(
            "The account is not on the list already. It was closed as ${title}: see that it is "
            "still the municipality's.",
            mapping={"title": earlier.Title},
        )
    return Demand("account", title, other is None, told(other) if other else title)


def _feed(channel, given):
    return Demand(
        "feed",
        _("Feed, or a reason for link only"),
        bool(channel.feed_url) or (is_link_only(channel) and bool(given.link_only_reason)),
        _no_feed_advice(channel),
    )


def _no_feed_advice(channel):
    if gives_feed(facts_of(channel).platform):
        return _("Feed address is missing: the service gives feeds, so look it up on the channel.")
    return _("The channel has no feed: write why it is to be link only.")


def _reason(channel, given):
    advice = _("Reason is missing: write why.")
    return Demand("comment", _("Reason"), bool(given.comment), advice)


def _closing_date(channel, given):
    day = given.closed_on
    advice = _("Closing date is missing: write which day the channel ends or ended.")
    is_met = isinstance(day, date)
    if is_met and day > today():
        advice, is_met = _("Closing date lies ahead: close the channel on that day."), False
    elif is_met and channel.official_since and day < channel.official_since:
        advice, is_met = _("Closing date lies before the day the channel became official."), False
    return Demand("closed_on", _("Closing date"), is_met, advice)


ON_THE_LIST = (_responsible, _substitute, _contact, _purpose, _account, _only_once)
OWN_DEMANDS: dict[str, Iterable] = {
    "report": ON_THE_LIST,
    "return": (_reason,),
    "make-official": (*ON_THE_LIST, _feed),
    "close": (_closing_date, _reason),
}
