"""Run by Alembic, which `workspace.migrating` calls with an open connection."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from briefer.workspace import audit, search, tables


def _ours(name: str | None, kind: str, _: Any) -> bool:
    """Full-text tables are made and read by `search` alone."""
    return not (kind == "table" and (name or "").startswith(("search_title", "search_body")))


def _rendered(_kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """A step names plain types, so that it stays what it was."""
    return "sa.DateTime(timezone=True)" if isinstance(item, tables.Moment) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.metadata(),
    render_as_batch=True,
    compare_type=True,
    include_name=_ours,
    render_item=_rendered,
    template_args={"first_statements": (*search.FULL_TEXT, *audit.TRIGGERS)},
)
with context.begin_transaction():
    context.run_migrations()
