"""Why something does not move, in a sentence for the operator."""


class Unmovable(Exception):
    """What cannot be moved, or an archive that is not let in."""
