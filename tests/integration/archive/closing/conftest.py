"""A hub of which packages are made."""

from helpers.integration.archive import (  # noqa: F401
    archivist,
    folder,
    hub,
    june,
    made,
    order,
    ordered,
    package,
    picture,
    posts,
    read,
)
