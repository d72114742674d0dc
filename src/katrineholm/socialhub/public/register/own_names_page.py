"""``@@own-names`` on a hub: the office lists the municipality's domains, senders and apps."""

from typing import Any

from plone import api
from plone.autoform.directives import widget
from zope.i18nmessageid import Message
from zope.interface import Interface, invariant

from ... import PACKAGE_NAME, _
from ...accounts.channels.own_names import LISTED, REMOVED, name_log, own_names, write_name
from ...accounts.channels.person import member_name
from ...accounts.channels.times import formatted_time, iso_time
from ...core.platforms.own_names import APP, DOMAIN, EMAIL, SMS, OwnName, listed_value
from ...site.pages.acts import Act, ActPage, acts
from ...site.pages.form_schema import Line, SingleChoice, static_vocabulary
from ...site.pages.query import url_with_query
from ...site.pages.refusals import FaultyFields, Refusal
from ...site.pages.request import form_text
from ...site.pages.text_checks import cleaned_words

MOST = 500  # names of a hub
KIND_TITLES = {
    DOMAIN: _("Web address (domain)"),
    EMAIL: _("Sender of e-mail"),
    SMS: _("Sender of text messages (SMS)"),
    APP: _("App"),
}
ACT_TITLES = {LISTED: _("listed"), REMOVED: _("removed")}


class IName(Interface):
    """The form of a domain, a sender or an app."""

    kind = SingleChoice(
        title=_("Kind"),
        vocabulary=static_vocabulary(KIND_TITLES)(None),
        demand=_("Choose what it is."),
    )
    value = Line(
        title=_("Address, number or name"),
        description=_(
            "A domain such as katrineholm.se, which counts with all below it. An e-mail address, "
            "or its domain alone. The number or name that text messages are sent from. The app's "
            "address in App Store or Google Play."
        ),
        max_length=300,
        demand=_("Write the address, number or name."),
        clean=cleaned_words,
    )
    title = Line(
        title=_("Title"),
        description=_("What people call it, for example Fault reports."),
        max_length=100,
        demand=_("Write what people call it."),
        clean=cleaned_words,
    )
    purpose = Line(
        title=_("What it is used for"),
        description=_("One sentence, shown to everybody."),
        max_length=300,
        demand=_("Write what it is used for."),
        clean=cleaned_words,
    )
    widget("kind", type="radio")
    widget("value", inputmode="url")

    @invariant
    def is_of_kind(name: Any) -> None:
        """Require a value as its kind is written."""
        try:
            if name.kind and name.value:
                listed_value(name.kind, name.value)
        except ValueError as fault:
            sentence = Message(str(fault), domain=PACKAGE_NAME)
            raise FaultyFields({"value": sentence}) from fault


class INameKey(Interface):
    """The form of an act on a listed name."""

    key = Line(title=_("Name"), max_length=400)
    widget("key", type="hidden")


def list_name(hub: Any, kind: str, value: str, title: str, purpose: str) -> OwnName:
    """List a name, or change the texts of a listed one. Raise Refusal before writing."""
    name, listed = OwnName(kind, listed_value(kind, value), title, purpose), own_names(hub)
    if len(listed) >= MOST and name.key not in listed:
        raise Refusal(_("The list is full: remove something first."))
    if name.key not in listed or listed[name.key].name != name:
        write_name(hub, LISTED, name, who=_user_id())
    return name


def remove_name(hub: Any, key: str) -> OwnName:
    """Remove a name from the list. Raise Refusal if it is not there."""
    line = own_names(hub).get(key)
    if line is None:
        raise Refusal(_("It is not in the list any more."))
    write_name(hub, REMOVED, line.name, who=_user_id())
    return line.name


LIST_ACT = Act(
    "list-name",
    lambda at, given: list_name(at.context, **given),
    lambda name: _("${value} is in the list.", mapping={"value": name.value}),
    title=_("Save in the list"),
    fields=IName,
)
REMOVE_ACT = Act(
    "remove-name",
    lambda at, given: remove_name(at.context, **given),
    lambda name: _("${value} is no longer in the list.", mapping={"value": name.value}),
    title=_("Remove"),
    fields=INameKey,
)


class OwnNamesPage(ActPage):
    """The page, for the office, with the list, a form and the log."""

    title = _("Our domains, senders and apps")
    lead = _(
        "What is listed here is answered as ours by Is it ours?, and what looks like it as false. "
        "The list is public."
    )
    acts = acts(LIST_ACT, REMOVE_ACT)

    def rows(self) -> list[dict]:
        """Return a row for each listed name, with its buttons and who changed it last."""
        return [self._row(key, line) for key, line in own_names(self.context).items()]

    def name_form(self) -> dict:
        """Return the form, filled in with the listed name that the URL names."""
        line = own_names(self.context).get(form_text(self.request.form, "key"))
        fields = ("kind", "value", "title", "purpose")
        values = {each: getattr(line.name, each) for each in fields} if line else {}
        return self.form(LIST_ACT.name, **values)

    def log(self) -> list[dict]:
        """Return the lines of the log, newest first."""
        return [_log_row(line) for line in name_log(self.context)]

    def _row(self, key, line):
        return {
            "kind": KIND_TITLES[line.name.kind],
            "value": line.name.value,
            "title": line.name.title,
            "purpose": line.name.purpose,
            "change": url_with_query(self.url, key=key) + "#socialhub-name",
            "buttons": self.buttons(REMOVE_ACT.name, of=line.name.value, key=key),
        }


def _log_row(line):
    return {
        "when": formatted_time(line.time),
        "who": member_name(line.who),
        "act": ACT_TITLES[line.act],
        "kind": KIND_TITLES[line.name.kind],
        "value": line.name.value,
        "title": line.name.title,
    }


def name_item(name: OwnName, since: int) -> dict:
    """Return a listed name as data, changed at a time in seconds since 1970."""
    return {
        "key": name.key,
        "kind": name.kind,
        "value": name.value,
        "title": name.title,
        "purpose": name.purpose,
        "changed": iso_time(since),
    }


def _user_id() -> str:
    return api.user.get_current().getId() or ""
