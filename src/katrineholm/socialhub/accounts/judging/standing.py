"""Requirements on a channel in each state, and the remedies for unmet ones (G1–G7)."""

from collections.abc import Mapping
from dataclasses import dataclass

from Acquisition import aq_base, aq_parent
from plone.uuid.interfaces import IUUID
from zope.i18nmessageid import Message

from ... import _
from ...core.platforms.accounts import account_keys
from ...core.platforms.catalogue import gives_feed
from ...site.forms.words import has_words
from ..channels.facts import SPEAKING
from ..channels.hub import hub_of
from ..channels.interfaces import INeverRetrieved
from ..people.person import is_same, person
from .duplicates import LISTED, already_listed, former, same_account


@dataclass(frozen=True, slots=True)
class Demand:
    """One requirement on a channel: whether it is met, and the remedy.

    ``url`` links to the remedy, unless that is in the channel's form.
    """

    name: str
    title: Message
    is_met: bool
    advice: Message
    url: str = ""


class Held:
    """The values of a channel or an administration, with changes applied.

    ``place`` is the administration around a channel, ``hub`` its hub.
    """

    def __init__(self, context, changes: Mapping | None = None, *, place=None, hub=None):
        self.context, self.changes = context, changes or {}
        self.place = aq_parent(context) if place is None else place
        self.hub = hub_of(self.place) if hub is None else hub

    def __getattr__(self, name):
        if name in self.changes:
            return self.changes[name]
        return getattr(aq_base(self.context), name, None)

    @property
    def uid(self) -> str:
        return IUUID(self.context, "")

    @property
    def account_urls(self) -> tuple[str, ...]:
        """Return the URLs of the account, its public one first."""
        return tuple(filter(None, (self.profile_url, *(self.also_known_as or ()))))


def standing_demands(held: Held, state: str) -> list[Demand]:
    """Return the requirements on a channel in a state."""
    factories = LIST_DEMANDS if state in LISTED else ()
    return [each(held) for each in factories] + (feed_demands(held) if state in SPEAKING else [])


def feed_demands(held: Held) -> list[Demand]:
    """Return the requirement of a feed for official channels, or of a reason to have none (G4)."""
    if INeverRetrieved.providedBy(held.context):
        return []
    is_met = bool(held.feed_url) or (is_link_only(held) and has_words(held.link_only_reason or ""))
    return [Demand("feed", _("Feed, or a reason for link only"), is_met, _no_feed_advice(held))]


def is_link_only(held: Held) -> bool:
    """Return whether a channel has no feed and needs a reason for that (guideline G4)."""
    if held.feed_url or INeverRetrieved.providedBy(held.context):
        return False
    return not gives_feed(held.platform or "website")


def _responsible(held):
    someone = person(held.responsible)
    advice = _("Responsible is missing: write who answers for the channel, with e-mail.")
    if someone and not someone.email:
        advice = _(
            "Responsible: ${name} has no e-mail address on this site. Write an address, or "
            "somebody else.",
            mapping={"name": someone.name},
        )
    return Demand("responsible", _("Responsible"), bool(someone and someone.email), advice)


def _substitute(held):
    someone = person(held.substitute)
    advice = _("Substitute is missing: write who answers while the responsible is absent.")
    if someone and not someone.email:
        advice = _(
            "Substitute: ${name} has no e-mail address on this site. Write an address, or "
            "somebody else.",
            mapping={"name": someone.name},
        )
    if is_left_to_one := is_same(held.responsible, held.substitute):
        advice = _("Substitute is the responsible, who cannot stand in: write somebody else.")
    is_met = bool(someone and someone.email and not is_left_to_one)
    return Demand("substitute", _("Substitute"), is_met, advice)


def contact(held: Held) -> Demand:
    """Return the requirement of an official e-mail or phone, own or the administration's (G2)."""
    owner = held.place
    is_met = any((held.contact_email, held.contact_phone, owner.email, owner.phone))
    advice = _("Official contact is missing: write an e-mail or a phone on the channel.")
    return Demand("contact", _("Official contact"), is_met, advice)


def _purpose(held):
    advice = _("Purpose is missing: write what the channel is for.")
    return Demand("purpose", _("Purpose"), has_words(held.purpose or ""), advice)


def _account(held):
    return Demand(
        "profile_url",
        _("Account"),
        bool(account_keys(held.profile_url)),
        _("The public address leads to no account: paste the address of the account itself."),
    )


def _only_once(held):
    other = same_account(held)
    title = _("The account is not on the list already")
    if other is None and (earlier := former(held)):
        title = _(
            "The account is not on the list already. It was closed as ${title}: see that it is "
            "still the municipality's.",
            mapping={"title": earlier.Title},
        )
    return Demand("account", title, other is None, already_listed(other) if other else title)


def _no_feed_advice(held):
    if gives_feed(held.platform or "website"):
        return _("Feed address is missing: the service gives feeds, so look it up on the channel.")
    return _("The channel has no feed: write why it is to be link only.")


LIST_DEMANDS = (_responsible, _substitute, contact, _purpose, _account, _only_once)
