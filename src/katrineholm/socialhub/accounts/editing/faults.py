"""A form that was refused leads to each fault: the first one's tab is open, each has a link."""

from plone import api
from plone.i18n.normalizer.interfaces import IIDNormalizer
from zope.component import getUtility

from ..channels.interfaces import IChannel

TAB = "fieldset"  # as Plone's own forms call it in a request
SETS = "plone.supermodel.fieldsets"


def field_url(channel, name: str) -> str:
    """The address of a field in a channel's form, on its tab."""
    sets = IChannel.queryTaggedValue(SETS, ())
    tab = next((each.__name__ for each in sets if name in each.fields), "")
    query = f"?{TAB}={tab}" if tab else ""
    return f"{channel.absolute_url()}/edit{query}#formfield-form-widgets-{name}"


class LeadsToFaults:
    """For a form with tabs. With scripts the right tab opens; without them all are open."""

    @property
    def enable_autofocus(self) -> bool:
        """Whether Plone's script goes to the first field: not from one that was led to.

        On a slow machine that script comes after the person has followed the link.
        """
        return not (self.faults() or TAB in self.request.form)

    def render(self):
        """The form, with the tab marked as the open one that Plone's script then opens."""
        html = super().render()
        mark = f'id="fieldsetlegend-{self._open_tab()}"'
        return html.replace(mark, f'class="active" {mark}', 1) if html else html

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

    def _open_tab(self):
        if self.widgets.errors:
            return "default"
        faulty = [_name(group) for group in self.groups if group.widgets.errors]
        return next(iter(faulty), "") or _known(self.request.form.get(TAB), self.groups)


def _known(wanted, groups):
    return wanted if wanted in [_name(group) for group in groups] else "default"


def _name(group):
    name = getattr(group, "__name__", "") or group.label
    return getUtility(IIDNormalizer).normalize(name)
