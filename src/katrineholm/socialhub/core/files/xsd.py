"""The schemas that a package follows and carries: four of others, and one of our own for PREMIS."""

from pathlib import Path

FOLDER = Path(__file__).with_name("schemas")
NAMES = (
    *("mets.xsd", "xlink.xsd", "DILCISExtensionMETS.xsd", "DILCISExtensionSIPMETS.xsd"),
    "premis-subset.xsd",
)


class SchemaMissing(Exception):
    """The add-on was installed without its schemas."""


def paths() -> list[Path]:
    """Return the schemas' files. Raises SchemaMissing if one is not there."""
    missing = [name for name in NAMES if not (FOLDER / name).is_file()]
    if missing:
        raise SchemaMissing(
            f"{', '.join(missing)} should be in {FOLDER}: every wheel of the add-on has it there, "
            "and in a checkout `make assets` fetches it."
        )
    return [FOLDER / name for name in NAMES]
