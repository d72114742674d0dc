"""The page for a download: first a preview, then all of it or nothing."""

from collections.abc import Mapping
from functools import cached_property
from hmac import compare_digest
from typing import Any

import transaction
from plone import api
from plone.autoform.directives import widget
from zope.i18nmessageid import Message
from zope.interface import Interface
from zope.schema import Bool

from ... import _
from ...core.downloads.opening import Upload as UploadedFile
from ...core.timeline.downloaded import RECORD
from ...core.timeline.pictures import MOST
from ...core.timeline.written import CHANGED, NEW, SAME
from ...site.forms.acts import Act, ActPage, acts
from ...site.forms.plain import fact, said
from ...site.forms.refusals import FaultyFields, Refusal
from ...site.forms.request import text
from ...site.forms.schema import Line, Upload, described
from .bringing import MOST_PICTURES, bring_in, for_record_only, preview, seen
from .pictures import TOO_MANY
from .told import CLOSED, LEFT_OUT, is_too_much, told, words

NO, YES = ("0", "false", "no"), ("1", "true", "yes")
LEAD = _(
    "Choose the file that the service gave you, or all of them. First you see what is in it; "
    "nothing is kept before you confirm, and no post is ever taken away."
)
FIRST = _("The download: ZIP files, or a single file (JSON, CSV, XLSX or TXT)")
AGAIN = _("Choose the same files again: a browser does not keep them")
SHOW = _("Show the ${number} posts, too, that only the account's own network sees at the service")
NETWORK = _("Show what only the account's own network sees at the service, too")


class IDownload(Interface):
    """The page's form, which is read like a program's, see ``flag``."""

    file = Upload(title=FIRST)
    record_only = Bool(title=_("For the record only: no visitor sees it"), required=False)
    show_network = Bool(title=NETWORK, required=False)
    seen = Line(required=False)
    widget("file", accept=".zip,.json,.js,.csv,.xlsx,.txt")
    widget("seen", type="hidden")


def uploads_in(form: Mapping, name: str = "file") -> list[UploadedFile]:
    """Return every file of a field that may have several; empty if none was chosen."""
    given: Any = form.get(name)
    files = given if isinstance(given, list | tuple) else [given]
    # Zope keeps a large one in a temporary file, so that none of it is in memory.
    return [
        UploadedFile(file.filename, file.file)
        for file in files
        if getattr(file, "filename", "") and hasattr(file, "file")
    ]


def flag(form: Mapping, name: str, otherwise: bool = False) -> bool:
    """Return a yes or no from a form or a program. Raise Refusal."""
    given = text(form, name).lower()
    if given and given not in YES + NO:
        raise Refusal(_("${name} must be true or false.", mapping={"name": name}))
    return given in YES if given else otherwise


def _chosen(form):
    return {name: flag(form, name) for name in ("record_only", "show_network")}


def _keep(at, form):
    at.require_seen(form)
    return bring_in(at.context, uploads_in(form), most=MOST_PICTURES, **_chosen(form))


def _url(at, outcome):
    """Return the URL of the channel, or of its hidden entries."""
    hidden = "/@@hidden-entries" if outcome.kept == RECORD else ""
    return f"{at.context.absolute_url()}{hidden}"


LOOK = Act(
    "look",
    lambda at, form: preview(at.context, uploads_in(form), **_chosen(form)),
    title=_("See what is in it"),
    stays=True,
)
KEEP = Act(
    "keep", _keep, lambda outcome: _confirmation(outcome), title=_("Bring the posts in"), then=_url
)


class ImportDownload(ActPage):
    """``@@import-download`` on a channel.

    Nothing is stored in between: the user chooses the same files again after the preview, and other
    files get a preview first. ``done`` is the outcome of the preview.
    """

    leads_back = True
    acts = acts(LOOK, KEEP)
    title = _("Bring in a download")
    too_many = TOO_MANY
    most = MOST

    @property
    def lead(self) -> Message | str:
        return "" if self.done else LEAD

    def refuse(self, refusal: Refusal) -> None:
        # All of a download is imported, or nothing.
        transaction.doom()
        super().refuse(FaultyFields({"file": refusal.sentence}))

    def require_seen(self, form: Mapping) -> None:
        """Raise Refusal if these files had no preview, and make one."""
        files, chosen = uploads_in(form), _chosen(form)
        now = seen(self.context, files, record_only=chosen["record_only"])
        if not compare_digest(text(form, "seen").encode(), now.encode()):
            self.done = LOOK.take(self, form)
            raise Refusal(
                _(
                    "These are other files than those you looked at, or something else is to be "
                    "done with them. This is what would happen now."
                )
            )

    def named(self, data: Mapping) -> str:
        return super().named(data) or LOOK.name

    @property
    def only(self) -> str:
        """The reason why nothing can be public here."""
        return for_record_only(self.context)

    def file_form(self) -> dict:
        """Return the form as a value; after a preview it can import."""
        is_kept = self.done is not None and not self.is_too_much
        names = [KEEP.name, LOOK.name] if is_kept else [LOOK.name]
        form = self.form(*names, look="primary secondary") | {
            "fields": self._fields(),
            "classes": "socialhub-decision",
            "enctype": "multipart/form-data",
        }
        if is_kept and self.done.kept == RECORD:
            form["buttons"][0] |= {"title": _("Keep it for the record")}
        return form

    def _fields(self):
        outcome: Any = self.done
        is_left_out = {
            "record_only": self.only,
            "show_network": not (outcome and outcome.network),
            "seen": not outcome,
        }
        own = {
            "file": {"title": AGAIN if outcome else FIRST, "multiple": "multiple"},
            "show_network": outcome and {"title": _(SHOW, mapping={"number": outcome.network})},
        }
        values = {name: self.request.form.get(name) for name in ("record_only", "show_network")}
        values["seen"] = outcome and outcome.seen
        return [
            each | (own.get(each["name"]) or {})
            for each in described(IDownload, values=values, faults=self.faults)
            if not is_left_out.get(each["name"])
        ]

    @cached_property
    def summary(self) -> dict:
        """The summary of the download."""
        return told(self.done)

    @property
    def is_too_much(self) -> bool:
        return is_too_much(self.done)

    def facts(self) -> list[dict]:
        """Return the numbers of the download, without zeros."""
        pictures, report = self.summary["pictures"], self.done.report
        known = _(", of which the channel has ${number} already")
        missing = _("; ${number} are not in these files")
        beyond = _("Pictures beyond the first ${number} of their posts, which are not brought in")
        rows = (
            (
                _("Posts that are understood"),
                _sum(self.summary["posts"], self.summary["known"], known),
            ),
            (_("Pictures"), _sum(pictures["found"], pictures["missing"], missing)),
            (_("Films, which are not brought in"), self.summary["films"]),
            (_(beyond, mapping={"number": MOST}), pictures["beyond"]),
            (_("Never shown"), _list(report.closed, CLOSED)),
            (_("Files that are never opened"), _list(report.left_out, LEFT_OUT)),
            (_("Other files, which hold no posts"), self.summary["other_files"]),
        )
        return [fact(title, said(str(value))) for title, value in rows if value]

    def left_out_rows(self, file: dict) -> list[dict]:
        """Return the numbers of posts left out of a file, by reason."""
        return words(file["left_out"], LEFT_OUT)


def _sum(number, part, words):
    more = api.portal.translate(_(words, mapping={"number": part})) if part else ""
    return f"{number}{more}"


def _list(reasons, names):
    rows = words(reasons, names)
    return ", ".join(f"{api.portal.translate(each['title'])}: {each['number']}" for each in rows)


def _confirmation(outcome):
    """Return the confirmation, with the numbers of what was not imported."""
    lost = {"films": outcome.report.films, "pictures": outcome.report.beyond}
    sentences = [_kept(outcome)]
    if any(lost.values()):
        text = _("Not brought in: ${films} films, ${pictures} pictures.", mapping=lost)
        sentences.append(text)
    return " ".join(map(api.portal.translate, sentences))


def _kept(outcome):
    numbers = {name: outcome.done[name] for name in (NEW, CHANGED, SAME)}
    if outcome.kept == RECORD:
        return _(
            "The download is kept for the record: "
            "${new} new, ${changed} changed, ${same} as before.",
            mapping=numbers,
        )
    return _(
        "The download is brought in: ${new} new, ${changed} changed, ${same} as before.",
        mapping=numbers,
    )
