"""Requirements on a channel in each state, and advice on how to meet them (G1–G7)."""

from collections.abc import Mapping
from dataclasses import dataclass

from Acquisition import aq_base, aq_parent
from plone.uuid.interfaces import IUUID
from zope.i18nmessageid import Message

from ... import _
from ...core.platforms.account_lookup import account_keys
from ...core.platforms.catalogue import can_have_feed
from ...site.pages.text_checks import has_words
from ..channels.facts import ACTIVE_STATES
from ..channels.hub import hub_of
from ..channels.interfaces import INeverRetrieved
from ..channels.person import is_same_person, person
from .account_validation import LIST_STATES, closed_duplicate, duplicate_sentence, listed_duplicate


@dataclass(frozen=True, slots=True)
class Requirement:
    """A requirement on a channel, with ``advice`` on how to meet it and perhaps a ``url``."""

    name: str
    title: Message
    is_met: bool
    advice: Message
    url: str = ""


class ChannelValues:
    """The values of a channel or an administration, with changes that are not stored yet.

    ``place`` is the administration of a channel, ``hub`` its hub.
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
        """The URLs of the account, its public one first."""
        return tuple(filter(None, (self.profile_url, *(self.also_known_as or ()))))


def state_requirements(held: ChannelValues, state: str) -> list[Requirement]:
    """Return the requirements on a channel in a state, met or not."""
    factories = LIST_REQUIREMENTS if state in LIST_STATES else ()
    return [each(held) for each in factories] + (
        feed_requirements(held) if state in ACTIVE_STATES else []
    )


def feed_requirements(held: ChannelValues) -> list[Requirement]:
    """Return a list with the requirement of a feed or a reason to have none, if any (G4)."""
    if INeverRetrieved.providedBy(held.context):
        return []
    is_met = bool(held.feed_url) or (is_link_only(held) and has_words(held.link_only_reason or ""))
    return [
        Requirement("feed", _("Feed, or a reason for link only"), is_met, _no_feed_advice(held))
    ]


def is_link_only(held: ChannelValues) -> bool:
    """Return whether a channel has no feed, as its service offers none (guideline G4)."""
    if held.feed_url or INeverRetrieved.providedBy(held.context):
        return False
    return not can_have_feed(held.platform or "website")


def _responsible(held):
    someone = person(held.responsible)
    advice = _("Responsible is missing: write who answers for the channel, with e-mail.")
    if someone and not someone.email:
        advice = _(
            "Responsible: ${name} has no e-mail address on this site. Write an address, or "
            "somebody else.",
            mapping={"name": someone.name},
        )
    return Requirement("responsible", _("Responsible"), bool(someone and someone.email), advice)


def _substitute(held):
    someone = person(held.substitute)
    advice = _("Substitute is missing: write who answers while the responsible is absent.")
    if someone and not someone.email:
        advice = _(
            "Substitute: ${name} has no e-mail address on this site. Write an address, or "
            "somebody else.",
            mapping={"name": someone.name},
        )
    if is_left_to_one := is_same_person(held.responsible, held.substitute):
        advice = _("Substitute is the responsible, who cannot stand in: write somebody else.")
    is_met = bool(someone and someone.email and not is_left_to_one)
    return Requirement("substitute", _("Substitute"), is_met, advice)


def contact_requirement(held: ChannelValues) -> Requirement:
    """Return the requirement of an official contact, own or the administration's (G2)."""
    owner = held.place
    is_met = any((held.contact_email, held.contact_phone, owner.email, owner.phone))
    advice = _("Official contact is missing: write an e-mail or a phone on the channel.")
    return Requirement("contact", _("Official contact"), is_met, advice)


def _purpose(held):
    advice = _("Purpose is missing: write what the channel is for.")
    return Requirement("purpose", _("Purpose"), has_words(held.purpose or ""), advice)


def _account(held):
    return Requirement(
        "profile_url",
        _("Account"),
        bool(account_keys(held.profile_url)),
        _("The public address leads to no account: paste the address of the account itself."),
    )


def _only_once(held):
    other = listed_duplicate(held)
    title = _("The account is not on the list already")
    if other is None and (earlier := closed_duplicate(held)):
        title = _(
            "The account is not on the list already. It was closed as ${title}: see that it is "
            "still the municipality's.",
            mapping={"title": earlier.Title},
        )
    return Requirement(
        "account", title, other is None, duplicate_sentence(other) if other else title
    )


def _no_feed_advice(held):
    if can_have_feed(held.platform or "website"):
        return _("Feed address is missing: the service gives feeds, so look it up on the channel.")
    return _("The channel has no feed: write why it is to be link only.")


LIST_REQUIREMENTS = (_responsible, _substitute, contact_requirement, _purpose, _account, _only_once)
