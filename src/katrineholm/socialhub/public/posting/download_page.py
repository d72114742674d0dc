"""The page for a download, which is previewed first and then imported."""

from collections.abc import Mapping, Sequence
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
from ...core.sources.download_files import Upload as UploadedFile
from ...core.timeline.downloads import RECORD
from ...core.timeline.pictures import MAX_FETCHED
from ...core.timeline.submissions import CHANGED, NEW, SAME
from ...site.pages.acts import Act, ActPage, acts
from ...site.pages.form_schema import Line, Upload, form_fields
from ...site.pages.page_values import fact_row, fact_value, link
from ...site.pages.refusals import FaultyFields, Refusal
from ...site.pages.request import form_text
from .download_import import (
    MOST_PICTURES,
    ImportOutcome,
    content_hash,
    import_download,
    preview_download,
    record_only_reason,
)
from .download_pictures import TOO_MANY
from .download_summary import (
    CLOSED_TITLES,
    LEFT_OUT_TITLES,
    outcome_summary,
    reason_rows,
)
from .held_downloads import drop_download, held_download, hold_download

NO, YES = ("0", "false", "no"), ("1", "true", "yes")
LEAD = _(
    "Choose the file that the service gave you, or all of them. First you see what is in it; "
    "nothing is brought in before you confirm, and no post is ever taken away."
)
CHOOSE_FILES = _("The download: ZIP files, or a single file (JSON, CSV, XLSX or TXT)")
CHOOSE_AGAIN = _("Choose the same files again: a browser does not keep them")
SHOW_NETWORK = _(
    "Show the ${number} posts, too, that only the account's own network sees at the service"
)
OTHER_FILES = _("Choose other files")
NOT_HELD = _(
    "The files are no longer here: they have been brought in already, or are older than an hour. "
    "Choose them again."
)
KEPT = _("The download is kept for the record: ${new} new, ${changed} changed, ${same} as before.")
BROUGHT_IN = _("The download is brought in: ${new} new, ${changed} changed, ${same} as before.")
NOT_BROUGHT_IN = _("Not brought in: ${films} films, ${pictures} pictures.")
NETWORK = _("Show what only the account's own network sees at the service, too")


class IDownload(Interface):
    """Form fields for the import of a download, on its page and over REST."""

    file = Upload(title=CHOOSE_FILES)
    held = Line(required=False)
    record_only = Bool(title=_("For the record only: no visitor sees it"), required=False)
    show_network = Bool(title=NETWORK, required=False)
    seen = Line(required=False)
    widget("file", accept=".zip,.json,.js,.csv,.xlsx,.txt")
    widget("seen", type="hidden")
    widget("held", type="hidden")


def uploaded_files(form: Mapping, name: str = "file") -> list[UploadedFile]:
    """Return all files that were uploaded in one form field, or an empty list."""
    given: Any = form.get(name)
    files = given if isinstance(given, list | tuple) else [given]
    # Zope stores a large upload in a temporary file, so it is not in memory.
    return [
        UploadedFile(file.filename, file.file)
        for file in files
        if getattr(file, "filename", "") and hasattr(file, "file")
    ]


def form_flag(form: Mapping, name: str, otherwise: bool = False) -> bool:
    """Return a flag in a form as a boolean, or ``otherwise`` if it is empty. Raise Refusal."""
    given = form_text(form, name).lower()
    if given and given not in YES + NO:
        raise Refusal(_("${name} must be true or false.", mapping={"name": name}))
    return given in YES if given else otherwise


def _chosen(form):
    return {name: form_flag(form, name) for name in ("record_only", "show_network")}


def _look(at, form):
    files = at.uploads(form)
    outcome = preview_download(at.context, files, **_chosen(form))
    at.hold(files, outcome)
    return outcome


def _keep(at, form):
    at.require_seen(form)
    files = at.uploads(form)
    outcome = import_download(at.context, files, most=MOST_PICTURES, **_chosen(form))
    drop_download(at.context, form_text(form, "held"))
    return outcome


def _url(at, outcome):
    hidden = "/@@hidden-entries" if outcome.kept == RECORD else ""
    return f"{at.context.absolute_url()}{hidden}"


PREVIEW = Act("look", _look, title=_("See what is in it"), stays=True)
IMPORT = Act(
    "keep", _keep, lambda outcome: _confirmation(outcome), title=_("Bring the posts in"), then=_url
)


class ImportDownload(ActPage):
    """``@@import-download`` on a channel, with a preview before the import.

    The files are on hold in between, see ``held_downloads``, unless they are too large for it: then
    the user chooses them again. ``done`` is the outcome of the preview.
    """

    leads_back = True
    acts = acts(PREVIEW, IMPORT)
    title = _("Bring in a download")
    too_many = TOO_MANY
    most = MAX_FETCHED
    held = ""  # the key of the files on hold

    @property
    def lead(self) -> Message | str:
        return "" if self.done else LEAD

    def refuse(self, refusal: Any) -> None:
        # A download is imported completely or not at all.
        transaction.doom()
        if self.held != form_text(self.request.form, "held"):
            self.held = ""
        is_shown = bool(self.held)  # the files stay, so no field is at fault
        super().refuse(refusal if is_shown else FaultyFields({"file": refusal.sentence}))

    def uploads(self, form: Mapping) -> list[UploadedFile]:
        """Return the files in a form, or those on hold since the preview. Raise Refusal."""
        if self._uploads is None:
            key = form_text(form, "held")
            self._uploads = uploaded_files(form) or (key and held_download(self.context, key)) or []
            if key and not self._uploads:
                raise Refusal(NOT_HELD)
            self.held = "" if uploaded_files(form) else key
        return self._uploads

    _uploads: list[UploadedFile] | None = None

    def hold(self, files: Sequence[UploadedFile], outcome: ImportOutcome) -> None:
        """Put previewed files on hold, unless they are or cannot be imported here."""
        if not self.held and outcome.to_make <= MOST_PICTURES:
            self.held = hold_download(self.context, files)

    def require_seen(self, form: Mapping) -> None:
        """Raise Refusal, and show a new preview, if these files have not been previewed."""
        files, chosen = self.uploads(form), _chosen(form)
        now = content_hash(self.context, files, record_only=chosen["record_only"])
        if not compare_digest(form_text(form, "seen").encode(), now.encode()):
            self.done = PREVIEW.take(self, form)
            raise Refusal(
                _(
                    "These are other files than those you looked at, or something else is to be "
                    "done with them. This is what would happen now."
                )
            )

    def requested_name(self, data: Mapping) -> str:
        return super().requested_name(data) or PREVIEW.name

    @property
    def record_only_reason(self) -> str:
        """The reason why a download cannot be public here, or an empty string if it can."""
        return record_only_reason(self.context)

    def file_form(self) -> dict:
        is_kept = self.done is not None and not self.is_too_large
        names = [IMPORT.name, PREVIEW.name] if is_kept else [PREVIEW.name]
        form = self.form(*names, look="primary secondary") | {
            "fields": self._fields(),
            "classes": "socialhub-decision",
            "enctype": "multipart/form-data",
        }
        if is_kept:
            form["cancel"] = link(self.url, OTHER_FILES)
        if is_kept and self.done.kept == RECORD:
            form["buttons"][0] |= {"title": _("Keep it for the record")}
        return form

    def _fields(self):
        outcome: Any = self.done
        is_left_out = {
            "record_only": self.record_only_reason,
            "show_network": not (outcome and outcome.network),
            "seen": not outcome,
            "held": not self.held,
            "file": self.held,
        }
        number = {"number": outcome.network if outcome else 0}
        own = {
            "file": {"title": CHOOSE_AGAIN if outcome else CHOOSE_FILES, "multiple": "multiple"},
            "show_network": {"title": _(SHOW_NETWORK, mapping=number)},
        }
        values = {name: self.request.form.get(name) for name in ("record_only", "show_network")}
        values |= {"seen": outcome and outcome.seen, "held": self.held}
        return [
            each | own.get(each["name"], {})
            for each in form_fields(IDownload, values=values, faults=self.faults)
            if not is_left_out.get(each["name"])
        ]

    @cached_property
    def summary(self) -> dict:
        return outcome_summary(self.done)

    @property
    def is_too_large(self) -> bool:
        """True if the download has too many new pictures to be imported by a browser."""
        return self.done.to_make > MOST_PICTURES

    def facts(self) -> list[dict]:
        """Return rows with the counts of the download's contents, without those that are zero."""
        pictures, report = self.summary["pictures"], self.done.report
        known = _(", of which the channel has ${number} already")
        missing = _("; ${number} are not in these files")
        beyond = _("Pictures beyond the first ${number} of their posts, which are not brought in")
        posts = _sum(self.summary["posts"], self.summary["known"], known)
        rows = (
            (_("Posts that are understood"), posts),
            (_("Pictures"), _sum(pictures["found"], pictures["missing"], missing)),
            (_("Films, which are not brought in"), self.summary["films"]),
            (_(beyond, mapping={"number": MAX_FETCHED}), pictures["beyond"]),
            (_("Never shown"), _list(report.closed, CLOSED_TITLES)),
            (_("Files that are never opened"), _list(report.left_out, LEFT_OUT_TITLES)),
            (_("Other files, which hold no posts"), self.summary["other_files"]),
        )
        return [fact_row(title, fact_value(str(value))) for title, value in rows if value]

    def left_out_rows(self, file: dict) -> list[dict]:
        """Return rows with the reasons why posts in a file are left out, and their counts."""
        return reason_rows(file["left_out"], LEFT_OUT_TITLES)


def _sum(number, part, words):
    more = api.portal.translate(_(words, mapping={"number": part})) if part else ""
    return f"{number}{more}"


def _list(reasons, names):
    rows = reason_rows(reasons, names)
    return ", ".join(f"{api.portal.translate(each['title'])}: {each['number']}" for each in rows)


def _confirmation(outcome):
    lost = {"films": outcome.report.films, "pictures": outcome.report.beyond}
    numbers = {name: outcome.done[name] for name in (NEW, CHANGED, SAME)}
    sentences = [_(KEPT if outcome.kept == RECORD else BROUGHT_IN, mapping=numbers)]
    if any(lost.values()):
        sentences.append(_(NOT_BROUGHT_IN, mapping=lost))
    return " ".join(map(api.portal.translate, sentences))
