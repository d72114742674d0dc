"""The feed doctor, a section of the board: it diagnoses the feeds of a URL."""

from functools import cached_property
from time import time
from typing import Any

from AccessControl import Unauthorized
from plone import api
from plone.autoform.directives import widget
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message
from zope.interface import Interface

from ... import PACKAGE_NAME, _
from ...accounts.channels.add_permission import addable_administrations, may_add_channel
from ...accounts.channels.channel_names import service_icon
from ...accounts.channels.facts import ACTIVE_STATES
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import ISocialHub
from ...accounts.channels.times import formatted_time, recent_time
from ...accounts.registration.account_validation import listed_channel
from ...accounts.registration.probe import Candidate, Probe, has_feeds, probe_url
from ...accounts.registration.probe_preview import (
    PREVIEWED,
    duplicate_notice,
    error_values,
    retrieval_ways,
    ways_by_service,
)
from ...core.feeds.errors import FeedError
from ...core.feeds.model import Entry
from ...core.feeds.source_kinds import WEB_SITES
from ...public.listings.card_serializer import OFFICIAL
from ...site.pages.acts import Act, ActPage, acts
from ...site.pages.form_schema import Line
from ...site.pages.permissions import may_manage_register
from ...site.pages.query import url_with_query
from ...site.pages.refusals import FaultyFields, advice_from_code
from ...site.pages.request import form_text
from ...site.settings.titles import KIND_TITLES, service_title
from .diagnosis import feed_faults

LONGEST = 2000  # characters; longer ones are refused


def doctor_report(found: Probe, context: Any) -> dict:
    """Return the diagnosis of a probed URL: facts, candidates with cards, and errors with advice.

    ``is_official`` is True if the account is on the list; its cards may then look official.
    """
    service = found.service
    is_official = bool(listed_channel(hub_of(context), [found.profile.url], states=ACTIVE_STATES))
    return {
        "service": service_title(service.name),
        "kind": KIND_TITLES[found.kind],
        "account": found.profile.account,
        "profile_url": found.profile.url,
        "dialogue": service.dialogue,
        "advice": Message(service.advice, domain=PACKAGE_NAME) if service.advice else "",
        "gives_feeds": has_feeds(service),
        "ways": [each["message"] for each in retrieval_ways(service)],
        "candidates": [_candidate(each, found, is_official) for each in found.candidates],
        "problems": [error_with_advice(error) for error in found.problems],
        "may_be_described": service.name in WEB_SITES and not found.candidates,
        "listed": duplicate_notice(context, found.profile.url),
        "is_official": is_official,
    }


def error_with_advice(error: FeedError) -> dict:
    """Return an error's ``text``, and its ``advice`` or an empty string."""
    return {"text": error_values(error)["message"], "advice": advice_from_code(error.code)}


def _candidate(candidate: Candidate, found: Probe, is_official: bool) -> dict:
    entries = candidate.feed.entries
    return {
        "feed_url": candidate.feed_url,
        "title": candidate.feed.title or candidate.feed_url,
        "format": candidate.feed.format,
        "number": len(entries),
        "newest": _seconds(max(filter(None, (entry.published for entry in entries)), default=None)),
        "cards": [_card(entry, found, is_official) for entry in entries[:PREVIEWED]],
        "faults": feed_faults(candidate.feed_url, candidate.feed, candidate.answer),
    }


def _card(entry: Entry, found: Probe, is_official: bool) -> dict:
    """Return an entry's card, without pictures: the browser must not ask other servers here."""
    here = found.profile.url
    there, is_derived = entry.link or here, entry.title_derived
    title = entry.title or api.portal.translate(_("(no heading)"))
    return {
        **dict.fromkeys(("id", "plays", "plays_text", "mark", "mark_text", "edit")),
        "title": title,
        "title_derived": is_derived,
        "page": there,
        "target": there,
        "words": entry.summary or (title if is_derived else ""),
        "language": entry.language,
        "images": [],
        "small": False,
        "kind": found.kind,
        "shape": "note" if is_derived else "article",
        "channel": {"@id": here, "title": found.title},
        "names_channel": True,
        "topics": [],
        "official": OFFICIAL if is_official else "",
        "service": service_title(found.service.name),
        "icon": service_icon(found.service.name, found.kind),
        "when": recent_time(_seconds(entry.published) or int(time())),
        "when_link": there if is_derived else None,
    }


def _seconds(moment):
    return int(moment.timestamp()) if moment else None


class IDoctorForm(Interface):
    """The form of the feed doctor, for a URL or a handle."""

    address = Line(
        title=_("Address or handle"),
        max_length=LONGEST,
        demand=_("Write an address."),
        clean=lambda typed, longest: typed.strip()[: longest + 1],
    )
    widget("address", inputmode="url")


def _examine(at, given):
    if not may_add_channel(at.context):
        raise Unauthorized(EXAMINE.name)
    try:
        return doctor_report(probe_url(given["address"]), at.context)
    except FeedError as error:
        problem = error_with_advice(error)
        at.advice = problem["advice"]
        raise FaultyFields({"address": problem["text"]}) from error


EXAMINE = Act("examine", _examine, title=_("Examine"), fields=IDoctorForm, stays=True)


class FeedDoctor(ActPage):
    """A page with the feed doctor, which sends requests only after a POST."""

    acts = acts(EXAMINE)
    advice = ""
    doctor_title = _("Examine an address")
    doctor_lead = _(
        "Paste the address of a page, a profile or a feed. You learn what it is, what entries will "
        "look like, what is wrong and what to ask the supplier for. Nothing is stored."
    )
    doctor = ViewPageTemplateFile("feed_doctor.pt")
    services, when = staticmethod(ways_by_service), staticmethod(formatted_time)

    @property
    def may_examine(self) -> bool:
        """Return whether the user may let the site examine an address."""
        return may_add_channel(self.context)

    def question(self) -> dict:
        """Return the form, with the submitted URL or the one in the query string."""
        form = self.form(EXAMINE.name, address=form_text(self.request.form, "address"))
        button = {"do": "", "title": EXAMINE.title, "look": "secondary"}
        return {**form, "buttons": [button]}

    @cached_property
    def administrations(self) -> list[dict]:
        """The administrations in which the user may register a channel, with links."""
        return [
            {"title": place.title, "url": f"{place.absolute_url()}/++add++Channel"}
            for place in addable_administrations(self.context)
        ]


class FeedDoctorAddress(BrowserView):
    """The doctor's earlier address, which redirects to a board that the user may open."""

    def __call__(self):
        if not may_add_channel(self.context):
            raise Unauthorized(self.__name__)
        place = self.context
        if ISocialHub.providedBy(place) and not may_manage_register(place):
            place = addable_administrations(place)[0]
        address = form_text(self.request.form, "address")
        url = url_with_query(f"{place.absolute_url()}/@@board", address=address)
        return self.request.response.redirect(f"{url}#socialhub-doctor")
