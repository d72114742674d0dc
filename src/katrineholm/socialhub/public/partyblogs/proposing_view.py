"""``@@propose-change`` on a party: its contact asks the office for a change, without an account."""

from urllib.parse import quote

from plone import api

from ... import _
from ...accounts.channels.hub import hub_of
from ...accounts.lifecycle.letters import office, said
from ...accounts.people.person import mailbox
from ...site.forms.limits import Window, too_many
from ...site.forms.refusals import Refusal
from ...site.forms.request import FormPage, text
from ...site.mail.send import send
from ...site.settings.registry import site_address
from .page import shelf_url
from .proposing import LONGEST, Proposal, proposal_from
from .shelf import LINK_TITLES

WINDOW = Window(3600)
FROM_ONE, FROM_ALL = 5, 50  # proposals an hour that the office is to get at most
EVERYBODY = "everybody"
# A person does not see this field; programs that fill in every form do.
TRAP = "homepage"
TOO_MANY = _("Many proposals have been sent in a short time. Try again in an hour.")
THANKS = _("Thank you. The information office has got your proposal and will look at it.")
LETTER = (
    _("${name} (${email}) proposes a change for ${title} on the page of the council's parties."),
    _(
        "Anybody can send this form: make sure that the party wants the change. "
        "Its contact, as noted: ${contact}"
    ),
)


class ProposeChange(FormPage):
    """The form; what is good in it is mailed to the office."""

    longest = LONGEST
    trap = TRAP

    def take(self, form):
        proposal = proposal_from(form)
        if not text(form, TRAP):
            if seconds := wait(self.request):
                too_many(self.request, seconds)
                raise Refusal(TOO_MANY)
            tell_office(self.context, proposal)
        return THANKS

    def next_url(self) -> str:
        """The address of all parties."""
        return shelf_url(hub_of(self.context))

    def kinds(self) -> list[dict]:
        """The kinds of link to choose among."""
        return [
            {"value": value, "title": title, "selected": value == self.given("kind")}
            for value, title in LINK_TITLES.items()
        ]


def wait(request, window: Window = WINDOW) -> int:
    """Seconds until the request's client may send again; 0 for now, which is counted.

    The office is spared a flood from many addresses, too.
    """
    client = request.getClientAddr() or ""
    return window.wait(client, FROM_ONE) or window.wait(EVERYBODY, FROM_ALL)


def tell_office(party, proposal: Proposal) -> None:
    """Put the mail into the outbox; whoever answers it answers the one who proposes."""
    receivers = [mailbox(each) for each in office()]
    subject = said(_("Proposed change: ${title}"), {"title": party.title})
    send(receivers, subject, letter(party, proposal), reply_to=proposal.email)


def letter(party, proposal: Proposal) -> str:
    """The mail's text, in the site's language."""
    contact = " ".join(filter(None, (party.contact_name, party.contact_email)))
    values = {
        "name": proposal.name,
        "email": proposal.email,
        "title": party.title,
        "contact": contact or "–",
        "link": proposal.link,
        "url": _edit_url(party),
    }
    paragraphs = [said(each, values) for each in LETTER]
    if proposal.link:
        paragraphs.append(said(_("New address: ${link}"), values))
    if proposal.kind:
        kind = {"kind": said(LINK_TITLES[proposal.kind])}
        paragraphs.append(said(_("Kind of link: ${kind}"), kind))
    if proposal.message:
        paragraphs.append(said(_("Message:")) + "\n" + _quoted(proposal.message))
    paragraphs.append(said(_("Change it here: ${url}"), values))
    return "\n\n".join(paragraphs) + "\n"


def _quoted(message):
    """Marked line by line, so that it cannot be taken for the mail's own words."""
    return "\n".join(f"> {line}" for line in message.splitlines())


def _edit_url(party):
    """At the site's public address: a stranger's request may name any host."""
    root = api.portal.get().getPhysicalPath()
    path = "/".join(party.getPhysicalPath()[len(root) :])
    return f"{site_address()}/{quote(path)}/edit"
