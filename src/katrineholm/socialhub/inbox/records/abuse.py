"""Of suspected images of child sexual abuse no copy is held: only hashes, sizes and types (G23).

Possessing them is a crime (Criminal Code 16:10 a). What was stored before somebody saw what it is
goes away with the step that says so; an older state of the database is packed away.
"""

from ...accounts.rules.grounds import ABUSE
from ...core.messages.engine import RULING
from ...core.messages.store import messages_of
from ..routing.roles import me
from ..steps.capturing import hashed


def let_go_of_files(taken) -> None:
    """Drop the files of a message that is said to break that law: see IStepTaken."""
    if taken.step not in RULING or ABUSE not in taken.given["rules"]:
        return
    messages = messages_of(taken.hub)
    if files := messages.files(taken.number):
        messages.drop_files(taken.number, hashed(files), who=me(), now=taken.now)
