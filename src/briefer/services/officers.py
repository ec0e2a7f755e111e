"""What an officer is called who has a workspace open.

Not here: the officers of the office as records (`library`), where the name is kept (`settings`).
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace


def call(workspace: "Workspace", name: str) -> None:
    """Let the officer be called otherwise from now on; what waits under the name before goes along.

    Raises:
        KnownError: the database cannot be written.

    """
    before = workspace.officer
    if name == before:
        return
    if not workspace.read_only:
        with workspace.writing() as rows:
            rows.waiting.give(before, name)
            rows.drafts.give(before, name)
    workspace.officer = name
