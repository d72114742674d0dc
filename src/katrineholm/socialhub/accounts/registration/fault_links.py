"""Links to the faults of a refused form, without tabs that could hide one."""

from typing import Any

from plone import api

from ..channels.interfaces import IChannel

TAB = "fieldset"  # as Plone's own forms call it in a request
FIELDSETS = "plone.supermodel.fieldsets"


def field_url(channel: Any, name: str) -> str:
    """Return the URL of a field in a channel's edit form, without tabs if the field is on one."""
    sets = IChannel.queryTaggedValue(FIELDSETS, ())
    tab = next((each.__name__ for each in sets if name in each.fields), "")
    query = f"?{TAB}={tab}" if tab else ""
    return f"{channel.absolute_url()}/edit{query}#formfield-form-widgets-{name}"


class FaultLinks:
    """A mix-in for forms with tabs: if a field is linked, all fields are on one page."""

    groups: Any
    request: Any

    @property
    def enable_form_tabbing(self) -> bool:
        """Return whether there are tabs, which could hide a fault."""
        return not (self.faults() or TAB in self.request.form)

    @property
    def enable_autofocus(self) -> bool:
        """Return whether Plone's script focuses the first field, not if another one is linked.

        On a slow machine it would run after the person has followed the link.
        """
        return self.enable_form_tabbing

    def faults(self) -> list[dict]:
        """Return the faults in the form's order: ``title``, ``text`` and ``href`` of the field."""
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
