"""Suspected images of child sexual abuse: only hashes, sizes and types are stored (G23).

Possession is a crime (Criminal Code 16:10 a). Files that were stored before somebody recognized
them are deleted with the step that reports it; packing the database removes older revisions.
"""

from ...core.messages.engine import RULE_STEPS
from ...core.messages.grounds import ABUSE
from ...core.messages.store import messages_of
from ..steps.interfaces import IStepTaken
from ..steps.roles import current_actor
from ..steps.submission import file_records


def drop_abuse_files(taken: IStepTaken) -> None:
    """Delete the files of a message that is reported as abuse, see IStepTaken."""
    if taken.step not in RULE_STEPS or ABUSE not in taken.given["rules"]:
        return
    messages = messages_of(taken.hub)
    if files := messages.files(taken.number):
        messages.drop_files(taken.number, file_records(files), who=current_actor(), now=taken.now)
