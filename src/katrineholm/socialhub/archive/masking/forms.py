"""Masking, and taking a mask back: each act once, for the page and for programs.

Where it is done, see ``acts.Place``, has the id of the entry as the first of its ``names``.
"""

from plone.autoform.directives import widget
from zope.interface import Interface
from zope.schema import List

from ... import _
from ...site.forms.acts import Act
from ...site.forms.schema import Line, Words
from .masking import LONGEST, mask, unmask


class IMasking(Interface):
    """All that is masked of an entry from then on."""

    words = List(
        title=_("Passages to mask, one on each line"),
        description=_(
            "Write them as they stand: a name, a telephone number, a sentence. Upper and lower "
            "case do not matter, nor does an ending s. In their place stands [uppgift dold]."
        ),
        value_type=Words(required=False),
        required=False,
    )
    pictures = List(title=_("Pictures to mask"), value_type=Words(required=False), required=False)
    reason = Line(title=_("Reason"), max_length=LONGEST, judged=True)
    widget("pictures", type="checkboxes")


class IUnmasking(Interface):
    """Why it is seen again."""

    reason = Line(title=_("Reason"), max_length=LONGEST, judged=True)


def _mask(at, given):
    names = (given[each] for each in ("words", "pictures", "reason"))
    return mask(at.context, at.path[0], *names)


def _masked(ids):
    if len(ids) > 1:
        others = {"number": len(ids) - 1}
        return _(
            "Masked, also where the same post stands in other channels: ${number}.", mapping=others
        )
    return _("Masked. It stays so when the entry is changed or retrieved again.")


MASK = Act("mask", _mask, _masked, title=_("Mask it"), fields=IMasking)
UNMASK = Act(
    "unmask",
    lambda at, given: unmask(at.context, at.path[0], given["reason"]),
    _("Visitors see the whole entry again."),
    title=_("Take the mask away"),
    fields=IUnmasking,
)
