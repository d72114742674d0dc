"""What the record tells of a post."""

import json

import transaction
from jsonschema import Draft202012Validator

from katrineholm.socialhub.core.timeline.disposal import erase_entry
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.store import timeline_of


def test_every_post_is_as_the_schema_in_the_package_tells(package, read, posts):
    schema = json.loads(read(package, "entry.schema.json"))
    for each in posts(package):
        Draft202012Validator(schema).validate(each)


def test_a_post_that_was_disposed_of_is_what_is_left_of_it(hub, order, read, posts):
    timeline, uid = timeline_of(hub), hub.kultur.bloggen.UID()
    entry = next(
        each["entry_id"] for each in all_entries(timeline, uid) if each["title"] == "Badet"
    )
    erase_entry(timeline, entry, {"by": "evelina", "when": 1_790_000_000, "decision": "DHP 1"})
    transaction.commit()
    package = order("--channel", "hub/kultur/bloggen")[1]
    schema = json.loads(read(package, "entry.schema.json"))
    [left] = [each for each in posts(package) if each["hub:state"] == "disposed"]
    Draft202012Validator(schema).validate(left)
    assert (left["content"], left["attachment"]) == ("", [])
    assert "evelina: DHP 1" in read(package, "posts/metadata/preservation/premis.xml")
    assert "Badet" not in read(package, "index.html")
