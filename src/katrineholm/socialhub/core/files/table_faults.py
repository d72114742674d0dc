"""The possible errors in an uploaded table, each with a message that suggests a remedy."""


def _(text: str) -> str:
    """Mark a text for extraction: a table is read without a translator."""
    return text


TEXTS = {
    "too_large": _("The file is larger than ${limit} MB."),
    "empty": _("The file is empty."),
    "charset": _(
        "The letters of the file cannot be read. "
        "In Excel, save it as “CSV UTF-8 (comma delimited)”."
    ),
    "workbook": _("The workbook cannot be read: save it anew as XLSX, or as CSV."),
    "nul": _("The file holds characters that do not belong in a text."),
    "untitled": _("Column ${number} has no title in the header."),
    "twice": _("These columns stand more than once in the header: ${titles}."),
    "unknown": _("These columns of the header are not known: ${titles}."),
    "unknown_and_missing": _(
        "These columns of the header are not known: ${titles}. These are missing: ${missing}."
    ),
    "missing": _("These columns are missing in the header: ${titles}."),
    "no_rows": _("There is no row below the header."),
    "too_many": _("The file has more than ${limit} rows."),
    "length": _("The number of cells in line ${line} is ${found}, but the header has ${expected}."),
    "long_cell": _(
        "Line ${line} has a cell of more than ${limit} characters. Is a quotation mark missing?"
    ),
    "divide": _("The file is too large to be brought in at once: divide it."),
    "quotes": _("Line ${line} has a quotation mark too many or too few."),
}


class TableFault(Exception):
    """The refusal of a whole file; ``code`` is a key of ``TEXTS``, whose text ``values`` fill."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = {name: str(value) for name, value in values.items()}
        super().__init__(code)

    @property
    def text(self) -> str:
        """Return the English message, its ``${names}`` not yet filled in."""
        return TEXTS[self.code]

    def __str__(self) -> str:
        sentence = self.text
        for name, value in self.values.items():
            sentence = sentence.replace("${" + name + "}", value)
        return sentence
