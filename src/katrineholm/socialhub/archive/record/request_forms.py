"""The acts on requests for records, each defined once for both the pages and the REST service.

The ``acts.ActContext`` has the ``id`` of a request, which is empty on the list of requests.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from plone import api
from plone.autoform.directives import widget
from plone.dexterity.content import Container
from zope.i18nmessageid import Message
from zope.interface import Interface, provider
from zope.schema import Bool, Int, List
from zope.schema.interfaces import IContextSourceBinder
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from ... import _
from ...accounts.channels.times import formatted_time
from ...site.pages.acts import Act, acts
from ...site.pages.form_schema import Line, LongText, SingleChoice, vocabulary
from ...site.pages.refusals import Refusal
from . import request_actions, request_storage
from .delivery_files import PAGE, ZIP
from .entry_masks import IEntryMask
from .request_actions import LONGEST, LONGEST_LABEL, NO_SHAPE, MaskInput

# The most common provisions, suggested by the field.
PROVISIONS = {
    "18 kap. 1 §": _("investigations of crimes"),
    "21 kap. 1 §": _("health and sexual life"),
    "21 kap. 3 §": _("where somebody who is threatened can be reached"),
    "21 kap. 7 §": _("personal data that would be processed against data protection law"),
    "23 kap. 2 §": _("pupils in school"),
    "25 kap. 1 §": _("health care"),
    "26 kap. 1 §": _("social services"),
    "31 kap. 16 §": _("a company's business"),
}
SHAPES = vocabulary({ZIP: _("ZIP file"), PAGE: _("Page to print")})
TextList = partial(List, value_type=LongText(required=False), required=False)


def request_title(request: Mapping) -> str:
    """Return the label of a request, or a title with its start time if it has no label."""
    values = {"when": formatted_time(request["opened"][1])["text"]}
    is_extract = request_storage.person_terms(request)
    text = _("Register extract of ${when}") if is_extract else _("Request of ${when}")
    begun = Message(text, mapping=values)
    return request["label"] or api.portal.translate(begun)


def named_title(request: Mapping) -> str:
    """Return the title of a request among others; that of an extract has the person's names."""
    names = ", ".join(request_storage.person_terms(request))
    return f"{request_title(request)}: {names}" if names else request_title(request)


@provider(IContextSourceBinder)
def open_request_vocabulary(hub: Container) -> SimpleVocabulary:
    """Return the open requests as a vocabulary, newest first."""
    found = (
        (id, each)
        for id, each in request_storage.all_requests(hub)
        if each["closed"] is None and request_actions.may_read(hub, each)
    )
    return SimpleVocabulary([SimpleTerm(id, id, named_title(each)) for id, each in found])


class IRecordKeys(Interface):
    """The keys of the records to add to a request or to remove from it."""

    things = TextList(title=_("Records in the request, by their keys"))
    widget("things", type="hidden")


class INewRequest(IRecordKeys):
    """The fields of a new request: a label and its first records, both optional."""

    label = Line(
        title=_("Label of your own, if you want one"),
        description=_(
            "Write what it is about, for example “The bath, spring of 2026”. Never write who has "
            "asked: whoever asks for a record has the right to be anonymous."
        ),
        max_length=LONGEST_LABEL,
        required=False,
        judged=True,
    )


class IAddition(IRecordKeys):
    """The search results to add to a request, and that request."""

    into = SingleChoice(title=_("Request"), source=open_request_vocabulary, required=False)
    widget("into", none=_("A new request"))


class INewExtract(Interface):
    """The names, handles and addresses of the person whom a new register extract is about."""

    about = List(
        title=_("Names, handles and addresses of the person, one on each line"),
        description=_(
            "For example Anna Berg, @annaberg, anna.berg@example.org, and the address of a profile."
            " First make sure that whoever asks is that person."
        ),
        value_type=LongText(required=False),
        required=False,
    )
    widget("about", rows=4)


class IRecordReference(Interface):
    """The key of a record in a request; empty for all its records."""

    thing = Line(title=_("The record that it is about, by its key"), required=False)
    widget("thing", type="hidden")


class ICopyMask(IRecordReference):
    """The fields of a mask on the copies in a request: see ``MaskInput``."""

    words = TextList(title=IEntryMask["words"].title, description=IEntryMask["words"].description)
    everywhere = Bool(title=_("Mask the words in all of the request"), required=False)
    pictures = TextList(title=_("Pictures to mask"))
    files = TextList(
        title=_("Files to mask"),
        description=_(
            "Words are not masked within files: look at each. A file that may not be given out as "
            "it is has to be masked here."
        ),
    )
    provision = Line(
        title=_("Provision in offentlighets- och sekretesslagen"), max_length=LONGEST, judged=True
    )
    reason = Line(title=_("Reason"), max_length=LONGEST, judged=True)
    widget("words", rows=3)
    widget("pictures", type="checkboxes")
    widget("files", type="checkboxes")
    widget("provision", placeholder="21 kap. 7 §", suggestions=PROVISIONS)


class IMaskReference(IRecordReference):
    """The number of a mask; ``thing`` is the key of the record on whose page the form is."""

    mask = Int(title=_("The mask's number"))
    widget("mask", type="hidden")


class IRelease(IRecordReference):
    """A possibly secret record, and the decision that releases it; empty to withhold it again."""

    decision = Line(
        title=_("Decision: when it was made, and by whom"), max_length=LONGEST, required=False
    )


class IReleaseDecision(IRelease):
    """The form that releases a possibly secret record, in which a decision is required."""

    decision = Line(
        title=_("Decision: when it was made, and by whom"),
        max_length=LONGEST,
        demand=_("Write the decision by which it is given out."),
    )


class IDelivery(Interface):
    """The shape of a delivery, either a ZIP file or a page to print."""

    shape = SingleChoice(title=_("How it is given out"), vocabulary=SHAPES, demand=NO_SHAPE)
    widget("shape", type="hidden")


def _add(at, given):
    """Add records to a request, or to a new one; return its id and the number of new records."""
    keys, id = given["things"], at.id or given["into"]
    if not (keys or at.id):
        raise Refusal(_("Tick at least one of what was found."))
    if id:
        return id, request_actions.add_records(at.context, id, keys)
    return request_actions.begin_request(at.context, "", keys), len(keys)


def _mask(at, given):
    thing = "" if given["everywhere"] else given["thing"]
    words, pictures, files = (tuple(given[each]) for each in ("words", "pictures", "files"))
    wish = MaskInput(thing, words, pictures, files, given["provision"], given["reason"])
    request_actions.mask_records(at.context, at.id, wish)


def _release(at, given):
    request_actions.release_message(at.context, at.id, given["thing"], given["decision"])


def _request_url(at, result) -> str:
    return f"{at.requests_url}/{result}"


BEGIN = Act(
    "begin",
    lambda at, given: request_actions.begin_request(at.context, given["label"], given["things"]),
    _("The request is begun. Add records to it."),
    title=_("Begin the request"),
    fields=INewRequest,
    then=_request_url,
)
ADD = Act(
    "add",
    _add,
    lambda found: _("Added to the request: ${number}.", mapping={"number": str(found[1])}),
    title=_("Add to the request"),
    fields=IAddition,
    then=lambda at, found: _request_url(at, found[0]),
)
EXTRACT = Act(
    "extract",
    lambda at, given: request_actions.begin_extract(at.context, given["about"]),
    _("The register extract is begun. Tick what is about the person."),
    title=_("Begin the register extract"),
    fields=INewExtract,
    then=lambda at, id: f"{at.requests_url}/{id}/matches",
)
REMOVE = Act(
    "remove",
    lambda at, given: request_actions.remove_records(at.context, at.id, given["things"]),
    lambda taken: _("Taken out of the request: ${number}.", mapping={"number": str(taken)}),
    title=_("Take what is ticked out of the request"),
    fields=IRecordKeys,
)
MASK = Act(
    "mask",
    _mask,
    _("Masked wherever it stands in this request."),
    title=_("Mask it"),
    fields=ICopyMask,
)
UNMASK = Act(
    "unmask",
    lambda at, given: request_actions.remove_mask(at.context, at.id, given["mask"]),
    _("The mask is taken away."),
    title=_("Take the mask away"),
    fields=IMaskReference,
)
RELEASE = Act(
    "release",
    _release,
    _("It is given out with the request."),
    title=_("Give it out by this decision"),
    fields=IRelease,
)
WITHHOLD = Act(
    "withhold",
    lambda at, given: _release(at, given | {"decision": ""}),
    _("It is left out of what is given out."),
    title=_("Leave it out"),
    fields=IRelease,
)
DELIVER = Act(
    "deliver",
    lambda at, given: request_actions.deliver_request(at.context, at.id, given["shape"]),
    _("What is given out is made, and stands in the log. Download it here."),
    title=_("Make a ZIP file"),
    fields=IDelivery,
    then=lambda at, number: f"{at.url}#socialhub-delivered",
)
CLOSE = Act(
    "close",
    lambda at, given: request_actions.close_request(at.context, at.id),
    _("The request is closed."),
    title=_("Close the request"),
)
REOPEN = Act(
    "reopen",
    lambda at, given: request_actions.reopen_request(at.context, at.id),
    _("The request is open again."),
    title=_("Open the request again"),
)
DISCARD = Act(
    "discard",
    lambda at, given: request_actions.discard_request(at.context, at.id),
    _("The request is thrown away; the log stays."),
    title=_("Throw the request away"),
    then=lambda at, nothing: at.requests_url,
)
# The acts on the page of all requests, of one request, and of one record in it.
LIST_ACTS = acts(BEGIN, ADD, EXTRACT)
REQUEST_ACTS = acts(REMOVE, MASK, UNMASK, DELIVER, CLOSE, REOPEN, DISCARD)
RECORD_ACTS = acts(
    replace(MASK, said=_("Masked in what is given out. The record stays as it is.")),
    UNMASK,
    replace(RELEASE, fields=IReleaseDecision),
    WITHHOLD,
)
# The acts of the service on one request.
SERVICE_ACTS = acts(ADD, RELEASE, *REQUEST_ACTS.values())
