"""more spellings are found, and narrowed to years and markings"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Bring the schema from the step before to this one; the index is made anew after every step."""
    # for a while the first step made what later steps make, so that there are workspaces that have it
    if "marking" in {one["name"] for one in sa.inspect(op.get_bind()).get_columns("search_doc")}:
        return
    op.add_column(
        "search_doc", sa.Column("marking", sa.String(100), nullable=False, server_default="")
    )
    for name in ("first_year", "last_year"):
        op.add_column(
            "search_doc", sa.Column(name, sa.Integer(), nullable=False, server_default="0")
        )
