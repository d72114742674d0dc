"""The services of acts, with their acts: what tests and docs/rest.md ask each of."""

from zope.component import getGlobalSiteManager

from katrineholm.socialhub.site.pages.act_service import ActService

# What follows the name in the addresses of services whose acts depend on it.
PATHS = {
    "POST @entry": ("<entry>",),
    "DELETE @entries": ("<entry>",),
    "PATCH @entries": ("<entry>",),
    "POST @mask": ("<entry>",),
    "DELETE @mask": ("<entry>",),
    "POST @messages": ("", "<message>"),
    "POST @requests": ("", "<request>"),
    "PATCH @packages": ("<package>",),
    "DELETE @packages": ("<package>",),
    "POST @workflow": ("<step>",),
}


def act_services(*places, **known):
    """Yield the name of each service of acts, its path, and the service where it first is."""
    registered = getGlobalSiteManager().registeredAdapters()
    factories = {each.name: each for each in registered if is_of_acts(each.factory)}
    for name, each in sorted(factories.items()):
        method, _json, service = name.partition("_application_json_")
        title = f"{method} {service}"
        place = next((place for place in places if each.required[0].providedBy(place)), None)
        for path in PATHS.get(title, ("",)) if place is not None else ():
            made = each.factory(place, place.REQUEST)
            named = known.get(path.strip("<>"), path)
            if named:
                made.publishTraverse(place.REQUEST, named)
            yield title, path, made


def is_of_acts(factory):
    return isinstance(factory, type) and issubclass(factory, ActService)


def fields(schema, within=""):
    """Yield each property of a JSON schema: its name, type, if it is required, limits, meaning."""
    for name, found in schema["properties"].items():
        path, demanded = within + name, "yes" if name in schema["required"] else ""
        if found["type"] == "object":
            yield from fields(found, f"{path}.")
        elif found["type"] == "array" and found["items"]["type"] == "object":
            yield from fields(found["items"], f"{path}[].")
        else:
            yield f"`{path}`", kind(found), demanded, limits(found), meaning(found)


def kind(found):
    kinds = {"boolean": "true or false", "integer": "whole number", "array": "list of texts"}
    formats = {"binary": "file", "date": "date", "email": "e-mail address", "uri": "URL"}
    return formats.get(found.get("format")) or kinds.get(found["type"], "text")


def limits(found):
    choices = found.get("items", found).get("enum", ())
    told = [", ".join(f"`{each}`" for each in choices)] if choices else []
    told += [f"≤ {found['maxLength']} characters"] if "maxLength" in found else []
    told += [f"≥ {found['minimum']}"] if "minimum" in found else []
    return "; ".join([*told, *([f"≤ {found['maximum']}"] if "maximum" in found else [])])


def meaning(found):
    return ". ".join(filter(None, (found["title"], found["description"])))
