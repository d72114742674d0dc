"""Links to the errors in a refused form, without tabs that could hide one."""

from typing import Any

from plone import api

from ..channels.interfaces import IChannel

TAB = "fieldset"  # as Plone's own forms call it in a request
FIELDSETS = "plone.supermodel.fieldsets"


def field_url(channel: Any, name: str) -> str:
    """Return the URL of a field in a channel's edit form, without tabs if it is on one of them."""
    sets = IChannel.queryTaggedValue(FIELDSETS, ())
    tab = next((each.__name__ for each in sets if name in each.fields), "")
    query = f"?{TAB}={tab}" if tab else ""
    return f"{channel.absolute_url()}/edit{query}#formfield-form-widgets-{name}"


class FaultLinks:
    """A mix-in for forms with tabs that shows all fields on one page if one of them is linked."""

    groups: Any
    request: Any

    @property
    def enable_form_tabbing(self) -> bool:
        """True if the form has tabs; False if they could hide an error or a linked field."""
        return not (self.faults() or TAB in self.request.form)

    @property
    def enable_autofocus(self) -> bool:
        """True if Plone's script may focus the first field, as no other field is linked.

        On a slow machine the script would run after the person has followed the link.
        """
        return self.enable_form_tabbing

    def faults(self) -> list[dict]:
        """Return the form's errors, each as ``text`` with its field's ``title`` and ``href``."""
        return [
            {
                "title": error.widget.label,
                "text": api.portal.translate(error.message),
                "href": f"#formfield-{error.widget.id}",
            }
            for form in (self, *self.groups)
            for error in form.widgets.errors
            if error.widget is not None
        ]
