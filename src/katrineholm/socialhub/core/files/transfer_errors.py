"""The reason why something cannot be moved, in a sentence for the operator."""


class TransferError(Exception):
    """A value that cannot be moved, or an archive that is refused."""
