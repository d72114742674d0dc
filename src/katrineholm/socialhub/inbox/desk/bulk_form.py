"""``@@messages/together``: the form below the list that takes a step with several messages."""

from plone.autoform.directives import widget
from zope.interface import Interface
from zope.schema import Bool

from ... import _
from ...core.messages.flow import TRANSITIONS
from ...site.pages.acts import Act
from ...site.pages.form_schema import LongText, SingleChoice, vocabulary
from ...site.pages.refusals import Refusal
from ...site.pages.request import form_text, form_texts
from ..steps.bulk_steps import STEPS, take_bulk_step
from ..steps.validation import MAX_TEXT
from .visibility import message_number

MOST = 100
NAME = "together"


class IBulkStep(Interface):
    """The fields of the form for a step with several messages."""

    step = SingleChoice(
        title=_("What is to be done"),
        vocabulary=vocabulary({step: TRANSITIONS[step].title for step in STEPS}),
        default=next(iter(STEPS)),
    )
    said = LongText(title=_("Why, or what came of it"), max_length=MAX_TEXT, required=False)
    nothing = Bool(
        title=_(
            "I have read each of them: none breaks a rule, belongs to a case or may be secret, and "
            "nobody expects an answer"
        ),
        required=False,
    )
    widget("said", rows=2)


class PartlyRefused(Refusal):
    """The error that lists the refused messages of a bulk step, see ``take_bulk_step``.

    ``done`` contains the numbers of the messages with which the step was taken.
    """

    def __init__(self, refused: list[dict], done: list[int]):
        super().__init__(refused)
        self.done = done


def _take_together(at, form):
    numbers = _ticked_numbers(at, form)
    refused = [{"number": "", "sentence": _("Tick at least one message.")}]
    if numbers:
        is_nothing = bool(form_text(form, "nothing"))
        refused = take_bulk_step(
            at.hub, numbers, form_text(form, "step"), form_text(form, "said"), is_nothing
        )
    if refused:
        left = {each["number"] for each in refused}
        done = [] if "" in left else [each for each in numbers if each not in left]
        raise PartlyRefused(refused, done)
    return len(numbers)


def _ticked_numbers(at, form):
    found = []
    for each in form_texts(form, "message")[:MOST]:
        try:
            found.append(message_number(at.hub, at.context, each))
        except KeyError:
            continue
    return found


BULK_ACT = Act(
    NAME,
    _take_together,
    lambda number: _("Done with ${number} messages.", mapping={"number": str(number)}),
    _("Do it with all of them"),
)
