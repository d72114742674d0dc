"""``@@post-cases`` and ``@post-cases`` on a hub: demands to correct or erase data in posts."""

from collections.abc import Mapping
from typing import Any

from plone import api
from plone.autoform.directives import widget
from plone.dexterity.content import Container
from plone.restapi.services import Service
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.i18nmessageid import Message
from zope.interface import Interface

from ... import _
from ...accounts.channels.person import member_name
from ...accounts.channels.times import formatted_date, formatted_time, iso_time
from ...core.timeline.store import timeline_of
from ...site.pages.act_service import ActService
from ...site.pages.acts import Act, ActPage, acts
from ...site.pages.form_schema import Line, LongText, SingleChoice, vocabulary
from ...site.pages.page_service import list_answer
from ...site.pages.permissions import MASK_ENTRY
from ...site.pages.request import form_text
from . import post_cases
from .post_cases import DEMANDS, LONGEST, NO_TEXT, OUTCOMES, Case


class INewCase(Interface):
    """The fields of a new case."""

    post = Line(
        title=_("The post, by its address here or its number in the record"), max_length=LONGEST
    )
    demand = SingleChoice(title=_("What is demanded"), vocabulary=vocabulary(DEMANDS))
    text = LongText(
        title=_("What is wrong, or is to be erased"), max_length=LONGEST, demand=NO_TEXT
    )
    asker = Line(
        title=_("Who demands it, and how to answer"),
        description=_("Only if it is needed to answer. It is kept with the case alone."),
        max_length=LONGEST,
        required=False,
    )
    widget("text", rows=3)


class IDecision(Interface):
    """The decision about a case; ``case`` is its id."""

    case = Line(title=_("The case, by its id"))
    outcome = SingleChoice(title=_("Decision"), vocabulary=vocabulary(OUTCOMES))
    reason = Line(
        title=_("Reason"),
        description=_("It stands in the post's history. Do not name the person."),
        max_length=LONGEST,
    )
    widget("case", type="hidden")


BEGIN = Act(
    "begin",
    lambda at, given: post_cases.begin_case(
        at.context, *(given[name] for name in ("post", "demand", "text", "asker"))
    ),
    _("The case is noted. Answer within a month."),
    title=_("Note the demand"),
    fields=INewCase,
)
DECIDE = Act(
    "decide",
    lambda at, given: post_cases.decide_case(
        at.context, *(given[name] for name in ("case", "outcome", "reason"))
    ),
    _("The decision is stored."),
    title=_("Store the decision"),
    fields=IDecision,
)
CASE_ACTS = acts(BEGIN, DECIDE)


class CasesPage(ActPage):
    """The page of all cases, open ones first; ``?post=`` prefills the form of a new one."""

    index = ViewPageTemplateFile("cases_page.pt")
    title = _("Demands to correct or erase")
    lead = _(
        "Whoever is named or shown in a post can demand that it is corrected or erased. The record "
        "keeps the post; visitors see it masked if that is decided. Answer within a month (GDPR, "
        "article 12.3)."
    )
    acts = CASE_ACTS

    def begin_form(self) -> dict:
        """Return the form of a new case."""
        return self.form("begin", of="new", post=form_text(self.request.form, "post"))

    def rows(self, is_open: bool) -> list[dict]:
        """Return a row for each open or closed case; open ones have the form of the decision."""
        cases = (case for case in post_cases.all_cases(self.context) if case.is_open == is_open)
        return [self._row(case) for case in cases]

    def _row(self, case: Case) -> dict:
        entry, url = timeline_of(self.context).unmasked(case.post), self.context.absolute_url()
        may_mask = api.user.has_permission(MASK_ENTRY, obj=self.context)
        return {
            "title": (entry and entry["title"]) or case.post,
            "url": f"{url}/@@record/{case.post}",
            "mask_url": f"{url}/@@mask-entry/{case.post}" if may_mask else "",
            "demand": DEMANDS[case.demand],
            "text": case.text,
            "asker": case.asker,
            "begun": _begun_sentence(case),
            "decided": _decision_sentence(case) if case.outcome else "",
            "outcome": OUTCOMES.get(case.outcome, ""),
            "reason": case.reason,
            "form": self.form("decide", of=case.id, case=case.id) if case.is_open else None,
        }


class CasesGet(Service):
    """``GET @post-cases`` on a hub returns all cases, open ones first."""

    def reply(self) -> dict:
        items = [case_data(self.context, each) for each in post_cases.all_cases(self.context)]
        return list_answer(self.context, "@post-cases", items)


class CasesPost(ActService):
    """``POST @post-cases``: ``do`` is ``begin`` or ``decide``; the answer is the case."""

    acts = CASE_ACTS

    def requested_name(self, body: Mapping) -> str:
        return super().requested_name(body) or ("decide" if body.get("case") else "begin")

    def answer(self, act: Act, result: Any) -> dict:
        if act is BEGIN:
            self.request.response.setStatus(201)
        case = post_cases.find_case(self.context, result or self.body()["case"])
        if case is None:
            raise NotFound("case")
        return case_data(self.context, case)


def case_data(hub: Container, case: Case) -> dict:
    """Return a case as JSON."""
    return {
        "@id": f"{hub.absolute_url()}/@post-cases",
        "id": case.id,
        "post": case.post,
        "demand": case.demand,
        "text": case.text,
        "asker": case.asker,
        "opened": iso_time(case.opened),
        "by": case.opened_by,
        "answer_by": case.answer_by.isoformat(),
        "outcome": case.outcome or None,
        "reason": case.reason,
        "decided": iso_time(case.decided) if case.decided else None,
        "decided_by": case.decided_by,
    }


def _begun_sentence(case: Case) -> Message:
    values = {
        "who": member_name(case.opened_by),
        "when": formatted_time(case.opened)["text"],
        "day": formatted_date(case.answer_by.isoformat()),
    }
    text = _("Noted by ${who} on ${when}. Answer by ${day}.")
    done = _("Noted by ${who} on ${when}.")
    return Message(text if case.is_open else done, mapping=values)


def _decision_sentence(case: Case) -> Message:
    values = {"who": member_name(case.decided_by), "when": formatted_time(case.decided)["text"]}
    return _("Decided by ${who} on ${when}.", mapping=values)
