"""``@@propose-change`` on a party: the form to propose a change without logging in."""

from urllib.parse import quote

from plone import api
from plone.dexterity.content import DexterityContent
from ZPublisher.HTTPRequest import HTTPRequest

from ... import _
from ...accounts.channels.hub import hub_of
from ...accounts.channels.mail_texts import mail_sentence, office_recipients
from ...accounts.channels.person import mail_recipient
from ...site.mail.mailer import send_mail
from ...site.pages.acts import Act, ActPage, acts
from ...site.pages.information_page import InformationPage
from ...site.pages.page_values import link
from ...site.pages.rate_limits import RateWindow, set_too_many_requests
from ...site.pages.refusals import Refusal
from ...site.settings.registry import public_site_url
from .parties import LINK_TITLES
from .proposal import IProposal, Proposal, proposal_from
from .serializer import ALL
from .views import parties_url

WINDOW = RateWindow(3600)
FROM_ONE, FROM_ALL = 5, 50  # proposals an hour at most
EVERYBODY = "everybody"
TOO_MANY = _("Many proposals have been sent in a short time. Try again in an hour.")
THANKS = _("Thank you. The information office has got your proposal and will look at it.")
MAIL_TEXT = (
    _("${name} (${email}) proposes a change for ${title} on the page of the council's parties."),
    _(
        "Anybody can send this form: make sure that the party wants the change. "
        "Its contact, as noted: ${contact}"
    ),
)


class TooMany(Refusal):
    """The refusal of a proposal from a client that has to wait for ``seconds``."""

    status = 429

    def __init__(self, seconds: int):
        super().__init__(TOO_MANY)
        self.seconds = seconds


def _propose(at, given):
    proposal = proposal_from(given)
    if not given["homepage"]:
        if seconds := seconds_to_wait(at.request):
            set_too_many_requests(at.request, seconds)
            raise TooMany(seconds)
        mail_office(at.context, proposal)


PROPOSE = Act(
    "propose-change",
    _propose,
    THANKS,
    title=_("Send to the information office"),
    fields=IProposal,
    then=lambda at, _done: parties_url(hub_of(at.context)),
)


class ProposeChange(ActPage, InformationPage):
    """The page with the form for a proposed change or, with ``sent``, the confirmation."""

    acts = acts(PROPOSE)
    classes = "socialhub-step"
    context_title = _("Propose a change for ${title}")
    lead = _(
        "For those who represent the party. What you write is mailed to the information office, "
        "which changes the page; it is not kept on this site."
    )

    @property
    def office_form(self) -> dict:
        return self.form(PROPOSE.name)

    @property
    def value(self) -> dict:
        about = {"title": self.title, "lead": self.lead, "links": self.after()}
        if "sent" in self.request.form:
            return about | {"lead": "", "receipt": "", "text": THANKS}
        return self.office_form | about

    def after(self) -> list[dict]:
        return [link(parties_url(hub_of(self.context)), ALL)]


def seconds_to_wait(request: HTTPRequest, window: RateWindow = WINDOW) -> int:
    """Return the seconds until the client may send a proposal; if 0, this one is counted."""
    client = request.getClientAddr() or ""
    return window.wait_seconds(client, FROM_ONE) or window.wait_seconds(EVERYBODY, FROM_ALL)


def mail_office(party: DexterityContent, proposal: Proposal) -> None:
    """Queue a mail to the office about the proposal, with its sender as the reply address."""
    receivers = [mail_recipient(each) for each in office_recipients()]
    subject = mail_sentence(_("Proposed change: ${title}"), {"title": party.title})
    send_mail(receivers, subject, mail_text(party, proposal), reply_to=proposal.email)


def mail_text(party: DexterityContent, proposal: Proposal) -> str:
    """Return the text of the mail to the office about a proposal."""
    contact = " ".join(filter(None, (party.contact_name, party.contact_email)))
    values = {
        "name": proposal.name,
        "email": proposal.email,
        "title": party.title,
        "contact": contact or "–",
        "link": proposal.link,
        "url": _edit_url(party),
    }
    paragraphs = [mail_sentence(each, values) for each in MAIL_TEXT]
    if proposal.link:
        paragraphs.append(mail_sentence(_("New address: ${link}"), values))
    if proposal.kind:
        kind = {"kind": mail_sentence(LINK_TITLES[proposal.kind])}
        paragraphs.append(mail_sentence(_("Kind of link: ${kind}"), kind))
    if proposal.message:
        quoted = [f"> {line}" for line in proposal.message.splitlines()]
        paragraphs.append("\n".join([mail_sentence(_("Message:")), *quoted]))
    paragraphs.append(mail_sentence(_("Change it here: ${url}"), values))
    return "\n\n".join(paragraphs) + "\n"


def _edit_url(party):
    """Return the edit form's public URL, as a request may name any host."""
    root = api.portal.get().getPhysicalPath()
    path = "/".join(party.getPhysicalPath()[len(root) :])
    return f"{public_site_url()}/{quote(path)}/edit"
