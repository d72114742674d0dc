"""The sentences of *Is it ours?*: a heading, a reason and what to do, for each verdict."""

from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.times import formatted_time
from ...core.platforms.name_verdict import ALIKE, DISPLAY, INSIDE, PORT, SENDER, USERINFO
from ...core.platforms.own_names import APP, DOMAIN, EMAIL, SMS
from ...site.settings.registry import municipality_name
from .verdict import HOST, NAME, PAGE, POST, Verdict

# The words beside the icon of each colour.
LIGHT_WORDS = {"green": _("Ours"), "amber": _("Be careful"), "red": _("Not ours")}
ICONS = {"green": "yes", "amber": "careful", "red": "no"}
NOTHING = _("Write what it is about")
HEADINGS = {
    "official": _("Yes, the account is official"),
    "former": _("No, the account is no longer ours"),
    "false": _("No, the account is not ours"),
    "unknown": _("The account is not known to us"),
}
# Headings for other matches than accounts; a name alone does not identify an account.
OTHER_HEADINGS = {
    (NAME, "official"): _("We have an account with this name"),
    (NAME, "partly"): _("We have an account with this name, and have left another"),
    (NAME, "former"): _("We no longer have an account with this name"),
    (NAME, "false"): _("No, the name is not ours"),
    (NAME, "unknown"): _("We have no account with this name"),
    (POST, "official"): _("Yes, the post is ours"),
    (POST, "partly"): _("The account is ours, but we cannot vouch for the post"),
    (POST, "withdrawn"): _("The post was ours, and has been removed"),
    (PAGE, "official"): _("Yes, the page is a part of an official channel"),
    (HOST, "partly"): _("We have a channel on this host, at another address"),
    (DOMAIN, "official"): _("Yes, the web address is ours"),
    (DOMAIN, "partly"): _("The domain is ours, but the account is not on our list"),
    (DOMAIN, "false"): _("No, the web address is not ours"),
    (DOMAIN, "unknown"): _("The web address is not known to us"),
    (EMAIL, "official"): _("Yes, we send e-mail from this address"),
    (EMAIL, "partly"): _("The domain is ours, but the address is not on our list of senders"),
    (EMAIL, "false"): _("No, the e-mail address is not ours"),
    (EMAIL, "unknown"): _("The e-mail address is not known to us"),
    (SMS, "official"): _("Yes, we send text messages from this sender"),
    (SMS, "false"): _("No, the sender is not ours"),
    (SMS, "unknown"): _("The sender is not known to us"),
    (APP, "official"): _("Yes, the app is ours"),
    (APP, "false"): _("No, the app is not ours"),
    (APP, "unknown"): _("The app is not known to us"),
}
SPEAKS = _("It speaks for ${municipality}.")
NAME_CAUTION = _(
    "A name is not enough: anybody can write it as the sender of a text message, and on another "
    "service it may be somebody else's. Compare the service and the address."
)
LEFT_CAUTION = _("An account that we have left may be somebody else's now.")
LEFT = _("We have left the account. Somebody else may use it now.")
POST_CAUTION = _(
    "What you pasted is the address of a single post. Look for the post on the account's own page: "
    "an address can be written so that a stranger's post seems to be ours."
)
NOT_SHOWN = _("This site does not show the post.")
REMOVED = _("It has been removed, ${moment}. What it said is not shown here.")
NOT_LISTED = _("It is not on our list. Do not count on what it says in our name.")
LOOKS_LIKE = _(
    "Be careful: the name looks like one of ours, but it is written with other characters. It may "
    "be meant to deceive."
)
SENTENCES = {
    ("", "former"): LEFT,
    ("", "unknown"): NOT_LISTED,
    ("", "false"): LOOKS_LIKE,
    ("", "official"): SPEAKS,
    (NAME, "official"): NAME_CAUTION,
    (NAME, "partly"): NAME_CAUTION,
    (POST, "partly"): NOT_SHOWN,
    (POST, "withdrawn"): REMOVED,
    (HOST, "partly"): _("Others may have pages on the same host."),
    (DOMAIN, "official"): _("Only the municipality can publish pages below ${name}."),
    (DOMAIN, "partly"): _("Others than we may have accounts on ${asked}."),
    (EMAIL, "official"): _(
        "The address is on our list, but a sender can be forged: look where a link leads before "
        "you follow it."
    ),
    (SMS, "official"): _(
        "The sender is on our list, but a sender can be forged: look where a link leads before you "
        "follow it."
    ),
    (APP, "official"): _("The app is on our list: get it in the store, never by a link in a mail."),
}
REASONS = {
    ALIKE: _("It looks like ${name}, which is ours, but is written differently."),
    INSIDE: _("It contains ${name}, which is ours, but belongs to somebody else."),
    USERINFO: _("It leads to ${asked}: what is written before that only hides it."),
    PORT: _("It has a number after a colon, which our addresses never have. Ours is ${name}."),
    DISPLAY: _("The name is ours, but the mail comes from ${asked}, which is not."),
    SENDER: _("Addresses below ${name} are ours, but nothing is sent from this one that we know."),
}
NO_DATA = _("Do not follow its links, and do not give it any personal data.")
GIVEN = _(
    "If you have logged in, paid or given card numbers: call your bank at once, then the police, "
    "114 14."
)
# Advice on false and unknown things, by the ground; "" is an account.
TO_DO = {
    "": (
        NO_DATA,
        _(
            "Report it to the service: choose Report in the menu on the account's page, as "
            "impersonation of an organisation."
        ),
    ),
    DOMAIN: (NO_DATA, GIVEN),
    EMAIL: (_("Do not answer, do not follow its links, and open no files."), GIVEN),
    SMS: (_("Do not answer, do not call, and do not follow its links."), GIVEN),
    APP: (_("Do not install it. Report it in the store, on the app's page."), GIVEN),
}


def heading(verdict: Verdict) -> Message:
    """Return the heading of a verdict."""
    found = OTHER_HEADINGS.get((verdict.ground, verdict.status))
    return found or HEADINGS[verdict.status]


def sentence(verdict: Verdict) -> Message:
    """Return the one sentence that gives the reason for a verdict."""
    named, status = verdict.named, verdict.status
    judged = named and (named.kind, named.status) == (verdict.ground, status)
    reason = REASONS.get(named.reason) if named and judged else None
    text = reason or SENTENCES.get((verdict.ground, status)) or SENTENCES["", status]
    values = {"municipality": municipality_name(), "asked": named.asked if named else ""}
    if named and named.names:
        values["name"] = named.names[0].value
    if verdict.withdrawn is not None:
        values["moment"] = formatted_time(verdict.withdrawn)["text"]
    return Message(text, mapping=values)


def cautions(verdict: Verdict) -> list[Message]:
    """Return further warnings about the limits of a verdict."""
    is_unknown_post = verdict.ground == POST and verdict.status == "partly"
    is_alike = any(each.is_look_alike for each in verdict.near) and verdict.status != "false"
    found = (
        (any(not each.speaks for each in verdict.others), LEFT_CAUTION),
        (is_unknown_post, POST_CAUTION),
        (is_alike, LOOKS_LIKE),
    )
    return [caution for applies, caution in found if applies]
