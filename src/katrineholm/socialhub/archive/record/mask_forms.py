"""Masking an entry and removing its mask: each act once, for the page and the service.

The first of the ``names`` of the ``acts.Place`` is the entry's id.
"""

from plone.autoform.directives import widget
from zope.interface import Interface
from zope.schema import List

from ... import _
from ...site.pages.acts import Act
from ...site.pages.form_schema import Line, LongText
from .entry_masks import LONGEST, mask_entry, unmask_entry


class IEntryMask(Interface):
    """The whole mask of an entry, which replaces an earlier one."""

    words = List(
        title=_("Passages to mask, one on each line"),
        description=_(
            "Write them as they stand: a name, a telephone number, a sentence. Upper and lower "
            "case do not matter, nor does an ending s. In their place stands [uppgift dold]."
        ),
        value_type=LongText(required=False),
        required=False,
    )
    pictures = List(
        title=_("Pictures to mask"), value_type=LongText(required=False), required=False
    )
    reason = Line(title=_("Reason"), max_length=LONGEST, judged=True)
    widget("pictures", type="checkboxes")


class IMaskRemoval(Interface):
    """The reason for showing the entry whole again."""

    reason = Line(title=_("Reason"), max_length=LONGEST, judged=True)


def _mask(at, given):
    names = (given[each] for each in ("words", "pictures", "reason"))
    return mask_entry(at.context, at.path[0], *names)


def _masked_sentence(ids):
    if len(ids) > 1:
        others = {"number": len(ids) - 1}
        return _(
            "Masked, also where the same post stands in other channels: ${number}.", mapping=others
        )
    return _("Masked. It stays so when the entry is changed or retrieved again.")


MASK = Act("mask", _mask, _masked_sentence, title=_("Mask it"), fields=IEntryMask)
UNMASK = Act(
    "unmask",
    lambda at, given: unmask_entry(at.context, at.path[0], given["reason"]),
    _("Visitors see the whole entry again."),
    title=_("Take the mask away"),
    fields=IMaskRemoval,
)
