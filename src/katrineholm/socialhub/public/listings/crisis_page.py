"""``@@crisis`` on a hub: the forms with which the office says what is important now."""

from functools import cached_property
from itertools import islice
from time import time

from plone import api
from plone.autoform.directives import widget
from plone.dexterity.content import Container
from zope.interface import Interface

from ... import HOUR, _, logger
from ...accounts.channels import crisis
from ...accounts.channels.facts import active_channels, any_channel
from ...accounts.channels.person_widget import person_choices
from ...accounts.channels.times import formatted_time, local_time
from ...accounts.channels.visibility import is_public
from ...core.timeline.entry import is_visible
from ...core.timeline.store import timeline_of
from ...core.timeline.streams import latest_entries
from ...site.pages.acts import Act, ActPage, acts, form_with_options
from ...site.pages.form_faults import FormFaults
from ...site.pages.form_schema import Line
from ...site.pages.page_values import link, page_section
from ...site.pages.refusals import Refusal, message_from_code
from ...site.pages.request import form_text
from .highlight import TITLE, current_highlight
from .notice import ENGLISH, NO_END, WORDS, WRITE_NOTICE, current_notice, end_time
from .notice_writers import DISMISS_WRITER, NAME_WRITER, writers
from .proposals import Proposal, proposals

FORM = "socialhub-words"
USUAL_DURATION = 6 * HOUR
ENTRIES, LINES = 20, 20
CHOOSE = {"value": "", "title": _("Choose")}
# The reasons why a highlight ended automatically.
END_REASONS = {
    "hide": _("The entry was hidden"),
    "withdraw": _("The entry was withdrawn at its source"),
    "closed": _("The channel was closed"),
}
NOTHING = _("Choose a channel or an entry.")
NOT_SEEN = _("Only what everybody sees on the hub can stand first there.")


class IHighlight(Interface):
    """Form fields: the UID of a channel or the id of an entry, and the end of the highlight."""

    channel = Line(title=_("Channel"), required=False)
    entry = Line(title=_("Or an entry"), required=False)
    until = Line(title=_("Until"), judged=True)
    widget("channel", type="select")
    widget("entry", type="select")
    widget("until", type="datetime-local")


def start_highlight(hub: Container, channel: str, entry: str, until: int) -> None:
    """Highlight a channel, by UID, or an entry, by id, until a time. Raise FaultyFields."""
    now, who = int(time()), api.user.get_current().getId()
    faults = FormFaults()
    faults.require("channel", bool(channel) is not bool(entry), NOTHING)
    faults.require("until", until, NO_END)
    seen = faults.take("entry" if entry else "channel", _public_channel, hub, channel, entry)
    faults.raise_faults()
    crisis.begin_order(hub, seen, entry, until=until, now=now, who=who)
    logger.info("%s is on top until %d, says %s", entry or channel, until, who)


def end_highlight(hub: Container) -> bool:
    """End the highlight of a hub; return False if there is none."""
    who = api.user.get_current().getId()
    if is_ended := crisis.end_order(hub, now=int(time()), who=who):
        logger.info("Nothing is on top any more, says %s", who)
    return is_ended


def _public_channel(hub, channel, entry) -> str:
    """Return the UID of the channel. Raise Refusal if it or the entry is not public."""
    timeline = timeline_of(hub)
    found = timeline.get(entry) if entry else None
    if entry and (found is None or not is_visible(found)):
        raise Refusal(NOT_SEEN)
    facts = any_channel(hub, found["channel"] if found else channel)
    if facts is None or not facts.speaks or not is_public(hub.unrestrictedTraverse(facts.path)):
        raise Refusal(NOT_SEEN)
    return facts.uid


def _begin(at, given):
    faults = FormFaults()
    until = faults.take("until", end_time, given["until"]) or 0
    faults.take("channel", start_highlight, at.context, given["channel"], given["entry"], until)
    faults.raise_faults()


START_HIGHLIGHT = Act(
    "begin",
    _begin,
    _("It is on top now, on the hub and on every portlet, within ten seconds."),
    title=_("Put it on top"),
    fields=IHighlight,
)
END_HIGHLIGHT = Act(
    "end",
    lambda at, _given: end_highlight(at.context),
    _("Nothing is on top any more."),
    title=_("End it now"),
)
HIGHLIGHT_ACTS = acts(WRITE_NOTICE, START_HIGHLIGHT, END_HIGHLIGHT)


class CrisisPage(ActPage):
    """Page that shows what is on top, with forms to write a notice, to highlight and to end."""

    acts = acts(*HIGHLIGHT_ACTS.values(), NAME_WRITER, DISMISS_WRITER)
    title = TITLE
    lead = _(
        "Write what everybody should know first on every page of the site. Everybody sees it "
        "within ten seconds, the rest of the hub stands back, and it ends by itself."
    )

    @cached_property
    def order(self) -> crisis.CrisisOrder | None:
        """The order of what visitors see on top, or None."""
        found = current_highlight(self.context)
        return current_notice(self.context) or (found.order if found else None)

    def present_row(self) -> dict | None:
        """Return what is on top with its start, its end and who put it there, or None."""
        if self.order is None:
            return None
        until = formatted_time(self.order.until)["text"]
        return self._line(self.order) | {"until": until, "by": self.order.by}

    def notice_form(self) -> dict:
        """Return the form of a notice with the current one's words; ``english`` is folded away."""
        notice, chosen = current_notice(self.context), self._chosen_proposal()
        known = {name: getattr(notice, name) for name in WORDS} if notice else {}
        if chosen:
            known = {"title": chosen.title, "text": chosen.text, "link": chosen.link}
        form = self._timed_form(WRITE_NOTICE.name, notice, **known)
        english = [each for each in form["fields"] if each["name"] in ENGLISH]
        is_used = any(each["value"] or each["fault"] for each in english)
        fields = [each for each in form["fields"] if each not in english]
        return form | {"id": FORM, "fields": fields, "english": english, "is_used": is_used}

    def start_form(self) -> dict:
        """Return the form that starts a highlight; an entry named in the URL is preselected."""
        entry = form_text(self.request.form, "entry")
        form = self._timed_form(START_HIGHLIGHT.name, None, entry=entry)
        seen = active_channels(self.context)
        channels = [CHOOSE, *({"value": each.uid, "title": each.title} for each in seen)]
        return form_with_options(form, channel=channels, entry=[CHOOSE, *self._entries()])

    def _timed_form(self, name, order, **values):
        """Return an act's form that proposes an order's end, or else one in some hours."""
        now = int(time())
        until = order.until if order else (now + USUAL_DURATION) // HOUR * HOUR
        form = self.form(name, of=name, until=_input_time(until), **values)
        least = {"until": _input_time(now)}
        fields = [each | {"least": least.get(each["name"], "")} for each in form["fields"]]
        return form | {"fields": fields}

    def _entries(self):
        """Return options for the latest entries, and for the entry named in the URL."""
        timeline = timeline_of(self.context)
        titles = {facts.uid: facts.title for facts in active_channels(self.context)}
        named = timeline.get(form_text(self.request.form, "entry"))
        first = [named] if named and is_visible(named) else []
        shown = (*first, *latest_entries(timeline, titles, size=ENTRIES))
        found = {each["entry_id"]: each for each in shown}
        return (
            {"value": id, "title": f"{titles[entry['channel']]}: {entry['title'][:100]}"}
            for id, entry in found.items()
            if entry["channel"] in titles
        )

    def _chosen_proposal(self) -> Proposal | None:
        """Return the proposal named in the URL, with which the form is filled in."""
        name, known = form_text(self.request.form, "proposal"), proposals(self.context)
        return next((each for each in known.found if each.id == name), None) if known else None

    def proposals(self) -> dict | None:
        """Return what is proposed, or None if there is no address; ``fault`` says why it fails."""
        known = proposals(self.context)
        if known is None:
            return None
        code, values = known.state.code, dict(known.state.values)
        rows = [
            {
                "title": each.title,
                "text": each.text,
                "source": link(each.link, each.link),
                "when": formatted_time(each.sent)["text"] if each.sent else "",
                "use": link(f"{self.url}?proposal={each.id}#{FORM}", _("Use")),
            }
            for each in known.found
        ]
        return {"rows": rows, "fault": message_from_code(code, values) if code else ""}

    def writer_form(self) -> dict:
        """Return the form that names a member, with the members as suggestions."""
        form = self.form("name", look="secondary")
        people = {each["value"]: each["title"] for each in person_choices(())}
        return form | {"fields": [each | {"suggestions": people} for each in form["fields"]]}

    def writers(self) -> list[dict]:
        """Return the members who were named, each with a form that ends it."""
        return [
            each | {"form": self.buttons("dismiss", member=each["id"], of=each["name"])}
            for each in writers(self.context)
        ]

    def past(self) -> list[dict]:
        """Return a section that lists earlier highlights, if there are any."""
        lines = [self._line(order) for order in islice(crisis.order_log(self.context), LINES)]
        rows = [[each["when"], _in_words(each), each["who"]] for each in lines]
        table = {"head": [_("When"), _("What"), _("Who")], "rows": rows}
        return [page_section("past", _("Before"), table=table)] if rows else []

    def _line(self, order):
        facts = any_channel(self.context, order.channel)
        entry = timeline_of(self.context).get(order.entry) if order.entry else None
        gone = order.title or api.portal.translate(_("A channel that is no longer there"))
        return {
            "when": formatted_time(order.since)["text"],
            "who": order.by,
            "channel": facts.title if facts else gone,
            "entry": entry["title"] if entry else "",
            "text": order.text,
            "is_begun": order.until != crisis.ENDED,
            "until": formatted_time(order.until)["text"] if order.until else "",
            "why": END_REASONS.get(order.why, ""),
        }


def _input_time(seconds: int) -> str:
    return f"{local_time(seconds):%Y-%m-%dT%H:%M}"


def _in_words(line):
    until = _("On top until ${until}", mapping={"until": line["until"]})
    ended = ". ".join(map(api.portal.translate, filter(None, (_("Ended"), line["why"]))))
    became = api.portal.translate(until) if line["is_begun"] else ended
    what = ": ".join(filter(None, (line["channel"], line["entry"], line["text"])))
    return f"{what.rstrip('.')}. {became}"
