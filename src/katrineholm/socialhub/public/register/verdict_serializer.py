"""The serializer of *Is it ours?*, for Classic UI and Volto."""

from plone import api
from Products.Five import BrowserView
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.channel_names import service_icon
from ...accounts.channels.times import formatted_date
from ...core.platforms.account_lookup import AccountQuery
from ...core.platforms.websites import SITE_PLATFORMS
from ...site.pages.languages import translated_title
from ...site.pages.page_values import fact_row, fact_value, link, sentence_parts
from ...site.pages.query import url_with_query
from ...site.settings.registry import municipality_name, setting
from ...site.settings.titles import service_title
from . import verdict_texts
from .proofs import latest_check
from .similar_channels import public_channels

TITLE = _("Is it ours?")
LEAD = _(
    "Find out whether an account, a post, a web address, a sender or an app is ${municipality}'s. "
    "Paste what you have been sent or found."
)
WAIT = _(
    "Many addresses have been checked from here in a short time. Please wait ${seconds} seconds "
    "and try again."
)
UNDERSTOOD = _("We understood: ${understood}")
PAUSED = _("The channel is paused: it is ours, but nothing is published there for the time being.")
BOTH_WAYS = _("Confirmed both ways: the account's own page links back to this site.")


def verdict_page(view: BrowserView) -> dict:
    """Return the page of an ``OfficialView`` as plain values, with any answer."""
    hub_url = view.context.absolute_url()
    return {
        "url": view.url,
        "title": TITLE,
        "page_title": view.title,
        "lead": _(LEAD, mapping={"municipality": municipality_name()}),
        "form": verify_form(hub_url, view.verdict.asked.text if view.verdict else ""),
        "wait": _(WAIT, mapping={"seconds": view.wait}) if view.wait else "",
        "answer": _answer(view) if view.verdict else None,
        "all": link(f"{hub_url}/@@official-list", _("All our official channels")),
    }


def verify_form(hub_url: str, text: str = "") -> dict:
    return {
        "action": f"{hub_url}/@@official",
        "name": "address",
        "label": _("What do you want to check?"),
        "help": _(
            "The address of an account, a post or a web page, an e-mail address, the sender of a "
            "text message, or an app. Nothing is sent there."
        ),
        "value": text,
        "button": _("Check"),
    }


def _answer(view):
    verdict, understood = view.verdict, understood_text(view.verdict.asked)
    light, is_asked = verdict.light, bool(view.text.strip())
    reason = view.problem() or (verdict_texts.sentence(verdict) if is_asked else None)
    return {
        "status": verdict.status,
        "light": light,
        "icon": verdict_texts.ICONS[light],
        "word": verdict_texts.LIGHT_WORDS[light],
        "heading": view.answer_text(),
        "understood": sentence_parts(UNDERSTOOD, understood=understood) if understood else [],
        "address": verdict.asked.url if understood else "",
        "advice": [*filter(None, [reason]), *verdict_texts.cautions(verdict)],
        "post": link(view.post_url(), _("See the post on this site")),
        "channels": [_channel(each, view) for each in verdict.channels],
        "names": _names(verdict),
        "near": _near(view),
        "others": _others(view),
        "todo": _todo(view) if verdict.status != "official" and is_asked else None,
    }


def _names(verdict):
    """Return the listed names that were asked about, or the one that is imitated, as facts."""
    named = verdict.named
    if named is None or (named.status == "false" and verdict.status != "false"):
        return None
    rows = [fact_row(each.title, fact_value(_told_name(each))) for each in named.names]
    title = _("Ours is") if named.status == "false" else _("On our list")
    return {"title": title, "facts": rows} if rows else None


def _told_name(name):
    return f"{name.value}: {name.purpose}" if name.purpose else name.value


def _channel(facts, view):
    check, owner = latest_check(view.context, facts), translated_title(facts.administration)
    is_both_ways = bool(check and check.is_both_ways) and facts.state != "closed"
    rows = [
        fact_row(_("Service"), fact_value(service_title(facts.platform))),
        fact_row(_("Account"), fact_value(facts.profile_url)),
        fact_row(_("Administration"), fact_value(owner["text"], None, owner["language"])),
        fact_row(_("Official since"), fact_value(formatted_date(facts.official_since))),
        fact_row(_("No longer ours since"), fact_value(formatted_date(facts.closed_on))),
    ]
    notes = ((facts.state == "paused", PAUSED), (is_both_ways, BOTH_WAYS))
    return {
        "@id": view.request.physicalPathToURL(facts.path),
        "title": facts.title,
        "icon": service_icon(facts.platform, facts.kind),
        "facts": [each for each in rows if each["values"]],
        "notes": [note for applies, note in notes if applies],
    }


def _near(view):
    found = view.verdict.near
    if not found:
        return None
    return {
        "title": _("Did you mean one of these? They are ours"),
        "items": [_line(each.facts, view) for each in found],
    }


def _others(view):
    items = [_line(facts, view) for facts in view.verdict.others]
    title = _("Other accounts with this name that are ours, or have been")
    return {"title": title, "items": items} if items else None


def _line(facts, view):
    return {
        "@id": view.request.physicalPathToURL(facts.path),
        "title": facts.title,
        "service": service_title(facts.platform),
        "profile_url": facts.profile_url,
        "note": _("no longer ours") if facts.closed_on else "",
    }


def _todo(view):
    texts = verdict_texts.TO_DO.get(view.verdict.ground, verdict_texts.TO_DO[""])
    return {
        "title": _("What to do if it claims to be ours"),
        "items": [*(sentence_parts(each) for each in texts), _report_link(view)],
        "case": link(_case_url(view), _("Report it as false")),
    }


def _case_url(view):
    """Return the URL of the report, filled in: that of visitors, or of who handles messages.

    It is empty without an official channel, for which reports are received.
    """
    if not any(each.speaks for each in public_channels(view.context)):
        return ""
    asked, near = view.verdict.asked, view.verdict.near
    channel = near[0].facts.uid if near else ""
    is_staff = api.content.get_view("handles-messages", view.context, view.request)()
    page = "report-false-account" if is_staff else "report-false"
    url = f"{view.context.absolute_url()}/@@{page}"
    return url_with_query(url, address=asked.url or asked.text, channel=channel if is_staff else "")


def _report_link(view):
    if email := setting("office_email"):
        message = _("Tell us: write to ${email} what you have seen.")
        return sentence_parts(message, email=link(f"mailto:{email}", email))
    url = f"{api.portal.get().absolute_url()}/contact-info"
    contact = link(url, api.portal.translate(_("contact the municipality")))
    return sentence_parts(_("Tell us what you have seen: ${contact}."), contact=contact)


def understood_text(asked: AccountQuery) -> str:
    """Return the account and service as they were understood, or "" if there is no account."""
    if not asked.account:
        return ""
    text = _("account ${account} on ${service}")
    if not asked.platform:
        text = _("the name ${account}")
    elif asked.platform in SITE_PLATFORMS:
        text = _("the web site ${account}")
    values = {"account": asked.account, "service": service_title(asked.platform)}
    return api.portal.translate(Message(text, mapping=values))
