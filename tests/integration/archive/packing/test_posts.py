"""What the record tells of a post."""

import json

from jsonschema import Draft202012Validator


def test_every_post_is_as_the_schema_in_the_package_tells(package, read, posts):
    schema = json.loads(read(package, "entry.schema.json"))
    for each in posts(package):
        Draft202012Validator(schema).validate(each)
