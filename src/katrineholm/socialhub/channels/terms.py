"""Yes and no in the reader's language; z3c.form has them in a few languages only."""

from z3c.form.interfaces import IForm, IRadioWidget
from z3c.form.term import BoolTerms
from zope.component import adapter
from zope.interface import Interface
from zope.schema.interfaces import IBool

from .. import _
from ..interfaces import ISocialHubLayer


@adapter(Interface, ISocialHubLayer, IForm, IBool, IRadioWidget)
class YesAndNo(BoolTerms):
    """The choices of a yes or no question."""

    trueLabel = _("Yes")
    falseLabel = _("No")
