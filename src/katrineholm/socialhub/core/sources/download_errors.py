"""Errors of downloads, each with a message that suggests a remedy."""

from ..feeds.errors import CodedError, _

TEXTS = {
    "nothing": _("Choose the file, or the files, that the service gave you."),
    "not_a_zip": _("${name} is not whole, or no ZIP file: download it once more."),
    "html": _(
        "${name} is web pages, which cannot be read: order the download anew, in the format JSON."
    ),
    "kind": _("${name} is none of ZIP, JSON, CSV, XLSX and TXT."),
    "outside": _("${name} has a file that wants to lie outside it, and is not opened: ${path}"),
    "link": _("${name} has a link among its files, and is not opened: ${path}"),
    "too_many": _("${name} has more than ${limit} files."),
    "encrypted": _("${name} is locked with a password: unpack it and pack it anew without one."),
    "bomb": _("${name} has a file that grows far too large, and is not opened: ${path}"),
    "too_large": _("What is to be read in the download is larger than ${limit} MB: divide it."),
    "damaged": _("${path} is damaged or cut off: download it once more."),
    "too_deep": _("${path} is no list of posts: it is nested too deep."),
    "unknown": _("No posts were found: this is no download that we know."),
    "elsewhere": _("This is a download of ${service}, and the channel is somewhere else."),
    "too_many_posts": _("The download has more than ${limit} posts: divide it."),
}


class DownloadError(CodedError):
    """Raised if a whole download is refused."""

    texts = TEXTS

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, **{name: str(value)[:200] for name, value in values.items()})
