"""A form that was refused leads to each fault by a link, and has no tabs that could hide one."""

from plone import api

from ..channels.interfaces import IChannel

TAB = "fieldset"  # as Plone's own forms call it in a request
SETS = "plone.supermodel.fieldsets"


def field_url(channel, name: str) -> str:
    """The address of a field in a channel's form; of one on a tab, in the form without tabs."""
    sets = IChannel.queryTaggedValue(SETS, ())
    tab = next((each.__name__ for each in sets if name in each.fields), "")
    query = f"?{TAB}={tab}" if tab else ""
    return f"{channel.absolute_url()}/edit{query}#formfield-form-widgets-{name}"


class LeadsToFaults:
    """For a form with tabs: whoever is led to a field has all fields on one page."""

    @property
    def enable_form_tabbing(self) -> bool:
        """Whether the fields lie on tabs, where one that is closed would hide what is wrong."""
        return not (self.faults() or TAB in self.request.form)

    @property
    def enable_autofocus(self) -> bool:
        """Whether Plone's script goes to the first field: not from one that was led to.

        On a slow machine that script comes after the person has followed the link.
        """
        return self.enable_form_tabbing

    def faults(self) -> list[dict]:
        """What is wrong, in the form's order: ``title``, ``text`` and ``href`` of the field."""
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
