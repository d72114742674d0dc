"""JSON Schema of a form's fields, with Volto's widgets, as in plone.restapi's ``@types``."""

from collections.abc import Collection
from typing import Any

from plone.restapi.serializer.converters import json_compatible
from plone.restapi.types.adapters import ChoiceJsonSchemaProvider, DefaultJsonSchemaProvider
from plone.restapi.types.interfaces import IJsonSchemaProvider
from plone.restapi.types.utils import (
    get_fieldset_infos,
    get_fieldsets,
    get_jsonschema_properties,
    iter_fields,
)
from zope.component import adapter
from zope.interface import Interface, implementer

from .form_schema import NestedFields, SingleChoice, field_types

# Volto's widgets and JSON Schema's formats for the kinds of fields that have any.
WIDGETS = {
    **{name: name for name in ("date", "email", "file", "hidden", "password", "url")},
    **{"datetime-local": "datetime", "radio": "radio_group"},
}
FORMATS = {"date": "date", "email": "email", "file": "binary", "url": "uri"}
# A required value may not be empty.
LEAST = {"string": {"minLength": 1}, "array": {"minItems": 1}}


def json_schema(
    schema: Any, context: object, request: object, *, without: Collection[str] = ()
) -> dict:
    """Return the fields of a zope.schema interface as JSON Schema (draft 2020-12).

    Choices are bound to ``context``. Traps and the fields named in ``without`` are omitted.
    """
    known = field_types(schema)
    left_out = {*without, *(name for name, kind in known.items() if kind == "trap")}
    fieldsets = get_fieldsets(context, request, schema)
    for each in fieldsets:
        each["fields"] = [field for field in each["fields"] if field.__name__ not in left_out]
    properties = get_jsonschema_properties(context, request, fieldsets)
    required = [each.__name__ for each in iter_fields(fieldsets) if each.field.required]
    for name, found in properties.items():
        kind = known[name]
        found |= {"widget": WIDGETS[kind]} if kind in WIDGETS else {}
        found |= {"format": FORMATS[kind]} if kind in FORMATS else {}
        found |= LEAST.get(found["type"], {}) if name in required else {}
    return json_compatible(
        {
            "type": "object",
            "properties": properties,
            "required": required,
            "fieldsets": get_fieldset_infos(fieldsets),
        }
    )


@implementer(IJsonSchemaProvider)
@adapter(SingleChoice, Interface, Interface)
class PickJsonSchema(ChoiceJsonSchemaProvider):
    """The JSON Schema of a choice with all its options, as no URL returns its vocabulary."""

    def additional(self) -> dict:
        found = super().additional()
        del found["vocabulary"]
        if self.field.default is None:
            return found
        return found | {"default": self.field.vocabulary.getTerm(self.field.default).token}


@implementer(IJsonSchemaProvider)
@adapter(NestedFields, Interface, Interface)
class PartJsonSchema(DefaultJsonSchemaProvider):
    """The JSON Schema of nested fields."""

    def additional(self) -> dict:
        return json_schema(self.field.schema, self.context, self.request)
