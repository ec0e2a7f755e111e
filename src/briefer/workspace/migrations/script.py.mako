"""${message}"""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Bring the schema from the step before to this one."""
    ${upgrades if upgrades else "pass"}
% if not down_revision:
    for statement in (
% for statement in first_statements:
        ${repr(statement)},
% endfor
    ):
        op.execute(statement)
% endif
