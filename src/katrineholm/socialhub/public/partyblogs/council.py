"""The creation of a new council, by copying the latest council's parties to the next term."""

from datetime import date, timedelta

from plone import api
from plone.dexterity.content import Container
from plone.i18n.normalizer.interfaces import IURLNormalizer
from zope.component import getUtility
from zope.container.interfaces import INameChooser
from zope.interface import Invalid
from zope.schema import ValidationError

from ... import _
from ...accounts.channels.times import today
from ...site.pages.form_faults import FormFaults
from ...site.pages.refusals import Refusal
from .duplicates import require_unique
from .fields import term_of
from .interfaces import BACKWARDS, ICouncilParty
from .parties import PartyFacts, in_chosen_order, sitting_parties, visible_parties

COPIED_FIELDS = (
    *("title", "abbreviation", "link", "link_kind", "feed", "contact_name", "contact_email"),
)


def candidate_parties(hub: Container) -> list[PartyFacts]:
    """Return the parties of the current council, or else those of the latest past one."""
    if found := sitting_parties(hub):
        return found
    over = [party for party in visible_parties(hub) if party.term_to < today().isoformat()]
    latest = max((party.term_to for party in over), default="")
    return in_chosen_order(party for party in over if party.term_to == latest)


def next_term(hub: Container) -> tuple[date, date]:
    """Return the first and last day of the next term, which starts today if there is no party."""
    ends = [date.fromisoformat(party.term_to) for party in candidate_parties(hub)]
    first = max(ends) + timedelta(days=1) if ends else today()
    return first, term_of(first)[1]


def create_council(
    hub: Container, seats: dict[str, str], first: date | None, last: date | None
) -> int:
    """Copy the parties in ``seats`` to a new term and return how many were copied.

    ``seats`` maps a party's id to its number of seats as written, or to "" if unknown. Raise
    FaultyFields, keyed by the names of the form's fields, before anything is created.
    """
    faults = FormFaults()
    faults.take("term_from", _require_day, "term_from", first)
    faults.take("term_to", _require_day, "term_to", last)
    if first and last:
        faults.require("term_to", first <= last, BACKWARDS)
    chosen = [party for party in candidate_parties(hub) if party.id in seats]
    faults.require("party", chosen, _("Choose the parties that are in the new council."))
    numbers = {
        party.id: faults.take(f"seats-{party.id}", _number, party, seats[party.id])
        for party in chosen
    }
    for party in chosen if first and last else ():
        faults.take("party", _require_unique, hub, party, first, last)
    faults.raise_faults()
    for party in chosen:
        _copy(hub, party, seats=numbers[party.id], term_from=first, term_to=last)
    return len(chosen)


def _require_day(name, day):
    if day is None:
        raise Refusal(_("Write the first and the last day of the term."))
    try:
        ICouncilParty[name].validate(day)
    except ValidationError as refusal:
        raise Refusal(refusal.doc()) from refusal


def _number(party, written):
    if not written:
        return None
    most = ICouncilParty["seats"].max
    if written.isascii() and written.isdigit() and len(written) < 5 and int(written) <= most:
        return int(written)
    sentence = _("Seats of ${title}: write a whole number from 0 to ${most}, or nothing.")
    raise Refusal(_(sentence, mapping={"title": party.title, "most": most}))


def _require_unique(hub, party, first, last):
    try:
        require_unique(hub, party.abbreviation, first, last)
    except Invalid as refusal:
        raise Refusal(refusal.args[0]) from refusal


def _copy(hub, party, **fields):
    before = hub[party.id]
    copied = {name: getattr(before, name) for name in COPIED_FIELDS}
    name = getUtility(IURLNormalizer).normalize(f"{party.title} {fields['term_from'].year}")
    id = INameChooser(hub).chooseName(name, hub)
    api.content.create(hub, "CouncilParty", id, **copied, **fields)
