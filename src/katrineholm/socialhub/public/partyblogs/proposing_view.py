"""``@@propose-change`` on a party: a form for its contact to propose a change, without a login."""

from urllib.parse import quote

from plone import api
from plone.dexterity.content import DexterityContent
from zope.i18nmessageid import Message
from ZPublisher.HTTPRequest import HTTPRequest

from ... import _
from ...accounts.channels.hub import hub_of
from ...accounts.lifecycle.letters import office, said
from ...accounts.people.person import mailbox
from ...site.forms.acts import Act, ActPage, acts
from ...site.forms.information import InformationPage
from ...site.forms.limits import Window, too_many
from ...site.forms.plain import link
from ...site.forms.refusals import Refusal
from ...site.mail.send import send
from ...site.settings.registry import site_address
from .page import shelf_url
from .pages import ALL
from .proposing import IProposal, Proposal, proposal_from
from .shelf import LINK_TITLES

WINDOW = Window(3600)
FROM_ONE, FROM_ALL = 5, 50  # proposals an hour at most
EVERYBODY = "everybody"
TOO_MANY = _("Many proposals have been sent in a short time. Try again in an hour.")
THANKS = _("Thank you. The information office has got your proposal and will look at it.")
LETTER = (
    _("${name} (${email}) proposes a change for ${title} on the page of the council's parties."),
    _(
        "Anybody can send this form: make sure that the party wants the change. "
        "Its contact, as noted: ${contact}"
    ),
)


class TooMany(Refusal):
    """A client has to wait for so many ``seconds``."""

    status = 429

    def __init__(self, seconds: int):
        super().__init__(TOO_MANY)
        self.seconds = seconds


def _propose(at, given):
    """Mail a valid proposal to the office."""
    proposal = proposal_from(given)
    if not given["homepage"]:
        if seconds := wait(at.request):
            too_many(at.request, seconds)
            raise TooMany(seconds)
        tell_office(at.context, proposal)


PROPOSE = Act(
    "propose-change",
    _propose,
    THANKS,
    title=_("Send to the information office"),
    fields=IProposal,
    then=lambda at, _done: shelf_url(hub_of(at.context)),
)


class ProposeChange(ActPage, InformationPage):
    """The form."""

    acts = acts(PROPOSE)
    classes = "socialhub-step"
    lead = _(
        "For those who represent the party. What you write is mailed to the information office, "
        "which changes the page; it is not kept on this site."
    )

    @property
    def title(self) -> Message:
        return _("Propose a change for ${title}", mapping={"title": self.context.title})

    @property
    def office_form(self) -> dict:
        return self.form(PROPOSE.name)

    @property
    def value(self) -> dict:
        """The form for a frontend; the confirmation once it is sent."""
        about = {"title": self.title, "lead": self.lead, "links": self.after()}
        if "sent" in self.request.form:
            return about | {"lead": "", "receipt": "", "text": THANKS}
        return self.office_form | about

    def after(self) -> list[dict]:
        return [link(shelf_url(hub_of(self.context)), ALL)]


def wait(request: HTTPRequest, window: Window = WINDOW) -> int:
    """Return seconds until the request's client may send again; 0 for now, which is counted.

    The total is limited, too, against floods from many addresses.
    """
    client = request.getClientAddr() or ""
    return window.wait(client, FROM_ONE) or window.wait(EVERYBODY, FROM_ALL)


def tell_office(party: DexterityContent, proposal: Proposal) -> None:
    """Queue the mail to the office; its replies go to the sender of the proposal."""
    receivers = [mailbox(each) for each in office()]
    subject = said(_("Proposed change: ${title}"), {"title": party.title})
    send(receivers, subject, letter(party, proposal), reply_to=proposal.email)


def letter(party: DexterityContent, proposal: Proposal) -> str:
    """Return the mail's text, in the site's language."""
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
    """Return the message as a quotation, distinct from the mail's own text."""
    return "\n".join(f"> {line}" for line in message.splitlines())


def _edit_url(party):
    """Return the edit form's public URL, as a request may name any host."""
    root = api.portal.get().getPhysicalPath()
    path = "/".join(party.getPhysicalPath()[len(root) :])
    return f"{site_address()}/{quote(path)}/edit"
