"""The serializer of *Is the account ours?*, for Classic UI and Volto."""

from plone import api
from Products.Five import BrowserView

from ... import _
from ...site.forms.plain import fact, link, said, sentence

TITLE = _("Is the account ours?")
LEAD = _(
    "Find out whether an account in social media speaks for ${municipality}. Paste the account's "
    "address, or write its name."
)
WAIT = _(
    "Many addresses have been checked from here in a short time. Please wait ${seconds} seconds "
    "and try again."
)
UNDERSTOOD = _("We understood: ${understood}")
PAUSED = _("The channel is paused: it is ours, but nothing is published there for the time being.")
BOTH_WAYS = _("Confirmed both ways: the account's own page links back to this site.")
NOT_LISTED = _(
    "The account is not on our list of official channels. Do not count on what it says in our name."
)
LEFT = _("We have left the account. Somebody else may use it now.")
LOOKS_LIKE = _(
    "Be careful: the name looks like one of ours, but it is written with other characters. It may "
    "be meant to deceive."
)
WHAT_TO_DO = (
    _("Do not follow its links, and do not give it any personal data."),
    _(
        "Report it to the service: choose Report in the menu on the account's page, as "
        "impersonation of an organisation."
    ),
)


def page(view: BrowserView) -> dict:
    """Return the form of a ``verdict.OfficialView`` and, after a question, the answer."""
    hub_url = view.context.absolute_url()
    return {
        "url": view.url,
        "title": TITLE,
        "page_title": view.title,
        "lead": _(LEAD, mapping={"municipality": view.municipality()}),
        "form": form(hub_url, view.verdict.asked.text if view.verdict else ""),
        "wait": _(WAIT, mapping={"seconds": view.wait}) if view.wait else "",
        "answer": _answer(view) if view.verdict else None,
        "all": link(f"{hub_url}/@@official-list", _("All our official channels")),
    }


def form(hub_url: str, text: str = "") -> dict:
    """Return the form with the field for the URL or the name."""
    return {
        "action": f"{hub_url}/@@official",
        "name": "address",
        "label": _("Address or name of the account"),
        "help": _(
            "For example https://mastodon.social/@katrineholm or @katrineholm. Nothing is sent to "
            "the account."
        ),
        "value": text,
        "button": _("Check"),
    }


def _answer(view):
    verdict, understood = view.verdict, view.understood()
    advice = [each for each in (view.problem(), *view.cautions()) if each is not None]
    return {
        "status": verdict.status,
        "heading": view.answer_text(),
        "understood": sentence(UNDERSTOOD, understood=understood) if understood else [],
        "address": verdict.asked.url if understood else "",
        "advice": advice,
        "post": link(view.post_url(), _("See the post on this site")),
        "channels": [_channel(each) for each in view.channels()],
        "texts": _texts(view),
        "near": _near(view.near()),
        "others": _others(view.others()),
        "todo": _todo(view) if view.is_doubtful() else None,
    }


def _channel(channel):
    since, closed = channel["since"], channel["closed"]
    facts = [
        fact(_("Service"), said(channel["service"])),
        fact(_("Account"), said(channel["profile_url"])),
        fact(
            _("Administration"),
            said(channel["administration"], None, channel["administration_language"]),
        ),
        fact(_("Official since"), since and said(since["text"])),
        fact(_("No longer ours since"), closed and said(closed["text"])),
    ]
    notes = ((channel["is_paused"], PAUSED), (channel["is_both_ways"], BOTH_WAYS))
    return {
        "@id": channel["url"],
        "title": channel["title"],
        "icon": channel["icon"],
        "facts": [each for each in facts if each["values"]],
        "notes": [note for applies, note in notes if applies],
    }


def _texts(view):
    status = view.verdict.status
    if status == "former":
        return [LEFT]
    return [NOT_LISTED] if status == "unknown" and view.problem() is None else []


def _near(found):
    if not found:
        return None
    is_warned = any(each["is_look_alike"] for each in found)
    return {
        "title": _("Did you mean one of these? They are ours"),
        "warning": LOOKS_LIKE if is_warned else "",
        "items": [_line(each) for each in found],
    }


def _others(found):
    items = [_line(each) for each in found]
    title = _("Other accounts with this name that are ours, or have been")
    return {"title": title, "warning": "", "items": items} if items else None


def _line(channel):
    return {
        "@id": channel["url"],
        "title": channel["title"],
        "service": channel["service"],
        "profile_url": channel["profile_url"],
        "note": _("no longer ours") if channel["closed"] else "",
    }


def _todo(view):
    may_report = api.content.get_view("handles-messages", view.context, view.request)()
    return {
        "title": _("If the account claims to be ours"),
        "items": [*(sentence(each) for each in WHAT_TO_DO), _tell_us(view)],
        "case": link(may_report and view.case_url(), _("Report a false account")),
    }


def _tell_us(view):
    if email := view.office():
        message = _("Tell us: write to ${email} with the account's address.")
        return sentence(message, email=link(f"mailto:{email}", email))
    url = f"{api.portal.get().absolute_url()}/contact-info"
    contact = link(url, api.portal.translate(_("contact the municipality")))
    return sentence(_("Tell us, with the account's address: ${contact}."), contact=contact)
