"""Suspected images of child sexual abuse: only hashes, sizes and types are stored (G23).

Possession is a crime (Criminal Code 16:10 a). Files that were stored before somebody recognized
them are deleted with the step that reports it; packing the database removes older revisions.
"""

from ...accounts.rules.grounds import ABUSE
from ...core.messages.engine import RULING
from ...core.messages.store import messages_of
from ..routing.roles import me
from ..steps.capturing import hashed
from ..steps.interfaces import IStepTaken


def let_go_of_files(taken: IStepTaken) -> None:
    """Delete the files of a message that is reported as abuse, see IStepTaken."""
    if taken.step not in RULING or ABUSE not in taken.given["rules"]:
        return
    messages = messages_of(taken.hub)
    if files := messages.files(taken.number):
        messages.drop_files(taken.number, hashed(files), who=me(), now=taken.now)
