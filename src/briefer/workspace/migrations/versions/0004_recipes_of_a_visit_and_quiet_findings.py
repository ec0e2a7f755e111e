"""recipes of a visit and quiet findings"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Bring the schema from the step before to this one."""
    # for a while the first step made these columns itself, so that there are workspaces that have them
    present = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("visit")}
    for name in ("own_recipes", "muted"):
        if name not in present:
            kind = sa.JSON(none_as_null=True)
            op.add_column("visit", sa.Column(name, kind, nullable=False, server_default="[]"))
