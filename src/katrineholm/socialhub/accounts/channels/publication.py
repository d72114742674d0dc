"""A list of the objects that may be published below a hub: content, views, services, files.

Zope would publish everything with a docstring: the mappings in annotations, their methods, and
everything acquired from the site.
"""

from itertools import pairwise
from typing import Any

from OFS.Image import File
from plone.portlets.interfaces import IPortletAssignment, IPortletAssignmentMapping
from plone.resource.file import FilesystemFile
from plone.resource.interfaces import IResourceDirectory
from plone.rest.interfaces import IService
from Products.CMFCore.interfaces import IContentish
from z3c.form.interfaces import IWidget
from zExceptions import NotFound
from zope.browser.interfaces import IBrowserView

from .interfaces import ISocialHub
from .visibility import remove_content_from_request

# Images and files are views, too: of a field or a scale.
VIEWS = (IBrowserView, IService)
# Objects that are not pages but are traversed on the way to one, or to a static file.
TRAVERSABLE = (IPortletAssignmentMapping, IPortletAssignment, IWidget, IResourceDirectory)


def refuse_unknown_objects(event: Any) -> None:
    """Raise NotFound if the object published within a hub is of no permitted type."""
    request = event.request
    steps = _within_hub(request)
    is_led_to = all(_may_be_traversed(*pair) for pair in pairwise(steps[:-1]))
    if steps and not (is_led_to and _may_be_last(steps[-2:][0], steps[-1])):
        remove_content_from_request(request)
        raise NotFound(request["URL"])


def _within_hub(request) -> list:
    """Return the traversed objects from the hub on, the published one last."""
    steps = [*reversed(request["PARENTS"]), request["PUBLISHED"]]
    hub = next((n for n, step in enumerate(steps) if ISocialHub.providedBy(step)), len(steps))
    return steps[hub:]


def _may_be_traversed(step, following) -> bool:
    return (
        _is_any(following, VIEWS + TRAVERSABLE)
        or _lies_in(step, following)
        or _is_file(step, following)
    )


def _may_be_last(step, published) -> bool:
    return (
        _is_any(published, VIEWS)
        or _lies_in(step, published)
        or _is_page(step, published)
        or _is_file(step, published)
        or (isinstance(step, File) and published in (step.index_html, step.HEAD))
    )


def _is_any(step, interfaces) -> bool:
    return any(each.providedBy(step) for each in interfaces)


def _lies_in(step, content) -> bool:
    """Return whether content is directly in its parent, and not acquired."""
    if not (IContentish.providedBy(step) and IContentish.providedBy(content)):
        return False
    place = step.getPhysicalPath()
    return content.getPhysicalPath() in (place, (*place, content.getId()))


def _is_file(folder, file) -> bool:
    """Return whether an object is a static file of the theme, on disk or in the database."""
    return IResourceDirectory.providedBy(folder) and isinstance(file, (FilesystemFile, File))


def _is_page(view, method) -> bool:
    """Return whether an object is a view's method that is registered with its own permission."""
    private = ()
    roles = vars(type(view)).get(f"{getattr(method, '__name__', '')}__roles__", private)
    return _is_any(view, VIEWS) and roles != private
