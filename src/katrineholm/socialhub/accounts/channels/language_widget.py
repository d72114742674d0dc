"""The widget that chooses among the languages that are used, of the many that programs may send."""

from copy import copy
from typing import Any

from plone.app.z3cform.widgets.select import SelectWidget
from z3c.form.interfaces import IFieldWidget
from z3c.form.widget import FieldWidget
from zope.interface import implementer


@implementer(IFieldWidget)
def LanguageFieldWidget(field: Any, request: Any) -> FieldWidget:
    """Return a widget for a language, with the choices of ``vocabularies.languages``."""
    usual = copy(field)
    usual.vocabulary, usual.vocabularyName = None, "katrineholm.socialhub.languages"
    return FieldWidget(usual, SelectWidget(request))
