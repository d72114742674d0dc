"""The masking of secrets in a copy: passages marked as ``[[…]]`` are replaced in all fields.

All masks have the same length, and a marked passage is masked wherever it occurs.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ... import _
from ...core.messages.engine import Refused
from ...site.pages.form_faults import FormFaults

MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
MASK = "█████"
# A shorter passage is masked only at its mark, or a letter would mask the whole text.
SHORTEST = 3
GUARD = "masking"


@dataclass(frozen=True, slots=True)
class MaskedCopy:
    """A masked copy: its ``fields`` by name, and ``lengths`` of the masked passages in each."""

    fields: dict[str, str]
    lengths: dict[str, list[int]]


def masked_copy(original: Mapping[str, str], written: Mapping[str, str]) -> MaskedCopy:
    """Return a masked copy, given the original fields of a record and the fields with marks.

    Raise engine.Refused if anything but marks was changed, or a mark is not closed.
    """
    faults = FormFaults()
    for name in original:
        faults.take(f"field_{name}", _require_marks_only, original[name], written.get(name, ""))
    faults.raise_faults(GUARD)
    everywhere = _passage_pattern(written[name] for name in original)
    fields, lengths = {}, {}
    for name in original:
        found: list = []
        text = MARK.sub(_mask_into(found), _unix_lines(written[name]))
        fields[name] = everywhere.sub(_mask_into(found), text)
        if found:
            lengths[name] = found
    return MaskedCopy(fields, lengths)


def _require_marks_only(original, written):
    if _without_marks(written) != _without_marks(original):
        raise Refused(GUARD, _("Put in marks only: the record's own words must stay as they are."))
    left = MARK.sub("", written)
    if "[[" in left or "]]" in left or any("[[" in passage for passage in MARK.findall(written)):
        raise Refused(GUARD, _("Each [[ needs its own ]], and no mark stands within another."))


def _without_marks(text):
    return _unix_lines(text).replace("[[", "").replace("]]", "").strip()


def _unix_lines(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _passage_pattern(texts):
    """Return a pattern for every marked passage, however its words are separated."""
    passages = {" ".join(each.split()) for text in texts for each in MARK.findall(text)}
    long = sorted((each for each in passages if len(each) >= SHORTEST), key=len, reverse=True)
    spelt = [r"\s+".join(map(re.escape, each.split())) for each in long]
    return re.compile("|".join(spelt) or r"(?!)", re.IGNORECASE)


def _mask_into(found):
    def mask(match):
        found.append(len(match[1] if match.re is MARK else match[0]))
        return MASK

    return mask
